"""The selectors of records on pages that outlets published, kept outside the repository."""

import csv
import gzip
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from crawler.site import Site
from crawler.sites import all_sites, for_url
from pipelines.extract.extraction import extract
from pipelines.records import Article, Limits, Page
from pipelines.urls import is_article

pytestmark = pytest.mark.shared
NOW = datetime(2026, 11, 21, tzinfo=UTC)
CANONICAL = re.compile(rb"""<link[^>]+rel=["']?canonical["']?[^>]+href=["']([^"']+)""", re.I)
ADDRESS = re.compile(rb"""property=["']og:url["'][^>]+content=["']([^"']+)""", re.I)
SEEN = [site for site in all_sites() if any(seen.what == "page" for seen in site.evidence)]
ACTIVE = [site for site in all_sites() if site.status == "active"]


def pages(shared: Path) -> Iterator[Page]:
    """Yield the pages of articles: as they were published, and trimmed ones with their markup."""
    for folder in ("pages", "pages_more"):
        table = (shared / folder / "PROVENANCE.tsv").read_text(encoding="utf-8").splitlines()
        for row in csv.DictReader(table, delimiter="\t"):
            if row["path"].startswith("html/") and row["original_url"]:
                html = gzip.decompress((shared / folder / row["path"]).read_bytes())
                yield Page(url=row["original_url"], html=html, fetched_at=NOW)
    for path in sorted((shared / "pages/layouts").rglob("sample-article*.html")):
        html = path.read_bytes()
        stated = CANONICAL.search(html) or ADDRESS.search(html)
        if stated:
            yield Page(url=stated[1].decode(), html=html, fetched_at=NOW)


@pytest.fixture(scope="module")
def origins() -> dict[str, list[Article]]:
    """Return the articles of each outlet."""
    shared = Path(__file__).resolve().parents[4] / "shared"
    if not (shared / "pages/layouts").is_dir():
        pytest.skip("the reference pages are not beside this checkout")
    found: dict[str, list[Article]] = {}
    for page in pages(shared):
        site = for_url(page.url)
        if site:
            article = extract(page, site.rules, Limits())
            if isinstance(article, Article):
                found.setdefault(site.name, []).append(article)
    return found


@pytest.mark.parametrize("site", ACTIVE, ids=lambda site: site.name)
def test_newest_template_of_an_active_outlet_reads_a_page_of_it(
    site: Site, origins: dict[str, list[Article]]
) -> None:
    rule = f"rule:{site.rules.templates[0].name}"
    read = [a for a in origins.get(site.name, []) if a.origin["text"] == rule]
    assert any(a.title and a.published_at and len(a.text.split()) >= 20 for a in read)


@pytest.mark.parametrize("site", SEEN, ids=lambda site: site.name)
def test_where_evidence_names_pages_templates_read_them(
    site: Site, origins: dict[str, list[Article]]
) -> None:
    """Nearly all: an old page may have a layout that no template knows.

    Pages whose address is no article's of the record any more are read the generic way.
    """
    known = [article for article in origins[site.name] if is_article(article.url, site.rules)]
    texts = [article.origin["text"] for article in known]
    ruled = [origin for origin in texts if origin.startswith("rule:")]
    assert len(ruled) >= 0.9 * len(texts)
