"""Ways to lay out band keys on disk, without anything else: what looking up and filing costs.

    python -m benchmarks.band_layouts [--articles 10000,100000] [--layouts one,periods,...]

Keys are random, as those of unrelated texts are, 24 an article. Each layout is filled, closed and
opened again; then 60 batches of 50 articles are looked up and filed, one transaction a batch.

    one      one table by key
    periods  one table by period and key, 30,000 articles a period, four periods looked up
    new      the same with the newest 1,000 articles in a table of their own (the store's)
    undated  the same where all articles are of one period
    fts5     a full-text index whose words are the keys
"""

import argparse
import random
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

KEYS = 24
BATCH = 50
TIMED = 60
A_PERIOD = 30_000
WINDOW = 1
WAITING = 1_000
MARKS = ", ".join("?" * KEYS)
TABLES = """
CREATE TABLE bands (
    period INTEGER NOT NULL, key INTEGER NOT NULL, article_id INTEGER NOT NULL,
    PRIMARY KEY (period, key, article_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE new_bands (
    key INTEGER NOT NULL, article_id INTEGER NOT NULL, period INTEGER NOT NULL,
    PRIMARY KEY (key, article_id)
) STRICT, WITHOUT ROWID;
"""
Articles = Iterable[tuple[int, list[int]]]


class One:
    """One table by key."""

    def __init__(self, conn: sqlite3.Connection) -> None:
        self.conn = conn
        conn.execute(
            "CREATE TABLE IF NOT EXISTS bands (key INTEGER NOT NULL, article_id INTEGER NOT NULL,"
            " PRIMARY KEY (key, article_id)) STRICT, WITHOUT ROWID"
        )

    def fill(self, articles: Articles) -> None:
        rows = sorted((key, n) for n, keys in articles for key in keys)
        self.conn.executemany("INSERT INTO bands VALUES (?, ?)", rows)

    def look_up(self, n: int, keys: list[int]) -> list[int]:
        return self.conn.execute(
            f"SELECT DISTINCT article_id FROM bands WHERE key IN ({MARKS})", keys
        ).fetchall()

    def file(self, n: int, keys: list[int]) -> None:
        self.conn.executemany("INSERT INTO bands VALUES (?, ?)", [(key, n) for key in keys])

    def settle(self) -> None:
        """Do what is left to do before the commit."""


