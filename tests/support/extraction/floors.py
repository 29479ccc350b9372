"""Floors under the marks of our own pages, kept in `floors.json` with the digest of the pages."""

import json
from collections.abc import Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any

from tests.support.extraction.measure import Share, Totals

FLOORS = Path(__file__).with_name("floors.json")
FEWER_IS_BETTER = ("leaks", "lost")


def pinned(pages: str, groups: Mapping[str, Totals]) -> dict[str, Any]:
    """Return the floors that these marks make, for a set of pages with that digest."""
    return {"pages": pages} | {name: figures(total) for name, total in groups.items()}


def figures(total: Totals) -> dict[str, float]:
    """Return the plain numbers of the marks, by name."""
    values = {field.name: getattr(total, field.name) for field in fields(total)}
    return {name: v.good if isinstance(v, Share) else v for name, v in values.items()}


def read(path: Path = FLOORS) -> dict[str, Any]:
    """Return the pinned floors."""
    return dict(json.loads(path.read_text(encoding="utf-8")))


def write(floors: Mapping[str, Any], path: Path = FLOORS) -> None:
    """Pin the floors."""
    path.write_text(json.dumps(floors, indent=2) + "\n", encoding="utf-8")


def sunk(floors: Mapping[str, Any], found: Mapping[str, Any]) -> list[str]:
    """Return what is below its floor, one line each, and whether the pages are others."""
    problems = []
    if floors["pages"] != found["pages"]:
        problems.append("the pages are not those that the floors were pinned on")
    for group, floor in floors.items():
        if group != "pages":
            problems += _below(group, floor, found.get(group, {}))
    return problems


def _below(group: str, floor: Mapping[str, float], now: Mapping[str, float]) -> list[str]:
    problems = []
    for name, least in floor.items():
        value = now.get(name)
        if value is None:
            problems.append(f"{group}: {name} is not measured any more")
        elif value > least if name in FEWER_IS_BETTER else value < least:
            problems.append(f"{group}: {name} was {least}, is {value}")
    return problems
