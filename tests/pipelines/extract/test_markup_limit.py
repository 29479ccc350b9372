"""What of a page counts as markup, and what is left out of a page that is too long."""

import pytest

from pipelines import Article, Limits, Page, Rules, run
from pipelines.extract.markup_limit import Bounded, markup_within
from tests.support.articles import NOW
from tests.support.bounded import cpu_bound

PLACES = ("bukit", "sungai", "kampung", "gunung", "telaga", "pantai")
LINES = tuple(
    f"Warga menanam padi di dekat {place} sejak musim hujan ke-{number}, kata kepala dusun {place}."
    for number, place in enumerate(PLACES, 2)
)
BULK = "QUJDREVG" * 4_000
LIMITS = Limits(markup_bytes=20_000)
HEAD = '<!doctype html><html lang="id"><head><meta charset="utf-8"><title>Padi Lereng</title>'
BODY = f"<article><h1>Petani menanam padi lereng</h1><p>{'</p><p>'.join(LINES)}</p></article>"


@pytest.mark.parametrize(
    ("html", "limit", "markup", "is_cut"),
    [
        (b"<p>dua", 6, b"<p>dua", False),
        (b"<p>tiga", 6, b"<p>tig", True),
        (b"<style>p{color:red}</style><p>", 30, b"<style>p{color:red}</style><p>", False),
        (b"<style>p{color:red}</style><p>", 20, b"<style></style><p>", False),
        (b"<STYLE a=b>p{}</Style ><p>x", 26, b"<STYLE a=b></Style ><p>x", False),
        (b"<script>var a=1</script><p>", 22, b"<script></script><p>", False),
        (b"<script>var a=1</script><p>", 10, b"<script></", True),
        (b"<!--<script>--><p>x</p><script>y=1</script>", 40,
         b"<!--<script>--><p>x</p><script></script>", False),
        (b"<script>var a=1<p>tak ditutup", 12, b"<script>var ", True),
        (b"<scripted>satu</scripted>", 12, b"<scripted>sa", True),
        (b'<script type="application/ld+json">{"a":1}</script><p>', 47,
         b'<script type="application/ld+json">{"a":1}</script><p>', False),
        (b"<script>dataLayer.push({a:1})</script><script>b=2</script>", 40,
         b"<script>dataLayer.push({a:1})</script><script></script>", False),
        (b"<img src='data:image/png;base64," + b"A" * 300 + b"'>", 40,
         b"<img src='data:image/png;base64,'>", False),
        (b"<img src=data:image/svg+xml;charset=utf-8," + b"%3C" * 200 + b" alt=x>", 60,
         b"<img src=data:image/svg+xml;charset=utf-8, alt=x>", False),
        (b"<p>data: satu, dua, tiga", 10, b"<p>data: s", True),
    ],
)  # fmt: skip
def test_markup_within(html: bytes, limit: int, markup: bytes, is_cut: bool) -> None:
    assert markup_within(html, limit) == Bounded(markup, is_cut)
    assert markup_within(markup, len(markup)) == Bounded(markup, is_cut=False)


def test_what_was_cut_once_is_still_known_to_be_cut() -> None:
    html = b"<script>" + b"a" * 500 + b"</script>" + b"<p>x" * 100
    once = markup_within(html, 101).markup
    assert markup_within(once, 100) == markup_within(html, 100)


def test_scripts_with_metadata_are_kept_up_to_the_limit() -> None:
    script = b'<script type="application/ld+json">' + b"1" * 600 + b"</script>"
    kept = markup_within(script * 5 + b"<p>", 1_000).markup
    assert kept.count(b"1" * 600) == 1
    assert kept.endswith(b"<p>")


@pytest.mark.parametrize(
    "page",
    [
        # SingleFile: style sheets with their fonts in place, images as data URIs.
        f"{HEAD}<style>@font-face{{src:url(data:font/woff2;base64,{BULK})}}</style></head>"
        f'<body><img src="data:image/webp;base64,{BULK}">{BODY}</body></html>',
        # monolith: style sheets and scripts as data URIs.
        f'{HEAD}<link rel="stylesheet" href="data:text/css;base64,{BULK}">'
        f'<script src="data:application/javascript;base64,{BULK}"></script></head>'
        f"<body>{BODY}</body></html>",
        # Save Page WE: images of style sheets as custom properties.
        f"{HEAD}<style>:root{{--savepage-url-9:url(data:image/png;base64,{BULK});}}</style></head>"
        f"<body>{BODY}</body></html>",
        # Nuxt and Redux: the state before the text, not in base64.
        f"{HEAD}</head><body><script>window.__NUXT__={{'a':'{'kata ' * 9_000}'}}</script>"
        f"{BODY}</body></html>",
        # A srcset of inlined images, and a picture in a style attribute.
        f'{HEAD}</head><body><img srcset="data:image/png;base64,{BULK} 1x, data:image/png;base64,'
        f'{BULK} 2x"><div style="background:url(data:image/gif;base64,{BULK})"></div>'
        f"{BODY}</body></html>",
        # Style sheets between the paragraphs, as page builders print them.
        f"{HEAD}</head><body>"
        + BODY.replace("<p>", f"<style>.e{{margin:0 /* {BULK} */}}</style><p>")
        + "</body></html>",
    ],
    ids=["singlefile", "monolith", "save-page-we", "state", "srcset", "page-builder"],
)
def test_a_page_is_read_whole_however_much_of_it_is_no_text(page: str) -> None:
    assert len(page) > LIMITS.markup_bytes
    got = run(
        Page(url="https://a.example/padi-lereng", html=page.encode(), fetched_at=NOW),
        Rules(),
        LIMITS,
    )
    assert isinstance(got, Article)
    assert got.paragraphs == LINES
    assert "truncated" not in got.flags


def test_metadata_of_a_long_page_is_read() -> None:
    stated = '{"@type":"NewsArticle","headline":"Padi","author":{"name":"Rukmi Wardhani"}}'
    html = (
        f"{HEAD}<style>{BULK}</style></head><body>{BODY}"
        f'<script>var x="{BULK}"</script><script type="application/ld+json">{stated}</script>'
    )
    page = Page(url="https://a.example/padi-lereng", html=html.encode(), fetched_at=NOW)
    got = run(page, Rules(), LIMITS)
    assert isinstance(got, Article)
    assert got.authors == ("Rukmi Wardhani",)


@pytest.mark.parametrize(
    "unit",
    [
        b"<script", b"<script>", b"<style></style>", b"<!--", b"<!-- -->", b"data:", b"data:a;",
        b"data:;;;;;,", b"data:image/png;base64," + b"A" * 255 + b" ", b"<script></script>",
        b"data:" + b"a" * 100,
    ],
)  # fmt: skip
def test_any_markup_is_cut_in_linear_time(unit: bytes) -> None:
    html = unit * (4_000_000 // len(unit))
    with cpu_bound():
        assert len(markup_within(html, 100_000).markup) <= 200_000
