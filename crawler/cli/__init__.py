"""The command `warta`. A command imports what it needs when it runs, so that help is fast."""

import signal
import sys
from types import FrameType


def main() -> None:
    """Run `warta` and exit with its code; Ctrl-C gives 130, SIGTERM 143, even while modules load.

    `crawl` and `ingest` take the signals over when they begin.
    """
    signal.signal(signal.SIGTERM, _terminated)
    try:
        from crawler.cli import app

        app.main()
    except KeyboardInterrupt:
        sys.exit(130)


def _terminated(number: int, frame: FrameType | None) -> None:
    """End as Ctrl-C does, so that half-written files are removed."""
    sys.exit(128 + number)
