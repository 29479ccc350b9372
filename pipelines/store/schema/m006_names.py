"""Migration 6: the names in texts, by which bulletins of one template are told apart."""

SQL = """
ALTER TABLE fingerprints ADD COLUMN names BLOB NOT NULL DEFAULT x'';
"""
