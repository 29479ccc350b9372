"""`python -m pipelines.store.schema > docs/database.md` writes the reference of the database."""

from pipelines.store.schema.document import document

print(document(), end="")
