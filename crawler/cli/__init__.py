"""The command `warta`. A command imports what it needs when it runs: help comes at once."""

import sys


def main() -> None:
    """Run `warta` and leave with its exit code; Ctrl-C is 130 at any time, while it loads too."""
    try:
        from crawler.cli import app

        app.main()
    except KeyboardInterrupt:
        sys.exit(130)
