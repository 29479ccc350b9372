"""Search hits, an article and statistics as text."""

import re
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.markup import escape
from rich.text import Text

from crawler.cli.edit_views import show_history
from crawler.cli.output import plural, show_pairs, show_table, show_text, when, wrapped

if TYPE_CHECKING:
    from pipelines.query import Counts, Hit
    from pipelines.records import ArticleField

MARKS = ("\x02", "\x03")  # around the words that matched, on a terminal


def shown_fields(*, leave_out: str = "") -> "tuple[ArticleField, ...]":
    """Return the fields of an article that are listed as names and values, in order."""
    from pipelines.records import ARTICLE_FIELDS, Shown

    return tuple(
        field
        for place in (Shown.FIRST, Shown.LAST)
        for field in ARTICLE_FIELDS
        if field.shown is place and field.name != leave_out
    )


def show_hits(
    out: Console, query: str, hits: "Sequence[Hit]", counts: "Counts", *, shown_from: int = 0
) -> None:
    """Print the hits with their snippets, and their number."""
    for hit in hits:
        (title,) = highlighted([hit.title])
        out.print(Text(f"{hit.id:>5}  ", style="bold cyan") + title)
        facts = [hit.site, when(hit.published_at)]
        if hit.duplicate_of is not None:
            facts.append(f"duplicate of {hit.duplicate_of}")
        if hit.copies:
            facts.append(plural(hit.copies, "hidden duplicate"))
        out.print(Text(f"       {' · '.join(facts)}", style="dim"))
        for line in highlighted(wrapped(hit.snippet, out.width - 7)):
            out.print(Text("       ") + line)
        out.print()
    hidden = f", {counts.hidden:,} more hidden as duplicates" if counts.hidden else ""
    range_shown = f"{shown_from + 1}-{shown_from + len(hits)} of " if hits else ""
    found = plural(counts.found, "article")
    out.print(f"{range_shown}{found} with {escape(query)}{hidden}")


def marks() -> tuple[str, str]:
    """Return the marks around the words that matched: brackets if stdout is no terminal."""
    return MARKS if sys.stdout.isatty() else ("[", "]")


def highlighted(lines: Sequence[str]) -> list[Text]:
    """Return the lines with the words between `MARKS` in colour, even across lines."""
    styled = []
    inside = False
    for line in lines:
        text = Text()
        for piece in re.split(f"([{''.join(MARKS)}])", line):
            if piece in MARKS:
                inside = piece == MARKS[0]
            else:
                text.append(piece, "bold yellow" if inside else "")
        styled.append(text)
    return styled


def show_article(out: Console, article: Mapping[str, Any]) -> None:
    """Print an article, the lines removed from it, its revisions, duplicates and story."""
    out.print(f"[bold]{escape(article['title'])}[/]\n")
    rows = [
        (field.name, _value(field, article[field.name]))
        for field in shown_fields(leave_out="title")  # printed above
        if article[field.name]
    ]
    sure = f"{article['language']}, confidence {article['language_confidence']:.2f}"
    rows += [("language", sure), ("number", str(article["id"]))]
    if article["duplicate_of"] is not None:
        rows.append(("duplicate of", str(article["duplicate_of"])))
    show_pairs(out, rows)
    out.print()
    show_text(out, article["text"])
    show_removed(out, article["removed"])
    show_history(out, article)
    if article["duplicates"]:
        out.print(f"\n[bold]duplicates[/] ({len(article['duplicates'])})")
        copies = [
            (str(d["id"]), d["site"], d["kind"], d["similarity"], d["title"])
            for d in article["duplicates"]
        ]
        columns = ["number", "outlet", "kind", ("alike", "right"), ("title", "clip")]
        show_table(out, columns, copies)
    if article["story"]:
        show_story(out, article["story"])


def show_story(out: Console, story: Mapping[str, Any]) -> None:
    """Print the articles of a story, each with what it shares with the first of them."""
    held = f"{plural(story['articles'], 'article')} of {plural(story['sites'], 'outlet')}"
    out.print(f"\n[bold]story[/] {story['id']} ({held})")
    rows = []
    for member in story["members"]:
        if member["duplicate_of"] is not None:
            why = f"duplicate of {member['duplicate_of']}"
        elif member["shared"] is None:
            why = "the first report"
        else:
            shared = (f"{kind}: {', '.join(words)}" for kind, words in member["shared"].items())
            why = f"alike {member['similarity']:.2f}; {'; '.join(shared)}"
        rows.append((str(member["id"]), member["site"], f"{member['title']} ({why})"))
    show_pairs(out, rows)


