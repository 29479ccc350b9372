"""Standard input as a file: what `-` stands for in `warta try` and `warta ingest`."""

import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

STDIN = "-"
NAME = "standard input"  # of the file, so that messages say it


@contextmanager
def standard_input() -> Iterator[Path]:
    """Give the path of a file with what comes on standard input; it is removed at the end."""
    with tempfile.TemporaryDirectory(prefix="warta-") as folder:
        path = Path(folder) / NAME
        with path.open("wb") as file:
            while chunk := sys.stdin.buffer.read(1 << 20):
                file.write(chunk)
        yield path


def without_folder(text: str, path: Path) -> str:
    """Return a message with the file's name in place of its temporary path."""
    return text.replace(str(path), path.name)
