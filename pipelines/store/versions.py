"""The versions of one article in the order of their fetches, and where a fetch belongs among them.

A version is what the outlet showed in one fetch or several, with no other version in between. Two
versions that follow each other differ; the difference is an edit of the outlet. When warta's code
or rules change, the versions read from the same page change with them: that is no edit, and
versions that become the same are one.

The result does not depend on the order in which pages arrive: a crawl, archives and rules may come
in any.
"""

import difflib
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pipelines.records import CONTINUES, Removed
from pipelines.store.rows import ARTICLE_COLUMNS

Row = dict[str, Any]
Columns = Mapping[str, Any] | sqlite3.Row
# The columns that are read from a page; the others say when and how.
READ = tuple(name for name in ARTICLE_COLUMNS if name not in ("fetched_at", "page_hash", "made_by"))
MAX_COMPARED_WORDS = 4_000  # of the paragraphs that differ; more are another text


@dataclass(slots=True, kw_only=True)
class Version:
    """A version: its columns, the fetches that showed it, its number in `revisions` if any.

    `was` are the columns that it had before this fetch, where our reading of the page changed.
    """

    row: Row
    seen: list[str]  # in order, from the first, which is `fetched_at`, to the last
    revision_id: int | None = None
    removed: Sequence[Removed] | None = None  # known of the newest version only
    fresh: bool = False  # whether the columns are those of this fetch
    was: list[Row] = field(default_factory=list)

    @property
    def order(self) -> tuple[str, str, str, str]:
        """What versions are ordered by; fetches within one second by what the page says."""
        row = self.row
        return row["fetched_at"], row["modified_at"] or "", row["page_hash"], row["text"]


def same(one: Columns, other: Columns) -> bool:
    """Return whether two rows are one version: title, text and deck say the same.

    White space does not count, nor does a deck that one of them lacks.
    """
    if spaced(one["title"]) != spaced(other["title"]) or spaced(one["text"]) != spaced(
        other["text"]
    ):
        return False
    return not one["deck"] or not other["deck"] or spaced(one["deck"]) == spaced(other["deck"])


def shows(fetch: Version, version: Version) -> bool:
    """Return whether a fetch shows a version, or the first of its pages alone."""
    return same(version.row, fetch.row) or is_part(fetch.row, version.row)


def is_part(one: Columns, other: Columns) -> bool:
    """Return whether an article that continues has only lines of another, and fewer: a page of it.

    A page that is missing here is no edit of the outlet.
    """
    if CONTINUES not in one["flags"] or CONTINUES in other["flags"]:
        return False
    return lines_of(one["text"]) < lines_of(other["text"])


def lines_of(text: str) -> set[str]:
    """Return the lines of a text that are not empty, each run of white space as one space."""
    return {spaced(line) for line in text.split("\n") if line.strip()}


def spaced(text: str) -> str:
    """Return the text with each run of white space as one space."""
    return " ".join(text.split())


@dataclass(slots=True, kw_only=True)
class Placed:
    """The versions with a fetch among them, in order, and what the fetch was.

    `kind` is `revised` for a new version, `reprocessed` where only our reading changed, else
    `unchanged`. `at` is the index of the version that the fetch belongs to.
    """

    versions: list[Version]
    kind: str
    at: int


def place(versions: Sequence[Version], fetch: Version) -> Placed:
    """Return the versions with a fetch in its place. `versions` are in order, at least one."""
    known = list(versions)
    for version in known:
        if is_reading_of(version.row, fetch.row) or is_fetch_of(version, fetch):
            reread(version, fetch)
    revised, own = put(known, fetch)
    changed = any(version.was for version in known)
    kept = merged(known)
    kind = "revised" if revised else "reprocessed" if changed else "unchanged"
    return Placed(versions=kept, kind=kind, at=index_of(kept, own))


def put(known: list[Version], fetch: Version) -> tuple[bool, Version]:
    """Put a fetch among the versions; return whether it is a new one, and its version."""
    after = next((i for i, v in enumerate(known) if v.order > fetch.order), len(known))
    before = known[after - 1] if after else None
    at = fetch.row["fetched_at"]
    if before is not None and at < before.seen[-1] and not shows(fetch, before):
        if is_our_change(before, fetch):
            reread(before, fetch)
            return False, seen(before, fetch)
        known.insert(after, rest_of(before, at))
    later = known[after] if after < len(known) else None
    for beside in (before, later):
        if beside is not None and shows(fetch, beside):
            return False, seen(beside, fetch)
    for beside in (before, later):
        if beside is not None and is_our_change(beside, fetch):
            reread(beside, fetch)
            return False, seen(beside, fetch)
    for version in known:
        if at in version.seen and len(version.seen) > 1:
            version.seen.remove(at)
            version.row["fetched_at"] = version.seen[0]
    known.insert(after, fetch)
    return True, fetch


