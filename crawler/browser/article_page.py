"""What the page of an article shows: paragraphs with what was removed between, its versions."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from pipelines.text.word_diff import DiffPart, word_diff

AROUND = 160  # characters of an unchanged stretch that are shown on either side of a change


def article_context(found: dict[str, Any], args: Any) -> dict[str, Any]:
    """Return the values for the template from what `show` returned.

    `?removed=1` opens the removed lines; `?diff=N` compares version N, counted from 1, the oldest,
    with the next one.
    """
    removed: dict[int, list[Mapping[str, Any]]] = defaultdict(list)
    for line in found["removed"]:
        removed[line["position"]].append(line)
    paragraphs = [paragraph for paragraph in found["text"].split("\n") if paragraph.strip()]
    last = len(paragraphs)
    rows = [(text, removed.get(number, [])) for number, text in enumerate(["", *paragraphs])]
    # A position behind the last paragraph is the end of the text.
    late = [line for place, lines in removed.items() if place > last for line in lines]
    rows[-1][1].extend(late)
    versions = _versions(found)
    return {
        "article": found,
        "paragraphs": rows,
        "open_removed": args.get("removed") == "1",
        "versions": versions,
        "diff": _diff(versions, args.get("diff")),
        "others": [other for other in _members(found) if other["id"] != found["id"]],
    }


def _members(found: Mapping[str, Any]) -> list[Any]:
    return list(found["story"]["members"]) if found["story"] else []


def _versions(found: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the versions from the oldest to the newest, each with the edit that led to it."""
    older = [*reversed(found["revisions"])]
    edits = [*reversed(found["edits"])]
    versions = [
        {key: row[key] for key in ("title", "deck", "text", "fetched_at", "modified_at", "words")}
        for row in (*older, found)
    ]
    for number, version in enumerate(versions):
        edit = edits[number - 1] if 0 < number <= len(edits) else None
        version |= {"number": number + 1, "edit": edit}
    return versions


def _diff(versions: list[dict[str, Any]], wanted: str | None) -> dict[str, Any] | None:
    """Return the differences of two neighbouring versions by part, None if there are none."""
    if len(versions) < 2:
        return None
    is_number = wanted is not None and wanted.isascii() and wanted.isdigit() and len(wanted) < 9
    first = int(wanted) if is_number and wanted else 0
    if not 0 < first < len(versions):
        return None
    before, after = versions[first - 1], versions[first]
    parts = [
        (name, shortened(word_diff(before[name] or "", after[name] or "")))
        for name in ("title", "deck", "text")
        if (before[name] or "") != (after[name] or "")
    ]
    return {"before": before, "after": after, "parts": parts}


def shortened(parts: tuple[DiffPart, ...]) -> list[DiffPart]:
    """Return the parts with long unchanged stretches cut to what is near a change."""
    shown = []
    for number, part in enumerate(parts):
        head = AROUND if number else 0
        tail = AROUND if number + 1 < len(parts) else 0
        if part.kind != "same" or len(part.text) <= head + tail + 40:
            shown.append(part)
            continue
        start, end = part.text[:head], part.text[len(part.text) - tail :]
        start = start.rpartition(" ")[0] if " " in start else start
        end = end.partition(" ")[2] if " " in end else end
        shown.append(DiffPart("same", f"{start} […] {end}"))
    return shown
