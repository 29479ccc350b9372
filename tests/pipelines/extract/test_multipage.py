"""Articles over several pages: which links lead on, and what joining makes of the pages."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.site import Site
from crawler.sites import all_sites
from pipelines.duplicates import fingerprint
from pipelines.extract.multipage import further_pages, join, page_number, single_page
from pipelines.html.decode import decode
from pipelines.html.tree import parse
from pipelines.records import (
    Article,
    Drop,
    FirstPage,
    LaterPage,
    Page,
    PageResult,
    Parts,
    Reason,
    Removed,
    Rules,
    Template,
)
from pipelines.urls import canonical
from pipelines.work.worker_pool import WorkerPool
from tests.support import articles

AT = datetime(2026, 11, 21, 12, tzinfo=UTC)
URL = "https://koran.example/berita/jembatan-baru"
RULES = Rules(site="koran", single_page="page=all")


def links_of(made: Page, rules: Rules) -> tuple[str, ...]:
    return further_pages(made, parse(decode(made.html, made.content_type)), rules, URL)


def page(markup: str, url: str = URL) -> Page:
    return Page(url=url, html=f"<html><body>{markup}</body></html>".encode(), fetched_at=AT)


def article(text: str, **fields: object) -> Article:
    stated = {"url": URL, "title": "Jembatan baru dibuka", "fetched_at": AT, **fields}
    return articles.article(text=text, **stated)


@pytest.mark.parametrize(
    ("view", "url", "address"),
    [
        ("", URL, URL),
        ("page=all", URL, f"{URL}?page=all"),
        ("single=1", f"{URL}?id=7", f"{URL}?id=7&single=1"),
        ("/all", URL, f"{URL}/all"),
        ("/all", f"{URL}/", f"{URL}/all"),
    ],
)
def test_single_page_view(view: str, url: str, address: str) -> None:
    assert single_page(url, Rules(single_page=view)) == address


@pytest.mark.parametrize(
    ("address", "number"),
    [
        (URL, 1),
        (f"{URL}/", 1),
        (f"{URL}?page=all", 1),
        (f"{URL}?page=2", 2),
        (f"{URL}/?utm_source=x&page=12", 12),
        (f"{URL}?page=3&utm_source=x", 3),
        (f"{URL}?halaman=2", 2),
        (f"{URL}/2", 2),
        (f"{URL}/page/2/", 2),
        (f"{URL}/halaman-2", 2),
        (f"{URL}?page=x", 0),
        (f"{URL}-lagi?page=2", 0),
        (f"{URL}/2026", 0),
        ("https://koran.example/indeks?page=2", 0),
        ("https://koran.example/berita/jembatan-lama", 0),
        ("https://lain.example/berita/jembatan-baru?page=2", 0),
        ("mailto:redaksi@koran.example?page=2", 0),
        ("", 0),
    ],
)
def test_page_number(address: str, number: int) -> None:
    assert page_number(address, RULES, URL) == number
    assert page_number(address, RULES, f"{URL}?page=all") == number


def test_page_number_where_the_article_is_in_the_query() -> None:
    url = "https://koran.example/baca.php?id=7"
    assert page_number("https://koran.example/baca.php?id=7&page=2", RULES, url) == 2
    assert page_number("https://koran.example/baca.php?id=8&page=2", RULES, url) == 0


@pytest.mark.parametrize(
    ("markup", "found"),
    [
        ("<p>Halaman 2 dari buku itu</p>", []),
        (f'<a href="{URL}?page=2">2</a><a href="{URL}?page=3">3</a>', ["?page=2", "?page=3"]),
        ('<a href="?page=3">3</a><a href="?page=2">2</a><a href="?page=2">&gt;</a>',
         ["?page=2", "?page=3"]),
        ('<a href="?Halaman=2">2</a><a href="?paged=3">3</a>', ["?Halaman=2", "?paged=3"]),
        ('<a href="?hal=2">2</a><a href="?page_num=3">3</a>', ["?hal=2", "?page_num=3"]),
        ('<a href="/berita/jembatan-baru/halaman/2">2</a>', ["/halaman/2"]),
        ('<a href="/berita/jembatan-baru/Page-2">2</a>', ["/Page-2"]),
        ('<link rel="next" href="/berita/jembatan-baru/2">', ["/2"]),
        ('<a rel="next" href="/berita/jembatan-lama">Berikutnya</a>', []),
        ('<a rel="next" href="/berita/jembatan-lama?page=2">Berikutnya</a>', []),
        ('<a href="?page=1">1</a><a href="/berita/jembatan-baru">1</a>', []),
        ('<a href="?page=all">Semua</a><a href="?page=2#respond">Tanggapi</a>', []),
        ('<a href="/berita/jembatan-baru?page=2#comments">Komentar</a>', []),
        ('<a href="/indeks?page=2">2</a><a href="http://[x?page=2">2</a><a>2</a>', []),
    ],
)  # fmt: skip
def test_links_to_further_pages(markup: str, found: list[str]) -> None:
    assert list(links_of(page(markup), RULES)) == [URL + end for end in found]
    shown_whole = page(markup.replace('"?', '"/berita/jembatan-baru?'), f"{URL}?page=all")
    assert list(links_of(shown_whole, RULES)) == [URL + end for end in found]


def test_a_template_may_say_where_the_links_to_further_pages_are() -> None:
    rules = Rules(templates=(Template(name="2026", body=("article",), pages=(".lanjut a",)),))
    markup = (
        f'<div class="lanjut"><a href="{URL}">1</a><a href="/berita/jembatan-baru-b">2</a>'
        '<a href="https://iklan.example/x">Iklan</a><a href="/berita/jembatan-baru-c">3</a></div>'
        '<a href="/berita/lain">Lain</a>'
    )
    assert links_of(page(markup), rules) == (f"{URL}-b", f"{URL}-c")
    assert links_of(page('<a href="?page=2">2</a>'), rules) == (f"{URL}?page=2",)


@settings(max_examples=100, deadline=None, derandomize=True)
@given(st.text(max_size=80), st.binary(max_size=200))
def test_whatever_stands_there_gives_an_answer(address: str, html: bytes) -> None:
    assert page_number(address, RULES, URL) >= 0
    made = Page(url=URL, html=b'<a href="?page=2">' + html, fetched_at=AT)
    assert all(page_number(a, RULES, URL) > 1 for a in links_of(made, RULES))


def test_pages_are_joined_without_repeats() -> None:
    lead = "Warga desa membuka jembatan baru yang mereka bangun bersama."
    first = article(
        f"{lead}\nJembatan itu dari kayu.",
        deck="Dibangun warga dalam sebulan",
        tags=("jembatan", "desa"),
        captions=("Jembatan dari udara",),
        removed=(Removed(line="Baca juga: Pasar lama", rule="related.line", position=1),),
        flags=("continues",),
        origin={"title": "json-ld"},
    )
    second = article(
        f"Jembatan baru dibuka\nDibangun warga dalam sebulan\n{lead}\nAnak-anak menyeberang.\n"
        "Jembatan itu dari kayu.\nMereka senang.",
        editors=("Sari Coba",),
        tags=("desa", "warga"),
        captions=("Jembatan dari udara",),
        removed=(
            Removed(line="Baca juga: Pasar lama", rule="related.line", position=3),
            Removed(line="Editor: Sari Coba", rule="credit.line", position=6),
        ),
        flags=("paywall",),
        origin={"title": "meta", "editors": "visible"},
    )
    joined = join([first, second])
    assert joined.paragraphs == (
        lead,
        "Jembatan itu dari kayu.",
        "Anak-anak menyeberang.",
        "Jembatan itu dari kayu.",
        "Mereka senang.",
    ), "a short line in the middle may be said twice"
    assert joined.editors == ("Sari Coba",)
    assert joined.tags == ("jembatan", "desa", "warga")
    assert joined.captions == ("Jembatan dari udara",)
    assert joined.flags == ("paywall",)
    assert joined.origin == {"title": "json-ld", "editors": "visible"}
    assert [(r.line, r.rule, r.position) for r in joined.removed] == [
        ("Baca juga: Pasar lama", "related.line", 1),
        ("Jembatan baru dibuka", "structure:repeated", 2),
        ("Dibangun warga dalam sebulan", "structure:repeated", 2),
        (lead, "structure:repeated", 2),
        ("Editor: Sari Coba", "credit.line", 5),
    ]


def test_an_article_continues_where_its_last_page_does() -> None:
    whole, cut = article("Satu."), article("Dua.", flags=("continues",))
    assert join([cut, whole]).flags == ()
    assert join([whole, cut]).flags == ("continues",)
    assert join([cut, cut]).text == "Dua."


SENTENCES = [
    f"Petani {name} memperbaiki saluran air di tepi sungai agar panen {name} tiba tepat waktu, "
    f"kata warga yang {name} temui di balai desa pada pagi hari."
    for name in ("Basoki", "Sumarni", "Hardjono", "Lestari", "Wibowo", "Anjani")
]


def markup(number: int) -> str:
    text = "".join(f"<p>{line}</p>" for line in SENTENCES[2 * number - 2 : 2 * number])
    more = "<p>Simak selengkapnya di halaman berikutnya.</p>" if number < 3 else ""
    return (
        '<meta property="og:type" content="article">'
        "<h1>Petani memperbaiki saluran air</h1><article>"
        f"{text}{more}<p>Editor: Sari Coba</p></article>"
    )


def read_all(pool: WorkerPool, pages: Sequence[Page], rules: Rules) -> Article | Drop:
    """Return the article of several pages, each extracted once, as a crawl reads them."""
    first = pool.submit(FirstPage(page=pages[0]), rules).result(timeout=60)
    if isinstance(first, Drop) or first.part is None:
        return first if isinstance(first, Drop) else first.result
    parts = [first.part]
    for later in pages[1:]:
        got = pool.submit(LaterPage(page=later, first_url=URL), rules).result(timeout=60)
        assert isinstance(got, PageResult)
        parts += [got.part] if got.part else []
    return pool.submit(Parts(articles=tuple(parts)), rules).result(timeout=60)


@pytest.fixture(scope="module")
def pool() -> Iterator[WorkerPool]:
    with WorkerPool(workers=1) as made:
        yield made


def test_the_chain_makes_one_article_of_several_pages(pool: WorkerPool) -> None:
    links = '<a href="?page=2">2</a> <a href="?page=3">3</a>'
    pages = [page(markup(n) + links, f"{URL}?page={n}" if n > 1 else URL) for n in (1, 2, 3)]
    joined = read_all(pool, pages, Rules(site="koran"))
    assert isinstance(joined, Article)
    assert joined.paragraphs == tuple(SENTENCES)
    assert joined.url == URL
    assert joined.flags == ()
    alone = pool.submit(pages[0], Rules(site="koran")).result(timeout=60)
    assert isinstance(alone, Article)
    assert alone.flags == ("continues",)
    assert joined.fingerprint == fingerprint(joined) != fingerprint(alone)


def test_what_a_first_page_gives(pool: WorkerPool) -> None:
    linked = page(markup(1) + '<a href="?page=2">2</a>')
    got = pool.submit(FirstPage(page=linked), Rules(site="koran")).result(timeout=60)
    assert isinstance(got, PageResult)
    assert got.result == pool.submit(linked, Rules(site="koran")).result(timeout=60)
    assert got.further_pages == (f"{URL}?page=2",)
    assert got.part is not None
    assert got.part.language == "", "the steps of the whole article come when it is whole"
    alone = pool.submit(FirstPage(page=page(markup(1))), Rules(site="koran")).result(timeout=60)
    assert isinstance(alone, PageResult)
    assert (alone.further_pages, alone.part) == ((), None)


def test_a_page_without_text_adds_none_and_without_the_first_there_is_no_article(
    pool: WorkerPool,
) -> None:
    first, empty = page(markup(1) + '<a href="?page=2">2</a>'), page("")
    joined = read_all(pool, [first, empty], Rules())
    assert isinstance(joined, Article)
    assert joined.flags == ("continues",)
    dropped = read_all(pool, [empty, first], Rules())
    assert isinstance(dropped, Drop)
    assert dropped.reason in (Reason.NO_TITLE, Reason.NO_TEXT, Reason.NOT_ARTICLE)


@pytest.mark.parametrize(
    "site", [s for s in all_sites() if s.rules.single_page], ids=lambda site: str(site.name)
)
def test_the_view_of_an_outlet_has_the_article_s_own_key(site: Site) -> None:
    for url in site.accept:
        own = canonical(url, site.rules)
        assert canonical(single_page(own, site.rules), site.rules) == own
        assert page_number(f"{own}?page=2", site.rules, own) == 2
