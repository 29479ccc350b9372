"""What a crawl of many outlets costs, measured on a farm of them."""
