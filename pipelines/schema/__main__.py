"""`python -m pipelines.schema > docs/database.md` writes the documentation of the database."""

from pipelines.schema.document import document

print(document(), end="")
