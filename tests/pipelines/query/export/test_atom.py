"""The Atom feed: valid by RFC 4287, and a revised article counts as new."""

import io
import re
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import pytest

from pipelines.query import Filter, connect_readonly
from pipelines.query.export import Chosen, Style, export
from pipelines.records import Outlet
from pipelines.store import ArticleStore
from tests.support.articles import NOW, article, numbered
from tests.support.hard_articles import HARD

ATOM = "{http://www.w3.org/2005/Atom}"
DATE = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:Z|[+-]\d\d:\d\d)")  # RFC 3339, section 5.6
IRI = re.compile(r"[a-z][a-z0-9+.-]*:[^\s<>\"{}|\\^`\x00-\x20]+")  # RFC 3987, roughly
RELATIONS = {"alternate", "self"}


def text_of(element: Element, name: str) -> str:
    found = element.find(ATOM + name)
    return "" if found is None else found.text or ""


def faults(feed: Element) -> list[str]:
    """Return what RFC 4287 asks for and the feed lacks."""
    found = [] if feed.tag == f"{ATOM}feed" else ["the root is no feed"]
    entries = feed.findall(f"{ATOM}entry")
    ids = [text_of(entry, "id") for entry in entries]
    if len(set(ids)) != len(ids):
        found.append("4.1.1: two entries have one id")
    for element in (feed, *entries):
        for name in ("id", "title", "updated"):  # exactly one
            if len(element.findall(ATOM + name)) != 1 or not text_of(element, name).strip():
                found.append(f"4.1: {name} of {element.tag}")
        for name in ("published", "summary", "generator", "rights"):  # at most one
            if len(element.findall(ATOM + name)) > 1:
                found.append(f"4.1: more than one {name}")
        if not IRI.fullmatch(text_of(element, "id")):
            found.append(f"4.2.6: the id {text_of(element, 'id')} is no IRI")
        for name in ("updated", "published"):
            if (text := text_of(element, name)) and not DATE.fullmatch(text):
                found.append(f"3.3: {name} {text}")
        found += link_faults(element)
        for person in (*element.findall(f"{ATOM}author"), *element.findall(f"{ATOM}contributor")):
            if not text_of(person, "name").strip():
                found.append("3.2.1: a person without a name")
        for category in element.findall(f"{ATOM}category"):
            if not category.attrib.get("term"):
                found.append("4.2.2.1: a category without a term")
    if feed.find(f"{ATOM}author") is None:
        found += ["4.1.1: no author" for e in entries if e.find(f"{ATOM}author") is None]
    found += ["4.1.2: no link" for e in entries if e.find(f"{ATOM}link") is None]
    return found


def link_faults(element: Element) -> list[str]:
    links = [link.attrib for link in element.findall(f"{ATOM}link")]
    places = [(a.get("rel"), a.get("type"), a.get("hreflang")) for a in links]
    found = [] if len(set(places)) == len(places) else ["4.1.1: two links of one kind"]
    for link in links:
        if not IRI.fullmatch(link.get("href", "")):
            found.append(f"4.2.7.1: href {link.get('href')}")
        if link.get("rel") not in RELATIONS:
            found.append(f"4.2.7.2: rel {link.get('rel')}")
    return found


def feed_of(db: sqlite3.Connection, feed_url: str = "", **chosen: Any) -> Element:
    out = io.StringIO()
    export(db, "atom", out, Chosen(**chosen), Style(made_at=NOW, feed_url=feed_url))
    return ElementTree.fromstring(out.getvalue().encode())


def entries_of(feed: Element) -> dict[str, Element]:
    return {text_of(entry, "id"): entry for entry in feed.findall(f"{ATOM}entry")}


def test_hard_articles_make_a_valid_feed(hard_db: sqlite3.Connection) -> None:
    feed = feed_of(hard_db, which=Filter(duplicates=True))
    assert faults(feed) == []
    entries = entries_of(feed)
    assert len(entries) == len(HARD)
    titles = [text_of(entry, "title") for entry in entries.values()]
    assert """<b>&amp;</b> ]]> "dua" 'satu'""" in titles
    assert {"Merah", "=1+1", "Satu dua tiga", "Tanda dan"} <= set(titles)
    assert "https://x.example/a%20b%22%3Cc%3E%7Cä" in entries
    assert "id:A%2F1" in entries
    categories = {c.attrib["term"] for e in entries.values() for c in e.iter(f"{ATOM}category")}
    assert {"<script>", "a&b", "🌾"} <= categories


@pytest.mark.parametrize("url", ["", "https://me.example/feed.atom?a=1&b=<2>"])
def test_of_nothing_it_is_valid(empty_db: sqlite3.Connection, url: str) -> None:
    feed = feed_of(empty_db, url)
    assert faults(feed) == []
    assert text_of(feed, "updated") == "2026-11-21T12:00:00Z"
    assert entries_of(feed) == {}


@pytest.mark.parametrize(
    ("damage", "fault"),
    [
        ("<id>", "4.1: id"),
        ("<updated>", "4.1: updated"),
        ("<author>", "4.1.1: no author"),
        ("<name>", "3.2.1"),
        ('href="', "4.2.7.1"),
        ("T12:", "3.3"),
        ('rel="', "4.2.7.2"),
    ],
)
def test_the_checker_sees_faults(hard_db: sqlite3.Connection, damage: str, fault: str) -> None:
    out = io.StringIO()
    export(hard_db, "atom", out, Chosen(limit=3), Style(made_at=NOW))
    text = out.getvalue()
    if damage.startswith("<"):
        close = damage.replace("<", "</")
        text = text.replace(damage, "<x>").replace(close, "</x>")
    else:
        text = text.replace(damage, f"{damage} bad")
    assert [f for f in faults(ElementTree.fromstring(text.encode())) if f.startswith(fault)]


