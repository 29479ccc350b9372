"""Functions on single lines and texts of Indonesian news, used by every later step."""
