"""A database with everything the browser shows, in words of our own, and a browser on it."""

import asyncio
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import unquote_to_bytes

from pipelines.records import Article, Failure, Outcome, State
from pipelines.records.article import Removed
from pipelines.store import ArticleStore
from tests.support.paths import ROOT

START = datetime(2026, 11, 18, 1, tzinfo=UTC)
WIB_ZONE = datetime.fromisoformat("2026-01-01T00:00:00+07:00").tzinfo
HOSTILE = '<script>alert("x")</script>\x1b[31mMerah\x1b[0m & <b>tebal</b>'
OTHER = "Sari Wulan dari Dinas Perhubungan mencatat 4.200 penumpang feri di Pelabuhan Tanjungsari."
FERRY = (
    "Tarif feri Pelabuhan Tanjungsari naik 15 persen mulai Senin, kata Kepala Dinas Perhubungan"
    " Sari Wulan.",
    '"Kenaikan ini menutup biaya solar yang naik sejak Maret," ujar Sari Wulan di Tanjungsari.',
    "Tiket penumpang dewasa menjadi Rp23.000 dari Rp20.000, sedangkan tiket sepeda motor Rp41.000.",
    "Sebanyak 4.200 penumpang memakai feri itu setiap hari menurut catatan pelabuhan.",
)
SHIP = (
    "Penumpang feri di Pelabuhan Tanjungsari harus membayar 15 persen lebih mahal mulai Senin.",
    '"Kenaikan ini menutup biaya solar yang naik sejak Maret," ujar Sari Wulan di Tanjungsari.',
    "Harga tiket dewasa kini Rp23.000 dan sepeda motor Rp41.000, menurut Dinas Perhubungan.",
    "Pengemudi truk Bima Sakti menilai kenaikan itu terlalu cepat bagi pedagang kecil.",
)


def page(number: int, site: str, title: str, paragraphs: tuple[str, ...], **more: Any) -> Article:
    """Return an article of an outlet, one hour later for each number."""
    stated: dict[str, Any] = {
        "url": f"https://{site}.example/berita/{number}",
        "site": site,
        "title": title,
        "text": "\n".join(paragraphs),
        "published_at": (START + timedelta(hours=number)).astimezone(WIB_ZONE),
        "fetched_at": START + timedelta(hours=number, minutes=20),
        "language": "id",
        "language_confidence": 0.98,
    }
    return Article(**{**stated, **more})


FIRST = page(
    1, "kabar", "Tarif Feri Tanjungsari Naik 15 Persen", FERRY,
    deck="Kenaikan berlaku mulai Senin untuk semua golongan penumpang.",
    authors=("Rina Anggraini",), section="Daerah", tags=("feri", "tarif", "transportasi"),
    image_url="https://kabar.example/gambar/feri.jpg", captions=("Feri di dermaga.",),
    removed=(
        Removed(line="Baca Juga: Jadwal Feri Hari Ini", rule="baca-juga", position=2),
        Removed(line="Simak berita lainnya di Google News", rule="google-news", position=4),
    ),
    origin={"title": "rule:2025", "text": "rule:2025", "published_at": "json-ld"},
)  # fmt: skip
EDITED = replace(
    FIRST,
    title="Tarif Feri Tanjungsari Naik 12 Persen",
    text="\n".join((FERRY[0].replace("15 persen", "12 persen"), *FERRY[1:3], OTHER)),
    fetched_at=START + timedelta(hours=6),
)
AGAIN = replace(
    EDITED,
    text=EDITED.text.replace("Rp23.000", "Rp22.400"),
    fetched_at=START + timedelta(hours=30),
)
ARTICLES = (
    FIRST,
    EDITED,
    AGAIN,
    page(3, "lintas", "Naik 15 Persen, Penumpang Feri Tanjungsari Mengeluh", SHIP),
    page(4, "salinan", "Penumpang Feri Mengeluh", SHIP, source_agency="ANTARA"),
    page(
        7, "kabar", HOSTILE, (f"Judul yang aneh. {HOSTILE}", "Isi berita tentang harga cabai."),
        deck=HOSTILE, authors=(HOSTILE,), section=HOSTILE, tags=(HOSTILE,), dateline=HOSTILE,
        captions=(HOSTILE,), flags=(HOSTILE,), source_agency=HOSTILE, editors=(HOSTILE,),
        url="https://kabar.example/berita/7?a=<b>'\"", image_url="javascript:alert(1)",
        removed=(Removed(line=HOSTILE, rule="<i>aturan</i>", position=1),),
        origin={"title": HOSTILE},
    ),
    page(9, "lintas", "Panen Garam Datang Lebih Awal", ("Panen garam tahun ini datang lebih awal"
         " karena hujan jarang turun di pesisir utara.", "Harga garam turun menjadi Rp1.200.")),
    page(30, "pesisir.example", "Kayu Bakau Ditanam Lagi", ("Warga menanam bakau di Teluk Saga"
         " bersama murid sekolah dasar.", "Kepiting kembali ada di sana."), language="id"),
    *(
        page(40 + 24 * number, "kabar", f"Catatan Pasar Hari ke-{number}",
             (f"Harga beras di pasar {number} tetap, kata pedagang bernama Nomor{number}.",
              f"Stok gudang {number * 17} ton cukup sampai bulan depan, tulis catatan {number}."))
        for number in range(5)
    ),
)  # fmt: skip
GONE = ARTICLES[6]


