"""A page gives the same article by every door: run(), a saved file, a WARC, a replayed crawl."""

import gzip
import io
import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from crawler.sites import for_text, rules_for
from pipelines import Article, Page, run
from pipelines.inputs.files import read_path
from pipelines.query import connect_readonly
from pipelines.query.export import export
from pipelines.store import ArticleStore
from pipelines.warc.writer import WarcArchive
from pipelines.work.ingest import ingest
from pipelines.work.worker_tasks import run_here
from tests.support.articles import NOW
from tests.support.paths import PAGES as FOLDER
from tests.support.paths import ROOT

PAGES = {
    "republika-2023": "https://ekonomi.republika.co.id/berita/tq1ab2345/"
    "nelayan-muara-biru-panen-cumi-lebih-awal",
    "idntimes-2025": "https://www.idntimes.com/news/indonesia/"
    "warga-kampung-teduh-tanam-seribu-pohon-00-abcde-f1g2h3",
}
HTML = ("Content-Type", "text/html; charset=UTF-8")
FEED = """<?xml version="1.0"?><rss version="2.0"><channel><title>t</title>
<item><title>Judul</title><link>{}</link></item></channel></rss>"""


@pytest.fixture(params=PAGES)
def page(request: pytest.FixtureRequest) -> Page:
    markup = FOLDER / f"{request.param}.html"
    return Page(url=PAGES[request.param], html=markup.read_bytes(), fetched_at=NOW)


def saved(folder: Path, page: Page) -> Path:
    path = folder / "page.html"
    path.write_bytes(page.html)
    os.utime(path, (NOW.timestamp(), NOW.timestamp()))
    return path


def recorded(folder: Path, page: Page) -> Path:
    """Return a WARC of the page, compressed as a server would send it, and the feed it is in."""
    packed = [HTML, ("Content-Encoding", "gzip")]
    feed = FEED.format(page.url).encode()
    with WarcArchive(folder / "warc") as archive:
        archive.write(page.url, 200, packed, gzip.compress(page.html), NOW)
        archive.write(feed_of(page), 200, [("Content-Type", "application/rss+xml")], feed, NOW)
    (path,) = (folder / "warc").iterdir()
    return path


def feed_of(page: Page) -> str:
    return f"https://www.{'.'.join(page.url.split('/')[2].split('.')[1:])}/umpan.xml"


REPLAY = """
import sys
from dataclasses import replace
from pathlib import Path
from crawler.crawl import crawl
from crawler.sites import get

name, feed, warc, db = sys.argv[1:]
site = replace(get(name), feeds=(feed,), sitemaps=(), indexes=(), delay=0)
crawl([site], db=Path(db), replay=[Path(warc)], workers=1, settings={"DOWNLOAD_DELAY": 0})
"""


def replay(*arguments: object) -> None:
    """Crawl an outlet from a recording, in a process of its own: a reactor starts only once."""
    command = [sys.executable, "-c", REPLAY, *map(str, arguments)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr


def stored(db: Path) -> dict[str, Any]:
    """Return the one article in the database, as it is exported."""
    out = io.StringIO()
    assert export(connect_readonly(db), "jsonl", out).articles == 1
    article: dict[str, Any] = json.loads(out.getvalue())
    return article


def test_the_article_is_the_same_by_every_door(page: Page, tmp_path: Path) -> None:
    rules = rules_for(page.url)
    article = run(page, rules)
    assert isinstance(article, Article)
    html, warc = saved(tmp_path, page), recorded(tmp_path, page)
    for path in (html, warc):
        (found,) = read_path(path)
        assert isinstance(found, Page)
        assert replace(found, content_type="") == page
        assert run(found, rules) == article

    with ArticleStore(tmp_path / "run.db") as store:
        worked = run_here(page, rules)
        assert worked == article
        store.add(worked)
    for path in (html, warc):
        with ArticleStore(tmp_path / f"{path.suffix}.db") as store:
            assert ingest([path], store, rules_for, for_text, workers=1).new == 1
    replay(rules.site, feed_of(page), warc, tmp_path / "replay.db")
    expected = stored(tmp_path / "run.db")
    for name in (".html", ".gz", "replay"):
        assert stored(tmp_path / f"{name}.db") == expected, name
