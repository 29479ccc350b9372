"""Real feeds, index pages and layouts give the articles that stand in them.

Counts marked as counted were made by hand, without this program: the distinct addresses in `href`,
`<guid>` or `<link>` that follow the outlet's form of an article, listed with grep and sort and read
through, less what is named beside them. The others hold what was found, so that a change shows.

In copies that HTTrack made, an address the copier had fetched was rewritten to a file beside the
page (`../index.html`, or an article's own name); such links are read as any relative link. Articles
of which only a file name of the mirror is left (Liputan6's and Otosia's static pages) give none.
"""

from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import NamedTuple

import pytest

from crawler import sites
from crawler.discovery import Listing, candidates, read
from crawler.site import Site
from pipelines.records import Rules
from tests.support.articles import NOW

WIB = timezone(timedelta(hours=7))

pytestmark = pytest.mark.shared


class Saved(NamedTuple):
    """A saved listing, its outlet, its address, and how many articles and dates stand in it."""

    name: str
    site: str
    url: str
    articles: int
    dated: int = 0


COUNTED = (
    # <item> elements, each with an address of its own.
    Saved("antaranews__anpandu-antara-mainpage.xml", "antaranews", "", 20, 20),
    Saved("bola.net__kly-www-bola-net-feed-index.xml", "bolanet", "", 100, 100),
    Saved("kapanlagi__anpandu-kapanlagi-mainpage.xml", "kapanlagi", "", 3, 3),
    Saved("kapanlagi__kly-www-kapanlagi-com-feed-entertainment.xml", "kapanlagi", "", 20, 20),
    Saved("republika__anpandu-republika-mainpage.xml", "republika", "", 10, 10),
    # The same; links lead to a feed service, the addresses stand in <guid>.
    Saved("detik__anpandu-detik-mainpage.xml", "detik", "", 20, 20),
    Saved("detik__cristian-detik-rss-2014.xml", "detik", "", 25, 25),
    # 20 <item>, 3 of them galleries (/foto/).
    Saved("merdeka__kly-www-merdeka-com-feed-index.xml", "merdeka", "", 17, 17),
    # 165 x /berita/<number>/; galleries and films stand apart (/foto/, /video/).
    Saved("antaranews__sheiua-dump-antara.html", "antaranews", "lampung.antaranews.com/x", 165),
    # 68 x d-<number>/ or read/<day>: 4 galleries, 3 of another outlet.
    Saved("detik__grabsite-detik-home-2017.html", "detik", "www.detik.com/", 61),
    # 16: 1 gallery.
    Saved("detik__nathanael-detik-indeks-2024.html", "detik", "news.detik.com/indeks", 15),
    # 13: 5 galleries.
    Saved("detik__sheiua-html-detik-lampung.html", "detik", "www.detik.com/tag/lampung", 8),
    # read/xml/<day>, another view of an article.
    Saved("kompas__anpandu-kompas-mainpage.html", "kompas", "indeks.kompas.com/", 10),
    Saved("kompas__anpandu-kompas-mainpage-old.html", "kompas", "news.kompas.com/", 29),
    # 75 x read/: 1 of a magazine (ohayojepang, read/<number>).
    Saved("kompas__cmlabs-kompas-home.html", "kompas", "www.kompas.com/", 74),
    # 95 x read/<number>: 1 gallery (photo.liputan6.com).
    Saved("liputan6__anpandu-liputan6-mainpage.html", "liputan6", "www.liputan6.com/indeks", 94),
    # 36 x <eight signs>-: 13 films (video.metrotvnews.com).
    Saved("metrotvnews__rojak-metrotvnews-sample-page.html", "metrotvnews", "", 23),
    Saved("okezone__anpandu-okezone-mainpage.html", "okezone", "www.okezone.com/", 22),
    # 78 x read/: 2 drawings, 1 collection, 3 advertisements.
    Saved("tempo__anpandu-tempo-mainpage.html", "tempo", "www.tempo.co/engine", 72),
    # 49 x read/news/; 3 of them twice, with ",uk.html" and without; photographs stand apart.
    Saved("tempo-english__anpandu-tempoen-mainpage.html", "tempo", "en.tempo.co/", 46),
    # 30 x read/<number>-, five of them relative to the page.
    Saved("viva__anpandu-viva-mainpage.html", "viva", "www.viva.co.id/indeks", 30),
    # 28 of the edition, 11 of others of the outlet; sister outlets stand apart.
    Saved("viva__sheiua-viva-dump.html", "viva", "lampung.viva.co.id/", 39),
    # Distinct read/<number> with m. and www. as one host, and without parameters.
    Saved("bola.com__kly-m-bola-com-index.html", "bolacom", "m.bola.com/", 89),
    Saved("fimela__kly-m-fimela-com-parenting.html", "fimela", "m.fimela.com/parenting", 74),
    Saved("liputan6__kly-m-liputan6-com-index.html", "liputan6", "m.liputan6.com/", 109),
    Saved("liputan6__kly-m-liputan6-com-latest.html", "liputan6", "m.liputan6.com/latest", 79),
    # 21: 1 gallery.
    Saved("merdeka__kly-m-merdeka-com-peristiwa-index.html", "merdeka", "m.merdeka.com/x/", 20),
    # 17 file names with a day and a sign.
    Saved("dream__kly-haji-dream-co-id-kabar-haji-index.html", "dream", "haji.dream.co.id/x/", 17),
    # No listing: a static page.
    Saved("liputan6__kly-m-liputan6-com-info-pedoman-media-siber.html", "liputan6", "", 0),
    Saved("otosia__kly-m-otosia-com-company-privacy-policy.html", "otosia", "", 0),
)
HELD = (
    Saved("bola.net__kly-m-bola-net-berita-terkini-index.html", "bolanet", "", 15),
    Saved("bola.net__kly-m-bola-net-tag-liverpool-index.html", "bolanet", "", 10),
    Saved("brilio__kly-www-brilio-net-index.html", "brilio", "", 52),
    Saved(
        "liputan6__kly-m-liputan6-com-tag-cek-fakta-liputan6com-source-amp-article-tags.html",
        "liputan6",
        "m.liputan6.com/tag/cek-fakta-liputan6com",
        60,
    ),
)
LAMPUNG = r"\.id/[a-z0-9]+(-[a-z0-9]+){3}"
UNKNOWN = (
    ("diadona__kly-www-diadona-id-index.html", "diadona.id", r"-\d{6}[0-9a-z]\.html$", 54),
    ("lampost__sheiua-lampost-page.html", "lampost.co", r"/[a-z-]+/[a-z0-9]+(-[a-z0-9]+){3}", 63),
    ("rmollampung__sheiua-rmol-page-1.html", "rmollampung.id", LAMPUNG, 35),
    ("rmollampung__sheiua-rmollampung-page1.html", "rmollampung.id", LAMPUNG, 24),
)


