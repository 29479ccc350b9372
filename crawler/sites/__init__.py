"""The outlets that warta knows: one file each, data only; looked up by name, URL or text.

Every module in this folder is a record. `crawler.registry.outside` reads further ones.
"""

import logging
import os
import re
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import import_module
from pkgutil import iter_modules

from crawler.registry import outside
from crawler.registry.outside import Broken, Found
from crawler.site import Site
from pipelines.records import Rules
from pipelines.urls import host_matches, host_of

BUILT_IN = "warta"  # the source of a record that comes with warta


class UnknownSite(KeyError):
    """No outlet has this name; `nearest` are names that look like it."""

    def __init__(self, name: str, nearest: tuple[str, ...]) -> None:
        super().__init__(name)
        self.name = name
        self.nearest = nearest

    def __str__(self) -> str:
        meant = f"did you mean {', '.join(self.nearest)}?" if self.nearest else ""
        return f"no outlet is called {self.name!r}; {meant or '`warta sites` lists them all'}"


class BrokenSite(UnknownSite):
    """The record of this name could not be read."""

    def __init__(self, broken: Broken) -> None:
        super().__init__(broken.name, ())
        self.broken = broken

    def __str__(self) -> str:
        return f"{self.broken}; correct or remove it"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Registry:
    """The records by name, and those from outside that could not be read."""

    found: dict[str, Found]
    broken: tuple[Broken, ...]


@cache
def built_in() -> tuple[Site, ...]:
    """Return the records that come with warta, by name."""
    names = sorted(module.name for module in iter_modules(__path__))
    return tuple(import_module(f"{__name__}.{name}").SITE for name in names)


@cache
def _registry() -> _Registry:
    """Return all records. One that cannot be read is logged; the others are not affected.

    A record from outside replaces the one of that name that comes with warta.
    """
    found = {site.name: Found(site=site, source=BUILT_IN) for site in built_in()}
    broken = []
    for record in outside.records():
        if isinstance(record, Found):
            found[record.site.name] = record
            continue
        broken.append(record)
        # Not even the record that comes with warta: the operator means another one.
        found.pop(record.name, None)
        logging.getLogger(__name__).error("%s; the outlet is left out", record)
    return _Registry(found=dict(sorted(found.items())), broken=tuple(broken))


def read_outside(folder: str) -> None:
    """Read the records of this folder instead of those of WARTA_SITES, in child processes too."""
    if os.environ.get(outside.VARIABLE) == folder:
        return
    os.environ[outside.VARIABLE] = folder
    forget()


def forget() -> None:
    """Have the records read again when they are next asked for."""
    for cached in (_registry, _by_precedence, _by_host, _of_host):
        cached.cache_clear()


@cache
def _by_precedence() -> tuple[Site, ...]:
    """Return all records, those from outside first: they have the first say on a host."""
    ranked = sorted(_registry().found.values(), key=lambda record: record.source == BUILT_IN)
    return tuple(record.site for record in ranked)


@cache
def _by_host() -> dict[str, Site]:
    """Return the outlet of each host that a record names; the first record counts."""
    return {host: site for site in reversed(_by_precedence()) for host in site.hosts}


def all_sites() -> tuple[Site, ...]:
    """Return the records of all outlets, by name."""
    return tuple(record.site for record in _registry().found.values())


def broken() -> tuple[Broken, ...]:
    """Return the records from outside that could not be read."""
    return _registry().broken


def source(name: str) -> str:
    """Return where an outlet's record comes from: `BUILT_IN`, a path, or an entry point."""
    get(name)
    return _registry().found[name].source


def get(name: str) -> Site:
    """Return the record of an outlet; raise `UnknownSite` if there is none of that name."""
    found = _registry().found.get(name)
    if found is not None:
        return found.site
    for record in _registry().broken:
        if record.name == name:
            raise BrokenSite(record)
    raise UnknownSite(name, nearest(name))


def nearest(name: str) -> tuple[str, ...]:
    """Return at most three names of outlets that are similar to a mistyped one."""
    from difflib import get_close_matches

    asked = re.sub(r"(?:www\.)?|\.(?:com|co\.id|id|net|tv)$|[^a-z0-9]", "", name.casefold())
    asked = asked or name.casefold()
    names = list(_registry().found)
    begun = [known for known in names if known.startswith(asked) or asked.startswith(known)]
    close = get_close_matches(asked, names, n=3, cutoff=0.6)
    return tuple(dict.fromkeys([*begun, *close]))[:3]


def for_url(url: str) -> Site | None:
    """Return the outlet that the URL's host belongs to, None if no record has it."""
    host = host_of(url)
    return _of_host(host) if host else None


@lru_cache(maxsize=1024)
def _of_host(host: str) -> Site | None:
    wild = (site for site in _by_precedence() if host_matches(host, site.hosts))
    return _by_host().get(host) or next(wild, None)


def rules_for(url: str) -> Rules:
    """Return the rules of the URL's outlet, the generic ones for a host that no record has."""
    site = for_url(url)
    return site.rules if site else Rules()


def for_text(text: str) -> Rules | None:
    """Return the rules of the outlet that published a plain text, None if the text does not say.

    A dateline with the outlet's brand decides, then how often brand and domain are mentioned.
    """
    from pipelines.text.datelines import dateline

    lines = [line.strip() for line in text[:200_000].splitlines() if line.strip()]
    for line in lines[:60]:
        found = dateline(line)
        if found and (site := _named(found)):
            return site.rules
    folded = text[:200_000].casefold()
    counts = {site.name: _mentions(site, folded) for site in all_sites()}
    best = max(counts, key=lambda name: counts[name], default="")
    return get(best).rules if best and counts[best] >= 2 else None


def _named(line: str) -> Site | None:
    """Return the outlet whose brand or domain is in a dateline."""
    folded = line.casefold()
    named = [
        (len(brand), site)
        for site in all_sites()
        for brand in (*site.rules.brands, *site.hosts)
        if re.search(rf"(?<![\w.]){re.escape(brand.casefold().removeprefix('*.'))}(?!\w)", folded)
    ]
    return max(named, key=lambda pair: pair[0])[1] if named else None


def _mentions(site: Site, folded: str) -> int:
    """Return how often a folded text has the outlet's domain or a brand of several words.

    A subdomain counts only if the outlet has every host under the domain.
    """
    names = {b.casefold(): "" for b in site.rules.brands if " " in b or "." in b}
    names |= {host.removeprefix("*."): "." if host[0] == "*" else "" for host in site.hosts}
    return sum(
        _stands_alone(folded, match, before)
        for name, before in names.items()
        for match in re.finditer(re.escape(name), folded)
    )


def _stands_alone(text: str, match: re.Match[str], before: str) -> bool:
    """Return whether a match is a whole name; the character `before` may precede it."""
    first, after = text[: match.start()][-1:], text[match.end() : match.end() + 2]
    part = first.isalnum() or (first in ("-", ".", "_") and first != before)
    return not part and not re.match(r"[\w-]|\.\w", after)
