"""Migration 7: names in reports, for matching stories."""

SQL = """
ALTER TABLE story_reports ADD COLUMN names BLOB NOT NULL DEFAULT x'';
"""
