"""Articles as text files: lines of facts, an empty line, the text."""

import re
import unicodedata
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pipelines.query.export.csv import joined
from pipelines.query.export.rows import Rows
from pipelines.query.export.style import Style
from pipelines.query.export.xml_text import legal

MAX_SITE = 40
MAX_SLUG = 60
# What stands above the text unless columns are chosen.
_HEADER = (
    "title", "deck", "site", "published_at", "modified_at", "authors", "editors", "section",
    "tags", "source_agency", "language", "words", "url", "duplicate_of_url", "flags", "id",
)  # fmt: skip


def write(rows: Rows, folder: Path, style: Style) -> None:
    """Write a file per article, with the chosen columns above the text."""
    asked = [column.name for column in rows.columns if column.name != "text"]
    names = asked if rows.chosen.columns else [name for name in _HEADER if name in asked]
    for row in rows:
        lines = []
        for name in names:
            value = " ".join(joined(row[name]).split())
            if value:
                lines.append(f"{name}: {value}\n")
        header = "".join([*lines, "\n"]) if names else ""
        content = f"{header}{row['text']}\n"
        (folder / file_name(row)).write_text(legal(content), encoding="utf-8", newline="\n")


def file_name(row: Mapping[str, Any]) -> str:
    """Return `2026-11-20-republika-123-harga-beras-naik.txt`.

    Only lower-case ASCII letters, digits, hyphens and dots between them: the same on every system.
    The number is the article's id, so that no two names are equal.
    """
    day = row["published_on"].isoformat() if row["published_on"] else "undated"
    parts = (day, slug(row["site"], MAX_SITE, keep="."), str(row["id"]), slug(row["title"]))
    return "-".join(part for part in parts if part) + ".txt"


def slug(text: str, length: int = MAX_SLUG, keep: str = "") -> str:
    """Return the letters and digits of a text in lower-case ASCII, words separated by hyphens."""
    plain_text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    words = re.sub(rf"[^a-z0-9{re.escape(keep)}]+", "-", plain_text).strip("-.")
    if len(words) <= length:
        return words
    return words[:length].rpartition("-")[0].strip("-.") or words[:length]
