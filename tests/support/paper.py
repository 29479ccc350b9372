"""An outlet on loopback with a record of its own, and the command `warta` run against it."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from pathlib import Path

from tests.support import loopback
from tests.support.paths import ROOT

WIB = timezone(timedelta(hours=7))
PUBLISHED = datetime(2026, 11, 20, 8, 30, tzinfo=WIB)
RECORD = """from crawler.site import Evidence, Site
from pipelines.records import Rules

SITE = Site(
    name="korancoba",
    title="Koran Coba",
    hosts=("127.0.0.1",),
    feeds=("{base}/rss",),
    delay={delay},
    status="listed",
    evidence=(Evidence(what="feed", seen="2026"),),
    rules=Rules(brands=("Koran Coba",), article_url=r"/baca/\\d+(?:\\?|$)"),
)
"""
# What an operator of an intranet sets; hosts without a record get no delay.
COMMAND = """
import os, sys
from crawler import settings, url_fetch
settings.WARTA_ALLOW_ADDRESSES = ["127.0.0.1", "localhost"]
settings.DOWNLOAD_DELAY = 0
url_fetch.UNKNOWN_DELAY = float(os.environ["UNKNOWN_DELAY"])
from crawler.cli import main
sys.argv = ["warta", *sys.argv[1:]]
main()
"""


@dataclass(frozen=True, kw_only=True)
class Paper:
    """The outlet: its server, and a folder for databases with the folder of its record in it."""

    server: loopback.Loopback
    folder: Path
    delay: float

    @property
    def unknown(self) -> str:
        """The base of the same server's URLs under a host that no record has."""
        return self.server.url.replace("127.0.0.1", "localhost")

    def url(self, number: int) -> str:
        """Return the URL of an article."""
        return f"{self.server.url}/baca/{number}"

    def publish(self, number: int, words: int | None = None) -> str:
        """Put an article on the server, with the words of another where asked; return its URL."""
        markup = loopback.article(words or number, PUBLISHED + timedelta(minutes=number))
        self.server.pages[f"/baca/{number}"] = loopback.text(markup, "text/html")
        return self.url(number)

    def list(self, *numbers: int) -> None:
        """Have the feed list articles."""
        items = [(f"/baca/{number}", PUBLISHED) for number in numbers]
        self.server.pages["/rss"] = loopback.text(
            loopback.feed(self.server.url, items), "application/xml"
        )

    def start(self, *arguments: object, **variables: str) -> "subprocess.Popen[str]":
        """Start the command in a process of its own."""
        kept = {name: text for name, text in os.environ.items() if not name.startswith("WARTA_")}
        return subprocess.Popen(
            [sys.executable, "-c", COMMAND, *map(str, arguments)],
            cwd=self.folder,
            env={
                **kept,
                "PYTHONPATH": str(ROOT),
                "WARTA_SITES": str(self.folder / "sites"),
                "WARTA_CONTACT": "https://example.id/warta",
                "WARTA_WORKERS": "1",
                "UNKNOWN_DELAY": str(self.delay),
                **variables,
            },
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def warta(
        self, *arguments: object, stdin: str = "", **variables: str
    ) -> "subprocess.CompletedProcess[str]":
        """Run the command in a process of its own."""
        process = self.start(*arguments, **variables)
        output, errors = process.communicate(stdin, timeout=120)
        return subprocess.CompletedProcess(process.args, process.returncode, output, errors)


@contextmanager
def paper(folder: Path, *, delay: float = 0.0) -> Iterator[Paper]:
    """Give an outlet that has no page yet; `delay` is that of its record and of other hosts."""
    with loopback.Loopback() as server:
        (folder / "sites").mkdir()
        record = RECORD.format(base=server.url, delay=delay)
        (folder / "sites" / "korancoba.py").write_text(record, encoding="utf-8")
        yield Paper(server=server, folder=folder, delay=delay)
