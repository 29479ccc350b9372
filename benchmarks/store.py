"""How fast articles are stored: the store against plain inserts into the same tables, one run.

    python -m benchmarks.store [--articles 2000] [--batch 50]

The store does more for a row: it looks for the URL, files and judges the fingerprint, keeps the
removed lines, marks the frontier and counts. Quote the ratios: seconds depend on the machine.
"""

import argparse
import random
import sqlite3
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from sqlite_utils import Database

from pipelines.duplicates import fingerprint, with_fingerprint
from pipelines.records import Article, Candidate, Outcome, Removed, State
from pipelines.store import ArticleStore
from pipelines.store.rows import article_row

NOW = datetime(2026, 11, 21, tzinfo=UTC)


def articles(count: int) -> list[Article]:
    """Return articles of 420 words over a vocabulary of natural size, fingerprints made."""
    draw = random.Random(1)
    vocabulary = [
        "".join(draw.choices("aiueobcdgjklmnprst", k=draw.randint(3, 9))) for _ in range(30_000)
    ]
    weights = [1 / (rank + 10) for rank in range(len(vocabulary))]
    made = []
    for number in range(count):
        words = draw.choices(vocabulary, weights, k=420)
        text = "\n".join(" ".join(words[at : at + 42]) for at in range(0, 420, 42))
        url = f"https://a.example/berita/{number}"
        removed = tuple(Removed(line=f"Baca juga {n}", rule="related") for n in range(3))
        plain = Article(
            url=url, site="a", title=" ".join(words[:9]), text=text, fetched_at=NOW, language="id",
            published_at=NOW, removed=removed,
        )  # fmt: skip
        made.append(with_fingerprint(plain))
    return made


def plain_sqlite(path: Path, batch: int, made: Sequence[Article]) -> None:
    """Insert into `articles`, and so into the search index, with the sqlite3 module."""
    ArticleStore(path).close()
    conn = sqlite3.connect(path, isolation_level=None)
    conn.execute("PRAGMA synchronous = NORMAL")
    for at in range(0, len(made), batch):
        conn.execute("BEGIN IMMEDIATE")
        for row in _rows(made[at : at + batch]):
            names = ", ".join(row)
            marks = ", ".join(f":{name}" for name in row)
            conn.execute(f"INSERT INTO articles ({names}) VALUES ({marks})", row)
        conn.execute("COMMIT")
    conn.close()


def sqlite_utils(path: Path, batch: int, made: Sequence[Article]) -> None:
    """The same with sqlite-utils' `upsert_all`."""
    ArticleStore(path).close()
    db = Database(path)
    db.execute("PRAGMA synchronous = NORMAL")
    for at in range(0, len(made), batch):
        rows = [
            {**row, "id": at + n} for n, row in enumerate(_rows(made[at : at + batch]), start=1)
        ]
        db.table("articles").upsert_all(rows, pk="id", batch_size=batch)
    db.close()


def sqlite_utils_rows(path: Path, batch: int, made: Sequence[Article]) -> None:
    """The same with sqlite-utils' `insert`, a row at a time in one transaction a batch."""
    ArticleStore(path).close()
    conn = sqlite3.connect(path, isolation_level=None)
    conn.execute("PRAGMA synchronous = NORMAL")
    table = Database(conn).table("articles")
    for at in range(0, len(made), batch):
        conn.execute("BEGIN IMMEDIATE")
        for row in _rows(made[at : at + batch]):
            table.insert(row)
        conn.execute("COMMIT")
    conn.close()


def store(path: Path, batch: int, made: Sequence[Article]) -> None:
    """Commit outcomes, each with an article and a link to the next one."""
    with ArticleStore(path) as opened:
        run_id = opened.start_run("benchmark", ["a"])
        for at in range(0, len(made), batch):
            opened.commit(
                [
                    Outcome(
                        url=article.url, site="a", result=article, state=State.DONE,
                        links=(Candidate(url=f"{article.url}/next"),),
                    )
                    for article in made[at : at + batch]
                ],
                run_id,
            )  # fmt: skip


def again(path: Path, batch: int, made: Sequence[Article]) -> None:
    """Add what is there already."""
    with ArticleStore(path) as opened:
        for at in range(0, len(made), batch):
            opened.add_many(made[at : at + batch])


def _rows(made: Sequence[Article]) -> list[dict[str, object]]:
    extra = {"first_fetched_at": "2026-11-21T00:00:00Z", "words": 420}
    return [{**article_row(article), **extra} for article in made]


def measure(do: Callable[[Path, int, Sequence[Article]], None], path: Path, batch: int,
            made: Sequence[Article]) -> float:  # fmt: skip
    """Return the articles a second of wall-clock time."""
    start = time.perf_counter()
    do(path, batch, made)
    return len(made) / (time.perf_counter() - start)


def main() -> None:
    """Print a line per way of storing."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=2000)
    parser.add_argument("--batch", type=int, default=50)
    args = parser.parse_args()
    made = articles(args.articles)
    start = time.perf_counter()
    for article in made[:200]:
        fingerprint(article)
    print(f"fingerprint alone: {200 / (time.perf_counter() - start):,.0f}/s")
    with tempfile.TemporaryDirectory() as folder:
        base = 0.0
        for name, do, file in (
            ("sqlite3, inserts only", plain_sqlite, "plain.db"),
            ("sqlite-utils, upsert_all", sqlite_utils, "utils.db"),
            ("sqlite-utils, insert row by row", sqlite_utils_rows, "rows.db"),
            ("store, all that belongs to a page", store, "store.db"),
            ("store, the same again", again, "store.db"),
        ):
            rate = measure(do, Path(folder) / file, args.batch, made)
            base = base or rate
            size = (Path(folder) / file).stat().st_size / len(made)
            print(f"{name:36}{rate:10,.0f}/s {rate / base:8.2f} x {size:9,.0f} bytes/article")


if __name__ == "__main__":
    main()
