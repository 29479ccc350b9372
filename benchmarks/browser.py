"""How long the browser takes for its pages on a large file.

    python -m benchmarks.browser warta.db [--rounds 10] [--words "harga beras"] [--json]

Each page is asked for by HTTP from a server in a process of its own, as a browser does. The first
request of each page is shown as `first`; median, best and worst are of the rounds after it.
"""

import argparse
import json
import re
import statistics
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

PAGES = {
    "home": "/",
    "search": "/search?q={words}",
    "article": "/article/{id}",
    "outlet": "/outlet/{site}",
    "outlets": "/outlets",
    "tables": "/warta",
    "table articles": "/warta/articles",
    "table articles, page 2": "/warta/articles?_next={next}",
    "table articles, one outlet": "/warta/articles?site={site}",
    "table articles, _search": "/warta/articles?_search={words}",
    "table headlines": "/warta/headlines",
    "view stories": "/warta/stories",
    "row": "/warta/articles/{id}",
    "question coverage": "/warta/coverage?topic={words}&since=2020-01-01",
    "articles.json": "/warta/articles.json",
}


@contextmanager
def serving(db: Path) -> Iterator[str]:
    """Yield the address of a server on the database."""
    process = subprocess.Popen(
        [sys.executable, "-m", "crawler", "serve", "--db", str(db), "--port", "0"],
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stdout is not None
        found = re.search(r"http://\S+", process.stdout.readline())
        if not found:
            raise SystemExit(f"warta serve did not start on {db}")
        yield found[0].rstrip("/")
    finally:
        process.terminate()
        process.wait(timeout=20)


def fetch(url: str) -> tuple[float, int, bytes]:
    """Return seconds, status and body."""
    started = time.perf_counter()
    try:
        with urllib.request.urlopen(url, timeout=120) as answer:
            status, body = answer.status, answer.read()
    except urllib.error.HTTPError as error:
        status, body = error.code, error.read()
    return time.perf_counter() - started, status, body


def measure(base: str, rounds: int, words: str) -> dict[str, Any]:
    """Return milliseconds by page."""
    _, _, body = fetch(f"{base}/warta/articles.json?_shape=array&_size=50&_nocount=1")
    rows = json.loads(body)
    row = rows[len(rows) // 2]
    values = {
        "words": quote(words), "id": row["id"], "site": quote(row["site"]),
        "next": f"{rows[-1]['published_on']},{rows[-1]['id']}",
    }  # fmt: skip
    found = {}
    for name, path in PAGES.items():
        url = base + path.format(**values)
        first, status, body = fetch(url)
        times = [fetch(url)[0] * 1000 for _ in range(rounds)]
        found[name] = {
            "status": status, "kilobytes": round(len(body) / 1000), "first": round(first * 1000, 1),
            "median": round(statistics.median(times), 1), "best": round(min(times), 1),
            "worst": round(max(times), 1),
        }  # fmt: skip
    return found


def main() -> None:
    """Print the table, or JSON."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("db", type=Path)
    parser.add_argument("--rounds", type=int, default=10)
    parser.add_argument("--words", default="harga beras")
    parser.add_argument("--json", action="store_true")
    chosen = parser.parse_args()
    with serving(chosen.db) as base:
        found = measure(base, chosen.rounds, chosen.words)
    if chosen.json:
        size = chosen.db.stat().st_size
        print(json.dumps({"bytes": size, "rounds": chosen.rounds, "pages": found}, indent=2))
        return
    print(f"{'page':28}{'status':>7}{'kB':>6}{'first':>9}{'median':>9}{'best':>9}{'worst':>9}  ms")
    for name, row in found.items():
        print(
            f"{name:28}{row['status']:7}{row['kilobytes']:6}{row['first']:9.1f}"
            f"{row['median']:9.1f}{row['best']:9.1f}{row['worst']:9.1f}"
        )


if __name__ == "__main__":
    main()
