"""Migration 6: names in fingerprints, to distinguish bulletins of one template."""

SQL = """
ALTER TABLE fingerprints ADD COLUMN names BLOB NOT NULL DEFAULT x'';
"""