def body(shared: Path, name: str) -> bytes:
    return (shared / "pages" / "feeds" / f"{name}.gz").read_bytes()


@pytest.mark.parametrize("saved", (*COUNTED, *HELD), ids=lambda saved: str(saved.name)[:40])
def test_real_listings(shared: Path, saved: Saved) -> None:
    site = sites.get(saved.site)
    url = f"https://{saved.url or site.hosts[0]}"
    result = candidates(Listing(url=url, body=body(shared, saved.name), site=site, now=NOW))
    assert len(result) == saved.articles
    assert sum(candidate.published_at is not None for candidate in result) == saved.dated
    assert all(candidate.found_in == url for candidate in result)


@pytest.mark.parametrize(("name", "host", "pattern", "articles"), UNKNOWN)
def test_real_listings_of_outlets_without_a_record(
    shared: Path, name: str, host: str, pattern: str, articles: int
) -> None:
    rules = Rules(article_url=pattern, host_map=((f"www.{host}", host),))
    site = Site(name="lain", title="Lain", hosts=(f"*.{host}",), rules=rules)
    url = f"https://www.{host}/"
    result = candidates(Listing(url=url, body=body(shared, name), site=site, now=NOW))
    assert len(result) == articles


def test_a_page_of_another_outlet_gives_an_outlets_own_articles(shared: Path) -> None:
    # Five links with read/<day> to rmol.id.
    page = body(shared, "rmollampung__sheiua-rmol-page-1.html")
    url = "https://www.rmollampung.id/"
    result = candidates(Listing(url=url, body=page, site=sites.get("rmol"), now=NOW))
    assert len(result) == 5


def test_every_saved_listing_is_counted(shared: Path) -> None:
    saved = {f"{name}.gz" for name, *_ in (*COUNTED, *HELD, *UNKNOWN)}
    assert saved == {path.name for path in (shared / "pages" / "feeds").iterdir()}


@pytest.mark.parametrize(
    ("layout", "site", "place", "times"),
    [
        ("idn_times/listing-news.html", "idntimes", 0, "11:00 10:15 09:48"),
        ("beritasatu/indeks.html", "beritasatu", 0, "18:50 18:45 18:40 18:35 18:30 18:25"),
        ("media_indonesia/indeks.html", "mediaindonesia", 0, "16:32 16:12 15:52 15:42 15:18 14:57"),
        ("okezone/kanal-indeks-news.html", "okezone", 0, "15:18 14:57 14:48"),
        ("okezone/bydate-channel-bola.html", "okezone", -1, "15:07 14:41 14:55"),
        ("republika/indeks.html", "republika", 0, "18:53 18:36 18:00"),
    ],
)
def test_current_listings_are_read_by_their_selectors(
    shared: Path, layout: str, site: str, place: int, times: str
) -> None:
    record = sites.get(site)
    index = record.indexes[place]
    page = (shared / "pages" / "layouts" / layout).read_bytes()
    now = datetime(2026, 7, 24, 19, 0, tzinfo=WIB)
    url = f"https://{record.hosts[0]}/"
    result = read(Listing(url=url, body=page, site=record, now=now, index=index))
    assert result.as_recorded
    moments = [c.published_at.astimezone(WIB) for c in result.candidates if c.published_at]
    assert " ".join(f"{moment:%H:%M}" for moment in moments) == times
    assert all(candidate.title.startswith("Contoh ") for candidate in result.candidates)
