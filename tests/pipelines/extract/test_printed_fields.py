"""Deck, section and tags as printed on pages without an outlet's template."""

from datetime import UTC, datetime

import pytest

from pipelines.extract.extraction import extract
from pipelines.records import Article, Limits, Page, Rules

TITLE = "Petani Garam Panen Lebih Awal di Pesisir"
DECK = "Kemarau datang tiga pekan sebelum perkiraan warga"
TEXT = (
    "Petani garam di pesisir utara mulai memanen tambak mereka pada pertengahan Juli, lebih awal "
    "tiga pekan daripada tahun lalu, kata ketua paguyuban tambak, Kamis."
)


def article(
    above: str = "", between: str = "", inside: str = "", below: str = "", head: str = ""
) -> Article:
    markup = (
        f"<html><head><title>{TITLE}</title>{head}</head><body><div class=page>{above}"
        f"<h1>{TITLE}</h1>{between}<div class=isi>{inside}<p>{TEXT}</p><p>{TEXT} Warga setuju.</p>"
        f"<p>Harga garam rakyat bertahan. {TEXT}</p></div>{below}</div></body></html>"
    )
    found = extract(
        Page(
            url="https://contoh.example/ekbis/petani-garam-panen",
            html=markup.encode(),
            fetched_at=datetime(2026, 11, 21, tzinfo=UTC),
        ),
        Rules(),
        Limits(),
    )
    assert isinstance(found, Article), found
    return found


@pytest.mark.parametrize(
    ("parts", "deck"),
    [
        ({"between": f"<p class=lead>{DECK}</p><p>Sari Wulan</p>"}, DECK),
        ({"between": f"<p>Sari Wulan</p><h2 class=subtitle>{DECK}</h2>"}, DECK),
        ({"between": f"<img><h6>{DECK}</h6>", "head": f"<meta name=description content='{DECK}'>"},
         DECK),
        ({"inside": f"<h3>{DECK}</h3>", "head": f"<meta name=description content='{DECK}'>"}, DECK),
        ({"between": f"<img><p>{DECK}</p>"}, ""),
        ({"between": "<p>Sari Wulan Puspita Dewi Anjani - Harian Contoh</p>"}, ""),
        ({"between": "<p>Kamis, 23 Juli 2026 pukul 10.15 WIB oleh tim redaksi kami</p>"}, ""),
        ({"between": f"<p>Baca juga: {DECK}</p>"}, ""),
        ({}, ""),
    ],
)  # fmt: skip
def test_deck(parts: dict[str, str], deck: str) -> None:
    assert article(**parts).deck == deck


@pytest.mark.parametrize(
    ("parts", "section"),
    [
        ({"above": "<p>Anda di: <a href=/>Home</a> » <a href=/e>Ekonomi</a></p>"}, "Ekonomi"),
        ({"above": "<ol><li>Beranda</li><li>/</li><li>Daerah</li><li>/</li><li>Pati</li></ol>"},
         "Pati"),
        ({"above": "<div>Beranda</div><div>Daerah</div><div>Olahraga</div>"}, ""),
        ({"above": "<b class=kategori>Bahari</b>"}, "Bahari"),
        ({"between": "<p><a href=/kategori/b>Bahari</a></p>"}, "Bahari"),
        ({"below": "<p><a rel='category tag' href=/c/b>Bahari</a></p>"}, "Bahari"),
        ({"above": "<div><a href='/ekbis'>Ekonomi Bisnis</a></div>"}, "Ekonomi Bisnis"),
        ({"below": "<ul class=kategori><li>Terpopuler</li></ul>"}, ""),
    ],
)  # fmt: skip
def test_section(parts: dict[str, str], section: str) -> None:
    assert article(**parts).section == section


OWN = "<ul><li><a href=/tag/garam>garam</a></li><li><a href=/tag/tambak>#tambak</a></li></ul>"
DAY = "<div><a href=/tag/haji>Haji 2026</a><a href=/tag/banjir>Banjir Rob</a></div>"


@pytest.mark.parametrize(
    ("parts", "tags"),
    [
        ({"below": OWN}, ("garam", "tambak")),
        ({"above": DAY, "below": OWN}, ("garam", "tambak")),
        ({"between": DAY, "below": OWN}, ("garam", "tambak")),
        ({"between": DAY, "head": "<meta name=keywords content=rakyat>"}, ("rakyat",)),
        ({"below": DAY}, ("Haji 2026", "Banjir Rob")),
        ({"below": DAY.replace("Haji 2026", "HOT TOPICS")}, ()),
        ({"inside": f"<p>{TEXT} <a href=/tag/garam>garam</a></p>"}, ()),
        ({"below": "<div class=itemTags><a href=/a>garam rakyat</a></div>"}, ("garam rakyat",)),
        ({"below": f"<aside>{OWN}</aside>"}, ()),
        ({"below": "<p class=tags><a href=/x>Petani Garam Panen Awal di Pesisir Lagi</a></p>"},
         ()),
        ({"below": OWN, "head": "<meta name=keywords content='berita, contoh'>"},
         ("garam", "tambak")),
    ],
)  # fmt: skip
def test_tags(parts: dict[str, str], tags: tuple[str, ...]) -> None:
    assert article(**parts).tags == tags
