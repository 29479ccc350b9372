"""A news site on 127.0.0.1 for tests: a real HTTP server in a thread, and what it was asked for."""

import asyncio
import gzip
import random
import threading
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime
from types import TracebackType
from typing import Self

from aiohttp import web

Answer = Callable[["Asked"], web.StreamResponse | Awaitable[web.StreamResponse]]

WHO = ["Petani", "Nelayan", "Guru", "Pedagang", "Perajin", "Warga", "Peternak", "Pelajar"]
DID = ["memperbaiki", "membangun", "membersihkan", "menata", "membuka", "menghidupkan kembali"]
WHAT = ["saluran air", "jembatan kayu", "pasar lama", "kebun bibit", "balai warga", "perahu tua"]
WHERE = ["di tepi sungai", "di lereng bukit", "di pinggir kota", "di dekat pelabuhan kecil"]
WHY = [
    "karena musim hujan datang lebih cepat dari biasanya",
    "agar anak-anak dapat berangkat ke sekolah dengan aman",
    "supaya hasil panen tidak lagi terlambat sampai ke pembeli",
    "setelah bertahun-tahun tidak ada yang merawatnya",
]


@dataclass(frozen=True, slots=True)
class Asked:
    """One request as the server saw it: `at` in seconds of a monotonic clock."""

    path: str
    at: float
    headers: dict[str, str]


@dataclass
class Loopback:
    """A server with a path for each page; `asked` lists the requests in order."""

    pages: dict[str, Answer] = field(default_factory=dict)
    asked: list[Asked] = field(default_factory=list)
    host: str = "127.0.0.1"
    port: int = 0

    @property
    def url(self) -> str:
        return f"http://{self.host}:{self.port}"

    def paths(self) -> list[str]:
        return [asked.path for asked in self.asked]

    def times(self, path: str) -> list[float]:
        return [asked.at for asked in self.asked if asked.path == path]

    def __enter__(self) -> Self:
        self._loop = asyncio.new_event_loop()
        ready = threading.Event()
        self._thread = threading.Thread(target=self._serve, args=(ready,), daemon=True)
        self._thread.start()
        assert ready.wait(10)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(10)

    def _serve(self, ready: threading.Event) -> None:
        asyncio.set_event_loop(self._loop)
        app = web.Application()
        app.router.add_route("*", "/{path:.*}", self._answer)
        runner = web.AppRunner(app, shutdown_timeout=0.1)  # answers that hang
        self._loop.run_until_complete(runner.setup())
        site = web.TCPSite(runner, self.host, 0)
        self._loop.run_until_complete(site.start())
        self.port = runner.addresses[0][1]
        ready.set()
        self._loop.run_forever()
        self._loop.run_until_complete(runner.cleanup())
        hanging = asyncio.all_tasks(self._loop)
        for task in hanging:
            task.cancel()
        self._loop.run_until_complete(asyncio.gather(*hanging, return_exceptions=True))
        self._loop.close()

    async def _answer(self, request: web.Request) -> web.StreamResponse:
        asked = Asked(request.path_qs, time.monotonic(), dict(request.headers))
        self.asked.append(asked)
        page = self.pages.get(request.path_qs)
        answer = page(asked) if page else web.Response(status=404, text="tidak ada")
        return answer if isinstance(answer, web.StreamResponse) else await answer


def text(body: str, kind: str = "text/plain", status: int = 200, **headers: str) -> Answer:
    """Return a page of plain text."""
    content = body.encode()
    return lambda _: web.Response(
        body=content, status=status, headers={"Content-Type": kind, **headers}
    )


def validated(body: str | bytes, kind: str, etag: str, **headers: str) -> Answer:
    """Return a page that answers 304 to a request that names its ETag."""
    content = body.encode() if isinstance(body, str) else body

    def answer(asked: Asked) -> web.StreamResponse:
        if asked.headers.get("If-None-Match") == etag:
            return web.Response(status=304, headers={"ETag": etag})
        return web.Response(body=content, headers={"Content-Type": kind, "ETag": etag, **headers})

    return answer


def zipped(body: str, kind: str = "text/html; charset=utf-8") -> Answer:
    """Return a page that is sent with Content-Encoding: gzip."""
    content = gzip.compress(body.encode())
    headers = {"Content-Type": kind, "Content-Encoding": "gzip"}
    return lambda _: web.Response(body=content, headers=headers)


def hanging(seconds: float = 120.0) -> Answer:
    """Return an answer that does not come for so long."""

    async def answer(_: Asked) -> web.StreamResponse:
        await asyncio.sleep(seconds)
        return web.Response(text="terlambat")

    return answer


def redirect(to: str, status: int = 301) -> Answer:
    """Return a redirect."""
    return lambda _: web.Response(status=status, headers={"Location": to})


def in_turn(*answers: Answer) -> Answer:
    """Return one answer after the other; the last one stays."""
    left = list(answers)
    return lambda asked: (left.pop(0) if len(left) > 1 else left[0])(asked)


def article(number: int, published: datetime, url: str = "") -> str:
    """Return the markup of an article that has its own words for each number."""
    draw = random.Random(number)
    sentences = [
        f"{draw.choice(WHO)} {name(draw)} {draw.choice(DID)} {draw.choice(WHAT)} {name(draw)} "
        f"{draw.choice(WHERE)} {name(draw)} {draw.choice(WHY)}, kata {name(draw)} {name(draw)}."
        for _ in range(9)
    ]
    paragraphs = "".join(
        f"<p>{' '.join(sentences[i : i + 3])}</p>" for i in range(0, len(sentences), 3)
    )
    title = f"{draw.choice(WHO)} {name(draw)} {draw.choice(DID)} {draw.choice(WHAT)} {number}"
    canonical = f'<link rel="canonical" href="{url}">' if url else ""
    return (
        f'<!DOCTYPE html><html lang="id"><head><meta charset="utf-8"><title>{title}</title>'
        f'<meta property="og:type" content="article"><meta property="og:title" content="{title}">'
        f'<meta property="article:published_time" content="{published.isoformat()}">{canonical}'
        f"</head><body><nav><a href='/'>Beranda</a></nav><main><article><h1>{title}</h1>"
        f"{paragraphs}</article></main><footer>Koran Coba</footer></body></html>"
    )


def name(draw: random.Random) -> str:
    """Return an invented name of a person or a place."""
    syllables = [draw.choice("bdgjklmnprstw") + draw.choice("aeiou") for _ in range(4)]
    return "".join(syllables).title()


def feed(base: str, items: list[tuple[str, datetime]]) -> str:
    """Return an RSS feed of paths and times."""
    entries = "".join(
        f"<item><title>{path}</title><link>{base}{path}</link>"
        f"<pubDate>{at:%a, %d %b %Y %H:%M:%S %z}</pubDate></item>"
        for path, at in items
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel>{entries}</channel></rss>'


def sitemap(urls: list[str]) -> str:
    """Return a sitemap of URLs."""
    entries = "".join(f"<url><loc>{url}</loc></url>" for url in urls)
    return f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{entries}</urlset>'


def sitemap_index(urls: list[str]) -> str:
    """Return a sitemap index of URLs."""
    entries = "".join(f"<sitemap><loc>{url}</loc></sitemap>" for url in urls)
    return f'<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{entries}</sitemapindex>'
