"""What warta knows about Scrapy, HTTP and the outlets."""