class TestEntries:
    ARTICLE = numbered(
        1,
        deck="Pendek saja.",
        authors=("Sri", "Budi"),
        editors=("Wati",),
        section="Ekonomi",
        tags=("beras", "ekonomi", "Beras"),
        language="id",
        published_at=NOW - timedelta(hours=2),
        fetched_at=NOW,
    )

    def entry(self, tmp_path: Path, *versions: Any) -> Element:
        with ArticleStore(tmp_path / "a.db") as store:
            store.put_outlets([Outlet(name="a", title="Koran A", hosts=("a.example",))])
            for version in versions:
                store.add(version)
        with closing(connect_readonly(tmp_path / "a.db")) as conn:
            feed = feed_of(conn)
        assert faults(feed) == []
        [entry] = feed.findall(f"{ATOM}entry")
        assert text_of(feed, "updated") == text_of(entry, "updated")
        return entry

    def test_elements(self, tmp_path: Path) -> None:
        entry = self.entry(tmp_path, self.ARTICLE)
        assert text_of(entry, "id") == "https://a.example/1"
        assert text_of(entry, "summary") == "Pendek saja."
        assert text_of(entry, "published") == "2026-11-21T10:00:00Z"
        assert [text_of(a, "name") for a in entry.findall(f"{ATOM}author")] == ["Sri", "Budi"]
        assert [text_of(a, "name") for a in entry.findall(f"{ATOM}contributor")] == ["Wati"]
        terms = [c.attrib["term"] for c in entry.findall(f"{ATOM}category")]
        assert terms == ["Ekonomi", "beras"]
        [link] = entry.findall(f"{ATOM}link")
        assert link.attrib == {
            "rel": "alternate", "type": "text/html", "href": "https://a.example/1",
            "hreflang": "id",
        }  # fmt: skip

    def test_what_is_not_known(self, tmp_path: Path) -> None:
        words = "Kalimat pembuka yang cukup panjang. " * 20
        entry = self.entry(tmp_path, numbered(1, text=words, language="und-?"))
        assert [text_of(a, "name") for a in entry.findall(f"{ATOM}author")] == ["Koran A"]
        assert entry.find(f"{ATOM}published") is None
        assert len(text_of(entry, "summary")) <= 303
        assert re.fullmatch(r".*\b\w+\.? …", text_of(entry, "summary"))

    def test_it_is_updated_when_the_page_says_so_or_when_it_was_fetched(
        self, tmp_path: Path
    ) -> None:
        assert text_of(self.entry(tmp_path, self.ARTICLE), "updated") == "2026-11-21T12:00:00Z"
        modified = NOW - timedelta(hours=1)
        other = tmp_path / "other"
        other.mkdir()
        entry = self.entry(other, replace(self.ARTICLE, modified_at=modified))
        assert text_of(entry, "updated") == "2026-11-21T11:00:00Z"

    @pytest.mark.parametrize("modified", [None, NOW - timedelta(hours=1), NOW + timedelta(days=1)])
    def test_a_revision_moves_it(self, tmp_path: Path, modified: datetime | None) -> None:
        first = replace(self.ARTICLE, modified_at=modified)
        second = replace(first, title="Judul baru", fetched_at=NOW + timedelta(days=2))
        (tmp_path / "before").mkdir()
        before = text_of(self.entry(tmp_path / "before", first), "updated")
        entry = self.entry(tmp_path, first, second)
        assert text_of(entry, "title") == "Judul baru"
        assert text_of(entry, "updated") > before


def test_the_newest_are_in_the_feed_with_the_newest_first(tmp_path: Path) -> None:
    with ArticleStore(tmp_path / "a.db") as store:
        for n in range(1, 8):
            text = " ".join(f"kata{n}x{i}" for i in range(80))
            store.add(numbered(n, site=f"s{n % 3}", text=text, fetched_at=NOW + timedelta(hours=n)))
        changed = " ".join(f"kata1x{i}" for i in range(81))
        store.add(numbered(1, site="s1", text=changed, fetched_at=NOW + timedelta(days=1)))
    with closing(connect_readonly(tmp_path / "a.db")) as conn:
        entries = entries_of(feed_of(conn, limit=3))
        assert [url.rsplit("/")[-1] for url in entries] == ["1", "7", "6"]
        assert len(entries_of(feed_of(conn, limit=3, sites=("s2",)))) == 2


def test_a_feed_keeps_its_id_and_says_where_it_is(hard_db: sqlite3.Connection) -> None:
    feed = feed_of(hard_db, "https://me.example/a.atom", limit=1)
    assert text_of(feed, "id") == "https://me.example/a.atom"
    [link] = feed.findall(f"{ATOM}link")
    assert (link.attrib["rel"], link.attrib["href"]) == ("self", "https://me.example/a.atom")
    one, same, other = (
        text_of(feed_of(hard_db, limit=limit, query=query), "id")
        for limit, query in ((1, "warga"), (2, "warga"), (1, "panen"))
    )
    assert one == same != other
    assert one.startswith("urn:uuid:")
    assert text_of(feed_of(hard_db, query="warga", sites=("a",)), "title") == "warta: warga, a"


def test_times_are_in_the_zone_asked_for(tmp_path: Path) -> None:
    with ArticleStore(tmp_path / "a.db") as store:
        store.add(article())
    with closing(connect_readonly(tmp_path / "a.db")) as conn:
        feed = feed_of(conn, zone=UTC)
    assert text_of(feed, "updated") == "2026-11-21T12:00:00Z"
