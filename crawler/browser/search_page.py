"""What the page of a search shows: the hits, how many there are, the pages, what is wrong."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from crawler.browser import formats
from pipelines.query import SORTS, Counts, Filter, QueryError, count_hits, search

PAGE = 20
DEEPEST = 500  # pages: ranking all hits before is not worth the wait
_FORM = ("q", "site", "since", "until", "language", "duplicates", "sort")
_HINTS = (
    '"two words" is a phrase, korup* every word that begins so, -word leaves out; '
    "site:detik since:2026-11-01 tag:banjir and the like narrow it."
)


@dataclass(frozen=True, slots=True)
class Asked:
    """What the form of a search holds: words, filters, order; and the page of the hits."""

    values: dict[str, str]
    page: int

    @property
    def words(self) -> str:
        """The query."""
        return self.values["q"]


def form_of(args: Any) -> Asked:
    """Return what was asked, from the parameters of the address."""
    values = {name: (args.get(name) or "").strip() for name in _FORM}
    values["sort"] = values["sort"] if values["sort"] in SORTS else SORTS[0]
    return Asked(values, _page_of(args.get("page")))


def found_hits(db: Any, asked: Asked) -> dict[str, Any]:
    """Return the values for the template; nothing is searched without words."""
    context = {
        "form": asked.values, "page": asked.page, "hits": [], "found": None, "hidden": 0,
        "is_exact": True,
        "error": "", "sorts": SORTS, "hint": _HINTS,
        "languages": [(code, name) for code, name in formats.LANGUAGES.items() if code],
        "pages": 0, "previous": None, "next": None, "searched": False, "size": PAGE,
    }  # fmt: skip
    if not asked.words:
        return context
    try:
        hits = search(
            db, asked.words, _wanted(asked.values), limit=PAGE, offset=(asked.page - 1) * PAGE,
            marks=(formats.OPEN, formats.CLOSE), sort=asked.values["sort"],
        )  # fmt: skip
    except (QueryError, ValueError) as error:
        return {**context, "error": str(error)}
    return {**context, "hits": hits, "searched": True}


def counted_hits(db: Any, asked: Asked) -> Counts:
    """Return how many articles match in all."""
    return count_hits(db, asked.words, _wanted(asked.values))


def paged(asked: Asked, hits: list[Any], counts: Counts | None) -> dict[str, Any]:
    """Return the numbers of hits and pages, and the addresses of the pages before and after."""
    pages = 0 if counts is None else min(-(-counts.found // PAGE), DEEPEST)
    more = asked.page < pages if counts else len(hits) == PAGE and asked.page < DEEPEST
    return {
        "found": None if counts is None else counts.found,
        "hidden": 0 if counts is None else counts.hidden,
        "is_exact": counts is None or counts.is_exact,
        "pages": pages,
        "previous": _address(asked.values, asked.page - 1) if asked.page > 1 else None,
        "next": _address(asked.values, asked.page + 1) if more else None,
    }


def _wanted(form: dict[str, str]) -> Filter:
    """Return the filters of the form. Raises `ValueError` with a sentence for a wrong day."""
    wanted: dict[str, Any] = {"duplicates": form["duplicates"] == "1"}
    for name in ("site", "language"):
        wanted[name] = form[name] or None
    for name in ("since", "until"):
        try:
            wanted[name] = date.fromisoformat(form[name]) if form[name] else None
        except ValueError:
            said = formats.cut(form[name], 40)
            raise ValueError(f"{name} {said}: not a day; write it as 2026-11-20") from None
    if wanted["since"] and wanted["until"] and wanted["until"] < wanted["since"]:
        raise ValueError("the last day is before the first: no day is in that period")
    return Filter(**wanted)


def _page_of(text: str | None) -> int:
    is_number = text is not None and text.isascii() and text.isdigit() and len(text) < 9
    return min(max(int(text), 1), DEEPEST) if is_number and text else 1


def _address(form: dict[str, str], page: int) -> str:
    values = {name: value for name, value in form.items() if value and value != SORTS[0]}
    return "?" + urlencode({**values, **({"page": page} if page > 1 else {})})