class Periods(One):
    """One table by period and key."""

    a_period = A_PERIOD

    def __init__(self, conn: sqlite3.Connection) -> None:
        self.conn = conn
        self.waiting = 0
        conn.executescript(TABLES.replace("TABLE", "TABLE IF NOT EXISTS"))

    def fill(self, articles: Articles) -> None:
        self.conn.executemany(
            "INSERT INTO bands VALUES (?, ?, ?)",
            sorted((n // self.a_period, key, n) for n, keys in articles for key in keys),
        )

    def look_up(self, n: int, keys: list[int]) -> list[int]:
        period = n // self.a_period
        around = ", ".join(map(str, [-1, *range(period - WINDOW, period + WINDOW + 1)]))
        return self.conn.execute(
            f"SELECT article_id FROM bands WHERE period IN ({around}) AND key IN ({MARKS})"
            f" UNION SELECT article_id FROM new_bands WHERE key IN ({MARKS})",
            keys * 2,
        ).fetchall()

    def file(self, n: int, keys: list[int]) -> None:
        rows = [(n // self.a_period, key, n) for key in keys]
        self.conn.executemany("INSERT INTO bands VALUES (?, ?, ?)", rows)


class New(Periods):
    """By period and key, with the newest articles in a table of their own."""

    def file(self, n: int, keys: list[int]) -> None:
        rows = [(key, n, n // self.a_period) for key in keys]
        self.conn.executemany("INSERT INTO new_bands VALUES (?, ?, ?)", rows)
        self.waiting += 1

    def settle(self) -> None:
        if self.waiting >= WAITING:
            self.conn.execute(
                "INSERT INTO bands SELECT period, key, article_id FROM new_bands ORDER BY 1, 2, 3"
            )
            self.conn.execute("DELETE FROM new_bands")
            self.waiting = 0


class Undated(New):
    """The same where all articles are of one period."""

    a_period = 1 << 40


class Fts5(One):
    """A full-text index whose words are the keys."""

    def __init__(self, conn: sqlite3.Connection) -> None:
        self.conn = conn
        conn.execute(
            "CREATE VIRTUAL TABLE IF NOT EXISTS bands USING"
            " fts5 (keys, content = '', detail = none, columnsize = 0)"
        )

    def fill(self, articles: Articles) -> None:
        for n, keys in articles:
            self.file(n, keys)
            if n % BATCH == 0:
                self.conn.execute("COMMIT")
                self.conn.execute("BEGIN")

    def look_up(self, n: int, keys: list[int]) -> list[int]:
        wanted = " OR ".join(map(str, keys))
        return self.conn.execute("SELECT rowid FROM bands WHERE bands MATCH ?", [wanted]).fetchall()

    def file(self, n: int, keys: list[int]) -> None:
        row = (n, " ".join(map(str, keys)))
        self.conn.execute("INSERT INTO bands (rowid, keys) VALUES (?, ?)", row)


LAYOUTS: dict[str, type[One]] = {
    "one": One, "periods": Periods, "new": New, "undated": Undated, "fts5": Fts5,
}  # fmt: skip


def articles(draw: random.Random, first: int, count: int) -> Iterator[tuple[int, list[int]]]:
    """Yield numbered articles with their keys."""
    for n in range(first, first + count):
        yield n, [draw.getrandbits(47) for _ in range(KEYS)]


def opened(path: Path) -> sqlite3.Connection:
    conn = sqlite3.connect(path, isolation_level=None)
    conn.execute("PRAGMA journal_mode = WAL")
    conn.execute("PRAGMA synchronous = NORMAL")
    return conn


def traffic() -> tuple[int, int]:
    """Return the bytes that this process has read and written, 0 where the system does not say."""
    io = Path("/proc/self/io")
    words = io.read_text().split() if io.exists() else ["", "0", "", "0"]
    return int(words[1]), int(words[3])


def measure(name: str, path: Path, count: int) -> None:
    """Print a line for one layout."""
    draw = random.Random(1)
    conn = opened(path)
    layout = LAYOUTS[name](conn)
    conn.execute("BEGIN")
    for first in range(0, count, A_PERIOD):
        layout.fill(articles(draw, first, min(A_PERIOD, count - first)))
    conn.execute("COMMIT")
    conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    size = path.stat().st_size
    conn.close()
    conn = opened(path)
    layout = LAYOUTS[name](conn)
    cpu, wall = [], []
    before = traffic()
    for at in range(TIMED):
        batch = [*articles(draw, count + at * BATCH, BATCH)]
        start = time.process_time(), time.perf_counter()
        conn.execute("BEGIN IMMEDIATE")
        for n, keys in batch:
            layout.look_up(n, keys)
            layout.file(n, keys)
        layout.settle()
        conn.execute("COMMIT")
        cpu.append((time.process_time() - start[0]) / BATCH * 1000)
        wall.append((time.perf_counter() - start[1]) / BATCH * 1000)
    conn.close()
    read, wrote = ((b - a) / TIMED / BATCH / 1000 for a, b in zip(before, traffic(), strict=True))
    print(
        f"{name:8}{count:>10,}{statistics.mean(cpu):10.2f}{statistics.mean(wall):10.2f}"
        f"{max(wall) * BATCH:10.0f}{read:10.0f}{wrote:10.0f}{size / count:10.0f}",
        flush=True,
    )


def main() -> None:
    """Print a line per layout and size."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--articles", default="10000,100000")
    parser.add_argument("--layouts", default=",".join(LAYOUTS))
    parser.add_argument("--folder", type=Path, help="where to put the files")
    args = parser.parse_args()
    print("layout    articles    CPU ms   wall ms  worst batch   read kB  wrote kB     bytes")
    for count in map(int, args.articles.split(",")):
        for name in args.layouts.split(","):
            with tempfile.TemporaryDirectory(dir=args.folder) as folder:
                measure(name, Path(folder) / "bands.db", count)


if __name__ == "__main__":
    main()
