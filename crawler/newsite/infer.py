"""The record of an outlet from what was seen of it: facts, and notes on what was not found."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from protego import Protego

from crawler.newsite.kept_fields import Kept, keeping_fields, lost_fields, missing_fields
from crawler.newsite.look import Listed, Looked
from crawler.newsite.markup import template_of, zone_of
from crawler.newsite.patterns import Pattern, article_pattern
from crawler.newsite.terms import permission
from crawler.site import Evidence, Index, Site
from pipelines.chain import run
from pipelines.extract import metadata
from pipelines.extract.metadata import Metadata
from pipelines.html.decode import decode
from pipelines.html.tree import parse, select
from pipelines.records import Article, Kind, Page, Rules, Template
from pipelines.text.match_key import match_key
from pipelines.urls import host_of

TOKEN = "warta"  # the product token that robots.txt is read for
LEAST_DELAY = 2.0
MOST_SITEMAPS_BELOW = 50  # a sitemap index of more is an archive, not a list of news
FAR_FROM_ALL = 0.9
FEW = 5  # addresses from which a pattern cannot be told for sure


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A page with the article that comes of it and what it states of itself."""

    page: Page
    article: Article
    data: Metadata


def record(name: str, looked: Looked) -> Site:
    """Return the record of an outlet; its notes name what is not certain."""
    seen = list(_articles(looked.pages))
    listed = looked.articles or tuple(
        s.article.url for s in seen if s.article.url.startswith("http")
    )
    listings = [listing.url for listing in looked.listings]
    pattern = article_pattern(listed, (*listings, *looked.links), looked.url)
    front = _stated(looked.front) if looked.front else metadata.read(parse(""))
    brands = _brands(name, looked, front, seen)
    rules = Rules(
        site=name,
        brands=brands,
        article_url=pattern.regex,
        host_map=pattern.host_map,
        time_zone=zone_of(s.page for s in seen),
    )
    found = template_of([(s.page, s.article) for s in seen], looked.day.year)
    kept = keeping_fields(found, [s.page for s in seen], rules)
    template = kept.template
    rules = replace(rules, templates=(template,) if template else ())
    feeds = tuple(listed.url for listed in looked.listings if listed.kind is Kind.FEED)
    sitemaps = tuple(_sitemaps(looked.listings))
    return Site(
        name=name,
        title=brands[0],
        hosts=_hosts(looked, listed, pattern),
        language=_language(looked, seen),
        feeds=feeds,
        sitemaps=sitemaps,
        indexes=() if feeds or sitemaps else (Index(url=looked.url, item=""),),
        sections=pattern.sections,
        accept=pattern.accept,
        reject=pattern.reject,
        rules=rules,
        delay=max(LEAST_DELAY, _crawl_delay(looked.robots)),
        status="unverified",
        permission=permission(
            looked.robots, _reserved([front, *(s.data for s in seen)]), looked.day
        ),
        notes=(
            *_notes_of_listings(looked, feeds, sitemaps),
            *_notes_of_pattern(pattern, listed),
            *_notes_of_pages(seen, rules, kept),
        ),
        evidence=tuple(_evidence(looked, seen, template)),
    )


def _articles(pages: Iterable[Page]) -> Iterator[Seen]:
    """Yield the pages that become articles without any rules."""
    for page in pages:
        result = run(page, Rules())
        if isinstance(result, Article):
            yield Seen(page=page, article=result, data=_stated(page))


def _stated(page: Page) -> Metadata:
    return metadata.read(parse(decode(page.html, page.content_type)))


def _hosts(looked: Looked, listed: Sequence[str], pattern: Pattern) -> tuple[str, ...]:
    """Return the outlet's host, its twin with or without www, and its subdomains if it uses any.

    The host of the articles comes first: `Site` takes it for the canonical one.
    """
    front = host_of(looked.url)
    host = dict(pattern.host_map).get(front, front)
    bare = host.removeprefix("www.")
    if bare.replace(".", "").isdigit():
        return (host,)
    own = {bare, f"www.{bare}"}
    if {host_of(url) for url in listed} - own:
        return (bare, f"*.{bare}")
    return (host, *sorted(own - {host})) if bare.count(".") <= 2 else (host,)


def _brands(name: str, looked: Looked, front: Metadata, seen: Sequence[Seen]) -> tuple[str, ...]:
    """Return the outlet's names as pages print them, the one for people first."""
    stated = [data.meta("og:site_name") for data in (front, *(s.data for s in seen))]
    stated += [text for s in seen for text in s.data.strings("publisher")]
    known = [name, host_of(looked.url).removeprefix("www."), *filter(None, stated)]
    wanted = {match_key(text) for text in known}
    parts = [part.strip(" ()") for s in seen for part in _parts(s.article.dateline)]
    stated += [part for part in parts if match_key(part) in wanted]
    found = tuple(dict.fromkeys(text for text in stated if text and len(text) <= 60))
    return found or (host_of(looked.url).removeprefix("www."),)


def _parts(dateline: str) -> list[str]:
    return dateline.replace("(", ",").split(",")


