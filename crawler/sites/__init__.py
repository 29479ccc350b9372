"""The outlets that warta knows: one module each, data only, found by name, URL or text."""

import re
from functools import cache, lru_cache
from importlib import import_module
from pkgutil import iter_modules

from crawler.site import Site
from pipelines.records import Rules
from pipelines.urls import host_matches, host_of


class UnknownSite(KeyError):
    """No outlet has this name; `nearest` are those that look like it."""

    def __init__(self, name: str, nearest: tuple[str, ...]) -> None:
        super().__init__(name)
        self.name = name
        self.nearest = nearest

    def __str__(self) -> str:
        meant = f"did you mean {', '.join(self.nearest)}?" if self.nearest else ""
        return f"no outlet is called {self.name!r}; {meant or '`warta sites` lists them all'}"


@cache
def _records() -> dict[str, Site]:
    names = sorted(module.name for module in iter_modules(__path__))
    return {name: import_module(f"{__name__}.{name}").SITE for name in names}


@cache
def _by_host() -> dict[str, Site]:
    """The outlet of each host that a record names; the first record counts."""
    return {host: site for site in reversed(all_sites()) for host in site.hosts}


def all_sites() -> tuple[Site, ...]:
    """Return the records of all outlets, by name."""
    return tuple(_records().values())


def get(name: str) -> Site:
    """Return the record of an outlet; raise `UnknownSite` if there is none of that name."""
    found = _records().get(name)
    if found is None:
        raise UnknownSite(name, nearest(name))
    return found


def nearest(name: str) -> tuple[str, ...]:
    """Return the names of at most three outlets that a mistyped name may stand for."""
    from difflib import get_close_matches

    asked = re.sub(r"(?:www\.)?|\.(?:com|co\.id|id|net|tv)$|[^a-z0-9]", "", name.casefold())
    asked = asked or name.casefold()
    begun = [known for known in _records() if known.startswith(asked) or asked.startswith(known)]
    close = get_close_matches(asked, list(_records()), n=3, cutoff=0.6)
    return tuple(dict.fromkeys([*begun, *close]))[:3]


def for_url(url: str) -> Site | None:
    """Return the outlet that the URL's host belongs to, None if no record has it."""
    host = host_of(url)
    return _of_host(host) if host else None


@lru_cache(maxsize=1024)
def _of_host(host: str) -> Site | None:
    wild = (site for site in all_sites() if host_matches(host, site.hosts))
    return _by_host().get(host) or next(wild, None)


def rules_for(url: str) -> Rules:
    """Return the rules of the URL's outlet, the generic ones for a host that no record has."""
    site = for_url(url)
    return site.rules if site else Rules()


def for_text(text: str) -> Rules | None:
    """Return the rules of the outlet that a plain text names as its own, None if it names none.

    The dateline decides, then the outlet's brand in the first lines and in what follows the body.
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
    """Return the outlet whose brand or domain stands in a dateline."""
    folded = line.casefold()
    named = [
        (len(brand), site)
        for site in all_sites()
        for brand in (*site.rules.brands, *site.hosts)
        if re.search(rf"(?<![\w.]){re.escape(brand.casefold().removeprefix('*.'))}(?!\w)", folded)
    ]
    return max(named, key=lambda pair: pair[0])[1] if named else None


def _mentions(site: Site, folded: str) -> int:
    """Return how often the outlet's domain or a brand of several words stands in a folded text.

    A domain within another counts only where the outlet has every host under it.
    """
    names = {b.casefold(): "" for b in site.rules.brands if " " in b or "." in b}
    names |= {host.removeprefix("*."): "." if host[0] == "*" else "" for host in site.hosts}
    return sum(
        _stands_alone(folded, match, before)
        for name, before in names.items()
        for match in re.finditer(re.escape(name), folded)
    )


def _stands_alone(text: str, match: re.Match[str], before: str) -> bool:
    """Tell whether a name is no part of a longer one; `before` it a dot may be allowed."""
    first, after = text[: match.start()][-1:], text[match.end() : match.end() + 2]
    part = first.isalnum() or (first in ("-", ".", "_") and first != before)
    return not part and not re.match(r"[\w-]|\.\w", after)
