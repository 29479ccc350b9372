"""States in which a command is stopped by a signal, with a real server and a real process."""

import os
import queue
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from pipelines.records import Article, Drop, Limits, Page, Rules
from pipelines.store import ArticleStore
from pipelines.warc.writer import WarcArchive
from tests.support.loopback import Loopback, article, feed, hanging, text
from tests.support.paths import ROOT

HTML = "text/html; charset=utf-8"
NAME = "koranberhenti"
ARTICLES = 40
PATIENCE = 90.0  # seconds until a state must be reached, on a loaded machine
RECORD = """
from crawler.site import Index, Site
from pipelines.records import Rules

SITE = Site(
    name={name!r}, title="Koran", hosts=("127.0.0.1",), delay={delay}, feeds=({base!r} + "/rss",),
    indexes={indexes}, rules=Rules(article_url=r"/berita/\\d+/"),
)
"""
WARTA = "from crawler.cli import main; main()"
SCRAPY = "from scrapy.cmdline import execute; execute()"
# The workers never come to an end with a page.
BUSY = (
    "from pipelines.work.worker_pool import WorkerPool; from tests.support.stopping import hang;"
    "WorkerPool.__init__.__kwdefaults__['work'] = hang;"
)


def hang(page: Page, rules: Rules, limits: Limits) -> Article | Drop:
    """Do what a worker does with a page that takes all the time there is."""
    time.sleep(600)
    raise AssertionError


@dataclass(frozen=True, kw_only=True)
class Stopped:
    """How a command took a signal: seconds to its first word and to its end, from the signal."""

    acknowledged: float | None
    ended: float
    code: int
    errors: str
    reasons: list[str | None]
    stored: int
    counted: int


@dataclass
class Running:
    """A command at work, with what it writes to stderr as it comes."""

    process: "subprocess.Popen[str]"
    lines: "queue.Queue[tuple[float, str]]"
    reader: threading.Thread


State = Callable[[Loopback, Path], Iterator[Callable[[], bool]]]


def paper(site: Loopback, folder: Path, *, delay: float = 1.0, indexes: str = "()") -> None:
    """Let a site have a feed of articles, and write its record into the folder `sites`."""
    published = datetime.now(UTC) - timedelta(days=40)
    paths = [f"/berita/{n}/kabar-{n}" for n in range(ARTICLES)]
    site.pages["/robots.txt"] = text("User-agent: *\nDisallow:\n")
    site.pages["/rss"] = text(feed(site.url, [(p, published) for p in paths]), "text/xml")
    for n, path in enumerate(paths):
        site.pages[path] = text(article(n, published), HTML)
    sites = folder / "sites"
    sites.mkdir()
    record = RECORD.format(name=NAME, delay=delay, base=site.url, indexes=indexes)
    (sites / f"{NAME}.py").write_text(record)


def asked(site: Loopback, path: str, times: int = 1) -> Callable[[], bool]:
    return lambda: sum(p.startswith(path) for p in site.paths()) >= times


def at_work(site: Loopback, folder: Path) -> Iterator[Callable[[], bool]]:
    """In the middle of its articles."""
    paper(site, folder)
    yield asked(site, "/berita", 3)


def slowed_down(site: Loopback, folder: Path) -> Iterator[Callable[[], bool]]:
    """A minute of download delay before the next request."""
    paper(site, folder, delay=60)
    yield asked(site, "/robots.txt")


def robots_hang(site: Loopback, folder: Path) -> Iterator[Callable[[], bool]]:
    """Waiting for a robots.txt that does not come."""
    paper(site, folder)
    site.pages["/robots.txt"] = hanging()
    yield asked(site, "/robots.txt")


def page_hangs(site: Loopback, folder: Path) -> Iterator[Callable[[], bool]]:
    """Waiting for a page that does not come."""
    paper(site, folder)
    for path in [path for path in site.pages if path.startswith("/berita")]:
        site.pages[path] = hanging()
    yield asked(site, "/berita")


def long_walk(site: Loopback, folder: Path) -> Iterator[Callable[[], bool]]:
    """Reading index pages that have no end."""
    indexes = f"(Index(url={site.url!r} + '/terbaru/{{page}}', item='a'),)"
    paper(site, folder, indexes=indexes)
    site.pages["/rss"] = text(feed(site.url, []), "text/xml")
    for n in range(1, 500):
        links = "".join(f'<a href="/berita/{n * 10 + i}/kabar">x</a>' for i in range(5))
        site.pages[f"/terbaru/{n}"] = text(f"<html><body>{links}</body></html>", HTML)
    yield asked(site, "/terbaru", 2)


