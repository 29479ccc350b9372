"""Archived pages read again with other rules: what would change, what did, and no edit of it."""

from collections.abc import Callable, Mapping
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from pipelines.query import connect_readonly, edits, show
from pipelines.records import Rules, Template
from pipelines.store import ArticleStore
from pipelines.warc.writer import WarcArchive
from pipelines.work.ingest import COMMIT_EVERY, ingest
from pipelines.work.reprocess import reprocess

AT = datetime(2026, 5, 1, 8, tzinfo=UTC)
PROSE = (
    "Warga menanam pohon di tepi kali sejak pagi, kata kepala desa nomor {0} pada hari itu. " * 3
)
PAGE = (
    "<html><head><title>Warga Desa {0} Menanam Pohon</title></head><body>"
    "<h1>Warga Desa {0} Menanam Pohon</h1><div class=isi><p>{1}</p><p class=kupon>Ambil kupon di "
    "gerai terdekat mulai pekan ini, kata panitia.</p><p>{1} Besok lusa.</p></div></body></html>"
)
OLD = Rules(site="desa", templates=(Template(name="1", body=(".isi",)),))
NEW = Rules(site="desa", templates=(Template(name="1", body=(".isi",), remove=(".kupon",)),))
PAGES = COMMIT_EVERY + 10


def by(rules: Rules) -> Callable[[str], Rules]:
    return lambda url: rules


def nothing(text: str) -> None:
    return None


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("archive")
    written = WarcArchive(folder)
    for number in range(PAGES):
        html = PAGE.format(number, PROSE.format(number)).encode()
        url = f"https://desa.example/berita/{number}"
        written.write(url, 200, [("Content-Type", "text/html")], html, AT)
    written.close()
    return folder


@pytest.fixture
def store(tmp_path: Path, archive: Path) -> Any:
    with ArticleStore(tmp_path / "a.db") as opened:
        assert ingest([archive], opened, by(OLD), nothing, workers=2).stored == PAGES
        yield opened


def test_a_dry_run_says_what_a_run_does(store: ArticleStore, archive: Path) -> None:
    report, planned = reprocess([archive], store, by(NEW), nothing, dry_run=True, workers=2)
    assert planned.kinds == {("desa", "reprocessed"): PAGES}
    assert planned.fields == {("desa", "text"): PAGES}
    [example, *_] = planned.examples["desa", "text"]
    assert "kupon" in example.now and "kupon" not in example.then
    assert report.reprocessed == PAGES
    with closing(connect_readonly(store.path)) as conn:
        assert "kupon" in (show(conn, 1) or {})["text"]
    _, done = reprocess([archive], store, by(NEW), nothing, workers=2)
    assert (done.kinds, done.fields) == (planned.kinds, planned.fields)
    _, again = reprocess([archive], store, by(NEW), nothing, workers=2)
    assert (again.kinds, again.left) == ({}, PAGES)
    assert ingest([archive], store, by(NEW), nothing, workers=2).unchanged == PAGES
    with closing(connect_readonly(store.path)) as conn:
        article = show(conn, 1) or {}
        assert "kupon" not in article["text"] and "kupon" in article["reprocessed"][0]["text"]
        assert article["revisions"] == [] and edits(conn) == []


def test_a_run_that_was_stopped_goes_on_where_it_was(store: ArticleStore, archive: Path) -> None:
    def stop(counts: Mapping[str, int]) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        reprocess([archive], store, by(NEW), nothing, workers=2, on_progress=stop)
    assert store.run(2)["finish_reason"] == "interrupted"
    _, rest = reprocess([archive], store, by(NEW), nothing, workers=2)
    assert rest.left == COMMIT_EVERY
    assert rest.kinds == {("desa", "reprocessed"): PAGES - COMMIT_EVERY}


def test_other_outlets_and_older_pages_are_left_out(store: ArticleStore, archive: Path) -> None:
    report, changes = reprocess([archive], store, by(NEW), nothing, site="kota", workers=1)
    assert not changes.kinds and report.skipped == PAGES + 1  # the record about the archive
    later = datetime(2026, 6, 1, tzinfo=UTC)
    report, changes = reprocess([archive], store, by(NEW), nothing, since=later, workers=1)
    assert not changes.kinds and report.skipped == PAGES + 1  # the record about the archive
