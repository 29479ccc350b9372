"""Accuracy of extraction and cleaning: our own pages against their floors, and peers."""
