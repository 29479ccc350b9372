"""An article as text: as a person reads it, then all that is known of it."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.markup import escape

from crawler.cli.diff_views import show_diff
from crawler.cli.edit_views import what_changed
from crawler.cli.output import (
    READING_WIDTH,
    has_colour,
    local_time,
    plural,
    show_pairs,
    show_table,
    show_text,
    when,
)

if TYPE_CHECKING:
    from pipelines.records import ArticleField

DERIVED = {"site": "url", "language": "text", "flags": "page"}
"""The source of the fields that no layer of extraction gives."""
ABOVE = ("title", "deck", "text")  # printed before the facts
MOST_SHARED = 8  # of a kind that are printed of what two reports share


def shown_fields(*, leave_out: str = "") -> "tuple[ArticleField, ...]":
    """Return the fields of an article that are listed as names and values, in order."""
    from pipelines.records import ARTICLE_FIELDS, Shown

    return tuple(
        field
        for place in (Shown.FIRST, Shown.LAST)
        for field in ARTICLE_FIELDS
        if field.shown is place and field.name != leave_out
    )


def show_article(
    out: Console, article: Mapping[str, Any], *, removed: bool = False, only_edits: bool = False
) -> None:
    """Print an article, its facts, removed lines, edits, duplicates and story.

    `removed` marks the removed lines at their places in the text. With `only_edits` its head and
    its edits are all.
    """
    _show_gone(out, article)
    show_text(out, article["title"], indent=0, width=READING_WIDTH, style="bold")
    if not only_edits:
        _show_head(out, article)
        _show_body(out, article, removed=removed)
        _show_facts(out, article)
        show_removed(out, article["removed"])
    _show_edits(out, article, even_none=only_edits)
    _show_readings(out, article["reprocessed"])
    if not only_edits:
        _show_duplicates(out, article)
        if article["story"]:
            show_story(out, article["story"], article["id"])


def _show_gone(out: Console, article: Mapping[str, Any]) -> None:
    """Print whether the outlet took the article down, where nobody can miss it."""
    if not article["gone_at"]:
        return
    at, back = article["gone_at"], article["back_at"]
    if back and back >= at:
        mark, style = "TAKEN DOWN FOR A TIME", "bold yellow"
        said = f"gone {when(at)} ({article['gone_why']}), there again {when(back)}"
    else:
        mark, style = "TAKEN DOWN", "bold white on red"
        said = f"gone {when(at)} ({article['gone_why']}); below is the version that was seen last"
    out.print(f"[{style}] {mark} [/]")
    show_text(out, said, indent=1, width=READING_WIDTH)
    out.print()


def _show_head(out: Console, article: Mapping[str, Any]) -> None:
    """Print what stands above a text in a newspaper."""
    if article["deck"]:
        out.print()
        show_text(out, article["deck"], indent=0, width=READING_WIDTH, style="italic")
    parts = [article["outlet"], ", ".join(article["authors"]), _published(article)]
    if article["dateline"]:
        parts.append(article["dateline"])
    out.print()
    line = " · ".join(part for part in parts if part)
    show_text(out, line, indent=0, width=READING_WIDTH, style="dim")
    out.print(escape(article["url"]), style="dim")
    if article["duplicate_of"] is not None:
        out.print(f"a duplicate: article {article['duplicate_of']} is kept", style="yellow")


def _published(article: Mapping[str, Any]) -> str:
    """Return when it was published, where it was; only the day if the page does not say more."""
    if not article["published_at"]:
        return "no date"
    at = local_time(article["published_at"])
    return at[:10] if "unknown-zone" in article["flags"] else at


def _show_body(out: Console, article: Mapping[str, Any], *, removed: bool) -> None:
    """Print the text, and the removed lines at their places if they are asked for."""
    places: dict[int, list[Mapping[str, Any]]] = {}
    for line in article["removed"] if removed else ():
        places.setdefault(line["position"], []).append(line)
    paragraphs = article["text"].split("\n")
    for number, paragraph in enumerate(paragraphs):
        _show_marked(out, places.pop(number, []))
        out.print()
        show_text(out, paragraph, width=READING_WIDTH)
    _show_marked(out, [line for found in places.values() for line in found])


def _show_marked(out: Console, lines: Sequence[Mapping[str, Any]]) -> None:
    """Print lines that were removed at one place of the text, each with its rule."""
    if lines:
        out.print()
    colour = has_colour(out)
    for line in lines:
        said = line["line"] if colour else f"[-{line['line']}-]"
        show_text(
            out, f"{said}  ({line['rule']})", width=READING_WIDTH, style="red" if colour else ""
        )


def _show_facts(out: Console, article: Mapping[str, Any]) -> None:
    """Print the fields with what each was taken from."""
    out.print("\n[bold]facts[/]")
    paragraphs = plural(article["text"].count("\n") + 1, "paragraph")
    rows = [("field", "found in", "value"), ("number", "-", str(article["id"]))]
    rows += [
        (field.name, _origin(article, field.name), _value(field, article[field.name]))
        for field in shown_fields()
        if article[field.name] and field.name not in ABOVE
    ]
    if article["language"]:
        language = f"{article['language']}, confidence {article['language_confidence']:.2f}"
        rows.append(("language", _origin(article, "language"), language))
    rows += [(name, _origin(article, name), "above") for name in ABOVE[:2] if article[name]]
    length = f"{plural(article['words'], 'word')} in {paragraphs}"
    rows.append(("text", _origin(article, "text"), length))
    show_pairs(out, rows, indent=2, width=READING_WIDTH)


def _origin(article: Mapping[str, Any], name: str) -> str:
    return article["origin"].get(name) or DERIVED.get(name, "-")


def show_removed(out: Console, lines: Sequence[Mapping[str, Any]]) -> None:
    """Print the lines that cleaning removed, each with its rule."""
    out.print(f"\n[bold]removed[/] ({plural(len(lines), 'line')})")
    if lines:
        rows = [(line["rule"], line["line"]) for line in lines]
        show_pairs(out, rows, indent=2, width=READING_WIDTH)


def _show_edits(out: Console, article: Mapping[str, Any], *, even_none: bool) -> None:
    """Print what the outlet changed, the newest edit first, with the words that changed."""
    if article["edits"] or even_none:
        count = plural(len(article["revisions"]), "other version")
        edits = plural(len(article["edits"]), "edit")
        out.print(f"\n[bold]revisions[/] ({edits}, {count})")
    for row in article["edits"]:
        silent = ", silent" if row["silent"] else ""
        kind = row["kind"] or "not compared"
        seen = f"{when(row['seen_before_at'])} to {when(row['seen_after_at'])}"
        out.print(f"\n  [bold]{kind}[/]{silent}")
        show_text(out, f"{seen}; {what_changed(row)}", width=READING_WIDTH, style="dim")
        _show_diffs(out, row["diff"])


def _show_readings(out: Console, rows: Sequence[Mapping[str, Any]]) -> None:
    """Print what versions were before warta or its rules changed."""
    if not rows:
        return
    times = plural(len(rows), "time")
    out.print(f"\n[bold]read again[/] ({times}): warta or its rules changed, not the outlet")
    for row in rows:
        made_by = row["made_by"] or "an older warta"
        out.print()
        said = f"{when(row['replaced_at'])}, read before by {made_by}"
        show_text(out, said, width=READING_WIDTH)
        _show_diffs(out, row["diff"])


def _show_diffs(out: Console, diffs: Mapping[str, Sequence[Mapping[str, str]]]) -> None:
    for name, parts in diffs.items():
        out.print(f"  [dim]{name}[/]")
        show_diff(out, parts, indent=4, width=READING_WIDTH)


def _show_duplicates(out: Console, article: Mapping[str, Any]) -> None:
    copies = article["duplicates"]
    if not copies:
        return
    out.print(f"\n[bold]duplicates[/] ({len(copies)})")
    rows = [
        (
            str(copy["id"]),
            copy["site"],
            copy["kind"],
            copy["similarity"],
            copy["title"] if copy["duplicate_of"] is not None else f"kept: {copy['title']}",
        )
        for copy in copies
    ]
    columns = ["number", "outlet", "kind", ("alike", "right"), ("title", "clip")]
    show_table(out, columns, rows)


def show_story(out: Console, story: Mapping[str, Any], shown: int) -> None:
    """Print the articles of a story, each with what it shares with the first of them."""
    held = f"{plural(story['articles'], 'article')} of {plural(story['sites'], 'outlet')}"
    out.print(f"\n[bold]story[/] {story['id']} ({held})")
    for member in story["members"]:
        this = ", [bold]this article[/]" if member["id"] == shown else ""
        head = f"{member['id']}  {member['site']}  {when(member['published_at'])}"
        out.print(f"  [dim]{escape(head)}[/]{this}")
        show_text(out, member["title"], indent=4, width=READING_WIDTH)
        show_text(out, f"({_why(member)})", indent=4, width=READING_WIDTH, style="dim")


def _why(member: Mapping[str, Any]) -> str:
    """Return why an article is in its story."""
    if member["duplicate_of"] is not None:
        return f"duplicate of {member['duplicate_of']}"
    if member["shared"] is None:
        return "the first report"
    shared = (f"{kind}: {_most(words)}" for kind, words in member["shared"].items())
    return f"alike {member['similarity']:.2f}; {'; '.join(shared)}"


def _most(words: Sequence[str]) -> str:
    more = len(words) - MOST_SHARED
    return ", ".join([*words[:MOST_SHARED], *([f"{more} more"] if more > 0 else [])])


def _value(field: "ArticleField", value: Any) -> str:
    from pipelines.records import FieldKind

    if isinstance(value, list):
        return "; ".join(map(str, value))
    return local_time(value) if field.kind is FieldKind.MOMENT else str(value)
