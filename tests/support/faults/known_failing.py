"""Which faults are not mended: `known_failing.txt` has the id of each, one a line.

A test of a fault on the list must fail: whoever mends it takes it off.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import Any, Protocol

import pytest

LIST = Path(__file__).with_name("known_failing.txt")


class Named(Protocol):
    """A fault, of whatever kind of input."""

    @property
    def id(self) -> str:
        """Its name among all faults."""
        ...


def known_failing() -> list[str]:
    """Return the ids on the list."""
    return LIST.read_text(encoding="utf-8").split()


def marked(faults: Iterable[Named]) -> list[Any]:
    """Return the faults as parameters of a test; those on the list are expected to fail."""
    listed = frozenset(known_failing())
    expected = pytest.mark.xfail(strict=True, reason="not mended", raises=AssertionError)
    return [
        pytest.param(fault, id=fault.id, marks=[expected] if fault.id in listed else [])
        for fault in faults
    ]
