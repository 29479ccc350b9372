"""Feeds, sitemaps and index pages give the articles of the outlet and nothing else."""

import gzip
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.discovery import Listing, candidates, index_urls, page_url, read
from crawler.site import Index, Site
from pipelines.records import Candidate, Kind, Rules
from tests.support.articles import NOW
from tests.support.bounded import cpu_bound

WIB = timezone(timedelta(hours=7))
SITE = Site(
    name="koran",
    title="Koran",
    hosts=("koran.example", "*.koran.example"),
    rules=Rules(
        site="koran",
        article_url=r"^https://(?:[\w-]+\.)?koran\.example/berita/\d+/[\w%-]+$",
        drop_params=("source",),
    ),
)
BASE = "https://www.koran.example"
ONE, TWO = "https://koran.example/berita/1/satu", "https://koran.example/berita/2/dua"


def found(
    body: str | bytes,
    *,
    url: str = f"{BASE}/rss",
    index: Index | None = None,
    content_type: str = "",
    site: Site = SITE,
) -> tuple[Candidate, ...]:
    content = body.encode() if isinstance(body, str) else body
    return candidates(
        Listing(url=url, body=content, site=site, now=NOW, index=index, content_type=content_type)
    )


def urls(body: str | bytes, **options: object) -> list[str]:
    return [candidate.url for candidate in found(body, **options)]  # type: ignore[arg-type]


def rss(*items: str, head: str = '<?xml version="1.0" encoding="utf-8"?>') -> str:
    entries = "".join(f"<item>{item}</item>" for item in items)
    return (
        f'{head}<rss version="2.0"><channel><title>Koran</title>'
        f"<link>https://koran.example/</link>{entries}</channel></rss>"
    )


def test_rss_gives_url_date_title_and_source() -> None:
    (candidate,) = found(
        rss(
            "<title><![CDATA[Harga beras &amp; gula]]></title>"
            f"<link>\n {ONE}?utm_source=rss&source=x </link>"
            "<pubDate>Sat, 21 Nov 2026 10:30:00 +0700</pubDate>"
        )
    )
    assert candidate == Candidate(
        url=ONE,
        kind=Kind.ARTICLE,
        found_in=f"{BASE}/rss",
        published_at=datetime(2026, 11, 21, 10, 30, tzinfo=WIB),
        title="Harga beras & gula",
    )


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        (f"<link>{ONE}</link>", [ONE]),
        ("<link>/berita/1/satu</link>", ["https://www.koran.example/berita/1/satu"]),
        ("<link>//koran.example/berita/1/satu</link>", [ONE]),
        (f"<link>https://koran.example/</link><guid>{ONE}</guid>", [ONE]),
        (f'<link>https://koran.example/</link><guid isPermaLink="false">{ONE}</guid>', [ONE]),
        ('<link>https://koran.example/</link><guid isPermaLink="false">1</guid>', []),
        (
            '<link>https://feeds.example/~r/1</link><fb:origLink xmlns:fb="http://rssnamespace.org/'
            f'feedburner/ext/1.0">{ONE}</fb:origLink>',
            [ONE],
        ),
        (
            f'<media:content xmlns:media="http://search.yahoo.com/mrss/"><media:title>x'
            f"</media:title></media:content><link>{ONE}</link>",
            [ONE],
        ),
        ("<link>https://lain.example/berita/1/satu</link>", []),
        ("<link>https://koran.example/video/1/satu</link>", []),
        ("<link>file:///etc/passwd</link>", []),
        ("<link>javascript:alert(1)</link>", []),
        ("<link>http://[koran.example/berita/1/satu</link>", []),
        ("<link></link>", []),
        ("<title>tanpa tautan</title>", []),
        (f"<link>{ONE}?a=1&b=2</link>", [f"{ONE}?a=1&b=2"]),
    ],
)
def test_links_of_a_feed(item: str, expected: list[str]) -> None:
    site = SITE
    if "?" in "".join(expected):
        site = Site(name="k", title="K", hosts=SITE.hosts, rules=Rules(article_url="/berita/"))
    assert urls(rss(item), site=site) == expected


def test_each_url_once_with_the_date_and_title_that_any_of_them_has() -> None:
    body = rss(
        f"<link>{ONE}?utm_source=a</link>",
        f"<link>{ONE}/</link><title>Satu</title><pubDate>2026-11-20 08:00:00</pubDate>",
    )
    (candidate,) = found(body)
    assert candidate.title == "Satu"
    assert candidate.published_at == datetime(2026, 11, 20, 8, tzinfo=WIB)


