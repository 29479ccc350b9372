"""Extractors that can be measured: ours, and peers where they are installed."""

from collections.abc import Callable
from datetime import UTC, datetime
from importlib.util import find_spec

from crawler.sites import rules_for
from pipelines import Drop, Page, Rules, run
from tests.support.extraction.measure import Extracted
from tests.support.extraction.samples import markup_lines

Extractor = Callable[[str, bytes], Extracted]
NOTHING = Extracted(published="", people=())
FETCHED = datetime(2026, 11, 21, tzinfo=UTC)


def installed() -> dict[str, Extractor]:
    """Return the extractors that can be run here, by name; ours with rules comes first."""
    found: dict[str, Extractor] = {
        "warta": ours,
        "warta, host unknown": ours_unknown,
        "trafilatura": trafilatura(),
    }
    peers = {
        "readability-lxml": ("readability", readability),
        "newspaper4k": ("newspaper", newspaper),
        "news-please": ("newsplease", newsplease),
        "resiliparse": ("resiliparse", resiliparse),
        "goose3": ("goose3", goose),
    }
    return found | {name: make() for name, (module, make) in peers.items() if find_spec(module)}


def ours(url: str, html: bytes) -> Extracted:
    """Return what warta makes of a page."""
    return chained(url, html, rules_for(url))


def ours_unknown(url: str, html: bytes) -> Extracted:
    """Return what warta makes of a page whose outlet no record knows."""
    return chained(url, html, Rules())


def chained(url: str, html: bytes, rules: Rules) -> Extracted:
    """Return what the chain makes of a page, nothing where it drops it."""
    result = run(Page(url=url, html=html, fetched_at=FETCHED), rules)
    if isinstance(result, Drop):
        return NOTHING
    return Extracted(
        paragraphs=result.paragraphs,
        title=result.title,
        deck=result.deck,
        published=result.published_at or "",
        people=(*result.authors, *result.editors),
        section=result.section,
        tags=result.tags,
    )


def trafilatura() -> Extractor:
    from trafilatura import bare_extraction

    def extract(url: str, html: bytes) -> Extracted:
        found = bare_extraction(html, url=url, with_metadata=True)
        if found is None or isinstance(found, dict):
            return NOTHING
        return Extracted(
            paragraphs=lines(found.text),
            title=found.title or "",
            published=found.date or "",
            people=tuple(name.strip() for name in (found.author or "").split(";")),
        )

    return extract


def readability() -> Extractor:
    from readability import Document

    def extract(url: str, html: bytes) -> Extracted:
        found = Document(html)
        body = tuple(markup_lines(found.summary()))
        return Extracted(paragraphs=body, title=found.short_title())

    return extract


def newspaper() -> Extractor:
    from newspaper import Article

    def extract(url: str, html: bytes) -> Extracted:
        found = Article(url, fetch_images=False)
        found.download(input_html=html.decode("utf-8", "replace"))
        found.parse()
        return Extracted(
            paragraphs=lines(found.text),
            title=found.title or "",
            published=found.publish_date or "",
            people=tuple(found.authors),
        )

    return extract


def newsplease() -> Extractor:
    from newsplease import NewsPlease

    def extract(url: str, html: bytes) -> Extracted:
        found = NewsPlease.from_html(html.decode("utf-8", "replace"), url=url, fetch_images=False)
        return Extracted(
            paragraphs=lines(found.maintext),
            title=found.title or "",
            published=found.date_publish or "",
            people=tuple(found.authors),
        )

    return extract


def resiliparse() -> Extractor:
    from resiliparse.extract.html2text import extract_plain_text
    from resiliparse.parse.html import HTMLTree

    def extract(url: str, html: bytes) -> Extracted:
        tree = HTMLTree.parse_from_bytes(html)
        text = extract_plain_text(tree, main_content=True)
        return Extracted(paragraphs=lines(text), title=tree.title or "")

    return extract


def goose() -> Extractor:
    from goose3 import Goose

    reader = Goose({"enable_image_fetching": False})

    def extract(url: str, html: bytes) -> Extracted:
        found = reader.extract(raw_html=html.decode("utf-8", "replace"), url=url)
        return Extracted(
            paragraphs=lines(found.cleaned_text),
            title=found.title or "",
            published=found.publish_datetime_utc or "",
            people=tuple(found.authors),
        )

    return extract


def lines(text: str | None) -> tuple[str, ...]:
    """Return the lines of a text that hold more than white space."""
    return tuple(line for line in (text or "").splitlines() if line.strip())
