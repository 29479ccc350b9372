"""Edits, deletions and readings of ours as text."""

from collections.abc import Mapping, Sequence
from typing import Any

from rich.console import Console
from rich.markup import escape

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


def show_history(out: Console, article: Mapping[str, Any]) -> None:
    """Print what became of one article: edits, other versions, readings of ours, deletion."""
    if article["gone_at"]:
        back = article["back_at"]
        again = f", there again {when(back)}" if back and back >= article["gone_at"] else ""
        gone = f"{when(article['gone_at'])} ({article['gone_why']})"
        out.print(f"\n[bold]taken down[/] {escape(gone)}{again}")
    if article["edits"]:
        out.print(f"\n[bold]edits[/] ({len(article['edits'])})")
        for row in article["edits"]:
            silent = ", silent" if row["silent"] else ""
            kind = row["kind"] or "not compared"
            show_text(out, f"{when(row['seen_after_at'])}  {kind}{silent}: {what_changed(row)}")
    if article["revisions"]:
        show_revisions(out, article)
    if article["reprocessed"]:
        out.print(
            f"\n[bold]read again[/] ({plural(len(article['reprocessed']), 'time')}): warta or its "
            "rules changed, not the outlet"
        )
        for row in article["reprocessed"]:
            show_text(out, f"{when(row['replaced_at'])}  {row['made_by'] or 'an older warta'}")


def show_revisions(out: Console, article: Mapping[str, Any]) -> None:
    """Print the other versions of an article, and the lines in which each differs."""
    count = plural(len(article["revisions"]), "other version")
    out.print(f"\n[bold]revisions[/] ({count})")
    current = set(article["text"].split("\n"))
    for revision in article["revisions"]:
        out.print(f"  {when(revision['fetched_at'])}  {escape(revision['title'])}")
        for line in revision["text"].split("\n"):
            if line not in current:
                show_text(out, f"- {line}", indent=4)