def test_atom() -> None:
    (candidate,) = found(
        '<feed xmlns="http://www.w3.org/2005/Atom"><link href="https://koran.example/"/><entry>'
        '<title type="html">Satu &lt;em></title>'
        '<link rel="enclosure" href="https://koran.example/berita/9/gambar"/>'
        f'<link rel="alternate" href="{ONE}"/><id>tag:koran.example,2026:1</id>'
        "<updated>2026-11-21T05:00:00Z</updated><published>2026-11-21T04:00:00Z</published>"
        "</entry></feed>"
    )
    assert (candidate.url, candidate.published_at) == (ONE, datetime(2026, 11, 21, 4, tzinfo=UTC))


def test_rdf() -> None:
    body = (
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
        'xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f'<channel rdf:about="https://koran.example/"/><item rdf:about="{ONE}">'
        "<title>Satu</title><dc:date>2026-11-21T04:00:00+07:00</dc:date></item></rdf:RDF>"
    )
    (candidate,) = found(body)
    assert (candidate.url, candidate.published_at) == (ONE, datetime(2026, 11, 21, 4, tzinfo=WIB))


@pytest.mark.parametrize(
    ("body", "title"),
    [
        (rss(f"<title>Café</title><link>{ONE}</link>").encode("cp1252"), "Café"),
        (
            rss(
                f"<title>Café</title><link>{ONE}</link>",
                head='<?xml version="1.0" encoding="iso-8859-1"?>',
            ).encode(),
            "Café",
        ),
        (rss(f"<title>Café</title><link>{ONE}</link>", head="").encode("utf-16"), "Café"),
        ("\ufeff\n\n " + rss(f"<title>Café</title><link>{ONE}</link>"), "Café"),
        (rss(f"<title>a\x00\x0bb&nbsp;&rsquo;c &tak;</title><link>{ONE}</link>"), "ab ’c &tak;"),
        (rss(f"<title>Satu</title><link>{ONE}</link>", "<title>Dua</title><lin")[:-36], "Satu"),
    ],
    ids=["cp1252 as utf-8", "utf-8 as latin-1", "utf-16", "bom and blanks", "controls", "cut"],
)
def test_damaged_feeds_are_read(body: str | bytes, title: str) -> None:
    (candidate,) = found(body)
    assert (candidate.url, candidate.title) == (ONE, title)


@pytest.mark.parametrize(
    "stamp", ["Thu, 01 Jan 1970 07:00:00 +0700", "Sat, 28 Nov 2026 00:00:00 +0700", "besok", ""]
)
def test_impossible_dates_are_none(stamp: str) -> None:
    (candidate,) = found(rss(f"<link>{ONE}</link><pubDate>{stamp}</pubDate>"))
    assert candidate.published_at is None


SITEMAP_NS = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'


def test_sitemap_prefers_the_date_of_publication() -> None:
    body = (
        f'<?xml version="1.0"?><urlset {SITEMAP_NS} '
        'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9" '
        'xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">'
        f"<url><loc>{ONE}</loc><lastmod>2026-11-21</lastmod><image:image><image:title>foto"
        "</image:title></image:image><news:news><news:publication_date>2026-11-20T01:00:00+07:00"
        "</news:publication_date><news:title>Satu</news:title></news:news></url>"
        f"<url><loc>{TWO}</loc><lastmod>2026-11-19T00:00:00Z</lastmod></url>"
        "<url><loc>https://koran.example/kanal</loc></url></urlset>"
    )
    one, two = found(body)
    assert (one.url, one.published_at, one.title) == (
        ONE,
        datetime(2026, 11, 20, 1, tzinfo=WIB),
        "Satu",
    )
    assert (two.url, two.published_at) == (TWO, datetime(2026, 11, 19, tzinfo=UTC))


def test_sitemap_index_gives_sitemaps_and_not_itself() -> None:
    here = f"{BASE}/sitemap.xml"
    locs = [here, f"{BASE}/a.xml.gz?x=1", "https://lain.example/b.xml", "file:///etc/passwd"]
    entries = "".join(f"<sitemap><loc>{loc}</loc></sitemap>" for loc in locs)
    result = found(f"<sitemapindex {SITEMAP_NS}>{entries}</sitemapindex>", url=here)
    assert [(c.url, c.kind) for c in result] == [(f"{BASE}/a.xml.gz?x=1", Kind.SITEMAP)]


def test_gzip_and_gzip_in_gzip() -> None:
    body = f"<urlset {SITEMAP_NS}><url><loc>{ONE}</loc></url></urlset>".encode()
    assert urls(gzip.compress(body)) == [ONE]
    assert urls(gzip.compress(gzip.compress(body))) == [ONE]
    assert urls(gzip.compress(body)[:-20] + b"x" * 20) in ([], [ONE])
    assert urls(b"\x1f\x8bno gzip") == []


def test_plain_text_sitemap() -> None:
    assert urls(f"{ONE}\r\n{TWO}\nftp://koran.example/berita/3/x\n") == [ONE, TWO]


