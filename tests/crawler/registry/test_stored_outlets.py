"""Every record of an outlet is a row of the database, so that queries can join it."""

import sqlite3
from contextlib import closing
from pathlib import Path

from crawler.registry.stored_outlets import open_store
from crawler.sites import all_sites, get


def test_every_record_is_a_row(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    open_store(path).close()
    with closing(sqlite3.connect(path)) as conn:
        names = [row[0] for row in conn.execute("SELECT name FROM outlets")]
        found = conn.execute(
            "SELECT title, media_group, province, status FROM outlets WHERE name = 'balipost'"
        ).fetchone()
    assert sorted(names) == sorted(site.name for site in all_sites())
    site = get("balipost")
    assert found == (site.title, site.group, "Bali", site.status)
