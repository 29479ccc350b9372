"""How fast a large file is searched: `warta search` against plain BM25 over all matches, one run.

    python -m benchmarks.query [--articles 200000] [--db FILE] [--rounds 5] [--json]

Makes a file of invented articles unless `--db` names one that exists: words of a dictionary and
names, as frequent as in news, 60 outlets, five years, one article in twenty a duplicate, four in
ten of a story. A search is what a page of hits needs: ten hits with snippets, and their number. The
peer is what sqlite-utils does: all matches ranked, ten taken. Quote medians and ratios:
milliseconds depend on the machine.
"""

import argparse
import json
import platform
import random
import resource
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from datetime import date, timedelta
from itertools import accumulate
from pathlib import Path
from typing import Any

from simplemma.strategies.dictionaries.dictionary_factory import DefaultDictionaryFactory

from crawler.registry.stored_outlets import open_store
from pipelines.query import connect_readonly, count_hits, search
from pipelines.store.word_forms import fill

YEARS = 5
COMMON = (
    "yang", "di", "dan", "untuk", "dengan", "ini", "dari", "pada", "itu", "dalam", "tidak",
    "akan", "ke", "juga", "tersebut", "oleh", "kata", "tahun", "indonesia", "ada", "sudah",
    "saat", "orang", "pemerintah", "jakarta", "presiden", "warga", "harga", "polisi", "ekonomi",
    "beras", "banjir", "mengundang", "undangan", "diundang", "petani", "pertanian", "korupsi",
    "pembangunan", "membangun",
)  # fmt: skip
RANKS = {"harga": 120, "beras": 900, "banjir": 700, "petani": 1500, "mengundang": 3000,
         "undangan": 2500, "diundang": 6000, "korupsi": 800}  # fmt: skip
KINDS = {
    "a common word": "harga",
    "two words": "harga beras",
    "a phrase": '"harga beras"',
    "a beginning": "korup*",
    "either": "banjir OR korupsi OR petani",
    "without": "harga -beras",
    "other forms": "mengundang",
    "a number": "15.750",
    "of an outlet": "banjir site:kompas",
    "of some days": "harga since:2026-11-01 until:2026-11-07",
    "a tag": "harga tag:tanda7",
    "the commonest word": "yang",
    "no hit": "zzyzx",
}
_INSERT = """
INSERT INTO articles (id, published_on, site, title, deck, authors, section, tags, language, words,
    published_at, published_offset, url, duplicate_of, story_id, first_fetched_at, fetched_at, text)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, '+07:00', ?, ?, ?, ?, ?, ?)
"""
_PEER = """
SELECT articles.* FROM articles_fts JOIN articles ON articles.id = articles_fts.rowid
WHERE articles_fts MATCH ? ORDER BY articles_fts.rank LIMIT 10
"""


