"""The database in a browser: Datasette on loopback with pages of our own."""
