"""A database with all that the browser shows, and the browser on it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.support.browsing import Answer, browsing, fill


@pytest.fixture(scope="package")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the database."""
    return fill(tmp_path_factory.mktemp("browser") / "berita.db")


@pytest.fixture(scope="package")
def ask(filled: Path) -> Iterator[Callable[..., Answer]]:
    """Return a function that asks for a page."""
    with browsing(filled) as asking:
        yield asking
