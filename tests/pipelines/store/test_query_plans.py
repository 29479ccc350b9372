"""No statement of the daily work reads a table from end to end, so its cost does not grow."""

import sqlite3
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from pipelines.query import connect_readonly, failed_listings, search, show
from pipelines.records import Article, Candidate, Drop, Kind, Outcome, Reason, Removed, State
from pipelines.store import ArticleStore
from tests.support.articles import NOW, numbered
from tests.support.connections import opened

BIG = (
    "articles", "revisions", "removed", "duplicates", "_fingerprints", "_bands", "frontier",
    "drops", "_story_reports", "_story_keys", "_story_pairs",
)  # fmt: skip
ONE = numbered(
    1,
    title="Judul satu",
    text=" ".join(f"kata{n}" for n in range(80)),
    removed=(Removed(line="Baca juga", rule="related"),),
)
TWO = replace(ONE, url="https://a.example/2", text=f"{ONE.text} tambahan")


def outcome(article: Article, hour: int) -> Outcome:
    return Outcome(
        url=article.url,
        site="a",
        result=replace(article, fetched_at=NOW + timedelta(hours=hour)),
        state=State.DONE,
        links=(Candidate(url=f"{article.url}/{hour}", published_at=NOW),),
    )


def scans(path: Path, statements: list[str]) -> set[str]:
    """Return the plans of the statements that read a big table from end to end.

    Foreign keys are off here: plans of inserts show the scan for deferred ones, which never runs.
    """
    conn = sqlite3.connect(path)
    found = set()
    for statement in statements:
        if not statement.lstrip().startswith(("SELECT", "INSERT INTO", "UPDATE", "DELETE")):
            continue
        for *_, step in conn.execute(f"EXPLAIN QUERY PLAN {statement}"):
            words = step.split()
            if words[0] == "SCAN" and words[1] in BIG:
                found.add(f"{step}: {statement}")
    conn.close()
    return found


def test_storing_reads_along_indexes(tmp_path: Path) -> None:
    drop = Drop(url="https://a.example/3", reason=Reason.NO_TEXT, step="extract")
    said: list[str] = []
    with opened(tmp_path / "a.db") as connections:
        store = ArticleStore(tmp_path / "a.db")
    (connection,) = connections
    with store:
        connection.set_trace_callback(said.append)
        run_id = store.start_run("crawl a", ["a"])
        store.commit([outcome(ONE, 0), outcome(TWO, 0)], run_id)
        store.commit([outcome(replace(ONE, title="Lain"), 1), outcome(ONE, 0)], run_id)
        store.commit([outcome(replace(TWO, published_at=NOW), 0)], run_id)
        store.commit([Outcome(url=drop.url, result=drop)], run_id)
        store.due("a", kinds=tuple(Kind), now=NOW, limit=10)
        store.due("a", kinds=tuple(Kind), now=NOW, limit=10, after=store.frontier_row(ONE.url))
        store.failing("a", Kind.SITEMAP)
        store.waiting("a")
        store.last_ends("a")
        store.oldest("a", now=NOW, limit=10, before=NOW, after=store.frontier_row(ONE.url))
        feed = Outcome(url="https://a.example/rss", result=None, site="a", kind=Kind.FEED)
        store.commit([replace(feed, state=State.DONE, status=304)], run_id)
        store.next_retry("a", kinds=tuple(Kind), after=NOW, until=NOW)
        store.frontier_row(ONE.url)
        store.finish_run(run_id, "finished")
        connection.set_trace_callback(None)
        assert {statement.split()[0] for statement in said} >= {"SELECT", "UPDATE", "DELETE"}
        assert scans(store.path, said) == set()


def test_reading_one_article_reads_along_indexes(tmp_path: Path) -> None:
    with ArticleStore(tmp_path / "a.db") as store:
        store.add_many([ONE, TWO])
    conn = connect_readonly(tmp_path / "a.db")
    said: list[str] = []
    conn.set_trace_callback(said.append)
    show(conn, 1)
    show(conn, TWO.url)
    search(conn, "judul satu")
    failed_listings(conn, "a", "2026")
    conn.set_trace_callback(None)
    assert len(said) > 5
    assert scans(tmp_path / "a.db", said) == set()
    conn.close()
