"""What storing and judging an article costs as the collection grows, in the real store.

    python -m benchmarks.duplicates [--sizes 2000,10000] [--full] [--folder /tmp] [--undated]

The store is filled through `add_many` to each size in turn. Then 3,000 more articles are added in
batches of fifty, as a crawl commits them, each batch in turn with one for a store of the first
size: what else the machine does falls on both, so read the ratios. `--full` is 10 k, 100 k and 1 M:
about an hour and 10 GB. Stories are left out unless `--stories` asks for them: what they cost
depends on the articles of a week.

Articles are 150 to 450 words drawn by Zipf's law from a vocabulary with the function words of
Indonesian on top, 1,500 a day; one in twenty is a copy of one of the days before (cut, edited, with
lines added), one in fifty states no date, all with `--undated`. Only the last 3,000 before each
measurement are made in full: what fills the store before them is made of ready lines, and its
fingerprints are drawn at random, which is what hashes of unrelated texts are.

Fingerprints are made before the clock starts, as a crawl makes them in its workers; `finger-print`
is their own time.
"""

import argparse
import itertools
import os
import random
import shutil
import statistics
import tempfile
import time
from array import array
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from pipelines.duplicates import BODY_BANDS, LEAD_BANDS, SCHEME, with_fingerprint
from pipelines.records import Article, Fingerprint
from pipelines.store import ArticleStore
from pipelines.store.bands import Candidates, period_of
from pipelines.store.rows import stamp_or_none
from pipelines.text.function_words import INDONESIAN, INDONESIAN_VOCABULARY, SHARED

BATCH = 50
TIMED = 60  # batches: enough for several moves of new keys to their place
FULL = (10_000, 100_000, 1_000_000)
START = datetime(2021, 1, 1, tzinfo=UTC)
A_DAY = 1_500
RECENT = 3_000  # texts that copies are made from: two days
LINE = 40  # words
KEYS = BODY_BANDS + LEAD_BANDS
INDEX = ("_fingerprints", "fingerprints_text_hash", "_bands", "_new_bands")
ONSETS = (
    "b",
    "c",
    "d",
    "g",
    "h",
    "j",
    "k",
    "l",
    "m",
    "n",
    "p",
    "r",
    "s",
    "t",
    "w",
    "y",
    "ng",
    "ny",
)
CODAS = ("", "", "", "", "n", "ng", "r", "s", "k", "t")


HEADING = """\
           ms/article of CPU     ms/article in all    worst  finger-   bytes  of them \
resident  restart   restart candid.   dupli-
     size  median   mean  ratio   median   mean  ratio batch ms print ms  /article  index \
      MB   warm ms   cold ms  /query    cates"""

Batch = list[Article]
Times = list[tuple[float, float]]


def vocabulary(draw: random.Random, size: int = 60_000) -> list[str]:
    """Return the words, the most frequent first."""
    made = dict.fromkeys(f"{INDONESIAN} {SHARED} {INDONESIAN_VOCABULARY}".split())
    while len(made) < size:
        prefix = draw.choice(("", "", "", "me", "ber", "di", "ter", "pe"))
        made.setdefault(prefix + "".join(syllable(draw) for _ in range(draw.choice((2, 2, 3, 3)))))
    return list(made)


def syllable(draw: random.Random) -> str:
    """Return a syllable of a made-up word."""
    return draw.choice(ONSETS) + draw.choice("aaaiueo") + draw.choice(CODAS)


