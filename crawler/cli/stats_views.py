"""Statistics as text."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.markup import escape

from crawler.cli.charts import bar, can_draw, columns
from crawler.cli.output import READING_WIDTH, plural, show_table, show_text, when

MOST_BARS = 62  # days, weeks or months: two months of days
MOST_COLUMNS = 31  # beside an outlet
MOST_EMPTY = 2  # spans without articles that are listed one after the other


def show_stats(out: Console, db: Path, data: Mapping[str, Any]) -> None:
    """Print the totals, articles by day and outlet, drops, fill rates, size and last runs."""
    published = data["published"]
    out.print(
        f"[bold]{escape(str(db))}[/]: {plural(data['articles'], 'article')}, of them "
        f"{plural(data['duplicates'], 'duplicate')}; {plural(data['revisions'], 'other version')}; "
        f"{plural(data['stories'], 'story', 'stories')}; {plural(data['words'], 'word')}"
    )
    if published["first"]:
        out.print(f"published {when(published['first'])} to {when(published['last'])}")
    if data["articles"]:
        _show_spans(out, data)
    if data["sites"]:
        _show_outlets(out, data)
        _show_crawling(out, data["sites"])
    changed = {name: data[name] for name in ("silent", "gone", "back", "reprocessed")}
    if data["edits"] or any(changed.values()):
        said = {**data["edits"], **{name: value for name, value in changed.items() if value}}
        _show_counts(out, "edits", said)
    for name in ("languages", "drops", "frontier"):
        if data[name]:
            _show_counts(out, name, {key or "unknown": n for key, n in data[name].items()})
    if data["articles"]:
        _show_filled(out, data)
        _show_size(out, data)
    if data["runs"]:
        _show_runs(out, data["runs"])


def _show_counts(out: Console, name: str, counts: Mapping[str, int]) -> None:
    out.print(f"\n[bold]{name}[/]")
    said = ", ".join(f"{key} {value:,}" for key, value in counts.items())
    show_text(out, said, width=READING_WIDTH)


def _show_spans(out: Console, data: Mapping[str, Any]) -> None:
    """Print the articles of each day, week or month as bars."""
    by, spans = data["by"], data["published_per"]
    out.print(f"\n[bold]articles by {by} of publication[/]")
    if len(spans) > MOST_BARS:
        show_text(out, f"the last {MOST_BARS} of {plural(len(spans), by)}: --json has all")
        spans = spans[-MOST_BARS:]
    blocks = can_draw(out)
    largest = max(span["articles"] for span in spans)
    numbers = max(len(f"{largest:,}"), 1)
    names = [_named(span[by], by) for span in spans]
    width = min(out.width, READING_WIDTH) - len(names[0]) - numbers - 6
    empty = 0
    for name, span in zip(names, spans, strict=True):
        empty = 0 if span["articles"] else empty + 1
        if empty > MOST_EMPTY:
            if empty == MOST_EMPTY + 1:
                out.print("  …" if blocks else "  ...", style="dim")
            continue
        _show_bar(
            out,
            name,
            f"{span['articles']:>{numbers},}",
            bar(span["articles"], largest, width, blocks=blocks),
        )
    counted = sum(span["articles"] for span in spans)
    if counted * 2 < data["articles"]:
        wider = "" if by == "month" else f"--by {'week' if by == 'day' else 'month'} or "
        said = f"{counted:,} of {plural(data['articles'], 'article')}: {wider}--since shows others"
        show_text(out, said, width=READING_WIDTH, style="dim")


def _show_bar(out: Console, name: str, number: str, drawn: str) -> None:
    """Print a name, a number and a bar."""
    shown = f"  [cyan]{drawn}[/]" if drawn else ""
    out.print(f"  [dim]{name}[/]  {number}{shown}")


def _named(span: str, by: str) -> str:
    if by == "month":
        return span[:7]
    return f"{span} {date.fromisoformat(span):%a}" if by == "day" else f"week of {span}"


def _show_outlets(out: Console, data: Mapping[str, Any]) -> None:
    """Print the outlets with their articles, those of each span as a row of columns."""
    sites = data["sites"]
    drawn = [site["published_per"][-MOST_COLUMNS:] for site in sites]
    count = max(map(len, drawn))
    out.print("\n[bold]outlets[/]")
    blocks = can_draw(out)
    rows = [
        (
            site["site"],
            site["articles"],
            site["duplicates"],
            columns(series, blocks=blocks),
            when(site["newest_published_at"]).removesuffix(" WIB"),
        )
        for site, series in zip(sites, drawn, strict=True)
    ]
    last = f"{plural(count, data['by'])}"
    heads = [("articles", "right"), ("duplicates", "right"), last, "newest (WIB)"]
    show_table(out, [("outlet", "clip"), *heads], rows)


def _show_crawling(out: Console, sites: Sequence[Mapping[str, Any]]) -> None:
    """Print the state of the outlets that were crawled."""
    numbers = ("dropped", "pending", "retrying", "waiting", "gone")
    rows = [
        (site["site"], *(site[name] for name in numbers), site["last_run_ended"] or "-")
        for site in sites
        if site["last_run_ended"] or any(site[name] for name in numbers)
    ]
    if rows:
        out.print("\n[bold]pages not stored[/] (`warta problems` says why)")
        heads = [(name, "right") for name in numbers]
        show_table(out, [("outlet", "clip"), *heads, "last crawl"], rows)


def _show_filled(out: Console, data: Mapping[str, Any]) -> None:
    """Print how many articles have each field as bars."""
    counted = data["fill_rates_of"]
    newest = f" (of the newest {plural(counted, 'article')})" if counted < data["articles"] else ""
    out.print(f"\n[bold]fields filled[/]{newest}")
    blocks = can_draw(out)
    longest = max(map(len, data["fill_rates"]))
    width = min(out.width, READING_WIDTH) - longest - 10
    for name, rate in data["fill_rates"].items():
        drawn = bar(rate, 1, width, blocks=blocks)
        _show_bar(out, f"{name:<{longest}}", f"{_percent(rate):>4}", drawn)


def _percent(share: float) -> str:
    """Return a share as a percentage that is 0 or 100 only for none and all."""
    rounded = round(share * 100)
    if rounded == 0 and share > 0:
        return "<1%"
    return "99%" if rounded == 100 and share < 1 else f"{rounded}%"


def _show_size(out: Console, data: Mapping[str, Any]) -> None:
    """Print what takes the space of the file, and what the last weeks added."""
    size = data["size"]
    stored = data["size"]["articles"]
    each = f", {_bytes(size['bytes'] / stored)} an article" if stored else ""
    out.print(f"\n[bold]file[/] {_bytes(size['bytes'])}{each}")
    blocks = can_draw(out)
    parts = {**size["parts"], **({"free": size["free"]} if size["free"] else {})}
    longest = max(map(len, parts))
    width = min(out.width, READING_WIDTH) - longest - 15
    for name, taken in parts.items():
        drawn = bar(taken, size["bytes"], width, blocks=blocks)
        _show_bar(out, f"{name:<{longest}}", f"{_bytes(taken):>9}", drawn)
    if any(week["stored"] for week in data["growth"]):
        out.print("\n[bold]growth[/] (articles stored by week)")
        largest = max(week["stored"] for week in data["growth"])
        for week in data["growth"]:
            drawn = bar(week["stored"], largest, width, blocks=blocks)
            _show_bar(out, f"week of {week['week']}", f"{week['stored']:>9,}", drawn)


def _bytes(count: float) -> str:
    """Return a number of bytes with a unit of three digits at most."""
    for unit in ("B", "kB", "MB"):
        if count < 999.5:
            return f"{count:.0f} {unit}" if count >= 9.95 or unit == "B" else f"{count:.1f} {unit}"
        count /= 1000
    return f"{count:.1f} GB"


def _show_runs(out: Console, runs: Sequence[Mapping[str, Any]]) -> None:
    out.print("\n[bold]last runs[/]")
    counted = ["stored", "revised", "dropped", "failed"]
    rows = [
        (
            str(run["id"]),
            run["command"],
            when(run["started_at"]).removesuffix(" WIB"),
            *(run[name] for name in counted),
            run["finish_reason"] or "running",
        )
        for run in runs
    ]
    numbers = [(name, "right") for name in counted]
    heads = [("run", "right"), ("command", "clip"), "started (WIB)", *numbers, "ended"]
    show_table(out, heads, rows)


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
