"""Commands of `scrapy` that warta changes: Scrapy's COMMANDS_MODULE."""
