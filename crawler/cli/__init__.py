"""The command `warta`. A command imports what it needs when it runs, so that help is fast."""

import signal
import sys
from types import FrameType


def main() -> None:
    """Run `warta` and exit with its code; Ctrl-C gives 130, SIGTERM 143, even while modules load.

    `crawl` and `ingest` take the signals over when they begin.
    """
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, _stopped)
    try:
        from crawler.cli import app

        app.main()
    except KeyboardInterrupt:
        sys.exit(130)


def _stopped(number: int, frame: FrameType | None) -> None:
    """End with an exception, so that half-written files are removed."""
    name = "Ctrl-C" if number == signal.SIGINT else "SIGTERM"
    sys.stderr.write(f"warta: {name}: stopped\n")
    raise KeyboardInterrupt if number == signal.SIGINT else SystemExit(128 + number)
