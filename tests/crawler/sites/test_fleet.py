"""Every outlet crawls a recording made from its record, through its own discovery."""

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from crawler.discovery import Listing, candidates
from crawler.site import Index, Site
from crawler.sites import all_sites, get
from pipelines.extract.extraction import extract
from pipelines.html.tree import parse, select
from pipelines.records import Article, Limits, Page
from pipelines.urls import canonical, is_article
from tests.support import fleet
from tests.support.markup_of import innermost, markup_of
from tests.support.page_layouts import FOLDER, layout_of

ALL = all_sites()
LISTED = tuple(site for site in ALL if fleet.is_listed(site))


def by_name(site: Site) -> str:
    return site.name


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Any]:
    """Return what a crawl of the whole fleet stored and said, by outlet."""
    folder = tmp_path_factory.mktemp("fleet")
    fleet.record(LISTED, folder / "recording", datetime.now(UTC).date())
    summaries = fleet.crawl(LISTED, db=folder / "fleet.db", folder=folder / "recording")
    with closing(sqlite3.connect(folder / "fleet.db")) as db:
        query = "SELECT site, url, title, published_at, text FROM articles ORDER BY published_at"
        rows = db.execute(query).fetchall()
    return {
        summary["site"]: (summary, [row[1:] for row in rows if row[0] == summary["site"]])
        for summary in summaries
    }


def test_sixty_outlets_say_where_their_articles_are_listed() -> None:
    assert len(LISTED) >= 60


@pytest.mark.parametrize("site", LISTED, ids=by_name)
def test_outlet_is_crawled_to_stored_articles(site: Site, crawled: Mapping[str, Any]) -> None:
    summary, stored = crawled[site.name]
    expected = [
        (sample.url, sample.title, sample.published_at, sample.paragraphs)
        for sample in fleet.samples(site)
    ]
    found = [
        (url, title, datetime.fromisoformat(published), tuple(text.split("\n")))
        for url, title, published, text in stored
        if published
    ]
    assert found == expected, summary
    assert (summary["seen"], summary["stored"]) == (fleet.ARTICLES, fleet.ARTICLES)


@pytest.mark.parametrize("site", ALL, ids=by_name)
def test_sample_addresses_are_articles_of_the_outlet(site: Site) -> None:
    urls = [sample.url for sample in fleet.samples(site)]
    assert len(set(urls)) == fleet.ARTICLES
    for url in urls:
        assert canonical(url, site.rules) == url
        assert is_article(url, site.rules), url


@pytest.mark.parametrize("site", [site for site in ALL if site.rules.templates], ids=by_name)
def test_newest_template_reads_a_page_of_it(site: Site) -> None:
    sample = fleet.samples(site)[0]
    response = fleet.article(site, sample)
    page = Page(url=response.url, html=response.body, fetched_at=fleet.FETCHED)
    article = extract(page, site.rules, Limits())
    assert isinstance(article, Article)
    rule = f"rule:{site.rules.templates[0].name}"
    by_rule = {name for name in fleet.by_template(site) if article.origin[name] == rule}
    assert by_rule == fleet.by_template(site)


def test_each_active_outlet_has_a_layout_written_by_hand() -> None:
    """Else its selectors would be tested against markup made of themselves."""
    assert [site.name for site in ALL if site.status == "active" and not layout_of(site)] == []


def test_each_layout_is_used() -> None:
    layouts = {path.read_text(encoding="utf-8") for path in FOLDER.glob("*.html")}
    assert layouts == {layout for site in ALL if (layout := layout_of(site))}


def test_a_wrong_selector_fails_where_the_layout_is_known() -> None:
    tempo = get("tempo")
    template = replace(tempo.rules.templates[0], body=("#content-wraper",))
    wrong = replace(tempo, rules=replace(tempo.rules, templates=(template,)))
    response = fleet.article(wrong, fleet.samples(wrong)[0])
    page = Page(url=response.url, html=response.body, fetched_at=fleet.FETCHED)
    found = extract(page, wrong.rules, Limits())
    assert not isinstance(found, Article) or found.origin["text"] != "rule:2025"


INDEXES = [(site, index) for site in ALL for index in site.indexes]


@pytest.mark.parametrize(("site", "index"), INDEXES, ids=lambda each: getattr(each, "name", ""))
def test_listing_is_read_by_its_selectors(site: Site, index: Index) -> None:
    shown = fleet.samples(site)
    listing = Listing(
        url=site.accept[0],
        body=fleet.index_page(index, shown),
        site=site,
        now=fleet.FETCHED,
        index=index,
    )
    found = candidates(listing)
    assert [(c.url, c.title) for c in found] == [(s.url, s.title) for s in shown]
    if index.date or index.entry:
        assert [c.published_at for c in found] == [s.published_at for s in shown]


SELECTORS = sorted(
    {
        selector
        for site in ALL
        for template in site.rules.templates[:1]
        for selector in (*template.body[:1], *template.title[:1], *template.published[:1])
    }
    | {selector for site in ALL for index in site.indexes if (selector := index.item)}
)


@pytest.mark.parametrize("selector", SELECTORS)
def test_a_selector_matches_what_is_made_of_it(selector: str) -> None:
    tree = parse(f"<body><main>{markup_of(selector, 'isi')}</main></body>")
    found = select(tree, selector)
    assert found
    assert innermost(selector).tag in {node.tag for node in found}
