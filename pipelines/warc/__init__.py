"""WARC files: reads archives for ingest and replay, writes those of a crawl."""
