"""Prints the database reference: `python -m pipelines.store.schema > docs/database.md`."""

from pipelines.store.schema.document import document

print(document(), end="")