def fill(path: Path) -> Path:
    """Write the articles, their versions, a duplicate, a story and a deletion; return the path."""
    with ArticleStore(path) as store:
        for article in ARTICLES:
            store.add(article)
        store.commit([
            Outcome(
                url=GONE.url,
                result=Failure(url=GONE.url, error="HTTP 410", status=410, gone=True),
                site=GONE.site,
                fetched_at=GONE.fetched_at + timedelta(days=1),
                status=410,
                state=State.GONE,
            )
        ])  # fmt: skip
    return path


@dataclass(frozen=True)
class Answer:
    """What the browser answered."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        """The body as text."""
        return self.body.decode("utf-8")


@contextmanager
def browsing(path: Path, **options: Any) -> Iterator[Callable[..., Answer]]:
    """Yield a function that asks the browser on a database, in this process, byte for byte."""
    from crawler.browser.app import build

    browser = build(path, **options)
    app = browser.app()

    def ask(address: str | bytes, method: str = "GET", **headers: str) -> Answer:
        return asyncio.run(_answer(app, address, method, {"host": "127.0.0.1:8001", **headers}))

    try:
        yield ask
    finally:
        browser.close()


async def _answer(app: Any, address: str | bytes, method: str, headers: dict[str, str]) -> Answer:
    raw = address.encode() if isinstance(address, str) else address
    target, _, query = raw.partition(b"?")
    scope = {
        "type": "http", "http_version": "1.1", "method": method, "scheme": "http",
        "path": unquote_to_bytes(target).decode("utf-8", "replace"), "raw_path": target,
        "query_string": query, "server": ("127.0.0.1", 8001), "client": ("127.0.0.1", 1),
        "headers": [(name.encode(), value.encode()) for name, value in headers.items()],
    }  # fmt: skip
    sent: list[Any] = []

    async def receive() -> Any:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Any) -> None:
        sent.append(message)

    await app(scope, receive, send)
    found = {key.decode().lower(): value.decode() for key, value in sent[0]["headers"]}
    return Answer(sent[0]["status"], found, b"".join(part.get("body", b"") for part in sent[1:]))


@contextmanager
def served(path: Path, *options: str) -> Iterator[str]:
    """Serve the database in a process of its own; yield its address."""
    command = "from crawler.cli import main; main()"
    process = subprocess.Popen(
        [sys.executable, "-c", command, "serve", "--db", str(path), "--port", "0", *options],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stdout is not None
        line = process.stdout.readline()
        found = re.search(r"http://\S+", line)
        assert found, (line, process.stderr.read() if process.stderr else "")
        yield found[0].rstrip("/")
    finally:
        process.terminate()
        process.communicate(timeout=20)
