"""The `Site` record: everything warta knows about one outlet, as data."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from pipelines.records import Rules

STATUSES = ("active", "listed", "unverified", "blocked")
SEEN = ("page", "feed", "sitemap", "index", "robots", "crawler", "list")
SECTION = "{section}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What was seen of an outlet, and when.

    `what` is `page` where an article page of the outlet came out right, its text by a template of
    this record (`note` says where it was without one). `feed`, `sitemap` and `index` are listings
    that answered, `robots` is robots.txt. `crawler` is other people's code or rules for the outlet,
    `list` an address in a public list of feeds. `seen` is a date as yyyy, yyyy-mm or yyyy-mm-dd:
    when the page was published or read, when the listing answered.
    """

    what: str
    seen: str
    note: str = ""

    def __str__(self) -> str:
        return f"{self.what} {self.seen}" + (f" ({self.note})" if self.note else "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Index:
    """A listing by page or by day.

    `url` is a template with `{page}` or `{offset}`, and for a listing by day `{yyyy}`, `{mm}`,
    `{dd}`, `{m}` and `{d}` (not padded) and `{next}`, the day after as yyyy-mm-dd. Without any of
    them the listing has one page. `step` is what `{page}` or `{offset}` grows by, `first` where it
    starts. `pages` is how many the outlet gives out at most; with 0 they go on until one is empty,
    or repeats what was listed. `first_url` is the template of the first page where it has an
    address of its own.

    `{section}` in `url` and `first_url` makes one listing for each of `sections`, or for each of
    the record's sections where the listing names none. `Site` replaces it when it is constructed.

    `item` is a CSS selector for one entry; `link`, `date` and `title` select inside it. A listing
    that is data (JSON, or a page that carries it) has `entry` instead: the template of an article's
    address, with fields of an entry in braces (`{category.slug}` for a field of a field). With
    neither, every link that looks like an article counts.
    """

    url: str
    first_url: str = ""
    item: str = ""
    link: str = "a"
    date: str = ""
    title: str = ""
    entry: str = ""
    first: int = 1
    step: int = 1
    pages: int = 0
    sections: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """One outlet: its names, where its articles are listed, how to crawl it.

    `hosts` are the hosts that belong to it; a leading `*.` takes in every subdomain. Where both
    `www.x` and `x` are named, the one named first is the canonical host. `accept` and `reject` are
    example URLs that `rules.article_url` must and must not match. `delay` is the seconds between
    two requests to one host; robots.txt may only raise it. `local_clocks` are prefixes of the URLs
    of feeds and sitemaps whose times are local time, whatever zone they name. `permission` says,
    with a date, where robots.txt or the terms single out scrapers or AI use, so that the operator
    asks first.

    `group` is the owner or network, `province` where a regional outlet reports from, by the name of
    the province in Indonesian; empty for a national one.

    `status` tells what `evidence` shows: `active` if an article page came out right with the newest
    template and the listings are known, `listed` if only listings or other people's crawlers were
    seen, `unverified` if the listings themselves are a guess or old, `blocked` if the publisher
    refuses crawlers.

    The constructor fills what follows from the rest: `rules.site` is the name, `rules.host_map`
    gets the hosts that differ by `www.` only, and a listing with `{section}` becomes one listing
    for each section.
    """

    name: str
    title: str
    hosts: tuple[str, ...]
    rules: Rules
    language: str = "id"
    group: str = ""
    province: str = ""
    feeds: tuple[str, ...] = ()
    sitemaps: tuple[str, ...] = ()
    indexes: tuple[Index, ...] = ()
    accept: tuple[str, ...] = ()
    reject: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    delay: float = 2.0
    local_clocks: tuple[str, ...] = ()
    status: str = "unverified"
    permission: str = ""
    notes: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()

    def __post_init__(self) -> None:
        mapped = {host for host, _ in self.rules.host_map}
        derived = [pair for pair in www_pairs(self.hosts) if pair[0] not in mapped]
        rules = replace(
            self.rules,
            site=self.rules.site or self.name,
            host_map=(*self.rules.host_map, *derived),
        )
        indexes = tuple(one for index in self.indexes for one in by_section(index, self.sections))
        object.__setattr__(self, "rules", rules)
        object.__setattr__(self, "indexes", indexes)


def www_pairs(hosts: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield (host, canonical host) for hosts that are both named and differ by `www.` only."""
    named: list[str] = []
    for host in hosts:
        twin = host.removeprefix("www.") if host.startswith("www.") else f"www.{host}"
        if twin in named:
            yield host, twin
        named.append(host)


def by_section(index: Index, sections: Iterable[str]) -> Iterator[Index]:
    """Yield the listing of each section; a listing without `{section}` is yielded as it is."""
    if SECTION not in index.url:
        yield index
        return
    for section in index.sections or sections:
        yield replace(
            index,
            url=index.url.replace(SECTION, section),
            first_url=index.first_url.replace(SECTION, section),
            sections=(),
        )
