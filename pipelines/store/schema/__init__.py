"""The schema of the database: its migrations, and what every table and column means."""

from pipelines.store.schema.migrations import APPLICATION_ID, MIGRATIONS

__all__ = ["APPLICATION_ID", "MIGRATIONS"]
