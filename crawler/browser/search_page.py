"""What the page of a search shows: the hits, how many there are, the pages, what is wrong."""

import inspect
from datetime import date
from typing import Any
from urllib.parse import urlencode

from crawler.browser import formats
from pipelines.query import QueryError, count_hits, search

PAGE = 20
DEEPEST = 500  # pages: ranking all hits before is not worth the wait
SORTS = ("relevance", "date")
_FORM = ("q", "site", "since", "until", "language", "duplicates", "sort")
_HINTS = (
    '"two words" is a phrase, korup* every word that begins so, -word leaves out; '
    "site:detik since:2026-11-01 tag:banjir and the like narrow it."
)


def search_context(db: Any, args: Any) -> dict[str, Any]:
    """Return the values for the template; nothing is searched without words."""
    form = {name: (args.get(name) or "").strip() for name in _FORM}
    form["sort"] = form["sort"] if form["sort"] in SORTS else SORTS[0]
    page = _page_of(args.get("page"))
    context = {
        "form": form, "page": page, "hits": [], "found": None, "hidden": 0, "error": "",
        "sorts": SORTS if _takes(search, "sort") else (), "hint": _HINTS,
        "languages": [(code, name) for code, name in formats.LANGUAGES.items() if code],
        "pages": 0, "previous": None, "next": None,
    }  # fmt: skip
    if not form["q"]:
        return context
    try:
        wanted = _wanted(form)
        hits = search(
            db, form["q"], limit=PAGE, offset=(page - 1) * PAGE,
            marks=(formats.OPEN, formats.CLOSE), **wanted, **_sorting(form["sort"]),
        )  # fmt: skip
        counts = count_hits(db, form["q"], **wanted)
    except (QueryError, ValueError) as error:
        return {**context, "error": str(error)}
    pages = min(-(-counts.found // PAGE), DEEPEST)
    return {
        **context, "hits": hits, "found": counts.found, "hidden": counts.hidden, "pages": pages,
        "previous": _address(form, page - 1) if page > 1 else None,
        "next": _address(form, page + 1) if page < pages else None,
    }  # fmt: skip


def _wanted(form: dict[str, str]) -> dict[str, Any]:
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
    return wanted


def _takes(function: Any, name: str) -> bool:
    return name in inspect.signature(function).parameters


def _sorting(chosen: str) -> dict[str, Any]:
    return {"sort": chosen} if _takes(search, "sort") else {}


def _page_of(text: str | None) -> int:
    is_number = text is not None and text.isascii() and text.isdigit() and len(text) < 9
    return min(max(int(text), 1), DEEPEST) if is_number and text else 1


def _address(form: dict[str, str], page: int) -> str:
    values = {name: value for name, value in form.items() if value and value != SORTS[0]}
    return "?" + urlencode({**values, **({"page": page} if page > 1 else {})})