def _language(looked: Looked, seen: Sequence[Seen]) -> str:
    """Return the language of most articles, or the one that the front page states, or id."""
    counts = Counter(s.article.language for s in seen if s.article.language)
    if counts:
        return counts.most_common(1)[0][0]
    root = select(parse(decode(looked.front.html)), "html[lang]") if looked.front else []
    stated = (root[0].attributes.get("lang") or "") if root else ""
    return stated[:2].lower() if stated[:2].isalpha() else "id"


def _sitemaps(listings: Iterable[Listed]) -> Iterator[str]:
    """Yield the sitemaps to crawl: what robots.txt names, but of a large index the one of news."""
    sitemaps = {listed.url: listed for listed in listings if listed.kind is Kind.SITEMAP}
    below = {url for listed in sitemaps.values() for url in listed.sitemaps}
    for url, listed in sitemaps.items():
        news = [
            child for child in listed.sitemaps if child in sitemaps and sitemaps[child].articles
        ]
        if len(listed.sitemaps) > MOST_SITEMAPS_BELOW and news:
            yield news[0]
        elif url not in below and (listed.articles or news):
            yield url


def _crawl_delay(robots: str | None) -> float:
    asked = Protego.parse(robots).crawl_delay(TOKEN) if robots else None
    return min(float(asked or 0.0), 60.0)


def _reserved(stated: Iterable[Metadata]) -> list[str]:
    """Return what pages say about the use of their text by machines."""
    found = []
    for data in stated:
        if data.meta("tdm-reservation") == "1":
            found.append("Pages reserve text and data mining (tdm-reservation)")
        if "noai" in data.meta("robots").lower():
            found.append("Pages state noai")
    return list(dict.fromkeys(found))


def _evidence(
    looked: Looked, seen: Sequence[Seen], template: Template | None
) -> Iterator[Evidence]:
    """Yield what was read on the day."""
    kinds = Counter(listed.kind for listed in looked.listings)
    articles, unruled = _count(len(seen), "article"), "" if template else ", without selectors"
    read = [
        ("page", f"{articles}{unruled}" if seen else ""),
        ("feed", _count(kinds[Kind.FEED], "feed")),
        ("sitemap", _count(kinds[Kind.SITEMAP], "sitemap")),
        ("index", "the front page" if looked.front and not kinds else ""),
        ("robots", "robots.txt" if looked.robots is not None else ""),
    ]
    for what, note in read:
        if note:
            yield Evidence(what=what, seen=str(looked.day), note=note)


def _count(number: int, noun: str, many: str = "") -> str:
    return f"{number} {noun if number == 1 else many or f'{noun}s'}" if number else ""


def _notes_of_listings(
    looked: Looked, feeds: Sequence[str], sitemaps: Sequence[str]
) -> Iterator[str]:
    """Yield what a person has to look at in the listings."""
    if looked.robots is None:
        yield "unverified: robots.txt was not there to be read."
    if not feeds:
        yield "No feed was found that lists articles."
    if not sitemaps:
        yield "No sitemap was found that lists articles."
    if not (feeds or sitemaps):
        yield "unverified: the front page is the only listing."


def _notes_of_pattern(pattern: Pattern, listed: Sequence[str]) -> Iterator[str]:
    """Yield what a person has to look at in the pattern of an article's URL."""
    if not pattern.regex:
        yield "unverified: no address pattern was found, every address with a path is taken."
    elif not listed:
        yield "unverified: the address pattern comes from links of the front page."
    elif len(listed) < FEW:
        few = _count(len(listed), "address", "addresses")
        yield f"unverified: the address pattern rests on {few}."
    elif pattern.weak:
        yield "unverified: by the pattern an article's address ends in at least three words."
    elif pattern.covered < FAR_FROM_ALL:
        yield f"unverified: the pattern takes {pattern.covered:.0%} of the addresses listed."


def _notes_of_pages(seen: Sequence[Seen], rules: Rules, kept: Kept) -> Iterator[str]:
    """Yield what a person has to look at in the selectors and the fields."""
    if not seen:
        yield "unverified: no article page was read."
        return
    lost = ", ".join(kept.because)
    if rules.templates:
        yield f"unverified: the selectors, which match on {_count(len(seen), 'page')}."
        if kept.left_out:
            yield f"Without selectors for {', '.join(kept.left_out)}: with them {lost} was lost."
    elif kept.because:
        yield f"The body is found without selectors: with them {lost} was lost."
    else:
        yield "The body is found without selectors: none matched on every page that was read."
    results = [run(s.page, rules) for s in seen]
    if lost := ", ".join(sorted(lost_fields((s.article for s in seen), results))):
        yield f"unverified: with the record the pages lose {lost}: see `warta try`."
    if missing := missing_fields([r for r in results if isinstance(r, Article)]):
        yield f"Missing on the pages: {', '.join(missing)}."
    if generator := next((s.data.meta("generator") for s in seen if s.data.meta("generator")), ""):
        yield f"Pages say that they are made with {generator.split()[0]}."
