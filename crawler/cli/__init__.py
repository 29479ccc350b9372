"""The command `warta`. A command imports what it needs when it runs: help comes at once."""

from crawler.cli.app import app, main

__all__ = ["app", "main"]
