"""Bytes to text to a tree, and the meaning of class names."""
