"""The SQL of the sixth migration: names, by which bulletins of one template are told apart."""

NAMES = """
ALTER TABLE fingerprints ADD COLUMN names BLOB NOT NULL DEFAULT x'';
"""
