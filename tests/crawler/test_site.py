"""What the constructor of a record fills in."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from crawler.discovery import Found
from crawler.planning.index_queue import IndexQueue, Order
from crawler.planning.scope import Scope, day_end, moment
from crawler.site import Evidence, Index, Site
from crawler.sites import get
from pipelines.records import Candidate, Kind, Outcome, Rules, State
from pipelines.store import ArticleStore
from pipelines.urls import canonical

NOW = datetime(2026, 11, 21, 5, tzinfo=UTC)
SECTIONED = Index(url="https://{section}.k.id/{yyyy}/{mm}/{dd}/{page}", sections=("a", "b"))


def site(**fields: object) -> Site:
    known = {"name": "k", "title": "K", "hosts": ("www.k.id", "k.id"), "rules": Rules()}
    return Site(**{**known, **fields})  # type: ignore[arg-type]


def test_the_rules_get_the_name_of_the_record() -> None:
    assert site().rules.site == "k"
    assert site(rules=Rules(site="k")) == site()
    assert site(rules=Rules(site="lain")).rules.site == "lain", "what is given is kept"


@pytest.mark.parametrize(
    ("hosts", "mapped"),
    [
        (("www.k.id", "k.id"), (("k.id", "www.k.id"),)),
        (("k.id", "www.k.id", "*.k.id"), (("www.k.id", "k.id"),)),
        (("k.id", "*.k.id"), ()),
        (("k.id",), ()),
        (("m.k.id", "www.k.id", "k.id"), (("k.id", "www.k.id"),)),
        (("www.k.com", "k.com", "k.id", "www.k.id"),
         (("k.com", "www.k.com"), ("www.k.id", "k.id"))),
    ],
)  # fmt: skip
def test_of_two_hosts_that_differ_by_www_the_first_is_canonical(
    hosts: tuple[str, ...], mapped: tuple[tuple[str, str], ...]
) -> None:
    rules = site(hosts=hosts).rules
    assert rules.host_map == mapped
    for host, target in mapped:
        assert canonical(f"http://{host}/a/", rules) == f"https://{target}/a"


def test_a_host_map_that_is_given_counts() -> None:
    given = (("k.id", "baru.k.id"), ("m.k.id", "www.k.id"))
    assert site(rules=Rules(host_map=given)).rules.host_map == given


def test_a_copy_of_a_record_is_the_same_record() -> None:
    made = site(indexes=(SECTIONED,), rules=Rules(host_map=(("m.k.id", "www.k.id"),)))
    assert replace(made) == made
    assert replace(made, delay=3.0) == replace(made, delay=3.0)


def test_evidence_reads_as_a_line() -> None:
    assert str(Evidence(what="feed", seen="2026-07")) == "feed 2026-07"
    assert str(Evidence(what="page", seen="2020", note="AMP")) == "page 2020 (AMP)"


class TestSections:
    def test_a_listing_for_each_of_its_sections(self) -> None:
        made = site(indexes=(SECTIONED, Index(url="https://k.id/")), sections=("c",))
        assert [index.url for index in made.indexes] == [
            "https://a.k.id/{yyyy}/{mm}/{dd}/{page}",
            "https://b.k.id/{yyyy}/{mm}/{dd}/{page}",
            "https://k.id/",
        ]

    def test_without_sections_of_its_own_those_of_the_record(self) -> None:
        index = Index(url="https://k.id/{section}/{page}", first_url="https://k.id/{section}")
        made = site(indexes=(index,), sections=("c", "d"))
        assert [(one.url, one.first_url) for one in made.indexes] == [
            ("https://k.id/c/{page}", "https://k.id/c"),
            ("https://k.id/d/{page}", "https://k.id/d"),
        ]

    def test_it_equals_the_listings_written_out(self) -> None:
        urls = (f"https://{name}.k.id/{{yyyy}}/{{mm}}/{{dd}}/{{page}}" for name in "ab")
        assert site(indexes=(SECTIONED,)) == site(indexes=tuple(Index(url=url) for url in urls))

    @pytest.mark.parametrize(
        ("name", "templates"),
        [
            (
                "tempo",
                [
                    f"https://www.tempo.co/{section}/_payload.json"
                    for section in ("politik", "hukum", "ekonomi", "lingkungan", "cekfakta")
                ],
            ),
            (
                "okezone",
                [
                    "https://news.okezone.com/indeks/{yyyy}/{mm}/{dd}/{offset}",
                    "https://economy.okezone.com/indeks/{yyyy}/{mm}/{dd}/{offset}",
                    "https://index.okezone.com/bydate/channel/{yyyy}/{mm}/{dd}/14/{offset}/",
                ],
            ),
            (
                "detik",
                [
                    "https://news.detik.com/indeks?page={page}&date={mm}%2F{dd}%2F{yyyy}",
                    "https://finance.detik.com/indeks?page={page}&date={mm}%2F{dd}%2F{yyyy}",
                ],
            ),
        ],
    )
    def test_checkpoints_keep_their_keys(self, name: str, templates: list[str]) -> None:
        """The database knows a listing by its template: these are the keys of older databases."""
        assert [index.url for index in get(name).indexes] == templates

    def test_a_database_goes_on_where_the_listings_were_written_out(self, tmp_path: Path) -> None:
        written = tuple(
            Index(url=f"https://{name}.k.id/{{yyyy}}/{{mm}}/{{dd}}/{{page}}") for name in "ab"
        )
        day = date(2026, 11, 11)
        with ArticleStore(tmp_path / "old.db", clock=lambda: NOW) as store:
            before = index_queue(store, site(indexes=written), day)
            for number, links in ((1, ("x", "y")), (2, ("y",))):
                page = before.next()
                assert page is not None and page.url == f"https://a.k.id/2026/11/11/{number}"
                read(store, before, page.url, links)
            after = index_queue(store, site(indexes=(SECTIONED,)), day)
            page = after.next()
            assert page is not None and page.url == "https://b.k.id/2026/11/11/1"
            marks = list(store.checkpoints("k", day, day))
        assert {(mark.listing, mark.closed_at is not None) for mark in marks} == {
            (written[0].url, True),
            (written[1].url, False),
        }


def index_queue(store: ArticleStore, outlet: Site, day: date) -> IndexQueue:
    zone = "Asia/Jakarta"
    scope = Scope(site=outlet, since=moment(day, zone), until=day_end(day, zone))
    queue = IndexQueue(store, scope, Order())
    queue.begin(NOW + timedelta(minutes=1))
    return queue


def read(store: ArticleStore, queue: IndexQueue, url: str, names: tuple[str, ...]) -> None:
    """Have the queue read a listing's page with these articles, and commit what it says."""
    links = tuple(Candidate(url=f"https://a.k.id/{name}") for name in names)
    outcome = Outcome(
        url=url, result=None, site="k", kind=Kind.INDEX, state=State.DONE, links=links,
        fetched_at=NOW,
    )  # fmt: skip
    store.commit([queue.read(outcome, Found(candidates=links, as_recorded=True))])
