"""The input step of ingest: reads files into pages and articles."""
