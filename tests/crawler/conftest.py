"""Fixtures for the tests of crawler."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from crawler import sites


@pytest.fixture
def outside_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Return an empty folder that WARTA_SITES names; records are read anew in the test."""
    place = tmp_path / "sites"
    place.mkdir()
    monkeypatch.setenv("WARTA_SITES", str(place))
    sites.forget()
    yield place
    monkeypatch.undo()
    sites.forget()
