"""Articles over several pages, crawled over real sockets from a news site on 127.0.0.1."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from pipelines.query import connect_readonly
from tests.support.crawling import crawl
from tests.support.loopback import Answer, Loopback, feed, in_turn, redirect, text

HTML = "text/html; charset=utf-8"
AT = datetime.now(UTC).replace(microsecond=0) - timedelta(hours=2)
GOES_ON = "<p>Simak selengkapnya di halaman berikutnya.</p>"
PEOPLE = ("Basoki", "Sumarni", "Hardjono", "Lestari", "Wibowo", "Anjani", "Prabawa", "Kusuma")


def sentence(slug: str, number: int) -> str:
    who = PEOPLE[number]
    return (
        f"Petani {who} memperbaiki {slug} di tepi sungai agar hasil panen {who} tidak terlambat "
        f"sampai ke pasar, kata warga yang {who} temui di balai desa pada pagi hari."
    )


def page(slug: str, *numbers: int, more: str = "", links: str = "") -> Answer:
    """Return a page that holds these sentences of the article, and what stands below them."""
    body = "".join(f"<p>{sentence(slug, n)}</p>" for n in numbers)
    return text(
        f'<!DOCTYPE html><html lang="id"><head><title>{slug} diperbaiki</title>'
        f'<meta property="og:type" content="article"><meta property="og:title" '
        f'content="{slug} diperbaiki"><meta property="article:published_time" '
        f'content="{AT.isoformat()}"></head><body><main><article><h1>{slug} diperbaiki</h1>'
        f"{body}{more}</article>{links}</main><a href='/berita/lain' rel='next'>Berikutnya</a>"
        "</body></html>",
        HTML,
    )


def paging(slug: str, *numbers: int) -> str:
    links = "".join(f"<a href='/berita/{slug}?page={n}'>{n}</a>" for n in numbers)
    return f"<div class='halaman'>{links}</div>"


def site_of(site: Loopback) -> None:
    """Let the site have an article of each kind."""
    site.pages["/robots.txt"] = text("User-agent: *\nDisallow: /berita/rahasia?\n")

    def put(slug: str, **pages: Answer) -> None:
        for name, answer in pages.items():
            number = name.removeprefix("p")
            site.pages[f"/berita/{slug}" + (f"?page={number}" if number != "1" else "")] = answer

    def go_on(slug: str) -> dict[str, Any]:
        return {"more": GOES_ON, "links": paging(slug, 1, 2)}

    all_links = paging("saluran", 1, 2, 3)
    put(
        "saluran",
        p1=page("saluran", 0, 1, more=GOES_ON, links=all_links),
        p2=page("saluran", 0, 2, 3, more=GOES_ON, links=all_links),
        p3=page("saluran", 0, 4, 5, links=all_links),
    )
    put("lumbung", p1=page("lumbung", 0, 1, **go_on("lumbung")), p2=text("", status=404))
    put(
        "sumur",
        p1=page("sumur", 0, 1, **go_on("sumur")),
        p2=in_turn(text("", status=503, **{"Retry-After": "1"}), page("sumur", 2, 3)),
    )
    circle = paging("jalan", 1, 2, 3)
    put(
        "jalan",
        p1=page("jalan", 0, 1, links=circle),
        p2=page("jalan", 2, 3, links=circle),
        p3=page("jalan", 0, 1, links=paging("jalan", 1, 2, 3, 4)),
    )
    put("kebun", p1=page("kebun", 0, 1, 2, more=GOES_ON))
    put("pasar", p1=page("pasar", 0, 1, **go_on("pasar")), p2=redirect(f"{site.url}/berita/lain"))
    put("rahasia", p1=page("rahasia", 0, 1, **go_on("rahasia")), p2=page("rahasia", 2, 3))
    put("lain", p1=page("lain", 6, 7))


SLUGS = ("saluran", "lumbung", "sumur", "jalan", "kebun", "pasar", "rahasia")


def record(site: Loopback, slugs: tuple[str, ...], **rules: str) -> dict[str, Any]:
    items = [(f"/berita/{slug}", AT) for slug in slugs]
    site.pages["/rss"] = text(feed(site.url, items), "application/rss+xml")
    return {
        "name": "koran",
        "hosts": ["127.0.0.1"],
        "delay": 0,
        "feeds": [f"{site.url}/rss"],
        "rules": {"article_url": r"^http://127\.0\.0\.1:\d+/berita/[a-z]+$", **rules},
    }


@dataclass(frozen=True)
class Crawled:
    """What a crawl stored, and what it asked for."""

    summary: dict[str, Any]
    articles: dict[str, Any]
    asked: Counter[str]

    def numbers(self, slug: str) -> list[int]:
        """Return which sentences of an article were stored, in order."""
        sentences = {sentence(slug, n): n for n in range(len(PEOPLE))}
        return [sentences[line] for line in self.articles[slug]["text"].split("\n")]

    def flags(self, slug: str) -> str:
        return str(self.articles[slug]["flags"])


def crawled(site: Loopback, koran: dict[str, Any], db: Path) -> Crawled:
    done = crawl([koran], db=db)
    assert done.code == 0, done.errors
    assert "Traceback" not in done.errors
    connection = connect_readonly(db)
    rows = connection.execute("SELECT * FROM articles").fetchall()
    connection.close()
    articles = {row["url"].rpartition("/")[2]: row for row in rows}
    return Crawled(done.summary, articles, Counter(site.paths()))


@pytest.fixture(scope="module")
def by_links(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Crawled]:
    with Loopback() as site:
        site_of(site)
        db = tmp_path_factory.mktemp("pages") / "warta.db"
        yield crawled(site, record(site, SLUGS), db)


def test_every_article_has_one_outcome(by_links: Crawled) -> None:
    summary = by_links.summary
    assert sorted(by_links.articles) == sorted(SLUGS)
    assert (summary["seen"], summary["stored"], summary["failed"]) == (7, 7, 0)
    assert (summary["revised"], summary["dropped"], summary["problems"]) == (0, 0, [])


def test_an_article_is_read_over_all_its_pages(by_links: Crawled) -> None:
    assert by_links.numbers("saluran") == [0, 1, 2, 3, 4, 5], "what is repeated stands once"
    assert by_links.flags("saluran") == "[]"
    assert by_links.asked["/berita/saluran?page=2"] == by_links.asked["/berita/saluran?page=3"] == 1


def test_a_page_that_is_missing_is_reported(by_links: Crawled) -> None:
    assert by_links.numbers("lumbung") == [0, 1]
    assert by_links.flags("lumbung") == '["continues"]'
    assert by_links.asked["/berita/lumbung?page=2"] == 1


def test_a_page_that_is_late_is_waited_for_with_the_article(by_links: Crawled) -> None:
    assert by_links.numbers("sumur") == [0, 1, 2, 3]
    assert by_links.flags("sumur") == "[]"
    assert by_links.asked["/berita/sumur"] == by_links.asked["/berita/sumur?page=2"] == 2


def test_pages_that_lead_in_a_circle_end(by_links: Crawled) -> None:
    assert by_links.numbers("jalan") == [0, 1, 2, 3]
    assert by_links.asked["/berita/jalan?page=3"] == 1
    assert by_links.asked["/berita/jalan?page=4"] == 0


def test_what_goes_on_without_a_link_is_reported(by_links: Crawled) -> None:
    assert by_links.numbers("kebun") == [0, 1, 2]
    assert by_links.flags("kebun") == '["continues"]'


def test_another_article_is_no_page_of_this_one(by_links: Crawled) -> None:
    assert by_links.numbers("pasar") == [0, 1]
    assert by_links.flags("pasar") == '["continues"]'
    assert by_links.asked["/berita/lain"] == 1, "by the redirect, and by no link"


def test_robots_txt_is_kept_for_pages_too(by_links: Crawled) -> None:
    assert by_links.asked["/berita/rahasia?page=2"] == 0
    assert by_links.numbers("rahasia") == [0, 1]
    assert by_links.flags("rahasia") == '["continues"]'


def test_the_view_that_shows_an_article_whole(tmp_path: Path) -> None:
    with Loopback() as site:
        site_of(site)
        every = paging("saluran", 1, 2, 3)
        site.pages["/berita/saluran?page=all"] = page("saluran", 0, 1, 2, 3, 4, 5, links=every)
        # A view that does not hold what it promises: its pages are read one by one.
        ignored = page("sumur", 0, 1, more=GOES_ON, links=paging("sumur", 1, 2))
        site.pages["/berita/sumur?page=all"] = ignored
        site.pages["/berita/sumur?page=2"] = page("sumur", 2, 3)
        koran = record(site, ("saluran", "sumur", "kebun", "rahasia"), single_page="page=all")
        done = crawled(site, koran, tmp_path / "warta.db")
    assert done.numbers("saluran") == [0, 1, 2, 3, 4, 5]
    assert done.flags("saluran") == "[]"
    assert [path for path in done.asked if "saluran" in path] == ["/berita/saluran?page=all"]
    assert done.numbers("sumur") == [0, 1, 2, 3]
    assert done.numbers("kebun") == [0, 1, 2], "without such a view the plain page is read"
    assert done.asked["/berita/rahasia?page=all"] == 0, "robots.txt disallows the view"
    assert done.numbers("rahasia") == [0, 1]
    assert (done.summary["seen"], done.summary["stored"]) == (4, 4)


def test_addresses_that_end_in_a_slash_cost_one_redirect(tmp_path: Path) -> None:
    with Loopback() as site:
        site.pages["/robots.txt"] = text("")
        slugs = ("saluran", "lumbung", "sumur", "jalan", "kebun", "pasar")
        for n, slug in enumerate(slugs):
            site.pages[f"/berita/{slug}"] = redirect(f"{site.url}/berita/{slug}/")
            site.pages[f"/berita/{slug}/"] = page(slug, n, n + 1)
        # One that has no such address: its own URL is asked for after all.
        site.pages["/berita/pasar"] = site.pages.pop("/berita/pasar/")
        koran = record(site, slugs)
        done = crawled(site, koran, tmp_path / "warta.db")
    assert sorted(done.articles) == sorted(slugs), "keys have no slash"
    redirected = sum(done.asked[f"/berita/{slug}"] for slug in slugs[:5])
    assert 1 <= redirected <= 2, "of the first one, and of one that was under way"
    assert done.asked["/berita/pasar"] == 1
