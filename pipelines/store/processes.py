"""Identifies processes beyond their ids, which are reused; used for the owners of runs."""

import os
import socket
import subprocess
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Process:
    """A process on a host; `started` distinguishes it from a later one with the same id."""

    host: str
    pid: int
    started: str


def this_process() -> Process:
    """Return this process."""
    pid = os.getpid()
    return Process(host=socket.gethostname(), pid=pid, started=start_of(pid))


def is_alive(process: Process) -> bool:
    """Return whether a process of this host is still running."""
    started = start_of(process.pid)
    return bool(started) and started == process.started


def start_of(pid: int) -> str:
    """Return the start time of a process of this host in the system's format, or ""."""
    stat = Path(f"/proc/{pid}/stat")
    if stat.parent.parent.joinpath("self").exists():
        return _start_from_proc(stat)
    shown = subprocess.run(
        ["ps", "-o", "lstart=", "-p", str(pid)], capture_output=True, text=True, check=False
    )
    return shown.stdout.strip()


def _start_from_proc(stat: Path) -> str:
    """Return boot id and start tick, or "" if it has ended (zombies too)."""
    try:
        fields = stat.read_text().rpartition(")")[2].split()
    except (FileNotFoundError, ProcessLookupError):
        return ""
    if fields[0] in "ZX":
        return ""
    boot = Path("/proc/sys/kernel/random/boot_id").read_text().strip()
    return f"{boot}:{fields[19]}"
