"""The Python source of an outlet's record, in the style of those in `crawler/sites`.

It is formatted as ruff does it: what fits on a line of 100 columns is written on one line.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import MISSING, fields, replace
from typing import Any

from crawler.site import Evidence, Index, Site, www_pairs
from pipelines.extract import cms_templates
from pipelines.records import Rules, Template

WIDTH = 100
STEP = 4
ORDER = (
    "name", "title", "hosts", "language", "group", "province", "feeds", "sitemaps", "indexes",
    "sections", "accept", "reject", "rules", "delay", "status", "permission", "notes", "evidence",
)  # fmt: skip
ALWAYS = frozenset({"delay", "status"})
# Where a long pattern may be split: after a slash or a bar, not within a class or the usual end.
REGEX_PART = r"\(\?:\\\?\|\$\)|(?:\\.|\[[^\]]*\]|[^\\/|])+?(?:/|\||$|(?=\(\?:\\\?\|\$\)))|[/|]"


def python_of(site: Site, about: str = "") -> str:
    """Return the source of the module that holds the record; `about` is its docstring."""
    named = {
        template: name for name, template in vars(cms_templates).items() if _is_template(template)
    }
    templates = [t for t in site.rules.templates if t not in named]
    used = sorted({named[t] for t in site.rules.templates if t in named})
    forms = [
        "Evidence" if site.evidence else "",
        "Index" if site.indexes else "",
        "Site",
    ]
    imports = [
        f"from crawler.site import {', '.join(filter(None, forms))}",
        f"from pipelines.extract.cms_templates import {', '.join(used)}" if used else "",
        f"from pipelines.records import Rules{', Template' if templates else ''}",
    ]
    head = "\n".join(filter(None, imports))
    body = _call(_without_derived(site), 0, named, "SITE = ")
    named_by = "" if site.title.lower() == site.hosts[0] else f": {site.hosts[0]}"
    return f'"""{about or f"{site.title}{named_by}."}"""\n\n{head}\n\n{body}\n'


def _without_derived(site: Site) -> Site:
    """Return a copy of the record without what its constructor fills in."""
    derived = set(www_pairs(site.hosts))
    host_map = tuple(pair for pair in site.rules.host_map if pair not in derived)
    written = replace(site)
    name = "" if site.rules.site == site.name else site.rules.site
    object.__setattr__(written, "rules", replace(site.rules, site=name, host_map=host_map))
    return written


def _is_template(value: Any) -> bool:
    return isinstance(value, Template)


def _call(value: Any, indent: int, named: dict[Any, str], prefix: str = "") -> str:
    """Return the source of a constructor call, one argument per line."""
    pad = " " * (indent + STEP)
    lines = [
        pad + _written(argument, indent + STEP, named, f"{name}=") + ","
        for name, argument in _arguments(value)
    ]
    return f"{prefix}{type(value).__name__}(\n" + "\n".join(lines) + "\n" + " " * indent + ")"


def _arguments(value: Any) -> Iterator[tuple[str, Any]]:
    """Yield the names and values that are not the default ones, in the usual order."""
    names = [field.name for field in fields(value)]
    defaults = {field.name: field.default for field in fields(value)}
    rank = {name: place for place, name in enumerate(ORDER)} if isinstance(value, Site) else {}
    if isinstance(value, Rules):
        rank = {"site": -2, "brands": -1, "templates": len(names)}
    for name in sorted(names, key=lambda name: rank.get(name, names.index(name))):
        argument = getattr(value, name)
        default = defaults[name]
        if default is MISSING or argument != default or name in ALWAYS:
            yield name, argument


def _written(value: Any, indent: int, named: dict[Any, str], prefix: str = "") -> str:
    """Return the source of a value after its prefix, on one line if it fits."""
    if not isinstance(value, Site | Rules | Template) or value in named:
        line = prefix + _inline(value, named)
        if indent + len(line) + 1 <= WIDTH and not _holds_calls(value, named):
            return line
    if isinstance(value, tuple):
        return prefix + _items(value, indent, named)
    if isinstance(value, str):
        return prefix + _long_text(value, indent)
    return _call(value, indent, named, prefix)


def _holds_calls(value: Any, named: dict[Any, str]) -> bool:
    return isinstance(value, tuple) and any(
        isinstance(item, Template) and item not in named for item in value
    )


def _items(values: Sequence[Any], indent: int, named: dict[Any, str]) -> str:
    pad = " " * (indent + STEP)
    lines = [pad + _written(item, indent + STEP, named) + "," for item in values]
    return "(\n" + "\n".join(lines) + "\n" + " " * indent + ")"


def _inline(value: Any, named: dict[Any, str]) -> str:
    if isinstance(value, Template) and value in named:
        return named[value]
    if isinstance(value, tuple):
        items = ", ".join(_inline(item, named) for item in value)
        return f"({items},)" if len(value) == 1 else f"({items})"
    if isinstance(value, str):
        return _quoted(value)
    if isinstance(value, Evidence | Index | Rules | Template):
        listed = ", ".join(f"{n}={_inline(v, named)}" for n, v in _arguments(value))
        return f"{type(value).__name__}({listed})"
    return repr(value)


def _quoted(text: str) -> str:
    """Return the text in the quotes that ruff prefers, raw where that reads better."""
    if "\\" in text and '"' not in text and "\n" not in text:
        return f'r"{text}"'
    if '"' in text and "'" not in text and text.isprintable() and "\\" not in text:
        return f"'{text}'"
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return (
        '"'
        + "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in escaped)
        + '"'
    )


def _long_text(text: str, indent: int) -> str:
    """Return the source of a long string: several literals in parentheses, split at words."""
    room = WIDTH - indent - STEP - 3
    raw = "\\" in text
    pieces: list[str] = []
    for part in re.findall(REGEX_PART if raw else r"\S+\s*", text):
        if pieces and len(pieces[-1]) + len(part) <= room:
            pieces[-1] += part
        elif part:
            pieces.append(part)
    pad = " " * (indent + STEP)
    written = [f'r"{piece}"' if raw and "\\" in piece else _quoted(piece) for piece in pieces]
    if len(written) == 1:
        return written[0]
    return "(\n" + "\n".join(pad + piece for piece in written) + "\n" + " " * indent + ")"