def make(path: Path, count: int) -> None:
    """Write a file of invented articles as the store leaves one."""
    open_store(path).close()
    draw = random.Random(5)
    vocabulary = words(draw, 300_000)
    weights = list(accumulate(1 / (rank + 2.7) ** 1.03 for rank in range(len(vocabulary))))
    sites = [f"koran{n}" for n in range(58)] + ["kompas", "republika"]
    first = date(2026, 11, 30) - timedelta(days=365 * YEARS)
    with closing(sqlite3.connect(path, isolation_level=None)) as conn:
        conn.execute("PRAGMA synchronous = OFF")
        conn.execute("PRAGMA cache_size = -400000")
        for at in range(1, count + 1, 5000):
            conn.execute("BEGIN")
            for number in range(at, min(at + 5000, count + 1)):
                length = max(60, int(draw.lognormvariate(5.6, 0.45)))
                text = draw.choices(vocabulary, cum_weights=weights, k=length)
                title = draw.choices(vocabulary, cum_weights=weights, k=9)
                day = first + timedelta(days=365 * YEARS * number // (count + 1))
                moment = f"{day}T{draw.randrange(24):02}:{draw.randrange(60):02}:00Z"
                copy_of = number - 1 if number > 1 and draw.random() < 0.05 else None
                story = number - number % 12 or None if draw.random() < 0.4 else None
                conn.execute(_INSERT, (
                    number, str(day), draw.choice(sites), " ".join(title).title(),
                    " ".join(text[:18]), json.dumps([f"Penulis {draw.randrange(900)}"]),
                    draw.choice(("Ekonomi", "Nasional", "Bola", "")),
                    json.dumps([f"tanda{draw.randrange(2000)}" for _ in range(4)]),
                    "id" if draw.random() < 0.95 else "en", length, moment,
                    f"https://a.example/{number}", copy_of, story, moment, moment,
                    "\n".join(" ".join(text[n : n + 40]) for n in range(0, length, 40)),
                ))  # fmt: skip
            conn.execute("DELETE FROM _story_queue")
            conn.execute("COMMIT")
        conn.execute("BEGIN")
        fill(conn)
        conn.execute("COMMIT")


def words(draw: random.Random, count: int) -> list[str]:
    """Return that many words, the most frequent first; those of the queries at their ranks.

    After the commonest come the words of a dictionary, with affixes as real ones have, then names.
    """
    made: dict[str, None] = dict.fromkeys(word for word in COMMON if word not in RANKS)
    dictionary = [str(word) for word in DefaultDictionaryFactory().get_dictionary("id")]
    plain = sorted(word for word in dictionary if word.isascii() and word.islower())
    draw.shuffle(plain)
    made.update(dict.fromkeys(word for word in plain if word not in RANKS))
    while len(made) < count:
        syllables = (draw.choice("bcdghjklmnprstwy") + draw.choice("aiueo") for _ in range(4))
        made["".join(syllables)[: draw.randint(4, 8)] + draw.choice(("", "n", "r", "s"))] = None
    ordered = list(made)
    for word, rank in sorted(RANKS.items(), key=lambda pair: pair[1]):
        ordered.insert(min(rank, len(ordered)), word)
    return ordered


def timed(work: Callable[[], Any], rounds: int) -> list[float]:
    """Return the milliseconds of each round, sorted."""
    taken = []
    for _ in range(rounds):
        started = time.perf_counter()
        work()
        taken.append(1000 * (time.perf_counter() - started))
    return sorted(taken)


def measure(path: Path, rounds: int) -> dict[str, Any]:
    """Return the figures of a file."""
    kinds: dict[str, dict[str, float]] = {}
    everything: list[float] = []
    with closing(connect_readonly(path)) as db:
        count = db.execute("SELECT sum(articles) FROM daily_counts").fetchone()[0]
        for name, query in KINDS.items():
            ours = timed(lambda q=query: (search(db, q), count_hits(db, q)), rounds)  # type: ignore[misc]
            everything += ours
            kinds[name] = {"median_ms": statistics.median(ours), "worst_ms": ours[-1]}
            if ":" not in query and "-" not in query:
                peer = timed(lambda q=query: db.execute(_PEER, (_plain(q),)).fetchall(), 2)  # type: ignore[misc]
                kinds[name]["peer_ms"] = peer[0]
    everything.sort()
    size = path.stat().st_size
    return {
        "articles": count,
        "bytes_per_article": round(size / count),
        "p50_ms": statistics.median(everything),
        "p95_ms": everything[int(0.95 * (len(everything) - 1))],
        "max_ms": everything[-1],
        "process_cpu_s": process(path),
        "kinds": kinds,
        "python": platform.python_version(),
        "sqlite": sqlite3.sqlite_version,
    }


def _plain(query: str) -> str:
    return f'"{query}"' if "." in query else query


def process(path: Path) -> float:
    """Return the CPU seconds of `warta search` as a whole process, the median of three."""
    taken = []
    for _ in range(3):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        command = [sys.executable, "-m", "crawler", "search", "harga beras", "--db", str(path)]
        subprocess.run(command, check=True, capture_output=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        taken.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return statistics.median(taken)


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=200_000)
    parser.add_argument("--db", type=Path)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = asked.db or Path(folder) / "warta.db"
        if not path.exists():
            make(path, asked.articles)
        found = measure(path, asked.rounds)
    if asked.json:
        print(json.dumps(found, indent=2))
        return
    print(f"{'query':22} {'median':>8} {'worst':>8} {'all ranked':>11}  ms")
    for name, kind in found["kinds"].items():
        peer = f"{kind['peer_ms']:11.1f}" if "peer_ms" in kind else f"{'-':>11}"
        print(f"{name:22} {kind['median_ms']:8.1f} {kind['worst_ms']:8.1f} {peer}")
    shown = ("articles", "bytes_per_article", "p50_ms", "p95_ms", "max_ms", "process_cpu_s")
    print(", ".join(f"{name} {found[name]:,.2f}".removesuffix(".00") for name in shown))


if __name__ == "__main__":
    main()