def test_hostile_xml_is_neither_expanded_nor_loaded() -> None:
    body = (
        '<?xml version="1.0"?><!DOCTYPE u [<!ENTITY x SYSTEM "file:///etc/hostname">'
        '<!ENTITY a "aaaaaaaaaa">'
        + "".join(
            f'<!ENTITY {name} "{"&" + before + ";"}{("&" + before + ";") * 9}">'
            for before, name in zip("abcdefgh", "bcdefghi", strict=True)
        )
        + f"]><urlset {SITEMAP_NS}><url><loc>{ONE}</loc></url>"
        f"<url><loc>{TWO}&i;</loc></url><url><loc>{TWO}&x;</loc></url></urlset>"
    )
    with cpu_bound(1):
        assert urls(body) == [ONE]


def test_a_bomb_is_cut() -> None:
    bomb = gzip.compress(b"<urlset>" + b" " * 60_000_000, 1)
    with cpu_bound():
        assert urls(bomb) == []


def test_deep_and_long_markup_ends_in_time() -> None:
    with cpu_bound():
        assert urls("<rss>" + "<a>" * 100_000) == []
        assert urls("<div>" * 100_000 + f"<a href='{ONE}'>x</a>") == [ONE]
        assert urls("<rss>" + "&" * 1_000_000) == []
        assert urls("<rss>" + "<!DOCTYPE [" * 100_000) == []
        assert urls("<rss>" + "<![CDATA[" * 100_000) == []
        assert urls("<rss>" + "]]><![CDATA[" * 100_000) == []


def test_a_local_clock_counts_whatever_zone_it_names() -> None:
    site = replace(SITE, local_clocks=(f"{BASE}/rss",))
    body = rss(f"<link>{ONE}</link><pubDate>Sat, 21 Nov 2026 10:30:00 GMT</pubDate>")
    (wrong,), (right,) = found(body), found(body, site=site)
    (elsewhere,) = found(body, site=site, url=f"{BASE}/feed")
    assert right.published_at == datetime(2026, 11, 21, 10, 30, tzinfo=WIB)
    assert (
        wrong.published_at == elsewhere.published_at == datetime(2026, 11, 21, 17, 30, tzinfo=WIB)
    )
    (labelled,) = found(body.replace("GMT", "+0700"), site=site)
    assert labelled.published_at == right.published_at


CARDS = f"""
<html><body><a href="/berita/7/iklan">iklan</a><ul>
<li class="kartu"><a href="{ONE}"><h3> Satu
  kali </h3></a><div class="waktu">Sabtu, 21 Nov 2026 10:30 WIB</div></li>
<li class="kartu"><a href="/berita/2/dua">Dua</a><time datetime="2026-11-21T01:00:00Z">x</time></li>
<li class="kartu"><a href="/foto/3">Foto</a></li></ul></body></html>
"""


def test_index_page_by_selectors() -> None:
    index = Index(url=f"{BASE}/indeks", item="li.kartu", date=".waktu, time", title="h3")
    one, two = found(CARDS, url=f"{BASE}/indeks", index=index)
    assert (one.url, one.title) == (ONE, "Satu kali")
    assert one.published_at == datetime(2026, 11, 21, 10, 30, tzinfo=WIB)
    assert (two.url, two.title) == ("https://www.koran.example/berita/2/dua", "Dua")
    assert two.published_at == datetime(2026, 11, 21, 1, tzinfo=UTC)


def test_index_entry_inside_its_link() -> None:
    body = f'<a href="{ONE}"><div><h2 data-cy="judul">Satu</h2><i>2 jam lalu</i></div></a>'
    index = Index(url=BASE, item="h2[data-cy=judul]", link="")
    (candidate,) = found(body, index=index)
    assert (candidate.url, candidate.title) == (ONE, "Satu")


def test_index_page_whose_entries_changed_gives_its_links_and_says_so() -> None:
    for index, as_recorded in (
        (Index(url=f"{BASE}/indeks", item="div.hilang"), False),
        (Index(url=f"{BASE}/indeks", entry="{url}"), False),
        (Index(url=f"{BASE}/indeks", item="li.kartu"), True),
        (Index(url=f"{BASE}/indeks"), True),
    ):
        listing = Listing(url=BASE, body=CARDS.encode(), site=SITE, now=NOW, index=index)
        result = read(listing)
        assert ONE in [candidate.url for candidate in result.candidates]
        assert result.as_recorded is as_recorded