def altered(draw: random.Random, words: list[str]) -> list[str]:
    """Return the words as another outlet prints them."""
    match draw.randrange(4):
        case 0:
            return words
        case 1:
            return words[: len(words) * 6 // 10]
        case 2:
            return [word for word in words if draw.random() > 0.02]
    return [*words, *draw.sample(words, 20)]


class Newsroom:
    """Articles without end, always the same ones."""

    def __init__(self, *, undated: bool) -> None:
        self.draw = random.Random(5)
        self.undated = undated
        self.words = vocabulary(self.draw)
        self.weights = [*itertools.accumulate(1 / (rank + 2.7) for rank in range(len(self.words)))]
        self.recent: deque[list[str]] = deque(maxlen=RECENT)
        self.lines = [self.text(LINE) for _ in range(20_000)]
        self.number = 0

    def text(self, length: int) -> list[str]:
        """Return so many words."""
        return self.draw.choices(self.words, cum_weights=self.weights, k=length)

    def articles(self, count: int) -> Iterator[Article]:
        """Yield the next articles, some of them copies of others."""
        for _ in range(count):
            if self.number % 20 == 19 and self.recent:
                body = altered(self.draw, self.draw.choice(self.recent))
            else:
                body = self.text(self.draw.randint(150, 450))
                self.recent.append(body)
            yield with_fingerprint(self.article(body))

    def filling(self, count: int) -> Iterator[Article]:
        """Yield the next articles, made in haste."""
        draw = self.draw
        self.recent.clear()
        for _ in range(count):
            body = [*itertools.chain(*draw.choices(self.lines, k=draw.randint(4, 11)))]
            chance = Fingerprint(
                scheme=SCHEME,
                text_hash=draw.randbytes(16).hex(),
                signature=array("q", (draw.getrandbits(47) for _ in range(KEYS))).tobytes(),
                shingles=draw.randbytes(4 * len(body)),
                numbers=(),
            )
            yield replace(self.article(body), fingerprint=chance)

    def article(self, body: list[str]) -> Article:
        """Return the next article."""
        number, draw = self.number, self.draw
        self.number += 1
        moment = START + timedelta(days=number / A_DAY)
        site = f"koran{draw.randrange(12)}"
        return Article(
            url=f"https://{site}.example/berita/{moment:%Y/%m/%d}/{number}/{'-'.join(body[:6])}",
            site=site,
            title=" ".join(body[:9]).capitalize(),
            text="\n".join(" ".join(body[at : at + LINE]) for at in range(0, len(body), LINE)),
            published_at=None if self.undated or draw.random() < 0.02 else moment,
            fetched_at=moment + timedelta(hours=2),
            language="id",
        )


def timed(do: Callable[[], object]) -> tuple[float, float]:
    """Return the seconds of CPU and of the clock that a call takes."""
    cpu, wall = time.process_time(), time.perf_counter()
    do()
    return time.process_time() - cpu, time.perf_counter() - wall


def resident() -> int:
    """Return the resident memory of this process in megabytes, 0 where the system does not say."""
    statm = Path("/proc/self/statm")
    pages = int(statm.read_text().split()[1]) if statm.exists() else 0
    return pages * 4096 // 1_000_000


def on_disk(store: ArticleStore, names: Sequence[str]) -> int:
    """Return the bytes of the pages of tables and indexes."""
    marks = ", ".join("?" * len(names))
    query = f"SELECT sum(pgsize) FROM dbstat WHERE aggregate = TRUE AND name IN ({marks})"
    return int(store._conn.execute(query, names).fetchone()[0])


def forget(path: Path) -> None:
    """Have the system drop what it holds of the file in memory."""
    with path.open("rb") as file:
        os.fsync(file.fileno())
        os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def restart(path: Path, article: Article) -> float:
    """Return the seconds from opening the file to the end of the first `add`."""

    def run() -> None:
        with ArticleStore(path) as store:
            store.add(article)

    return timed(run)[1]


def compared(store: ArticleStore, sample: Sequence[Article]) -> float:
    """Return how many stored articles a new one is compared with, on average."""
    found = 0
    for article in sample:
        assert article.fingerprint is not None  # made before
        period = period_of(stamp_or_none(article.published_at))
        index = Candidates(store._conn, 0, period, None)
        found += len([*index.candidates(article.fingerprint)])
    return found / len(sample)


def side_by_side(
    one: ArticleStore, some: Sequence[Batch], two: ArticleStore, others: Sequence[Batch]
) -> tuple[Times, Times]:
    """Return the milliseconds of CPU and of the clock per article of each batch of the two."""
    times: tuple[Times, Times] = ([], [])
    for batches in zip(some, others, strict=True):
        for store, batch, kept in zip((one, two), batches, times, strict=True):
            cpu, wall = timed(lambda store=store, batch=batch: store.add_many(batch))  # type: ignore[misc]
            kept.append((cpu / len(batch) * 1000, wall / len(batch) * 1000))
    return times


def level(path: Path, base: Path, room: Newsroom, coming: Sequence[Batch] | None) -> list[Batch]:
    """Print the figures of a store against those of the base; return the articles added."""
    size = room.number
    batches = [[*room.articles(BATCH)] for _ in range(TIMED)]
    plain = [replace(article, fingerprint=None) for article in batches[0]]
    hashing = timed(lambda: [*map(with_fingerprint, plain)])[0] / BATCH * 1000
    first = base.with_name("first.db")
    shutil.copy(base, first)
    with ArticleStore(path) as store, ArticleStore(first) as small:
        candidates = compared(store, [*itertools.chain(*batches)][::7])
        times, base_times = side_by_side(store, batches, small, coming or batches)
        memory = resident()
        index = on_disk(store, INDEX) / (size + TIMED * BATCH)
        duplicates = store._conn.execute("SELECT count(duplicate_of) FROM articles").fetchone()[0]
    first.unlink()
    one, other = room.articles(2)
    warm = restart(path, one)
    total = path.stat().st_size / (size + TIMED * BATCH)
    forget(path)
    cold = restart(path, other)
    cpus, walls = zip(*times, strict=True)
    base_cpus, base_walls = zip(*base_times, strict=True)
    mean, median = statistics.mean, statistics.median
    print(
        f"{size:>9,} {median(cpus):7.2f} {mean(cpus):6.2f} {mean(cpus) / mean(base_cpus):6.2f}"
        f" {median(walls):8.2f} {mean(walls):6.2f} {mean(walls) / mean(base_walls):6.2f}"
        f" {max(walls) * BATCH:7.0f} {hashing:7.2f} {total:8.0f} {index:8.0f}"
        f" {memory:8} {warm * 1000:9.0f} {cold * 1000:9.0f} {candidates:7.2f} {duplicates:8,}",
        flush=True,
    )
    return batches


def fill(store: ArticleStore, articles: Iterator[Article]) -> None:
    """Add articles, several hundred at a time."""
    while batch := [*itertools.islice(articles, 500)]:
        store.add_many(batch)


def leave_stories_out(path: Path) -> None:
    """Make a database whose articles are not queued for being grouped into stories."""
    with ArticleStore(path) as store:
        for (name,) in store._conn.execute(
            "SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'story_%'"
        ).fetchall():
            store._conn.execute(f"DROP TRIGGER {name}")


def main() -> None:
    """Print a line per size."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--sizes", default="2000,10000")
    parser.add_argument("--full", action="store_true", help="10 k, 100 k and 1 M")
    parser.add_argument("--folder", type=Path, help="where to put the database")
    parser.add_argument("--undated", action="store_true", help="no article states a date")
    parser.add_argument("--stories", action="store_true", help="group stories as well")
    args = parser.parse_args()
    sizes = FULL if args.full else [int(size) for size in args.sizes.split(",")]
    room = Newsroom(undated=args.undated)
    print(f"without a store: {resident()} MB resident\n{HEADING}", flush=True)
    with tempfile.TemporaryDirectory(dir=args.folder) as folder:
        path, base = Path(folder) / "scale.db", Path(folder) / "base.db"
        if not args.stories:
            leave_stories_out(path)
        coming = None
        for size in sizes:
            with ArticleStore(path) as store:
                fill(store, room.filling(size - RECENT - room.number))
                fill(store, room.articles(size - room.number))
            if coming is None:
                shutil.copy(path, base)
            added = level(path, base, room, coming)
            coming = coming or added


if __name__ == "__main__":
    main()
