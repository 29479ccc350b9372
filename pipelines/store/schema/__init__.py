"""The schema of the database: its migrations, and the meaning of every table and column."""

from pipelines.store.schema.migrations import APPLICATION_ID, MIGRATIONS

__all__ = ["APPLICATION_ID", "MIGRATIONS"]
