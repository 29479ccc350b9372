"""Snapshots: pages kept outside the repository, each with the article that came of it.

A snapshot is three files of one name in a folder per outlet: the page (`.html.gz`), where and when
it was found (`.meta.json`), and its golden, what it must become (`.json`). Nothing here asks the
network.
"""

import gzip
import hashlib
import json
import os
import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import crawler
from crawler.sites import for_text, rules_for
from crawler.user_data import user_data
from pipelines.records import ARTICLE_FIELDS, Article, Drop, FieldKind, Page
from pipelines.urls import host_of
from pipelines.work.ingest import rules_of
from pipelines.work.worker_tasks import run_here

PAGE, META, GOLDEN = ".html.gz", ".meta.json", ".json"
EXPECTED = ("title", "text", "published_at", "authors")
LONGEST_NAME = 60
MOMENTS = {field.name for field in ARTICLE_FIELDS if field.kind is FieldKind.MOMENT}

Outcome = dict[str, Any]


class SnapshotError(Exception):
    """A snapshot that cannot be kept or read; the message names the file and what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A field whose value differs from the golden; None for a field that is missing."""

    field: str
    was: Any
    now: Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """A snapshot, what comes of its page now, and how that differs from its golden."""

    name: str
    golden: Path
    now: Outcome
    differences: tuple[Difference, ...] = ()
    is_new: bool = False

    @property
    def differs(self) -> bool:
        return self.is_new or bool(self.differences)


def default_folder() -> Path:
    """Return the folder of the snapshots: WARTA_SNAPSHOTS, or one in the user's data."""
    if named := os.environ.get("WARTA_SNAPSHOTS"):
        return Path(named)
    return user_data() / "snapshots"


def keep(page: Page, folder: Path, *, replace: bool = False) -> tuple[Path, Outcome]:
    """Keep a page with what comes of it; return where, and that.

    Raises `SnapshotError` inside the repository, where no publisher's page may be, and for a page
    that is kept already unless it is to be replaced.
    """
    _check(folder)
    rules = rules_of(page, rules_for, for_text)
    path = folder / (rules.site or host_of(page.url) or "unknown") / f"{_name(page)}{PAGE}"
    if path.exists() and not replace:
        raise SnapshotError(
            f"{path} is kept already: `warta regen` looks at it again, --force replaces it"
        )
    meta = {
        "url": page.url,
        "fetched_at": page.fetched_at.isoformat(),
        "content_type": page.content_type,
        "status": page.status,
    }
    now = outcome_of(page)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(gzip.compress(page.html, mtime=0))
    _write(_beside(path, META), meta)
    _write(_beside(path, GOLDEN), now)
    return path, now


def compare_all(folder: Path, wanted: tuple[str, ...] = ()) -> Iterator[Compared]:
    """Yield every snapshot with what comes of its page now; `wanted` names outlets."""
    for path in sorted(folder.rglob(f"*{PAGE}")):
        if not wanted or path.parent.name in wanted:
            yield compare(path, folder)


def compare(path: Path, folder: Path) -> Compared:
    """Return what comes of the page of a snapshot now, beside its golden."""
    golden = _beside(path, GOLDEN)
    now = outcome_of(_page(path))
    name = str(path.relative_to(folder)).removesuffix(PAGE)
    if not golden.exists():
        return Compared(name=name, golden=golden, now=now, is_new=True)
    differences = tuple(_differences(_read(golden), now))
    return Compared(name=name, golden=golden, now=now, differences=differences)


def write_golden(compared: Compared) -> None:
    """Make what comes of the page now what must come of it."""
    _write(compared.golden, compared.now)


def outcome_of(page: Page) -> Outcome:
    """Return what comes of a page as JSON has it: an article without what changes by itself."""
    result = run_here(page, rules_of(page, rules_for, for_text))
    return json.loads(json.dumps(as_data(result), default=str))  # type: ignore[no-any-return]


def as_data(result: Article | Drop) -> Outcome:
    """Return an article or a drop as plain data."""
    if isinstance(result, Drop):
        return {"outcome": "drop", **asdict(result)}
    data = asdict(result)
    for name in ("fingerprint", "fetched_at"):
        data.pop(name)
    for name in MOMENTS & data.keys():
        data[name] = data[name].isoformat() if data[name] else None
    data["language_confidence"] = round(result.language_confidence, 2)
    return {"outcome": "article", **data}


def missing(outcome: Outcome) -> list[str]:
    """Return the fields that every article should have and this one has not."""
    if outcome["outcome"] == "drop":
        return []
    return [name for name in EXPECTED if not outcome[name]]


def _differences(was: Outcome, now: Outcome) -> Iterator[Difference]:
    for name in dict.fromkeys((*was, *now)):
        if was.get(name) != now.get(name):
            yield Difference(field=name, was=was.get(name), now=now.get(name))


def _check(folder: Path) -> None:
    """Raise `SnapshotError` for a folder in the repository."""
    root = Path(crawler.__file__).resolve().parents[1]
    if (root / "setup.cfg").exists() and folder.resolve().is_relative_to(root):
        raise SnapshotError(
            f"{folder} is in the repository, where no publisher's page may be: name another folder "
            "with --to or WARTA_SNAPSHOTS"
        )


def _name(page: Page) -> str:
    """Return a name made of the end of the URL, with a digest that tells it from others."""
    path = urlsplit(page.url).path.rstrip("/").rpartition("/")[2]
    words = re.sub(r"[^a-z0-9]+", "-", path.lower().partition(".")[0]).strip("-")
    digest = hashlib.sha256(page.url.encode()).hexdigest()[:8]
    return f"{words[:LONGEST_NAME].strip('-') or 'page'}-{digest}"


def _beside(path: Path, suffix: str) -> Path:
    return path.with_name(path.name.removesuffix(PAGE) + suffix)


def _page(path: Path) -> Page:
    """Return the page of a snapshot. Raises `SnapshotError`."""
    meta = _read(_beside(path, META))
    try:
        return Page(
            url=meta["url"],
            html=gzip.decompress(path.read_bytes()),
            fetched_at=datetime.fromisoformat(meta["fetched_at"]),
            content_type=meta["content_type"],
            status=meta["status"],
        )
    except (OSError, EOFError, KeyError, TypeError, ValueError) as error:
        raise SnapshotError(f"{path} cannot be read ({error}): keep the page again") from error


def _read(path: Path) -> Outcome:
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise SnapshotError(f"{path} cannot be read ({error}): keep the page again") from error
    if not isinstance(data, dict):
        raise SnapshotError(f"{path} holds no object: keep the page again")
    return data


def _write(path: Path, data: Outcome) -> None:
    path.write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
