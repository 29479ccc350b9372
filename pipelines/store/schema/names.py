"""The SQL of the next migrations: names, by which bulletins of one template are told apart."""

NAMES = """
ALTER TABLE fingerprints ADD COLUMN names BLOB NOT NULL DEFAULT x'';
"""
STORY_NAMES = """
ALTER TABLE story_reports ADD COLUMN names BLOB NOT NULL DEFAULT x'';
"""
