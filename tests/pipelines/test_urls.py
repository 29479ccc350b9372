"""One article has one URL, whoever wrote the link."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.records import Rules
from pipelines.urls import (
    absolute,
    canonical,
    host_matches,
    host_of,
    is_article,
    link_parts,
    link_path,
    listing_url,
)

RULES = Rules(
    site="koran",
    article_url=r"^https://koran\.example/berita/(?P<id>[a-z0-9]+)/[a-z0-9-]+$",
    host_map=(("m.koran.example", "koran.example"), ("*.amp.koran.example", "koran.example")),
    drop_params=("source", "jx*"),
    drop_path=r"/(?:lengkap|\d{1,3})$",
)
PLAIN = "https://koran.example/berita/abc123/harga-beras"


@pytest.mark.parametrize(
    "url",
    [
        PLAIN,
        "http://koran.example/berita/abc123/harga-beras",
        "HTTP://Koran.Example:80/berita/abc123/harga-beras",
        "https://koran.example:443/berita/abc123/harga-beras/",
        "https://koran.example./berita//abc123///harga-beras",
        "https://koran.example/berita/./x/../abc123/harga-beras#komentar",
        "//koran.example/berita/abc123/harga-beras",
        "  https://koran.example/berita/abc123/harga-\nberas\t ",
        "https:\\\\koran.example\\berita\\abc123\\harga-beras",
        "https://reader:secret@koran.example/berita/abc123/harga-beras",
        "https://m.koran.example/berita/abc123/harga-beras",
        "https://x.amp.koran.example/berita/abc123/harga-beras",
        PLAIN + "?",
        PLAIN + "?utm_source=wa&utm_medium=share",
        PLAIN + "?fbclid=x&gclid=y&igshid=z&_ga=1.2",
        PLAIN + "?source=rss&jxrecoid=9",
        PLAIN + "/5",
        PLAIN + "/lengkap/?utm_source=wa",
        PLAIN + "?page=all",
        PLAIN + "?single=1",
        PLAIN + "?showpage=all&utm_id=3",
        PLAIN + "?amp=1",
        PLAIN + "?amp",
        PLAIN + "?outputType=amp",
        PLAIN + "/amp",
        PLAIN + "/amp/",
        "https://koran.example/amp/berita/abc123/harga-beras",
        "https://koran.example/%62erita/abc123/harga%2Dberas",
        "https://koran-example.cdn.ampproject.org/c/s/koran.example/berita/abc123/harga-beras/amp",
        "https://www.google.com/amp/s/koran.example/berita/abc123/harga-beras",
    ],
)
def test_every_way_to_write_an_article_is_one_url(url: str) -> None:
    assert canonical(url, RULES) == PLAIN


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://koran.example", "https://koran.example/"),
        ("https://koran.example/?utm_source=x", "https://koran.example/"),
        ("https://koran.example/a?b=2&a=1&b=1", "https://koran.example/a?a=1&b=2&b=1"),
        ("https://koran.example/a?page=2", "https://koran.example/a?page=2"),
        ("https://koran.example/a?q=x+y", "https://koran.example/a?q=x%20y"),
        ("https://koran.example/a?q=x%20y", "https://koran.example/a?q=x%20y"),
        ("https://koran.example/harga naik", "https://koran.example/harga%20naik"),
        ("https://koran.example/caf\u00e9", "https://koran.example/caf%C3%A9"),
        ("https://koran.example/caf%c3%a9", "https://koran.example/caf%C3%A9"),
        ("https://koran.example/100%", "https://koran.example/100%25"),
        ("https://koran.example/a%2Fb", "https://koran.example/a%2Fb"),
        ("https://koran.example/amp", "https://koran.example/amp"),
        ("https://koran.example/ampas-tahu", "https://koran.example/ampas-tahu"),
        ("https://koran.example/teks.amp.html", "https://koran.example/teks.html"),
        ("https://k\u00f6ran.example/a", "https://xn--kran-5qa.example/a"),
        ("http://127.0.0.1:8080/a/", "http://127.0.0.1:8080/a"),
        ("http://[::1]:8080/a", "http://[::1]:8080/a"),
        ("http://[::1]/a", "https://[::1]/a"),
        ("file:abc-123", "file:abc-123"),
        (" mailto:redaksi@koran.example ", "mailto:redaksi@koran.example"),
        ("javascript:void(0)", "javascript:void(0)"),
        ("http://", "http://"),
        ("http://koran.example:99999/", "http://koran.example:99999/"),
        ("http://[koran/", "http://[koran/"),
        ("http://ko ran.example/", "http://ko ran.example/"),
        ("http://a..b/", "http://a..b/"),
        ("", ""),
    ],
)
def test_canonical_form(url: str, expected: str) -> None:
    assert canonical(url) == expected


def test_a_merging_outlet_may_drop_every_parameter() -> None:
    rules = Rules(drop_params=("*",))
    assert canonical("https://koran.example/a?b=1&c=2", rules) == "https://koran.example/a"


def test_listing_url_asks_for_the_same_page() -> None:
    assert (
        listing_url("HTTP://Koran.Example:80/indeks/?page=2&utm_x=1&b=0#atas")
        == "http://koran.example/indeks/?page=2&utm_x=1&b=0"
    )
    assert listing_url("https://koran.example") == "https://koran.example/"
    assert listing_url("javascript:x") == "javascript:x"


def test_is_article() -> None:
    assert is_article(PLAIN, RULES)
    assert not is_article("https://koran.example/indeks", RULES)
    assert is_article("https://koran.example/x", Rules())
    assert not is_article("https://koran.example/", Rules())


def test_hosts() -> None:
    assert host_of("HTTPS://Koran.example:8443/x") == "koran.example"
    assert host_of("ftp://koran.example/") == ""
    assert host_matches("a.b.id", ("*.b.id",))
    assert host_matches("b.id", ("*.b.id",))
    assert not host_matches("ab.id", ("*.b.id", "a.b.id"))


PIECES = st.sampled_from(
    [
        "http://",
        "https://",
        "//",
        "koran.example",
        "m.koran.example",
        "k\u00f6ran.example",
        ":80",
        ":443",
        ":8080",
        "/",
        "//",
        "/amp",
        "amp/",
        ".amp",
        "..",
        "/./",
        "berita",
        "?",
        "&",
        "=",
        "#",
        "utm_source=x",
        "page=all",
        "amp=1",
        "+",
        "%",
        "%2f",
        "%41",
        "%25",
        " ",
        "\\",
        "\t",
        "@",
        "[",
        "]",
        "\ud800",
        "www.google.com/amp/s/",
    ]
)
URLS = st.one_of(st.text(max_size=40), st.lists(PIECES, max_size=12).map("".join))


@settings(max_examples=400, deadline=None, derandomize=True)
@given(URLS)
def test_canonical_never_raises_and_is_idempotent(url: str) -> None:
    for rules in (Rules(), RULES):
        once = canonical(url, rules)
        assert canonical(once, rules) == once
    assert listing_url(listing_url(url)) == listing_url(url)


@settings(max_examples=400, deadline=None, derandomize=True)
@given(URLS)
def test_reading_a_link_never_raises(href: str) -> None:
    parts = link_parts(href)
    assert link_path(href) == (parts.path if parts else "")
    assert isinstance(absolute("https://kabar.id/a/b", href), str)


@pytest.mark.parametrize("href", ["http://[oops/x", "//[lokasi]/x", "http://a\u2100b/x"])
def test_a_link_that_cannot_be_read_is_none(href: str) -> None:
    assert (link_parts(href), link_path(href), absolute("https://kabar.id/", href)) == (
        None,
        "",
        "",
    )


def test_a_link_is_read_as_it_stands() -> None:
    assert link_path(" /penulis/sari?x=1 ") == "/penulis/sari"
    assert link_path(None) == ""
    assert absolute("https://kabar.id/a/b", " c ") == "https://kabar.id/a/c"
    assert absolute("https://kabar.id/a/b", None) == "https://kabar.id/a/b"
