"""Bytes to text to a tree, and what element names say of their content."""