def waits_for_retries(site: Loopback, folder: Path) -> Iterator[Callable[[], bool]]:
    """All is done but a listing that asked for 50 s."""
    paper(site, folder)
    site.pages["/rss"] = text("", status=503, **{"Retry-After": "50"})
    yield asked(site, "/rss")


def paused(site: Loopback, folder: Path) -> Iterator[Callable[[], bool]]:
    """The outlet asked to be left alone for 50 s."""
    paper(site, folder)
    for path in [path for path in site.pages if path.startswith("/berita")]:
        site.pages[path] = text("", status=429, **{"Retry-After": "50"})
    yield asked(site, "/berita")


def worker_busy(site: Loopback, folder: Path) -> Iterator[Callable[[], bool]]:
    """The worker does not come to an end with a page."""
    paper(site, folder)
    yield asked(site, "/berita", 2)


def database_locked(site: Loopback, folder: Path) -> Iterator[Callable[[], bool]]:
    """Another program holds the lock of the database, and the crawl waits for it."""
    paper(site, folder)
    with ExitStack() as stack:

        def ready() -> bool:
            db = folder / "warta.db"
            if not asked(site, "/berita", 2)():
                return False
            other = stack.enter_context(closing(sqlite3.connect(db, isolation_level=None)))
            other.execute("BEGIN IMMEDIATE")
            time.sleep(6)  # a batch is committed every five seconds
            return True

        yield ready


def just_begun(site: Loopback, folder: Path) -> Iterator[Callable[[], bool]]:
    """Still loading, or opening the database."""
    paper(site, folder)
    began = time.monotonic()
    yield lambda: time.monotonic() - began > 1.2


CRAWL_STATES: dict[str, State] = {
    state.__name__: state
    for state in (
        at_work,
        slowed_down,
        robots_hang,
        page_hangs,
        long_walk,
        waits_for_retries,
        paused,
        worker_busy,
        database_locked,
        just_begun,
    )
}


def archive(site: Loopback, folder: Path) -> None:
    """Write saved pages into the folder `pages`."""
    published = datetime.now(UTC) - timedelta(days=40)
    with WarcArchive(folder / "pages") as warcs:
        for n in range(1500):
            url = f"https://koran.example/berita/{n}/kabar-{n}"
            body = article(n, published).encode()
            warcs.write(url, 200, [("Content-Type", HTML)], body, datetime.now(UTC))


def reads(site: Loopback, folder: Path) -> Iterator[Callable[[], bool]]:
    """In the middle of saved pages."""
    archive(site, folder)
    yield lambda: stored(folder / "warta.db")[1] > 0


def reads_with_busy_worker(site: Loopback, folder: Path) -> Iterator[Callable[[], bool]]:
    """The worker does not come to an end with a page."""
    archive(site, folder)
    yield _after(2.0, lambda: bool(stored(folder / "warta.db")[0]))


def reads_from_a_pipe(site: Loopback, folder: Path) -> Iterator[Callable[[], bool]]:
    """Waiting for more from standard input."""
    began = time.monotonic()
    yield lambda: time.monotonic() - began > 4


def locked_for_ingest(site: Loopback, folder: Path) -> Iterator[Callable[[], bool]]:
    """Another program holds the lock of the database, and the ingest waits for it."""
    archive(site, folder)
    with ExitStack() as stack:

        def ready() -> bool:
            db = folder / "warta.db"
            if not stored(db)[1]:
                return False
            other = stack.enter_context(closing(sqlite3.connect(db, isolation_level=None)))
            other.execute("BEGIN IMMEDIATE")
            time.sleep(3)
            return True

        yield ready


INGEST_STATES: dict[str, State] = {
    state.__name__: state
    for state in (reads, reads_with_busy_worker, reads_from_a_pipe, locked_for_ingest)
}


def _after(seconds: float, ready: Callable[[], bool]) -> Callable[[], bool]:
    since: list[float] = []

    def waited() -> bool:
        if not since and ready():
            since.append(time.monotonic())
        return bool(since) and time.monotonic() - since[0] >= seconds

    return waited


