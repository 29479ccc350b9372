"""Real desktop, mobile and AMP pages of one article become one article."""

import csv
import gzip
from pathlib import Path

import pytest

from crawler.sites import rules_for
from pipelines import Article, Page, run
from tests.support.articles import NOW

pytestmark = pytest.mark.shared


def table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


def test_views_of_one_article_have_one_key(shared: Path) -> None:
    """The mirror that these pages are from keeps a page under the address that it was had from."""
    pages = shared / "pages"
    address = {row["path"]: row["path_in_repo"] for row in table(pages / "PROVENANCE.tsv")}
    pairs = table(pages / "near_dup_pairs.tsv")
    views = [pair for pair in pairs if pair["relation"].startswith("amp/desktop/mobile")]
    assert len(views) > 10
    for pair in views:
        keys = set()
        for path in (pair["path_a"], pair["path_b"]):
            url = f"https://{address[path]}"
            url = url.removesuffix(".html") if "/read/" in url else url  # the copier added it
            html = gzip.decompress((pages / path).read_bytes())
            article = run(Page(url=url, html=html, fetched_at=NOW), rules_for(url))
            assert isinstance(article, Article)
            keys.add(article.url)
        assert len(keys) == 1, keys
