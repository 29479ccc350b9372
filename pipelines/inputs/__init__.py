"""Files to pages and articles: HTML, JSON lines, text copied from a browser."""
