"""The cleaning step: removes boilerplate lines and records each with its rule."""
