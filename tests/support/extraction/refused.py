"""Pages that are no articles, and openings of paid texts: what must become of them.

`templates/refused/` holds pages with words of ours: TOML between two lines of `+++` (`urls`, and
`reason` for a page that must be dropped or `flags` for one that must be kept with them), then HTML.
"""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from crawler.sites import rules_for
from pipelines import Drop, Page, run

HERE = Path(__file__).parent
FETCHED = datetime(2026, 11, 21, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """A page at an address. With a `reason` it must be dropped, without one kept with `flags`."""

    name: str
    url: str
    html: bytes
    reason: str = ""
    flags: tuple[str, ...] = ()


def refused_pages() -> list[Refused]:
    """Return the pages at all of their addresses, by name."""
    found = []
    for path in sorted((HERE / "templates" / "refused").glob("*.html")):
        _, head, page = path.read_text(encoding="utf-8").split("+++\n", 2)
        stated = tomllib.loads(head)
        for number, url in enumerate(stated["urls"], start=1):
            found.append(
                Refused(
                    name=f"{path.stem}-{number}",
                    url=url,
                    html=page.encode(),
                    reason=stated.get("reason", ""),
                    flags=tuple(stated.get("flags", ())),
                )
            )
    return found


def fault(page: Refused) -> str:
    """Return what became of a page where that is not what must, "" where it is."""
    result = run(Page(url=page.url, html=page.html, fetched_at=FETCHED), rules_for(page.url))
    if isinstance(result, Drop):
        wrong = result.reason != page.reason
        return f"dropped: {result.reason}, {result.detail}" if wrong else ""
    if page.reason:
        return f"stored as an article: {result.text[:80]}"
    missing = set(page.flags) - set(result.flags)
    return f"not flagged {', '.join(sorted(missing))}" if missing else ""


def faults(pages: Sequence[Refused]) -> list[str]:
    """Return what is wrong, one line a page."""
    return [f"{page.name} ({page.url}): {said}" for page in pages if (said := fault(page))]
