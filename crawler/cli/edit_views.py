"""Edits and deletions as text."""

from collections.abc import Mapping, Sequence
from typing import Any

from rich.console import Console

from crawler.cli.output import plural, show_table, show_text, when

COUNTED = {
    "figures": ("figure", ""),
    "quotations": ("quotation", ""),
    "paragraphs_added": ("paragraph", " added"),
    "paragraphs_removed": ("paragraph", " removed"),
}


def show_edits(out: Console, rows: Sequence[Mapping[str, Any]]) -> None:
    """Print edits: when and where, their kind, and what they changed."""
    if not rows:
        out.print("no edits")
    for row in rows:
        silent = ", silent" if row["silent"] else ""
        kind = row["kind"] or "not compared"
        seen = f"{when(row['seen_before_at'])} to {when(row['seen_after_at'])}"
        out.print(f"{seen}  [bold]{kind}[/]{silent}  {row['site']}")
        show_text(out, row["title_after"], indent=4)
        if row["headline"]:
            show_text(out, f"before: {row['title_before']}", indent=4)
        show_text(out, f"{what_changed(row)}; {row['url']}", indent=4)


def what_changed(row: Mapping[str, Any]) -> str:
    """Return what an edit changed, in a few words."""
    said = [
        f"{plural(row[name], one)}{change}" for name, (one, change) in COUNTED.items() if row[name]
    ]
    said.append(f"{row['words_before']} to {row['words_after']} words")
    if row["rules_changed"]:
        said.append("warta or its rules changed in between")
    return ", ".join(said)


def show_deletions(out: Console, rows: Sequence[Mapping[str, Any]]) -> None:
    """Print the articles that were taken down, and when one was there again."""
    if not rows:
        out.print("no deletions")
        return
    table = [
        (
            str(row["article_id"]),
            row["site"],
            when(row["gone_at"]),
            row["gone_why"],
            "-" if row["is_gone"] else when(row["back_at"]),
            row["title"],
        )
        for row in rows
    ]
    columns = ["number", "outlet", "gone", ("answer", "clip"), "back", ("title", "clip")]
    show_table(out, columns, table)
