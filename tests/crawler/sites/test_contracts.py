"""What holds for the record of every outlet."""

import ast
import re
from datetime import date
from pathlib import Path

import pytest

from crawler import sites
from crawler.discovery import page_url
from crawler.registry.contracts import problems
from crawler.site import Site, www_pairs
from pipelines.records import Rules
from pipelines.urls import canonical, is_article, listing_url

ALL = sites.all_sites()
FOLDER = Path(sites.__file__).parent


@pytest.fixture(params=ALL, ids=lambda site: site.name)
def site(request: pytest.FixtureRequest) -> Site:
    record: Site = request.param
    return record


def test_records_are_data_only() -> None:
    for path in FOLDER.glob("*.py"):
        if path.stem == "__init__":
            continue
        for node in ast.parse(path.read_text()).body:
            docstring = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
            assert isinstance(node, ast.ImportFrom | ast.Assign) or docstring, path.name


def test_record_keeps_the_contracts(site: Site) -> None:
    assert problems(site) == []
    assert (FOLDER / f"{site.name}.py").is_file()


def test_no_fact_is_written_twice() -> None:
    """What `Site` fills in is not in the files: the name in the rules, www and bare host."""
    for site in ALL:
        source = (FOLDER / f"{site.name}.py").read_text(encoding="utf-8")
        assert not re.search(r"^ +site=", source, re.M), site.name
        for pair in www_pairs(site.hosts):
            assert pair in site.rules.host_map
            assert not re.search(rf'\("{pair[0]}",\s+"{pair[1]}"\)', source), site.name


@pytest.mark.parametrize(
    ("name", "first", "second"),
    [
        # With plain slashes in its date every page of detik's listing is page one.
        (
            "detik",
            "https://news.detik.com/indeks?page=1&date=07%2F04%2F2026",
            "https://news.detik.com/indeks?page=2&date=07%2F04%2F2026",
        ),
        (
            "kompas",
            "https://indeks.kompas.com/?site=all&date=2026-07-04&page=1",
            "https://indeks.kompas.com/?site=all&date=2026-07-04&page=2",
        ),
        # SINDOnews, Okezone and Kontan count entries, not pages.
        (
            "sindonews",
            "https://www.sindonews.com/indeks/0/0?t=2026-07-04",
            "https://www.sindonews.com/indeks/0/20?t=2026-07-04",
        ),
        (
            "okezone",
            "https://news.okezone.com/indeks/2026/07/04/0",
            "https://news.okezone.com/indeks/2026/07/04/10",
        ),
        (
            "kontan",
            "https://www.kontan.co.id/search/indeks?kanal=&tanggal=4&bulan=07&tahun=2026"
            "&pos=indeks&per_page=0",
            "https://www.kontan.co.id/search/indeks?kanal=&tanggal=4&bulan=07&tahun=2026"
            "&pos=indeks&per_page=20",
        ),
        (
            "jpnn",
            "https://www.jpnn.com/indeks?id=&d=4&m=07&y=2026&tab=all&page=1",
            "https://www.jpnn.com/indeks?id=&d=4&m=07&y=2026&tab=all&page=2",
        ),
        # Page one has an address of its own.
        (
            "cnnindonesia",
            "https://www.cnnindonesia.com/indeks/?date=2026/07/04",
            "https://www.cnnindonesia.com/indeks/2?date=2026/07/04&page=2",
        ),
        (
            "liputan6",
            "https://www.liputan6.com/indeks/2026/07/04?start=2026-07-04&end=2026-07-05&page=1",
            "https://www.liputan6.com/indeks/2026/07/04?start=2026-07-04&end=2026-07-05&page=2",
        ),
        (
            "cnbcindonesia",
            "https://www.cnbcindonesia.com/indeks?date=2026/07/04&tipe=&page=1",
            "https://www.cnbcindonesia.com/indeks?date=2026/07/04&tipe=&page=2",
        ),
        (
            "wartaekonomi",
            "https://wartaekonomi.co.id/indeks/20260704?page=1",
            "https://wartaekonomi.co.id/indeks/20260704?page=2",
        ),
    ],
)
def test_listings_by_day_are_asked_for_as_the_outlet_wants(
    name: str, first: str, second: str
) -> None:
    index, day = sites.get(name).indexes[0], date(2026, 7, 4)
    assert [listing_url(page_url(index, page, day)) for page in (1, 2)] == [first, second]


