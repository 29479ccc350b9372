"""Articles per second and peak memory of each format of `warta export`, beside peers.

    python -m benchmarks.export [--db FILE] [--articles 20000 100000] [--rounds 3] [--json]

Each export is a process of its own, as a user starts it; seconds are CPU and wall time of the whole
process, memory its peak resident size. Without `--db` articles of invented words are stored first,
as many as the largest number. The peers run in turn with ours on the same file: `sqlite-utils rows
--nl` beside jsonl, `pandas.read_sql` and `to_parquet` beside parquet.
They write the columns of the table as they are stored; ours read lists, times and removed lines
too.
"""

import argparse
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections import defaultdict
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median
from typing import Any

from pipelines.query.export import FORMATS
from pipelines.records import Article, Removed
from pipelines.store import ArticleStore

WARTA = [sys.executable, "-c", "from crawler.cli import main; main()"]
PANDAS = """
import pandas, sqlite3, sys
frame = pandas.read_sql("SELECT * FROM articles ORDER BY id LIMIT " + sys.argv[2],
    sqlite3.connect(sys.argv[1]))
frame.to_parquet(sys.argv[3], compression="zstd")
"""
# Runs a command from a small process: a child begins with the peak memory of its parent.
LAUNCHER = """
import os, resource, sys, time
start = time.perf_counter()
pid = os.posix_spawn(sys.argv[1], sys.argv[1:], os.environ)
_, status, used = os.wait4(pid, 0)
wall = time.perf_counter() - start
print(wall, used.ru_utime + used.ru_stime, used.ru_maxrss, file=sys.stderr)
sys.exit(os.waitstatus_to_exitcode(status))
"""
FIRST = datetime(2026, 1, 1, tzinfo=UTC)
WORDS = 360  # of an article
BATCH = 500


def invented(count: int) -> Any:
    """Yield articles of invented words in the length and with the fields of real ones."""
    choose = random.Random(20)
    pairs = [c + v for c in "bcdghjklmnprstwy" for v in "aiueo"]
    words = ["".join(choose.choices(pairs, k=choose.randint(2, 4))) for _ in range(9000)]
    for number in range(count):
        lines = [" ".join(choose.choices(words, k=WORDS // 6)) + "." for _ in range(6)]
        published = FIRST + timedelta(minutes=number)
        yield Article(
            url=f"https://koran{number % 20}.example/berita/{number}",
            site=f"koran{number % 20}",
            title=" ".join(choose.choices(words, k=9)).title(),
            deck=" ".join(choose.choices(words, k=14)),
            text="\n".join(lines),
            fetched_at=published + timedelta(hours=1),
            published_at=published,
            authors=(choose.choice(words).title(),),
            tags=tuple(choose.choices(words, k=4)),
            section=choose.choice(("Ekonomi", "Politik", "Olahraga")),
            language="id",
            language_confidence=0.9,
            origin={"title": "json-ld", "text": "rule:2023", "deck": "meta"},
            removed=(Removed(line="Baca juga: kabar lain", rule="related", position=2),),
        )


def stored(count: int, path: Path) -> None:
    """Store so many invented articles in a new database."""
    with ArticleStore(path) as store:
        batch: list[Article] = []
        for article in invented(count):
            batch.append(article)
            if len(batch) == BATCH:
                store.add_many(batch)
                batch = []
        store.add_many(batch)


def commands(db: Path, count: int, out: Path) -> dict[str, tuple[list[str], str | None]]:
    """Return the command of each export, and the file that its stdout goes to."""
    ours = {
        name: (
            [*WARTA, "export", "--db", str(db), "--format", name, "--limit", str(count),
             "--output", str(out / name)],
            None,
        )
        for name in FORMATS
    }  # fmt: skip
    utils = [sys.executable, "-m", "sqlite_utils", "rows", str(db), "articles", "--nl"]
    pandas = [sys.executable, "-c", PANDAS, str(db), str(count), str(out / "pandas")]
    return {
        **ours,
        "sqlite-utils rows --nl": ([*utils, "--limit", str(count)], str(out / "rows.jsonl")),
        "pandas read_sql, to_parquet": (pandas, None),
    }


def measured(command: list[str], stdout: str | None) -> dict[str, float]:
    """Return CPU seconds, wall seconds and peak megabytes of a command."""
    with Path(stdout or os.devnull).open("wb") as out:
        done = subprocess.run(
            [sys.executable, "-S", "-c", LAUNCHER, *command], stdout=out, stderr=subprocess.PIPE
        )
    said = done.stderr.decode()
    if done.returncode:
        raise SystemExit(f"{command}: {said}")
    wall, cpu, peak = map(float, said.splitlines()[-1].split())
    return {"wall": wall, "cpu": cpu, "peak_mb": peak / 1024}


def size_of(path: Path) -> int:
    files = path.rglob("*") if path.is_dir() else [path]
    return sum(file.stat().st_size for file in files if file.is_file())


def run(db: Path, counts: list[int], rounds: int) -> list[dict[str, Any]]:
    """Return a row per export and number of articles: medians of the rounds."""
    rows = []
    for count in counts:
        found: dict[str, list[dict[str, float]]] = defaultdict(list)
        sizes: dict[str, int] = {}
        for _ in range(rounds):
            with tempfile.TemporaryDirectory(dir=db.parent) as folder:
                out = Path(folder)
                for name, (command, stdout) in commands(db, count, out).items():
                    found[name].append(measured(command, stdout))
                    sizes[name] = sum(map(size_of, out.iterdir()))
                    for path in out.iterdir():
                        shutil.rmtree(path) if path.is_dir() else path.unlink()
        for name, results in found.items():
            cpu = median(result["cpu"] for result in results)
            rows.append(
                {
                    "export": name,
                    "articles": count,
                    "articles per CPU second": round(count / cpu),
                    "articles per second": round(count / median(r["wall"] for r in results)),
                    "peak MB": round(max(result["peak_mb"] for result in results), 1),
                    "bytes per article": round(sizes[name] / count),
                }
            )
    return rows


def main() -> None:
    """Print a table, or JSON."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--db", type=Path, help="a database with articles; default: a made-up one")
    parser.add_argument("--articles", type=int, nargs="+", default=[20_000, 100_000])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        db = args.db
        if db is None:
            db = Path(folder) / "invented.db"
            stored(max(args.articles), db)
        rows = run(db.resolve(), args.articles, args.rounds)
    if args.json:
        json.dump(rows, sys.stdout, indent=1)
        print()
        return
    print("  ".join(f"{head:>28}" if n == 0 else head for n, head in enumerate(rows[0])))
    for row in rows:
        cells = [
            (f"{value:,}" if n else value, head) for n, (head, value) in enumerate(row.items())
        ]
        print("  ".join(f"{text:>{28 if head == 'export' else len(head)}}" for text, head in cells))


if __name__ == "__main__":
    main()
