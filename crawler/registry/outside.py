"""Records of outlets that do not come with warta: files in a folder, and installed packages.

The folder is WARTA_SITES, or `warta/sites` in the user's folder for data where the variable is not
set; set to nothing it means no folder. Each file `NAME.py` in it has a `SITE`, as those in
`crawler/sites` do. A package gives records by entry points of the group `warta.sites`: each is a
`Site` or a module with a `SITE`. A record of the folder replaces one of a package.
"""

import os
import re
import traceback
from collections.abc import Iterator
from dataclasses import dataclass, fields
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path
from types import ModuleType
from typing import Any

from crawler.site import Evidence, Index, Site
from crawler.user_data import user_data
from pipelines.records import Rules

VARIABLE = "WARTA_SITES"
GROUP = "warta.sites"
NAME = re.compile(r"[a-z0-9]+")
PARTS = {"indexes": Index, "evidence": Evidence}  # what a tuple holds that holds no texts


class RecordError(ValueError):
    """What is wrong with a record, as a sentence for its author."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A record and where it comes from: the path of its file, or the entry point."""

    site: Site
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Broken:
    """A record that could not be read. `name` is the outlet's, "" where none can be told."""

    name: str
    source: str
    reason: str

    def __str__(self) -> str:
        return f"{self.source}: {self.reason}"


def folder() -> Path | None:
    """Return the folder of the records from outside, None if it is switched off.

    The folder need not exist: `warta sites add --write` creates it.
    """
    chosen = os.environ.get(VARIABLE)
    if chosen is None:
        return user_data() / "sites"
    return Path(chosen).expanduser() if chosen.strip() else None


def records() -> Iterator[Found | Broken]:
    """Yield the records from outside, those of packages first."""
    for point in sorted(entry_points(group=GROUP), key=lambda point: point.name):
        yield _of_package(point)
    place = folder()
    if place is None:
        return
    if place.is_dir():
        for path in sorted(place.glob("*.py")):
            if not path.name.startswith("_"):
                yield of_file(path)
    elif VARIABLE in os.environ:
        yield Broken(
            name="",
            source=f"{VARIABLE}={place}",
            reason="there is no such folder: create it, or unset the variable",
        )


def of_file(path: Path) -> Found | Broken:
    """Return the record in a file, or what is wrong with the file and what to do."""
    name = path.stem
    try:
        if not NAME.fullmatch(name):
            raise RecordError("rename the file: a name is lower-case letters and digits")
        site = _site(_executed(path))
        if site.name != name:
            raise RecordError(
                f"its record is called {site.name!r}: rename the file to {site.name}.py "
                f"or the record to {name!r}"
            )
    except Exception as error:
        return Broken(name=name, source=str(path), reason=_reason(error, str(path)))
    return Found(site=site, source=str(path))


def _of_package(point: EntryPoint) -> Found | Broken:
    package = point.dist.name if point.dist else "a package"
    source = f"entry point {point.name} of {package}"
    try:
        return Found(site=_site(point.load()), source=source)
    except Exception as error:
        return Broken(name=point.name, source=source, reason=_reason(error, ""))


def _executed(path: Path) -> ModuleType:
    """Return the file as a module that no import finds: two folders may hold the same name."""
    module = ModuleType(f"warta_site_{path.stem}")
    module.__file__ = str(path)
    exec(compile(path.read_bytes(), str(path), "exec"), module.__dict__)
    return module


def _site(given: Any) -> Site:
    """Return the record, or the one in a module. Raises RecordError."""
    site = getattr(given, "SITE", None) if isinstance(given, ModuleType) else given
    if site is None:
        raise RecordError("it has no SITE: write SITE = Site(name=..., ...)")
    if not isinstance(site, Site):
        raise RecordError(f"SITE is of type {type(site).__name__}: it must be a crawler.site.Site")
    for field in fields(Site):
        _check_type(field.name, getattr(site, field.name))
    if not NAME.fullmatch(site.name):
        raise RecordError(f"name is {site.name!r}: write lower-case letters and digits")
    if not site.hosts:
        raise RecordError("hosts is empty: name the outlet's host")
    _check_pattern("rules.article_url", site.rules.article_url)
    _check_pattern("rules.drop_path", site.rules.drop_path)
    return site


def _check_type(name: str, value: Any) -> None:
    """Raise RecordError for a field of another type, such as a text where a tuple is asked for."""
    default = next(field.default for field in fields(Site) if field.name == name)
    if name == "rules":
        right, wanted = isinstance(value, Rules), "Rules(...)"
    elif name == "delay":
        right, wanted = isinstance(value, int | float), "a number"
    elif name == "hosts" or isinstance(default, tuple):
        part = PARTS.get(name, str)
        right = isinstance(value, tuple) and all(isinstance(one, part) for one in value)
        wanted = f"a tuple of {part.__name__}"
    else:
        right, wanted = isinstance(value, str), "a string"
    if not right:
        raise RecordError(f"{name} is {value!r}: it must be {wanted}")


def _check_pattern(name: str, pattern: str) -> None:
    try:
        re.compile(pattern)
    except re.error as error:
        raise RecordError(f"{name} is not a regular expression: {error}") from error


def _reason(error: Exception, path: str) -> str:
    """Return what is wrong in one line, with the line of the file where it is known."""
    if isinstance(error, RecordError):
        return str(error)
    if isinstance(error, SyntaxError) and error.filename == path:
        return f"line {error.lineno}: {error.msg}"
    lines = [frame.lineno for frame in traceback.extract_tb(error.__traceback__)
             if frame.filename == path]  # fmt: skip
    where = f"line {lines[-1]}: " if lines else ""
    return f"{where}{type(error).__name__}: {error}"
