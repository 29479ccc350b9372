"""Which page of an article is asked for next, and what becomes of it without one."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from crawler.planning.article_pages import FRUITLESS, MOST_PAGES, Pager, Reading
from pipelines.records import Article, Failure, FrontierRow, Kind, Outcome, Page, Pages, Rules

AT = datetime(2026, 11, 21, 12, tzinfo=UTC)
URL = "https://koran.example/berita/jembatan-baru"
ROW = FrontierRow(url=URL, site="koran", kind=Kind.ARTICLE)
RULES = Rules(site="koran")


def page(*numbers: int, url: str = URL) -> Page:
    links = "".join(f'<a href="{URL}?page={n}">{n}</a>' for n in numbers)
    return Page(url=url, html=f"<html>{links}".encode(), fetched_at=AT)


def article(words: int = 10, *flags: str) -> Article:
    text = "kata " * words
    return Article(url=URL, site="koran", title="t", text=text, fetched_at=AT, flags=flags)


def reading(*pages: Page, **fields: object) -> Reading:
    outcome = Outcome(url=URL, result=None, site="koran", status=200, etag='"a"', last_modified="b")
    return Reading(row=ROW, outcome=outcome, pages=pages, **fields)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("at", "words", "flags", "address"),
    [
        (reading(page()), 10, (), ""),
        (reading(page(2, 3)), 10, (), f"{URL}?page=2"),
        (reading(page(2), view=True), 10, (), ""),
        (reading(page(2), view=True), 10, ("continues",), f"{URL}?page=2"),
        (reading(page()), 10, ("continues",), ""),
        (
            reading(page(2, 3), page(1, 3), article=article(10), asked=(f"{URL}?page=2",)),
            20,
            (),
            f"{URL}?page=3",
        ),
        (reading(page(2), page(1, 2), article=article(10), asked=(f"{URL}?page=2",)), 20, (), ""),
        (reading(page(2), page(3), article=article(10), asked=(f"{URL}?page=2",)), 10, (), ""),
    ],
    ids=[
        "no links",
        "links",
        "all in one view",
        "a view that is cut",
        "said to continue, nothing to follow",
        "the third page",
        "pages that link in a circle",
        "a page that brought nothing new",
    ],
)  # fmt: skip
def test_next_page(at: Reading, words: int, flags: tuple[str, ...], address: str) -> None:
    given = article(words, *flags)
    assert Pager(RULES).turn(at, given) == (address, given)


def test_the_number_of_pages_is_bounded() -> None:
    asked = tuple(f"{URL}?page={n}" for n in range(2, MOST_PAGES + 1))
    pages = [page(MOST_PAGES + 1)] * MOST_PAGES
    address, cut = Pager(RULES).turn(reading(*pages, article=article(9), asked=asked), article(10))
    assert (address, cut.flags) == ("", ("continues",))


def test_links_that_never_lead_to_more_text_are_no_longer_followed() -> None:
    pager = Pager(RULES)
    second = reading(page(2), page(3), article=article(10), asked=(f"{URL}?page=2",))
    for _ in range(FRUITLESS):
        assert pager.turn(reading(page(2)), article())[0]
        assert not pager.turn(second, article(10))[0]
    assert not pager.turn(reading(page(2)), article())[0]
    assert pager.turn(reading(page(2)), article(10, "continues"))[0], "the page says so itself"
    pager.turn(second, article(20))
    assert pager.turn(reading(page(2)), article())[0], "it was of use after all"


@pytest.mark.parametrize(
    ("came", "taken"),
    [
        (f"{URL}?page=2", True),
        (f"{URL}/2", True),
        (URL, True),
        ("https://koran.example/berita/jembatan-lama", False),
        ("https://koran.example/", False),
    ],
)
def test_only_a_page_of_the_article_is_taken(came: str, taken: bool) -> None:
    before = reading(page(2), article=article(), asked=(f"{URL}?page=2",))
    after = before.with_page(page(url=came), RULES)
    assert (after is not None) is taken
    if after:
        assert after.work == Pages(pages=(page(2), page(url=came)))


def test_a_page_that_is_asked_for_under_an_odd_address_is_taken() -> None:
    before = reading(page(), article=article(), asked=(f"{URL}-lanjutan",))
    assert before.with_page(page(url=f"{URL}-lanjutan"), RULES) is not None


def test_without_a_page() -> None:
    before = reading(page(2), article=article(), asked=(f"{URL}?page=2",))
    failed = before.failed(Failure(url="x", error="the server answered 503", status=503))
    assert failed.result == Failure(
        url=URL, site="koran", error=f"{URL}?page=2: the server answered 503", status=503
    )
    assert failed.status == 503
    cut = before.cut_short()
    assert cut.result == replace(article(), flags=("continues",))
    assert (cut.status, cut.etag, cut.last_modified) == (200, "", "")


def test_an_outlet_whose_addresses_end_in_a_slash_is_asked_with_one() -> None:
    pager = Pager(replace(RULES, single_page="page=all"))
    assert pager.address(URL) == f"{URL}?page=all"
    pager.arrived(f"{URL}?page=all", f"{URL}/?page=all")
    assert pager.address(URL) == f"{URL}/?page=all"
    pager.arrived(f"{URL}/?page=all", "https://koran.example/berita/lain")
    assert pager.address(URL) == f"{URL}/?page=all", "a redirect elsewhere says nothing"
    pager.arrived(f"{URL}/?page=all", URL)
    assert pager.address(URL) == f"{URL}?page=all"
