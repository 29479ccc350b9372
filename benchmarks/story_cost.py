"""What stories cost per article as the database grows: time, bytes, and how many pairs there are.

    python -m benchmarks.story_cost [--articles 50000] [--per-day 5000]

Made-up reports of 60 outlets, `--per-day` articles a day in the order of publication. Half the
words are grammar; names come from a vocabulary in which few are in the news every day and most
hardly ever (Zipf); every third article is one of two to five about one event. Times are CPU
milliseconds; the share of the stories is taken by timing the call that settles them.
"""

import argparse
import random
import sqlite3
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from pipelines.records import Article
from pipelines.store import ArticleStore, stories
from pipelines.text import function_words

NOW = datetime(2026, 11, 21, tzinfo=UTC)
BATCH = 50


def _words(draw: random.Random, count: int, longest: int) -> list[str]:
    return ["".join(draw.choices("aiueobcdgjklmnprst", k=draw.randint(4, longest)))
            for _ in range(count)]  # fmt: skip


def articles(count: int, per_day: int) -> Iterator[Article]:
    """Yield articles of 300 words in the order of publication."""
    draw = random.Random(1)
    names = [name.title() for name in _words(draw, 20_000, 9)]
    words = _words(draw, 30_000, 11)
    famous = [1 / (rank + 50) for rank in range(len(names))]
    common = [1 / (rank + 200) for rank in range(len(words))]
    grammar = f"{function_words.SHARED} {function_words.INDONESIAN}".split()
    told: list[str] = []
    left = 0
    for number in range(count):
        if not left:
            told = draw.choices(names, famous, k=24) + draw.choices(words, common, k=24)
            left = draw.randint(2, 5) if draw.random() < 0.14 else 1
        left -= 1
        lead = [*draw.sample(told, 40), *draw.choices(words, common, k=40)]
        lead += draw.choices(grammar, k=100)
        draw.shuffle(lead)
        rest = draw.choices(words, common, k=60) + draw.choices(grammar, k=60)
        site = f"outlet{number % 60}"
        yield Article(
            url=f"https://{site}.example/{number}", site=site, title=" ".join(lead[:9]),
            text=f"{' '.join(lead[9:])}\n{' '.join(rest)}", fetched_at=NOW,
            published_at=NOW + timedelta(days=number / per_day),
        )  # fmt: skip


def main() -> None:
    """Print a line each time the database has grown to the next size."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--articles", type=int, default=50_000)
    parser.add_argument("--per-day", type=int, default=5_000)
    args = parser.parse_args()
    sizes = [size for size in (1_000, 10_000, 50_000, 100_000) if size <= args.articles]
    settled = 0.0
    settle = stories.settle

    def timed(conn: sqlite3.Connection) -> None:
        nonlocal settled
        start = time.process_time()
        settle(conn)
        settled += time.process_time() - start

    stories.settle = timed
    with tempfile.TemporaryDirectory() as folder, ArticleStore(Path(folder) / "a.db") as store:
        batch: list[Article] = []
        began, mark = time.process_time(), 0.0
        for number, article in enumerate(articles(sizes[-1], args.per_day), start=1):
            batch.append(article)
            if len(batch) == BATCH:
                store.add_many(batch)
                batch = []
            if number in [size - BATCH * 10 for size in sizes]:
                began, mark = time.process_time(), settled
            if number in sizes:
                spent = (time.process_time() - began) * 1000 / (BATCH * 10)
                of_it = (settled - mark) * 1000 / (BATCH * 10)
                cost = f"{spent:6.2f} ms each, {of_it:6.2f} of it for stories"
                print(f"{number:8,} articles: {cost}; {_sizes(store.path, number)}", flush=True)


def _sizes(path: Path, count: int) -> str:
    conn = sqlite3.connect(path)
    (pairs,) = conn.execute("SELECT count(*) FROM _story_pairs").fetchone()
    (found,) = conn.execute("SELECT count(*) FROM stories").fetchone()
    (size,) = conn.execute("SELECT sum(pgsize) FROM dbstat WHERE name LIKE 'story%'").fetchone()
    conn.close()
    return f"{pairs:,} pairs, {found:,} stories, {size / count:,.0f} bytes each in their tables"


if __name__ == "__main__":
    main()