@pytest.mark.parametrize(
    ("name", "one", "other", "same"),
    [
        ("sindonews", "nasional.sindonews.com/read/12/15/judul-berita-1753344000",
         "nasional.sindonews.com/read/12/15/judul-berita-1753344000/5", True),
        ("idxchannel", "www.idxchannel.com/news/judul-berita",
         "www.idxchannel.com/news/judul-berita/2", True),
        ("inews", "www.inews.id/news/nasional/judul-berita-baru",
         "www.inews.id/news/nasional/judul-berita-baru/all", True),
        ("kumparan", "kumparan.com/akun/judul-25AbCdEfGh1",
         "kumparan.com/akun/judul-25AbCdEfGh1/full", True),
        ("bolacom", "www.bola.com/inggris/read/4/judul",
         "m.bola.com/inggris/read/4/judul?campaign=a&photo=2", True),
        ("liputan6", "www.liputan6.com/news/read/4264698/judul-berita",
         "m.liputan6.com/news/read/4264698/judul-berita?source=search", True),
        ("kapanlagi", "www.kapanlagi.com/showbiz/selebriti/judul-berita-b04804.html",
         "m.kapanlagi.com/amp/showbiz/selebriti/judul-berita-b04804.html", True),
        ("kompas", "nasional.kompas.com/read/2026/07/24/101500670/judul-berita",
         "nasional.kompas.com/read/2026/07/25/101500670/judul-berita", False),
        ("kompas", "nasional.kompas.com/read/2026/07/24/101500670/judul-berita",
         "nasional.kompas.com/read/2026/07/24/101500670/judul-berita?page=2#utm", True),
        ("kompas", "nasional.kompas.com/read/2016/02/16/14382361/Contoh.Judul",
         "nasional.kompas.com/read/xml/2016/02/16/14382361/Contoh.Judul", True),
        ("tempo", "en.tempo.co/read/news/2015/11/04/055715684/Contoh-Judul",
         "en.tempo.co/read/news/2015/11/04/055715684,uk.html/Contoh-Judul", True),
        ("viva", "lampung.viva.co.id/berita/6211-judul-berita",
         "jatim.viva.co.id/berita/6211-judul-lain", False),
        ("brilio", "www.brilio.net/wow/judul-satu-2006269.html",
         "www.brilio.net/wow/judul-dua-2006269.html", False),
        ("dream", "www.dream.co.id/news/judul-satu-200608s.html",
         "www.dream.co.id/news/judul-dua-200608s.html", False),
    ],
)  # fmt: skip
def test_an_article_has_one_key_and_two_have_two(
    name: str, one: str, other: str, same: bool
) -> None:
    rules = sites.get(name).rules
    first, second = (canonical(f"https://{url}", rules) for url in (one, other))
    assert is_article(first, rules) and is_article(second, rules)
    assert (first == second) is same


def test_there_are_sixty_outlets() -> None:
    assert len(ALL) >= 60


def test_no_two_outlets_share_a_host() -> None:
    hosts = [host for record in ALL for host in record.hosts]
    assert len(hosts) == len(set(hosts))


def test_registry_by_name() -> None:
    assert sites.get("republika").title == "Republika"
    with pytest.raises(sites.UnknownSite, match="republika") as caught:
        sites.get("Republik.co.id")
    assert caught.value.nearest[0] == "republika"
    with pytest.raises(KeyError):
        sites.get("zzzz")


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://rejabar.republika.co.id/berita/x", "republika"),
        ("https://republika.co.id", "republika"),
        ("http://jatim.idntimes.com/x", "idntimes"),
        ("https://notrepublika.co.id/berita/x", None),
        ("https://republika.co.id.example.org/", None),
        ("file:///tmp/x.html", None),
        ("", None),
    ],
)
def test_registry_by_url(url: str, name: str | None) -> None:
    found = sites.for_url(url)
    assert (found.name if found else None) == name
    assert sites.rules_for(url) == (found.rules if found else Rules())


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Judul\nDek\nREPUBLIKA.CO.ID, MEDAN -- Hujan turun sejak pagi.\nParagraf.", "republika"),
        ("Judul\nKampung Teduh, IDN Times - Hujan turun.\n", "idntimes"),
        ("Hujan turun sejak pagi di Medan.\nWarga berteduh.", None),
        ("Baca di suaramerdeka.com\nIkuti https://www.suaramerdeka.com/x", "suaramerdeka"),
        ("Baca di merdeka.com.\nHubungi redaksi@merdeka.com", "merdeka"),
        ("Baca di jatim.viva.co.id\nIkuti //bola.viva.co.id/x", "viva"),
        ("Baca di bukanmerdeka.com\nIkuti a-merdeka.com, merdeka.com.au", None),
        ("", None),
    ],
)
def test_registry_by_text(text: str, name: str | None) -> None:
    rules = sites.for_text(text)
    assert (rules.site if rules else None) == name
