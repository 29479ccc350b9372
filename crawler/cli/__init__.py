"""The command `warta`. A command imports what it needs when it runs, so that help is fast."""

import sys


def main() -> None:
    """Run `warta` and exit with its code; Ctrl-C gives 130, even while modules load."""
    try:
        from crawler.cli import app

        app.main()
    except KeyboardInterrupt:
        sys.exit(130)
