"""Who carried whose text: the view `syndication` and its figures."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from sqlite3 import Connection

import pytest

from pipelines.query import connect_readonly, syndication
from pipelines.records import Article
from pipelines.store import ArticleStore
from tests.support.articles import NOW, numbered
from tests.support.command import data, warta

WIRE = " ".join(f"kata{n}" for n in range(120))


def article(site: str, number: int, text: str, hours: float, agency: str = "") -> Article:
    return numbered(
        number,
        url=f"https://{site}.example/{number}",
        site=site,
        text=text,
        fetched_at=NOW + timedelta(days=1),
        published_at=NOW + timedelta(hours=hours),
        source_agency=agency,
    )


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Connection]:
    with ArticleStore(tmp_path / "a.db") as store:
        store.add_many(
            [
                article("koran", 1, WIRE, 3, "ANTARA"),  # carried, and says so
                article("antaranews", 2, WIRE, 0, "ANTARA"),  # the agency's own
                article("harian", 3, WIRE, 1.5),  # carried in silence
                article("koran", 4, "Teks sendiri " * 30, 2),
                article("koran", 5, "Kabar dari jauh " * 30, 2, "Reuters"),  # no original here
                article("harian", 6, "Salinan sendiri " * 30, 0),
                article("harian", 7, "Salinan sendiri " * 30, 1),  # the same outlet again
                article("harian", 8, WIRE, 2),  # its mobile page
            ]
        )
    conn = connect_readonly(tmp_path / "a.db")
    yield conn
    conn.close()


def test_the_view_has_each_carried_article(db: Connection) -> None:
    rows = [
        tuple(row)
        for row in db.execute(
            "SELECT article_id, site, credited, first_id, first_site, lag_hours FROM syndication"
            " ORDER BY article_id"
        )
    ]
    assert rows == [
        (1, "koran", "ANTARA", 2, "antaranews", 3.0),
        (3, "harian", "", 2, "antaranews", 1.5),
        (5, "koran", "Reuters", None, None, None),
    ]


def test_figures_by_outlet_and_by_source(db: Connection) -> None:
    figures = syndication(db)
    assert figures["credited"] == [
        {"name": "ANTARA", "articles": 1, "carried_by": {"koran": 1}},
        {"name": "Reuters", "articles": 1, "carried_by": {"koran": 1}},
    ]
    outlets = {row["site"]: row for row in figures["outlets"]}
    assert outlets["antaranews"] == {
        "site": "antaranews", "articles": 1, "own": 1, "carried": 0, "hidden": 0, "copied": 2,
        "copied_by": {"harian": 1, "koran": 1}, "lag_hours": None,
    }  # fmt: skip
    assert (outlets["koran"]["own"], outlets["koran"]["carried"]) == (1, 2)
    assert outlets["harian"] == {
        "site": "harian", "articles": 2, "own": 1, "carried": 1, "hidden": 2, "copied": 0,
        "copied_by": {}, "lag_hours": 1.5,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("site", "named", "credited"),
    [
        ("antaranews", "ANTARA", ""),
        ("cnnindonesia", "CNN Indonesia", ""),
        ("bolacom", "Bola.com", ""),
        ("detik", "detikJabar", ""),
        ("www.harian-contoh.id", "Reuters", "Reuters"),
        ("kapanlagi", "AP", "AP"),
        ("apahabar", "AP", "AP"),
        ("bolanet", "Bola.com", "Bola.com"),
    ],
)
def test_an_outlet_is_not_its_own_source(
    tmp_path: Path, site: str, named: str, credited: str
) -> None:
    with ArticleStore(tmp_path / "a.db") as store:
        store.add(article(site, 1, WIRE, 0, named))
    conn = connect_readonly(tmp_path / "a.db")
    rows = [row["credited"] for row in conn.execute("SELECT credited FROM syndication")]
    conn.close()
    assert rows == ([credited] if credited else [])


def test_the_command_shows_them(db: Connection, tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    printed = warta("stats", "--syndication", "--db", path).stdout
    assert "harian 1, koran 1" in printed
    assert "Reuters" in printed
    assert data("stats", "--syndication", "--db", path) == {
        "database": str(path), **syndication(db),
    }  # fmt: skip


def test_an_empty_database_has_no_figures(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    ArticleStore(path).close()
    conn = connect_readonly(path)
    assert syndication(conn) == {"outlets": [], "credited": []}
    conn.close()
    assert warta("stats", "--syndication", "--db", path).exit_code == 0
