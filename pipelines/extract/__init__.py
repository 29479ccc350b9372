"""A page to an article: the step that reads each field from its best source."""
