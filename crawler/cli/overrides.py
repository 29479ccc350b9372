"""`--set NAME=VALUE` and the environment: the settings of a command that fetches."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import typer

from crawler.cli import completion
from crawler.cli.output import complain
from crawler.setting_table import from_environment, from_pairs

Set = Annotated[
    list[str] | None,
    typer.Option(
        "--set",
        metavar="NAME=VALUE",
        help="Set a setting of docs/settings.md for this run; may be repeated.",
        autocompletion=completion.settings,
    ),
]


@dataclass(frozen=True, slots=True)
class Overrides:
    """The settings of a run: `ours` by name, `given` with --set, as Scrapy takes them."""

    ours: dict[str, Any]
    given: dict[str, Any]

    def path(self, name: str) -> Path | None:
        """Return the file or folder that a setting names, None if it is empty."""
        return Path(self.ours[name]) if self.ours[name] else None

    def workers(self, asked: int | None) -> int | None:
        """Return the number of worker processes, None for one per processor."""
        return asked or self.ours["WARTA_WORKERS"] or None


def overrides(pairs: Sequence[str] | None, *, a_page: bool = False) -> Overrides:
    """Return the settings of a run: --set wins over the environment, that over the default.

    `a_page` takes only what matters to pages fetched outside a crawl. Raises `SettingError`.
    """
    ours = from_environment(os.environ)
    given = from_pairs(pairs or (), a_page=a_page)
    ours |= {name: value for name, value in given.items() if name in ours}
    if "WARTA_SITES" in given:
        from crawler.sites import read_outside

        read_outside(given["WARTA_SITES"])
    if "WARTA_CONTACT" in given:
        from crawler.settings import user_agent

        given["USER_AGENT"] = user_agent(given["WARTA_CONTACT"])
    return Overrides(ours, given)


def ask_for_contact(settings: Overrides) -> None:
    """Print a warning if no contact is set."""
    if not settings.ours["WARTA_CONTACT"]:
        complain("no contact is set: set WARTA_CONTACT to a URL or mail address that reaches you")