def stopped(command: str, state: str, sign: signal.Signals, folder: Path) -> Stopped:
    """Run a command into a state and stop it.

    The command is `warta crawl`, `scrapy crawl`, `warta ingest` or `warta reprocess`.
    """
    of_command = CRAWL_STATES if command.endswith("crawl") else INGEST_STATES
    with Loopback() as site, contextmanager(of_command[state])(site, folder) as ready:
        running = _start(command, folder, is_busy="busy" in state)
        deadline = time.monotonic() + PATIENCE
        while not ready():
            assert running.process.poll() is None, _rest(running)
            assert time.monotonic() < deadline, f"{state} was not reached"
            time.sleep(0.02)
        time.sleep(0.3)
        at = time.monotonic()
        running.process.send_signal(sign)
        try:
            running.process.wait(60)
        finally:
            running.process.kill()
        ended = time.monotonic() - at
    running.reader.join(10)
    for stream in (running.process.stdin, running.process.stderr):
        if stream:
            stream.close()
    said = list(running.lines.queue)
    first = next((when for when, line in said if when >= at and line.startswith("warta: ")), None)
    reasons, count, counted = _runs(folder / "warta.db")
    return Stopped(
        acknowledged=None if first is None else first - at,
        ended=ended,
        code=running.process.returncode,
        errors="".join(line for _, line in said),
        reasons=reasons,
        stored=count,
        counted=counted,
    )


def _start(command: str, folder: Path, *, is_busy: bool) -> Running:
    db = str(folder / "warta.db")
    program = SCRAPY if command == "scrapy crawl" else WARTA
    pages = str(folder / "pages")
    words = {
        "warta crawl": ["crawl", NAME, "--db", db, "--workers", "1"],
        "scrapy crawl": ["crawl", NAME, "-s", f"WARTA_DB={db}", "-L", "ERROR"],
        "warta ingest": ["ingest", pages, "--db", db, "--workers", "1"],
        "warta reprocess": ["reprocess", "--archive", pages, "--db", db, "--workers", "1"],
    }[command]
    if command == "warta reprocess":
        ArticleStore(Path(db)).close()  # without a database there is nothing to read again
    from_pipe = command == "warta ingest" and not (folder / "pages").exists()
    if from_pipe:
        words[1] = "-"
    variables = {
        "PYTHONPATH": str(ROOT),
        "WARTA_SITES": str(folder / "sites") if (folder / "sites").exists() else "",
        "WARTA_ALLOW_ADDRESSES": "127.0.0.1",
        "WARTA_CONTACT": "https://koran.example/",
        "WARTA_WORKERS": "1",
    }
    kept = {key: value for key, value in os.environ.items() if not key.startswith("WARTA_")}
    process = subprocess.Popen(
        [sys.executable, "-c", (BUSY if is_busy else "") + program, *words],
        cwd=ROOT,
        env={**kept, **variables},
        stdin=subprocess.PIPE if from_pipe else subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    lines: queue.Queue[tuple[float, str]] = queue.Queue()

    def read() -> None:
        assert process.stderr is not None
        for line in process.stderr:
            lines.put((time.monotonic(), line))

    reader = threading.Thread(target=read, daemon=True)
    reader.start()
    return Running(process, lines, reader)


def _rest(running: Running) -> str:
    running.reader.join(5)
    return "".join(line for _, line in running.lines.queue) or "it ended by itself"


def stored(db: Path) -> tuple[int, int]:
    """Return the number of runs and of articles, zeros before there is a database."""
    reasons, articles, _ = _runs(db)
    return len(reasons), articles


def _runs(db: Path) -> tuple[list[str | None], int, int]:
    """Return how the runs ended, the number of articles, and that which the runs count."""
    if not db.exists():
        return [], 0, 0
    with closing(sqlite3.connect(f"file:{db}?mode=ro", uri=True, timeout=30)) as connection:
        try:
            runs = connection.execute("SELECT finish_reason, stored FROM runs").fetchall()
            articles = connection.execute("SELECT count(*) FROM articles").fetchone()[0]
        except sqlite3.OperationalError:  # the tables are being made
            return [], 0, 0
    return [reason for reason, _ in runs], articles, sum(count for _, count in runs)
