"""Articles that are hard to write into files: formulas, signs that XML lacks, odd days."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

from pipelines.records import Article, Removed
from tests.support.articles import article

WITA = timezone(timedelta(hours=8))
LONG = "Kalimat panjang tentang padi. " * 6_700  # over 200,000 characters
# What is special about each article; the rest is as in `tests.support.articles`.
HARD: Mapping[str, Mapping[str, Any]] = {
    "formula": {"title": "=1+1", "deck": '=HYPERLINK("http://x.example")', "section": "-2"},
    "function": {"title": "@SUM(A1:A9)", "deck": "+62 812 dihubungi"},
    "tab-formula": {"title": "\t=1+1", "deck": "\n=2+2"},
    "wide-formula": {"title": "＝1+1", "deck": "＠SUM(A1)"},
    "ansi": {"title": "\x1b[31mMerah\x1b[0m", "authors": ("\x1b]0;judul\x07Sri",)},
    "nul": {"title": "Nol\x00nol", "tags": ("a\x00b",)},
    "noncharacter": {"title": "Tanda \ufffe dan \uffff", "deck": "\ufffe"},
    "surrogate": {"title": "Separuh \ud800 emoji", "deck": "\udfff"},
    "controls": {"title": "Satu\x01\x08\x0b\x0c\x1f\x7f\x85dua", "section": "\x02"},
    "emoji": {"title": "Panen 🔥👨‍👩‍👧‍👦 raya", "tags": ("🌾",)},
    "right-to-left": {"title": "\u202eterbalik\u202c kata", "authors": ("محمد",)},
    "very-long": {"text": LONG},
    "long-emoji": {"text": "🔥" * 20_000},
    "year-one": {"published_at": datetime(1, 1, 1, tzinfo=UTC)},
    "year-9999": {"published_at": datetime(9999, 12, 31, 23, 59, 59, tzinfo=UTC)},
    "before-excel": {"published_at": datetime(1899, 12, 31, 12, tzinfo=UTC)},
    "in-bali": {"published_at": datetime(2026, 11, 21, 0, 30, tzinfo=WITA)},
    "address": {"title": "https://x.example/?a=1&b=2", "deck": "mailto:a@x.example"},
    "markup": {"title": """<b>&amp;</b> ]]> "dua" 'satu'""", "tags": ("<script>", "a&b")},
    "escape-of-excel": {"title": "_x0041_ dan _xD83D_", "deck": "_x000D_"},
    "line-ends": {"title": "Satu\r\ndua\u2028tiga", "text": "Baris\rsatu\r\n\r\nBaris dua"},
    "path": {"title": "../../etc/passwd", "section": "C:\\Windows"},
    "device": {"title": "CON", "section": "NUL.txt"},
    "dots": {"title": "... . ", "deck": "."},
    "no-letters": {"title": "?!", "deck": "—"},
    "not-latin": {"title": "新聞 газета", "language": "und"},
    "long-title": {"title": "Judul sangat panjang sekali " * 40},
    "upper": {"title": "JUDUL SAMA"},
    "lower": {"title": "judul sama"},
    "number-like": {"title": "00123", "section": "1e5", "authors": ("TRUE", "1/2")},
    "separators": {"authors": ("A; B", "C, D"), "tags": ("x|y", '"z"'), "captions": ("a\nb",)},
    "pieces": {
        "removed": (Removed(line='Baca "juga"; x', rule="related", position=1),),
        "origin": {"title": "json-ld", "aneh": "rule:2023"},
        "flags": ("noindex", "tdm-reserved"),
    },
    "host-and-port": {"site": "Host.example:8080"},
    "key": {"url": "id:A%2F1", "site": ""},
    "odd-address": {"url": 'https://x.example/a b"<c>|ä'},
}  # fmt: skip


def hard_articles() -> list[Article]:
    """Return the articles in the order of `HARD`, none a duplicate of another."""
    found = []
    for number, (name, special) in enumerate(HARD.items(), start=1):
        words = " ".join(f"{name.replace('-', '')}{n}" for n in range(80))
        stated = {"url": f"https://a.example/{number}", "site": "a", "text": words, **special}
        found.append(article(**stated))
    return found
