"""Which page of an article is asked for next, and what becomes of it without one."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from crawler.planning.article_pages import (
    MAX_ARTICLE_PAGES,
    MAX_FRUITLESS,
    ArticlePages,
    NextPage,
    Pager,
)
from pipelines.extract.multipage import continuing
from pipelines.records import (
    Article,
    Drop,
    Failure,
    FrontierRow,
    Kind,
    Outcome,
    PageResult,
    Reason,
    Rules,
)

AT = datetime(2026, 11, 21, 12, tzinfo=UTC)
URL = "https://koran.example/berita/jembatan-baru"
ROW = FrontierRow(url=URL, site="koran", kind=Kind.ARTICLE)
RULES = Rules(site="koran")


def link(number: int) -> str:
    return f"{URL}?page={number}"


def article(words: int = 10, *flags: str) -> Article:
    text = " ".join(f"kata{number}" for number in range(words))
    return Article(url=URL, site="koran", title="t", text=text, fetched_at=AT, flags=flags)


def pages(words: int = 10, *flags: str, links: tuple[int, ...] = (), **fields: Any) -> ArticlePages:
    outcome = Outcome(url=URL, result=None, site="koran", status=200, etag='"a"', last_modified="b")
    return ArticlePages(
        row=ROW,
        outcome=outcome,
        url=URL,
        result=article(words, *flags),
        parts=(article(words, *flags),),
        further_pages=tuple(map(link, links)),
        **fields,
    )


def second(words: int, *links: int) -> ArticlePages:
    """Return an article whose second page gave a text of so many words and these links."""
    part = replace(article(words), text=" ".join(f"lain{n}" for n in range(words)))
    got = PageResult(
        result=part, part=part if words else None, further_pages=tuple(map(link, links))
    )
    return pages(links=(2, 3)).asking(link(2)).with_page(got)


@pytest.mark.parametrize(
    ("at", "address"),
    [
        (pages(), ""),
        (pages(links=(2, 3)), link(2)),
        (pages(links=(2,), is_view=True), ""),
        (pages(10, "continues", links=(2,), is_view=True), link(2)),
        (pages(10, "continues"), ""),
        (second(10, 2, 3), link(3)),
        (second(10, 2), ""),
        (second(0, 3), ""),
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
)
def test_next_page(at: ArticlePages, address: str) -> None:
    assert Pager(RULES).next_page(at) == NextPage(address=address)


def test_a_drop_has_no_further_page() -> None:
    drop = Drop(url=URL, reason=Reason.TOO_SHORT, step="quality")
    assert Pager(RULES).next_page(replace(pages(links=(2,)), result=drop)) == NextPage()


def test_the_number_of_pages_is_bounded() -> None:
    asked = tuple(map(link, range(2, MAX_ARTICLE_PAGES + 1)))
    last = pages(links=(MAX_ARTICLE_PAGES + 1,), pages_read=MAX_ARTICLE_PAGES, asked=asked)
    assert Pager(RULES).next_page(last) == NextPage(continues=True)


def test_links_that_never_lead_to_more_text_are_no_longer_followed() -> None:
    pager = Pager(RULES)
    for _ in range(MAX_FRUITLESS):
        assert pager.next_page(pages(links=(2,))).address
        assert not pager.next_page(second(0, 3)).address
    assert not pager.next_page(pages(links=(2,))).address
    assert pager.next_page(pages(10, "continues", links=(2,))).address, "the page says so itself"
    pager.next_page(second(20, 3))
    assert pager.next_page(pages(links=(2,))).address, "a further page held text after all"


@pytest.mark.parametrize(
    ("came", "taken"),
    [
        (link(2), True),
        (f"{URL}/2", True),
        (URL, True),
        ("https://koran.example/berita/jembatan-lama", False),
        ("https://koran.example/", False),
    ],
)
def test_only_a_page_of_the_article_is_taken(came: str, taken: bool) -> None:
    assert pages(links=(2,)).asking(link(2)).is_page(came, RULES) is taken


def test_a_page_that_is_asked_for_under_an_odd_address_is_taken() -> None:
    assert pages().asking(f"{URL}-lanjutan").is_page(f"{URL}-lanjutan", RULES)


def test_pages_are_joined_in_order_and_finished_once() -> None:
    read = second(5, 3)
    assert read.is_joined
    assert read.pages_read == 2
    assert isinstance(read.result, Article)
    assert read.result.paragraphs == (article().text, "lain0 lain1 lain2 lain3 lain4")
    assert [len(part.paragraphs) for part in read.to_finish().articles] == [1, 1]
    assert not pages().is_joined


def test_without_a_page() -> None:
    before = pages(links=(2,)).asking(link(2))
    failed = before.failed(Failure(url="x", error="the server answered 503", status=503))
    assert failed.result == Failure(
        url=URL, site="koran", error=f"{link(2)}: the server answered 503", status=503
    )
    assert failed.status == 503
    cut = before.cut_short()
    assert cut.result == article()
    assert (cut.outcome.status, cut.outcome.etag, cut.outcome.last_modified) == (200, "", "")


def test_the_flag_of_an_article_that_continues_is_set_once() -> None:
    assert continuing(article()) == replace(article(), flags=("continues",))
    assert continuing(article(10, "continues")) == article(10, "continues")
    drop = Drop(url=URL, reason=Reason.NO_TEXT, step="extract")
    assert continuing(drop) is drop


def test_an_outlet_whose_addresses_end_in_a_slash_is_asked_with_one() -> None:
    pager = Pager(replace(RULES, single_page="page=all"))
    assert pager.address(URL) == f"{URL}?page=all"
    pager.arrived(f"{URL}?page=all", f"{URL}/?page=all")
    assert pager.address(URL) == f"{URL}/?page=all"
    pager.arrived(f"{URL}/?page=all", "https://koran.example/berita/lain")
    assert pager.address(URL) == f"{URL}/?page=all", "a redirect elsewhere says nothing"
    pager.arrived(f"{URL}/?page=all", URL)
    assert pager.address(URL) == f"{URL}?page=all"
