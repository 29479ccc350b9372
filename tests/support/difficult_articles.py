"""A database of articles that are hard to print: edits, a deletion, many removed lines, escapes."""

from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

from pipelines.records import Article, Drop, Failure, Outcome, Reason, Removed, State
from pipelines.store import ArticleStore
from tests.support.articles import NOW, article

EDITED, GONE, LONG, HOSTILE = 1, 2, 3, 4  # their numbers
ESCAPE = "\x1b[31m"
TEXT = (
    "Pasar Karangasri terbakar pada Jumat dini hari. Api diduga berasal dari kios kain.",
    "Sebanyak 86 kios hangus dan kerugian ditaksir Rp1,5 miliar, kata kepala dinas.",
    '"Kami masih mendata korban," ujar lurah setempat.',
    "Petugas menurunkan dua belas mobil pemadam sejak pukul dua.",
    "Lalu lintas di jalan utama dialihkan sampai siang hari.",
    "Warga membersihkan puing bersama para relawan pada sore hari.",
)
FIELDS: dict[str, Any] = {
    "url": "https://koran.example/pasar",
    "title": "Pasar Karangasri Terbakar, 86 Kios Hangus",
    "deck": "Tidak ada korban jiwa.",
    "authors": ("Ani Wulandari", "Budi S."),
    "published_at": datetime(2026, 11, 20, 8, 12, tzinfo=timezone(timedelta(hours=8))),
    "dateline": "Karangasri",
    "origin": {"title": "rule:2023", "text": "rule:2023", "authors": "json-ld"},
    "language": "id",
    "language_confidence": 0.98,
    "page_hash": "a",
    "made_by": "1+a",
}


def versions() -> list[Article]:
    """Return four versions of one article: figures and headline, quotation, a paragraph less."""
    second = [TEXT[0], TEXT[1].replace("86", "112").replace("1,5", "2,3"), *TEXT[2:]]
    third = [*second[:2], '"Semua korban sudah didata," ujar lurah setempat.', *second[3:]]
    fourth = [*third[:4], *third[5:]]
    title = "Pasar Karangasri Terbakar, 112 Kios Hangus"
    texts = [(FIELDS["title"], TEXT), *((title, lines) for lines in (second, third, fourth))]
    return [
        article(
            **{**FIELDS, "title": name, "text": "\n".join(lines), "page_hash": f"h{hour}"},
            fetched_at=NOW + timedelta(hours=hour),
        )
        for hour, (name, lines) in enumerate(texts)
    ]


def difficult(path: Path) -> Path:
    """Write the database and return its path."""
    removed = tuple(
        Removed(line=f"Baca Juga: berita nomor {n}", rule="related.baca-juga", position=n // 30)
        for n in range(60)
    )
    gone = "https://koran.example/ditarik"
    with ArticleStore(path) as store:
        store.add_many(versions())
        store.add(_other(gone, "Bandara Ditutup Karena Abu"))
        store.add(_other("https://koran.example/panjang", "kata " * 60, removed=removed))
        hostile = f"Judul {ESCAPE}merah\x07 \x9b5m\u202eterbalik [bold]x[/bold]"
        store.add(
            _other(
                "https://koran.example/jahat", hostile, deck="\x1b[2J", authors=(f"A{ESCAPE}",),
                removed=(Removed(line=f"Iklan {ESCAPE}", rule="furniture.iklan"),),
            )
        )  # fmt: skip
        store.add(_other("https://koran.example/jahat", f"Lain {ESCAPE}", page_hash="b"))
        store.commit([_failed(gone, 410), *_dropped()])
    return path


def _other(url: str, title: str, **changes: Any) -> Article:
    """Return an article with a text of its own."""
    words = " ".join(f"{title.split()[0]}{n}" for n in range(40))
    at = NOW + timedelta(hours=len(changes.get("page_hash", "")))
    stated = {"url": url, "title": title, "text": f"{words}.\n{words[::-1]}.", "fetched_at": at}
    return article(**{**stated, **changes})


def _failed(url: str, status: int) -> Outcome:
    failure = Failure(url=url, site="koran", error=f"answer {status}", status=status, gone=True)
    at = NOW + timedelta(days=1)
    return Outcome(
        url=url, site="koran", result=failure, fetched_at=at, status=status, state=State.GONE
    )


def _dropped() -> list[Outcome]:
    drop = Drop(
        url=f"https://koran.example/x{ESCAPE}", site="koran", reason=Reason.NO_TEXT,
        step="extract", detail=f"rusak {ESCAPE}",
    )  # fmt: skip
    return [
        Outcome(
            url=drop.url, site="koran", result=drop, fetched_at=datetime(2026, 11, 21, tzinfo=UTC),
            state=State.DROPPED,
        )
    ]  # fmt: skip
