"""What the commands must make of saved pages and of their standard input."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from tests.support.faults.file_faults import (
    HTML,
    LINES,
    MANY_PAGES,
    OBJECTS,
    ROWS,
    TEXT,
    URL,
)
from tests.support.faults.input_bytes import lines_of, table

_FILES = {fault.name: fault.files for fault in MANY_PAGES}


@dataclass(frozen=True, slots=True, kw_only=True)
class CommandFault:
    """A call of the command and what it must print or store.

    `{folder}` in the arguments is where the `files` are. `try` must print an article with the
    `lines` in order and the `flags`; `ingest` must store one with them; `refused` are words of
    which an error must say one, and nothing is stored.
    """

    name: str
    arguments: tuple[str, ...]
    stdin: bytes = b""
    files: Mapping[str, bytes] | None = None
    lines: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """The fault's name among all faults."""
        return f"commands/{self.name}"


COMMAND_FAULTS = (
    CommandFault(
        name="try-a-page-on-stdin", arguments=("try", "-", "--url", URL), stdin=HTML.encode(),
        lines=LINES,
    ),
    CommandFault(
        name="try-a-text-on-stdin", arguments=("try", "-"),
        stdin=f"Jembatan Waruk rampung\n\n{TEXT}\n".encode(), lines=LINES,
    ),
    CommandFault(
        name="ingest-a-page-on-stdin", arguments=("ingest", "-"), stdin=HTML.encode(), lines=LINES
    ),
    CommandFault(
        name="ingest-json-lines-on-stdin", arguments=("ingest", "-"),
        stdin=json.dumps(OBJECTS[0]).encode() + b"\n", lines=LINES,
    ),
    CommandFault(
        name="ingest-refuses-csv-on-stdin", arguments=("ingest", "-"), stdin=table(ROWS),
        refused=("csv", "comma"),
    ),
    CommandFault(
        name="ingest-an-empty-stdin", arguments=("ingest", "-"), refused=("empty", "no input"),
    ),
    CommandFault(
        name="try-says-that-a-page-is-missing", arguments=("try", "{folder}/hal1.html"),
        files=_FILES["first-alone"], lines=tuple(lines_of("pasar")[:3]), flags=("continues",),
    ),
    CommandFault(
        name="try-joins-the-records-of-an-archive", arguments=("try", "{folder}/a.warc"),
        files=_FILES["two-records-of-an-archive"], lines=tuple(lines_of("banjir")),
    ),
    CommandFault(
        name="try-of-the-second-page-says-so", arguments=("try", "{folder}/hal2.html"),
        files=_FILES["second-alone"], lines=tuple(lines_of("pasar")[3:]), flags=("continues",),
    ),
    CommandFault(
        name="try-joins-a-folder", arguments=("try", "{folder}"),
        files=_FILES["second-file-first"], lines=tuple(lines_of("tenun")),
    ),
)  # fmt: skip
