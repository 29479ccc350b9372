"""The connections that a block of code opens, for tests of what SQLite is asked and answers."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch


@contextmanager
def opened(path: Path) -> Iterator[list[sqlite3.Connection]]:
    """Give the list of the connections to a file that are opened in the block."""
    connections: list[sqlite3.Connection] = []
    connect = sqlite3.connect

    def kept(database: Any, *args: Any, **options: Any) -> sqlite3.Connection:
        made = connect(database, *args, **options)
        if database == path:
            connections.append(made)
        return made

    with patch("sqlite3.connect", kept):
        yield connections
