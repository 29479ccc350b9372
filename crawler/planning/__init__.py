"""What a crawl asks for, in which order, and what is due again when."""
