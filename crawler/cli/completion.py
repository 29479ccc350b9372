"""What the shell completes beyond commands and options: outlets, settings, formats."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from crawler.site import Site


# Stated again here: to import `pipelines.query` takes longer than a shell should wait.
FORMATS = ("jsonl", "csv", "parquet", "xlsx", "text", "huggingface", "atom")


def outlets(incomplete: str) -> list[str]:
    """Return the names of the outlets that start with what was typed."""
    return _starting(incomplete, (site.name for site in _records()))


def outlets_or_commands(ctx: typer.Context, incomplete: str) -> list[str]:
    """Return what may follow `warta sites`: its commands in the first place, and outlets."""
    first = not ctx.params.get("names")
    return [*(_starting(incomplete, ["add", "check"]) if first else []), *outlets(incomplete)]


def settings(incomplete: str) -> list[str]:
    """Return the settings that --set takes, with their equals sign."""
    from crawler.setting_table import OURS, SCRAPY

    return _starting(incomplete, (f"{setting.name}=" for setting in (*OURS, *SCRAPY)))


def formats(incomplete: str) -> list[str]:
    """Return the formats of `warta export`."""
    return _starting(incomplete, FORMATS)


def columns(incomplete: str) -> list[str]:
    """Return the columns of `warta export` that continue the list typed so far."""
    from pipelines.query.export.columns import ALL_COLUMNS

    before, comma, last = incomplete.rpartition(",")
    return [f"{before}{comma}{name}" for name in _starting(last, ALL_COLUMNS)]


def reasons(incomplete: str) -> list[str]:
    """Return the reasons of `warta problems`."""
    from pipelines.query.problems import REASONS

    return _starting(incomplete, REASONS)


def statuses(incomplete: str) -> list[str]:
    """Return the statuses of outlets."""
    return _starting(incomplete, sorted({site.status for site in _records()}))


def sorts(incomplete: str) -> list[str]:
    """Return the orders of search hits."""
    return _starting(incomplete, ["date", "relevance"])


def _records() -> "Sequence[Site]":
    """Return the records of the outlets, none where they cannot be loaded."""
    try:
        from crawler.sites import all_sites

        return all_sites()
    except Exception:  # a traceback would spoil the prompt; every command names the fault
        return ()


def _starting(incomplete: str, names: Iterable[str]) -> list[str]:
    return [name for name in names if name.startswith(incomplete)]
