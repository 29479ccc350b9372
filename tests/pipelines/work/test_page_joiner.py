"""Pages of articles among many: what is joined, in what order, and what is kept meanwhile."""

import pytest

from pipelines.records import Article, Drop, PagePlace, PageResult, Parts, Reason
from pipelines.work.page_joiner import Joined, PageJoiner
from tests.support import articles

URL = "https://koran.example/kabar/jembatan"


def first(text: str = "satu", *, last: int = 2, url: str = URL) -> PageResult:
    made = articles.article(url=url, text=text)
    place = PagePlace(first_url=url, address=url, last=last)
    links = tuple(f"{url}?page={n}" for n in range(2, last + 1))
    return PageResult(result=made, part=made if links else None, further_pages=links, place=place)


def later(number: int, text: str, *, last: int = 2, url: str = URL) -> PageResult:
    made = articles.article(url=url, text=text)
    address = f"{url}?page={number}"
    place = PagePlace(first_url=url, address=address, number=number, last=last)
    return PageResult(result=made, part=made, further_pages=(address,), place=place)


def shown(joined: Joined[str]) -> tuple[str, str, bool]:
    """Return the address, the texts of the pages and whether one is missing."""
    if joined.parts is not None:
        texts = [part.text for part in joined.parts.articles]
        return joined.parts.url, "+".join(texts), joined.continues
    assert joined.result is not None
    text = joined.result.text if isinstance(joined.result, Article) else ""
    return joined.result.url, text, joined.continues


def passed(*pages: PageResult, **bounds: int) -> list[list[tuple[str, str, bool]]]:
    """Return what comes out with each page, and at the end what still waits."""
    joiner: PageJoiner[str] = PageJoiner(**bounds)
    out = [[shown(one) for one in joiner.add("", page)] for page in pages]
    return [*out, [shown(one) for one in joiner.rest()]]


OTHER = "https://koran.example/kabar/panen"


@pytest.mark.parametrize(
    ("pages", "out"),
    [
        pytest.param([first(last=0)], [[(URL, "satu", False)], []], id="one page"),
        pytest.param([first(), later(2, "dua")], [[], [(URL, "satu+dua", False)], []], id="two"),
        pytest.param([later(2, "dua"), first()], [[], [(URL, "satu+dua", False)], []],
                     id="the second first"),
        pytest.param([first()], [[], [(URL, "satu", True)]], id="the first alone"),
        pytest.param([later(2, "dua")], [[], [(f"{URL}?page=2", "dua", True)]],
                     id="the second alone has its own address"),
        pytest.param([later(3, "tiga", last=3), later(2, "dua", last=3)],
                     [[], [], [(f"{URL}?page=2", "dua+tiga", True)]], id="without the first"),
        pytest.param([first(last=3), later(3, "tiga", last=3)],
                     [[], [], [(URL, "satu+tiga", True)]], id="without the second"),
        pytest.param([first(), first(url=OTHER), later(2, "dua", url=OTHER), later(2, "dua")],
                     [[], [], [(OTHER, "satu+dua", False)], [(URL, "satu+dua", False)], []],
                     id="two articles in one another"),
        pytest.param([first(), later(2, "dua"), first(), later(2, "dua")],
                     [[], [(URL, "satu+dua", False)], [], [], []], id="the same again"),
        pytest.param([first(), later(2, "dua"), later(2, "dua lagi")],
                     [[], [(URL, "satu+dua", False)], [(URL, "satu+dua lagi", False)], []],
                     id="a new version of the second"),
        pytest.param([first(), first("satu lagi"), later(2, "dua")],
                     [[], [(URL, "satu", True)], [(URL, "satu lagi+dua", False)], []],
                     id="a new version of the first"),
        pytest.param([first(last=0), later(2, "dua")],
                     [[(URL, "satu", False)], [(URL, "satu+dua", False)], []],
                     id="a first page without links"),
        pytest.param([first(), later(2, "dua"), later(4, "empat", last=4)],
                     [[], [(URL, "satu+dua", False)], [], [(URL, "satu+dua+empat", True)]],
                     id="more pages than the first named"),
    ],
)  # fmt: skip
def test_what_comes_out(pages: list[PageResult], out: list[list[tuple[str, str, bool]]]) -> None:
    assert passed(*pages) == out


def test_a_view_of_all_pages_misses_none() -> None:
    view = PageResult(
        result=articles.article(url=URL, text="semua"),
        further_pages=(f"{URL}?page=2",),
        place=PagePlace(first_url=URL, address=f"{URL}?page=all", number=0, last=2),
    )
    assert passed(view) == [[(URL, "semua", False)], []]


def test_pages_without_numbers_are_not_joined_and_say_that_more_follows() -> None:
    named = PageResult(
        result=articles.article(url=URL, text="satu"),
        further_pages=(f"{URL}-b",),
        place=PagePlace(first_url=URL, address=URL),
    )
    assert passed(named) == [[(URL, "satu", True)], []]


def test_a_drop_is_passed_on_and_a_later_page_without_text_adds_nothing() -> None:
    drop = Drop(url=URL, reason=Reason.NOT_ARTICLE, step="extract")
    place = PagePlace(first_url=URL, address=URL, last=2)
    assert passed(PageResult(result=drop, place=place)) == [[(URL, "", False)], []]
    empty = PageResult(
        result=drop, place=PagePlace(first_url=URL, address=f"{URL}?page=2", number=2, last=2)
    )
    assert passed(first(), empty) == [[], [(URL, "satu", False)], []]


@pytest.mark.parametrize("bounds", [{"most": 3}, {"most_chars": 3 * 2 * len("satu")}])
def test_only_so_much_waits_and_the_oldest_goes_first(bounds: dict[str, int]) -> None:
    pages = [first(url=f"{URL}-{n}") for n in range(5)]
    out = passed(*pages, **bounds)
    assert out[:3] == [[], [], []]
    assert out[3:5] == [[(f"{URL}-0", "satu", True)], [(f"{URL}-1", "satu", True)]]
    assert [url for url, _, _ in out[5]] == [f"{URL}-{n}" for n in (2, 3, 4)]


def test_the_parts_come_with_what_the_first_page_came_with() -> None:
    joiner: PageJoiner[str] = PageJoiner()
    joiner.add("b.html", later(2, "dua"))
    (joined,) = joiner.add("a.html", first())
    assert joined.origin == "a.html"
    assert isinstance(joined.parts, Parts)
