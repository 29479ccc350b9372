"""What holds for every record of an outlet: the checks behind `warta sites check` and the tests."""

import re
from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

from crawler.site import SEEN, STATUSES, Evidence, Site
from crawler.sites import for_url
from pipelines.html.tree import parse, select
from pipelines.urls import canonical, host_matches, is_article

PLACES = re.compile(r"\{(?:page|offset|yyyy|mm|dd|m|d|next)\}")
DATE = re.compile(r"20\d\d(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?")
LISTING_SEEN = frozenset({"feed", "sitemap", "index", "crawler"})
LEAST_DELAY = 1.0


def problems(site: Site) -> list[str]:
    """Return what is wrong with a record, a sentence for each; none for a good one."""
    return [problem for check in CHECKS for problem in check(site)]


def named(site: Site) -> Iterator[str]:
    """Yield what is wrong with names, delay and the few fields of fixed values."""
    if not re.fullmatch(r"[a-z0-9]+", site.name):
        yield f"name: {site.name!r} is not lower-case letters and digits"
    if site.rules.site != site.name:
        yield f"rules.site: {site.rules.site!r} is not the record's name; leave it out"
    if not site.title:
        yield "title: it is empty"
    if not site.rules.brands:
        yield "rules.brands: name the outlet as its pages print it"
    if site.delay < LEAST_DELAY:
        yield f"delay: {site.delay:g} s is less than {LEAST_DELAY:g} s"
    if site.rules.json_ld_author not in ("author", "editor", "none"):
        yield f"rules.json_ld_author: {site.rules.json_ld_author!r} is not author, editor or none"


def selectors(site: Site) -> Iterator[str]:
    """Yield the selectors that are not CSS, and what is wrong with the templates."""
    tree = parse("<p>x</p>")
    used = [
        (f"template {template.name}: {name}", selector)
        for template in site.rules.templates
        for name in template.__slots__
        if name != "name"
        for selector in getattr(template, name)
    ]
    used += [
        (f"index {index.url}", selector)
        for index in site.indexes
        for selector in (index.item, index.link, index.date, index.title)
        if selector
    ]
    for where, selector in used:
        try:
            select(tree, selector)
        except ValueError as error:
            yield f"{where}: {error}"
    names = [template.name for template in site.rules.templates]
    if len(names) != len(set(names)):
        yield f"templates: two have one name ({', '.join(names)})"
    for template in site.rules.templates:
        if not template.body:
            yield f"template {template.name}: body is empty"


def examples(site: Site) -> Iterator[str]:
    """Yield the example URLs that `rules.article_url` or `hosts` classifies wrongly."""
    if not site.rules.article_url.startswith("^https://"):
        yield "rules.article_url: it must start with ^https://"
    if not site.accept or not site.reject:
        yield "accept, reject: give at least one example each"
    for url in site.accept:
        if not is_article(canonical(url, site.rules), site.rules):
            yield f"accept: {url} is not an article by rules.article_url"
        owner = for_url(url)
        if owner is None or owner.name != site.name:
            yield f"hosts: {url} belongs to {owner.name if owner else 'no outlet'}"
    for url in site.reject:
        if is_article(canonical(url, site.rules), site.rules):
            yield f"reject: {url} is an article by rules.article_url"


def listings(site: Site) -> Iterator[str]:
    """Yield what is wrong with feeds, sitemaps and index pages."""
    for index in site.indexes:
        if index.item and index.entry:
            yield f"index {index.url}: item and entry exclude each other"
        if not index.item and (index.date or index.title):
            yield f"index {index.url}: date and title select inside item, which is empty"
    for start in site.local_clocks:
        if not any(url.startswith(start) for url in (*site.feeds, *site.sitemaps)):
            yield f"local_clocks: {start} is not the start of a feed or sitemap"
    asked = [url for index in site.indexes for url in (index.url, index.first_url) if url]
    for url in (*site.feeds, *site.sitemaps, *site.local_clocks, *asked):
        filled = PLACES.sub("1", url)
        parts = urlsplit(filled)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            yield f"{url}: not an http or https URL"
        elif not host_matches(parts.hostname, site.hosts):
            yield f"{url}: the host is not one of hosts"
        if "{" in filled:
            yield f"{url}: unknown placeholder"


def evidence(site: Site) -> Iterator[str]:
    """Yield what is wrong with the evidence, and a status that it does not support."""
    if not site.evidence:
        yield "evidence: say what was seen of the outlet, and when"
    for seen in site.evidence:
        if seen.what not in SEEN:
            yield f"evidence: what is {seen.what!r}; it must be one of {', '.join(SEEN)}"
        if not DATE.fullmatch(seen.seen):
            yield f"evidence: seen is {seen.seen!r}; write yyyy, yyyy-mm or yyyy-mm-dd"
    if site.status not in STATUSES:
        yield f"status: {site.status!r} is not one of {', '.join(STATUSES)}"
    if site.status in ("active", "listed") and not (site.feeds or site.sitemaps or site.indexes):
        yield f"status {site.status}: the record has no feed, sitemap or index"
    if site.status == "active" and not any(_is_of_newest_template(site, e) for e in site.evidence):
        yield "status active: no evidence that a page came out right with the newest template"
    if site.status == "listed" and not LISTING_SEEN & {seen.what for seen in site.evidence}:
        yield "status listed: no evidence of a feed, sitemap, index or crawler"


def _is_of_newest_template(site: Site, seen: Evidence) -> bool:
    """Return whether a page was seen that is not older than the newest template.

    A template is named by the year since which pages look so; other names say nothing of age.
    """
    if seen.what != "page" or not site.rules.templates:
        return False
    since = re.match(r"20\d\d", site.rules.templates[0].name)
    return since is None or seen.seen[:4] >= since[0]


CHECKS: tuple[Callable[[Site], Iterator[str]], ...] = (
    named,
    selectors,
    examples,
    listings,
    evidence,
)