@pytest.mark.parametrize(
    ("shown", "expected"),
    [
        ('<i title="Sabtu, 21 Nov 2026 10:30 WIB">2 jam yang lalu</i>', (21, 10, 30)),
        ('<i title="waktu terbit">Sabtu, 21 Nov 2026 10:30 WIB</i>', (21, 10, 30)),
        ("<i>90 menit yang lalu</i>", (21, 17, 30)),
        ('<i datetime="2026-11-20T08:00:00">kemarin</i>', (20, 8, 0)),
        ("<i>segera</i>", None),
    ],
)
def test_dates_of_index_entries(shown: str, expected: tuple[int, int, int] | None) -> None:
    body = f'<article><a href="{ONE}">Satu</a>{shown}</article>'
    (candidate,) = found(body, index=Index(url=BASE, item="article", date="i"))
    moment = candidate.published_at
    assert expected == (moment and (moment.astimezone(WIB).day, moment.astimezone(WIB).hour,
                                    moment.minute))  # fmt: skip


def test_a_time_in_a_comment_dates_an_entry() -> None:
    body = (
        f'<article><a href="{ONE}">Satu</a><i>2 jam lalu<!--2026-11-20 08:00:00--></i></article>'
        f'<article><a href="{TWO}">Dua</a><!--iklan--></article>'
    )
    one, two = found(body, index=Index(url=BASE, item="article"))
    assert one.published_at == datetime(2026, 11, 20, 8, tzinfo=WIB)
    assert two.published_at is None


@pytest.mark.parametrize(
    ("base", "expected"),
    [
        ("https://koran.example/berita/1/", [ONE]),
        ("/berita/1/", ["https://www.koran.example/berita/1/satu"]),
        ("https://lain.example/berita/1/", []),
        ("http://[koran/", []),
        ("", []),
    ],
)
def test_links_are_relative_to_the_base_of_a_page(base: str, expected: list[str]) -> None:
    assert urls(f"<head><base href='{base}'></head><a href='satu'>Satu</a>") == expected


def test_a_feed_that_is_a_page_gives_its_links() -> None:
    assert urls(f"<!DOCTYPE html><title>403</title><a href='{ONE}'>Satu</a>") == [ONE]


@pytest.mark.parametrize(
    ("index", "expected"),
    [
        (Index(url="https://k.id/indeks"), ["https://k.id/indeks"] * 3),
        (
            Index(url="https://k.id/{page}"),
            ["https://k.id/1", "https://k.id/2", "https://k.id/3"],
        ),
        (
            Index(url="https://k.id/{offset}", first=0, step=50),
            ["https://k.id/0", "https://k.id/50", "https://k.id/100"],
        ),
        (
            Index(url="https://k.id/{d}/{m}/{yyyy}/{next}?p={page}"),
            [f"https://k.id/9/3/2026/2026-03-10?p={n}" for n in (1, 2, 3)],
        ),
        (
            Index(url="https://k.id/2?p={page}", first_url="https://k.id/"),
            ["https://k.id/", "https://k.id/2?p=2", "https://k.id/2?p=3"],
        ),
        (
            Index(url="https://k.id/{dd}?p={page}", first_url="https://k.id/{dd}"),
            ["https://k.id/09", "https://k.id/09?p=2", "https://k.id/09?p=3"],
        ),
    ],
)
def test_page_urls(index: Index, expected: list[str]) -> None:
    assert [page_url(index, page, date(2026, 3, 9)) for page in (1, 2, 3)] == expected


def test_index_urls_are_the_first_page_of_each_day() -> None:
    days = [date(2026, 3, 9), date(2026, 3, 8)]
    by_day = Index(url="https://k.id/{yyyy}-{mm}-{dd}?p={page}")
    assert index_urls(by_day, days) == [
        "https://k.id/2026-03-09?p=1",
        "https://k.id/2026-03-08?p=1",
    ]
    assert index_urls(Index(url="https://k.id/{page}"), days) == ["https://k.id/1"]


SOUP = st.lists(
    st.sampled_from(
        ['{"link":', '"', "[", "]", "}", ":1,",
         "<rss>", "<item>", "</item>", "<link>", "</link>", "<loc>", "<url>", "<urlset>", ONE, "&",
         "<![CDATA[", "]]>", "<!DOCTYPE", "[", "<?xml", "?>", "&#x110000;", "\x00", "<a href='",
         "'>", "<sitemap>", "<guid>", "\ud800", "%", "<pubDate>", "2026-11-21", "<!--", "</"]
    ),
    max_size=25,
).map("".join)  # fmt: skip


@settings(max_examples=200, deadline=None, derandomize=True)
@given(st.one_of(st.binary(max_size=200), SOUP.map(lambda s: s.encode("utf-8", "replace"))))
def test_anything_gives_candidates_of_the_outlet_or_nothing(body: bytes) -> None:
    index = Index(url=BASE, item="a")
    for candidate in (*found(body), *found(body, index=index)):
        assert candidate.url.startswith(("https://koran.example/", "https://www.koran.example/"))
