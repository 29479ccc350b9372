"""Migration 7: the names of reports, which stories are compared by."""

SQL = """
ALTER TABLE story_reports ADD COLUMN names BLOB NOT NULL DEFAULT x'';
"""
