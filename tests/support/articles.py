"""Articles for tests, in words of our own."""

from datetime import UTC, datetime
from typing import Any

from pipelines.records import Article

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
FIRST = "Warga desa menanam ribuan pohon di tepi kali sejak pagi, kata kepala desa Sari Wulan."
SECOND = "Panen garam tahun ini datang lebih awal karena hujan jarang turun di pesisir utara."


def article(**changes: Any) -> Article:
    """Return an article that states what every article does, and what the test says."""
    stated: dict[str, Any] = {
        "url": "https://koran.example/berita/1",
        "site": "koran",
        "title": "Warga Menanam Pohon",
        "text": f"{FIRST}\n{SECOND}",
        "fetched_at": NOW,
    }
    return Article(**{**stated, **changes})


def numbered(number: int, **changes: Any) -> Article:
    """Return the article of that number at `a.example`, with a URL and a title of its own."""
    own = {"url": f"https://a.example/{number}", "site": "a", "title": f"Judul {number}"}
    return article(**{**own, **changes})
