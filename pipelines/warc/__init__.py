"""WARC files: reading them, and writing those of a crawl."""
