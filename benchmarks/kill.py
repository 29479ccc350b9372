"""Kills a replayed crawl again and again, then lets it finish: is every article there, once?

    python -m benchmarks.kill [--kills 10] [--articles 600] [--seed 1]

Exits 1 when an article is missing, is stored twice, or the database is damaged.
"""

import argparse
import json
import random
import signal
import sqlite3
import sys
import tempfile
import time
from collections import Counter
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

from pipelines.store import ArticleStore
from pipelines.warc.writer import WarcArchive
from tests.support.crawling import start
from tests.support.loopback import article, feed

BASE = "https://koran.example"
ITEMS = 100  # in each of the feeds


def record(folder: Path, count: int) -> dict[str, object]:
    """Write the recording of an outlet with this many articles; return the outlet's record."""
    now = datetime.now(UTC).replace(microsecond=0)
    published = now - timedelta(days=30)
    paths = [f"/berita/{n}/kabar-{n}" for n in range(count)]
    html = [("Content-Type", "text/html; charset=utf-8")]
    feeds = []
    with WarcArchive(folder) as archive:
        archive.write(f"{BASE}/robots.txt", 200, [], b"User-agent: *\nDisallow:\n", now)
        for n in range(0, count, ITEMS):
            items = [(path, published) for path in paths[n : n + ITEMS]]
            feeds.append(f"{BASE}/rss/{n // ITEMS}")
            archive.write(feeds[-1], 200, [], feed(BASE, items).encode(), now)
        for n, path in enumerate(paths):
            archive.write(BASE + path, 200, html, article(n, published).encode(), now)
    rules = {"article_url": r"/berita/\d+/"}
    return {"name": "koran", "hosts": ["koran.example"], "feeds": feeds, "rules": rules}


def stored(db: Path) -> int:
    """Return the number of articles in the database, 0 before there is one."""
    if not db.exists():
        return 0
    with closing(sqlite3.connect(f"file:{db}?mode=ro", uri=True, timeout=30)) as connection:
        try:
            return int(connection.execute("SELECT count(*) FROM articles").fetchone()[0])
        except sqlite3.OperationalError:  # the tables are being made
            return 0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--kills", type=int, default=10)
    parser.add_argument("--articles", type=int, default=600)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    draw = random.Random(options.seed)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        outlet = record(folder / "warc", options.articles)
        db = folder / "warta.db"
        for kill in range(1, options.kills + 1):
            before = stored(db)
            process = start([outlet], db=db, replay=[str(folder / "warc")], workers=2)
            # Into the work: some articles further, and then at any moment.
            further = before + draw.randint(0, options.articles // (options.kills + 2))
            while stored(db) < further and process.poll() is None:
                time.sleep(0.02)
            time.sleep(draw.uniform(0, 0.3))
            process.kill()
            process.communicate()
            died = process.returncode == -signal.SIGKILL
            print(f"kill {kill}: {stored(db)} articles", "" if died else "(ended before)")
        process = start([outlet], db=db, replay=[str(folder / "warc")], workers=2)
        (summary,) = json.loads(process.communicate()[0])
        return report(db, options.articles, summary)


def report(db: Path, wanted: int, summary: dict[str, object]) -> int:
    """Print what the database holds after the last run; return the exit code."""
    with closing(sqlite3.connect(db)) as connection:
        urls = Counter(url for (url,) in connection.execute("SELECT url FROM articles"))
        reasons = Counter(r for (r,) in connection.execute("SELECT finish_reason FROM runs"))
        seen = connection.execute("SELECT sum(seen), sum(stored) FROM runs").fetchone()
    with ArticleStore(db) as store:
        damage = store.check()
    expected = {f"{BASE}/berita/{n}/kabar-{n}" for n in range(wanted)}
    missing = expected - urls.keys()
    twice = [url for url, times in urls.items() if times > 1]
    print(f"last run: {summary['seen']} seen, {summary['stored']} stored; runs: {dict(reasons)}")
    print(f"all runs: {seen[0]} seen, {seen[1]} stored")
    print(f"{len(urls)} of {wanted} articles, {len(missing)} missing, {len(twice)} twice")
    print("integrity and search index:", "; ".join(damage) or "clean")
    return int(bool(missing or twice or damage or len(urls) != wanted))


if __name__ == "__main__":
    sys.exit(main())
