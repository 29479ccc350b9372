"""What a publisher asks of whoever keeps a page, in headers and in markup."""

from datetime import UTC, datetime

import pytest

from pipelines.chain import run
from pipelines.extract.directives import of_headers, of_metas
from pipelines.records import Article, Page


@pytest.mark.parametrize(
    ("value", "flags"),
    [
        ("noindex", ("noindex",)),
        ("NoArchive, nofollow , NOSNIPPET", ("noarchive", "nosnippet")),
        ("none", ("noindex",)),
        ("all", ()),
        ("index, follow, max-snippet:-1, max-image-preview:large", ()),
        ("nofollow, max-snippet:-1, noarchive", ("noarchive",)),
        ("warta: noindex", ("noindex",)),
        ("googlebot: noindex", ()),
        ("unavailable_after: 25 Jun 2027 15:00:00 WIB", ()),
        ("", ()),
    ],
)
def test_x_robots_tag(value: str, flags: tuple[str, ...]) -> None:
    assert of_headers([("X-Robots-Tag", value), ("Content-Type", "noindex")]) == flags


def test_several_headers_count_together() -> None:
    pairs = [("x-robots-tag", "noarchive"), ("TDM-Reservation", " 1"), ("x-robots-tag", "noindex")]
    assert of_headers(pairs) == ("noindex", "noarchive", "tdm-reserved")
    assert of_headers([("tdm-reservation", "0")]) == ()


@pytest.mark.parametrize(
    ("name", "content", "flags"),
    [
        ("robots", "noindex, follow", ("noindex",)),
        ("warta", "noarchive", ("noarchive",)),
        ("googlebot", "noindex", ()),
        ("googlebot-news", "nosnippet", ()),
        ("description", "noindex", ()),
        ("tdm-reservation", "1", ("tdm-reserved",)),
        ("tdm-reservation", "0", ()),
    ],
)
def test_metas(name: str, content: str, flags: tuple[str, ...]) -> None:
    assert of_metas([(name, content)]) == flags


def test_they_are_flags_of_the_article() -> None:
    text = "".join(
        f"<p>Petani {name} memperbaiki saluran air di tepi sungai agar hasil panen {name} tidak "
        f"terlambat sampai ke pasar, kata warga yang {name} temui di balai desa.</p>"
        for name in ("Basoki", "Sumarni", "Hardjono")
    )
    markup = (
        '<html lang="id"><meta property="og:type" content="article"><title>Saluran air</title>'
        '<meta name="Robots" content="noindex,nofollow,noarchive">'
        f"<body><article><h1>Saluran air diperbaiki</h1>{text}</article>"
    )
    page = Page(
        url="https://koran.example/berita/1",
        html=markup.encode(),
        fetched_at=datetime(2026, 11, 21, tzinfo=UTC),
        signals=("tdm-reserved", "noindex"),
    )
    article = run(page)
    assert isinstance(article, Article)
    assert article.flags == ("tdm-reserved", "noindex", "noarchive")
