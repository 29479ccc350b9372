"""Pages with gold, what extraction makes of them, the marks and their floors."""
