"""Accuracy of extraction and cleaning: a page set with gold, floors it must hold, and peers."""