def rest_of(version: Version, at: str) -> Version:
    """Take the fetches after a time from a version, and return them as a version of their own.

    The outlet showed it before and after another one.
    """
    later = [moment for moment in version.seen if moment > at]
    version.seen = [moment for moment in version.seen if moment <= at]
    row = {**version.row, "fetched_at": later[0]}
    return Version(row=row, seen=later, removed=version.removed)


def seen(version: Version, fetch: Version) -> Version:
    """Return the version with the time of a fetch that showed it."""
    show_at(version, fetch.seen)
    if not version.row["page_hash"]:
        version.row["page_hash"] = fetch.row["page_hash"]
    version.row["made_by"] = fetch.row["made_by"] or version.row["made_by"]
    return version


def show_at(version: Version, times: Sequence[str]) -> None:
    """Add fetches that showed a version; the first of all is its `fetched_at`."""
    version.seen = sorted({*version.seen, *times})
    version.row["fetched_at"] = version.seen[0]


def is_fetch_of(version: Version, fetch: Version) -> bool:
    """Return whether a version is what other code or rules read in the page of the same fetch.

    A version of several fetches has the digest of one of their pages.
    """
    old, new = version.row, fetch.row
    ours = fetch.seen[0] in version.seen and old["made_by"] != new["made_by"]
    return ours and not shows(fetch, version)


def reread(version: Version, fetch: Version) -> None:
    """Give a version what warta reads now; what it read before is kept in `was`."""
    version.was.append(version.row)
    version.row = {**fetch.row, "fetched_at": version.row["fetched_at"]}
    version.removed = fetch.removed
    version.fresh = True


def is_reading_of(old: Columns, new: Columns) -> bool:
    """Return whether a version is what other code or rules read in the bytes of a fetch."""
    if not new["page_hash"] or old["page_hash"] != new["page_hash"]:
        return False
    if not same(old, new):
        return True
    return old["made_by"] != new["made_by"] and any(old[name] != new[name] for name in READ)


def is_our_change(version: Version, fetch: Version) -> bool:
    """Return whether two texts differ only by what was read of them.

    That is so where one lacks pages of the other, and where another warta or other rules read them
    and they differ only in lines that one of them has as removed: every run of words that only one
    text has must be one or several whole lines that were removed from the other.
    """
    if is_part(version.row, fetch.row):
        return True
    ours = version.row["made_by"] != fetch.row["made_by"] and version.removed is not None
    if not ours or spaced(version.row["title"]) != spaced(fetch.row["title"]):
        return False
    return explained(
        (version.row["text"], version.removed or ()), (fetch.row["text"], fetch.removed or ())
    )


def explained(old: tuple[str, Sequence[Removed]], new: tuple[str, Sequence[Removed]]) -> bool:
    """Return whether the words that only one text has are whole lines removed from the other."""
    lines = [text.split("\n") for text, _ in (old, new)]
    unlike = [
        [word for line in own if line not in set(other) for word in line.split()]
        for own, other in (lines, lines[::-1])
    ]
    if max(map(len, unlike)) > MAX_COMPARED_WORDS:
        return False
    taken = [{spaced(removed.line) for removed in lines} for _, lines in (old, new)]
    steps = difflib.SequenceMatcher(None, unlike[0], unlike[1], autojunk=False).get_opcodes()
    for tag, i, j, k, m in steps:
        if tag in ("delete", "replace") and not is_made_of(unlike[0][i:j], taken[1]):
            return False
        if tag in ("insert", "replace") and not is_made_of(unlike[1][k:m], taken[0]):
            return False
    return True


def is_made_of(words: Sequence[str], lines: set[str]) -> bool:
    """Return whether the words are whole lines of the set, one after the other."""
    reached = {0}
    for end in range(1, len(words) + 1):
        if any(" ".join(words[start:end]) in lines for start in reached):
            reached.add(end)
    return len(words) in reached


def merged(known: Sequence[Version]) -> list[Version]:
    """Return the versions with those that follow each other and are the same as one."""
    kept: list[Version] = []
    for version in known:
        if kept and same(kept[-1].row, version.row):
            first = kept.pop()
            show_at(version, first.seen)
            version.was = [*first.was, *version.was]
        kept.append(version)
    return kept


def index_of(versions: Sequence[Version], own: Version) -> int:
    """Return the index of a version, or of the one that it was merged into."""
    for index, version in enumerate(versions):
        if version is own:
            return index
    return next(i for i, version in enumerate(versions) if own.seen[0] in version.seen)