def show_syndication(out: Console, data: Mapping[str, Any]) -> None:
    """Print who carried whose text, by outlet and by named source."""
    out.print("[bold]outlets[/]")
    columns = ["articles", "own", "carried", "hidden", "copied", "lag_hours"]
    rows = [
        (row["site"], *(row[name] for name in columns), _most(row["copied_by"]))
        for row in data["outlets"]
    ]
    heads = [("articles", "right"), ("own", "right"), ("carried", "right"), ("hidden", "right"),
             ("copied", "right"), ("hours later", "right")]  # fmt: skip
    show_table(out, ["outlet", *heads, "copied by"], rows)
    out.print("\n[bold]sources that articles name[/]")
    named = [(row["name"], row["articles"], _most(row["carried_by"])) for row in data["credited"]]
    show_table(out, ["source", ("articles", "right"), "carried by"], named)


def _most(counts: Mapping[str, int]) -> str:
    """Return the five largest counts with their names."""
    listed = [f"{name} {count:,}" for name, count in list(counts.items())[:5]]
    return ", ".join([*listed, *(["…"] if len(counts) > 5 else [])]) or "-"


def show_removed(out: Console, lines: Sequence[Mapping[str, Any]]) -> None:
    """Print the lines that cleaning removed, each with its rule."""
    out.print(f"\n[bold]removed[/] ({plural(len(lines), 'line')})")
    if lines:
        show_pairs(out, [(line["rule"], line["line"]) for line in lines])


def show_stats(out: Console, db: Path, data: Mapping[str, Any]) -> None:
    """Print the totals, the outlets, the drops, the fill rates and the last runs."""
    published = data["published"]
    out.print(
        f"[bold]{escape(str(db))}[/]: {plural(data['articles'], 'article')}, of them "
        f"{plural(data['duplicates'], 'duplicate')}; {plural(data['revisions'], 'other version')}; "
        f"{plural(data['words'], 'word')}"
    )
    if published["first"]:
        out.print(f"published {when(published['first'])} to {when(published['last'])}")
    if data["sites"]:
        out.print("\n[bold]outlets[/]")
        columns = ["articles", "duplicates", "dropped", "pending", "retrying", "waiting", "gone"]
        rows = [
            (
                s["site"],
                *(s[name] for name in columns),
                when(s["newest_published_at"]),
                s["last_run_ended"] or "-",
            )
            for s in data["sites"]
        ]
        numbers = [(name, "right") for name in columns]
        show_table(out, ["outlet", *numbers, "newest", "last crawl"], rows)
    changed = {name: data[name] for name in ("silent", "gone", "back", "reprocessed")}
    if data["edits"] or any(changed.values()):
        out.print("\n[bold]edits[/]")
        said = [f"{key} {value:,}" for key, value in data["edits"].items()]
        said += [f"{name} {value:,}" for name, value in changed.items() if value]
        show_text(out, ", ".join(said))
    for name in ("languages", "drops", "frontier"):
        if data[name]:
            out.print(f"\n[bold]{name}[/]")
            show_text(out, ", ".join(f"{key} {value:,}" for key, value in data[name].items()))
    if data["articles"]:
        out.print("\n[bold]fields filled[/]")
        rates = data["fill_rates"].items()
        show_text(out, ", ".join(f"{name} {rate:.0%}" for name, rate in rates))
    if data["runs"]:
        _show_runs(out, data["runs"])


def _show_runs(out: Console, runs: Sequence[Mapping[str, Any]]) -> None:
    out.print("\n[bold]last runs[/]")
    counted = ["seen", "stored", "revised", "reprocessed", "unchanged", "dropped", "failed"]
    rows = [
        (
            run["id"],
            run["command"],
            when(run["started_at"]).removesuffix(" WIB"),
            *(run[name] for name in counted),
            run["finish_reason"] or "running",
        )
        for run in runs
    ]
    numbers = [(name, "right") for name in counted]
    show_table(out, ["run", ("command", "clip"), "started (WIB)", *numbers, "ended"], rows)


def _value(field: "ArticleField", value: Any) -> str:
    from pipelines.records import FieldKind

    if isinstance(value, list):
        return "; ".join(map(str, value))
    return when(value) if field.kind is FieldKind.MOMENT else str(value)
