"""Statistics as text."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.markup import escape

from crawler.cli.output import plural, show_table, show_text, when


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
