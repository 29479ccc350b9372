"""Fixtures for every test: no traffic leaves the machine, and where the reference pages are."""

import os
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

# The records of whoever runs the tests are not those that the tests are about.
os.environ["WARTA_SITES"] = ""

SHARED = Path(__file__).resolve().parents[2] / "shared"


@pytest.fixture(autouse=True)
def loopback_only(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Refuse every socket that would leave the machine."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: Any) -> None:
        host = address[0] if isinstance(address, tuple) else ""
        if host and not host.startswith("127.") and host not in ("localhost", "::1"):
            raise OSError(f"a test tried to reach {host}: tests use loopback only")
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", guarded)
    yield


@pytest.fixture
def shared() -> Path:
    """Return the folder of reference pages; skip the test where it is not present."""
    if not SHARED.is_dir():
        pytest.skip("the reference pages are not beside this checkout")
    return SHARED
