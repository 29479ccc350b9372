"""Articles as JSON lines, for programs. They come back equal through `warta ingest`."""

import json
from typing import TextIO

from pipelines.query.export.columns import plain
from pipelines.query.export.rows import Rows
from pipelines.query.export.style import Style


def write(rows: Rows, out: TextIO, style: Style) -> None:
    """Write an object per line, with the columns as keys."""
    names = [column.name for column in rows.columns]
    encode = json.JSONEncoder(ensure_ascii=False, default=plain).encode
    for row in rows:
        out.write(encode({name: row[name] for name in names}) + "\n")
