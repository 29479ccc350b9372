"""A database that warta cannot use ends in one sentence that names the file and what to do."""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from sqlite_utils import Database

from pipelines.store import ArticleStore, StoreError
from pipelines.store.connect import explain, open_readonly
from pipelines.store.schema import APPLICATION_ID, MIGRATIONS
from tests.support.articles import numbered
from tests.support.connections import opened


def filled(path: Path, count: int = 200) -> Path:
    """Return the path of a good database with articles in it, all of them in the main file."""
    with ArticleStore(path) as store:
        store.add_many(numbered(n, text=f"{n} kata " * 200) for n in range(count))
    assert not path.with_name(path.name + "-wal").exists()
    return path


def not_sqlite(path: Path) -> None:
    path.write_text("url,title\n")


def encrypted(path: Path) -> None:
    path.write_bytes(bytes((n * 197 + 13) % 256 for n in range(8192)))


def cut_short(path: Path) -> None:
    filled(path)
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def header_only(path: Path) -> None:
    filled(path)
    path.write_bytes(path.read_bytes()[:100])


def newer(path: Path) -> None:
    filled(path, 1)
    conn = sqlite3.connect(path)
    conn.execute(
        "INSERT INTO _sqlite_migrations (migration_set, name, applied_at)"
        " VALUES ('warta', 'm999_future', '')"
    )
    conn.commit()
    conn.close()


def another_application(path: Path) -> None:
    conn = sqlite3.connect(path)
    conn.execute("CREATE TABLE moz_places (id INTEGER PRIMARY KEY)")
    conn.close()


def another_application_id(path: Path) -> None:
    conn = sqlite3.connect(path)
    conn.execute("PRAGMA application_id = 1234")
    conn.execute("CREATE TABLE t (a)")
    conn.close()


def other_migrations(path: Path) -> None:
    conn = sqlite3.connect(path)
    conn.execute("CREATE TABLE _sqlite_migrations (migration_set TEXT, name TEXT, applied_at TEXT)")
    conn.execute("INSERT INTO _sqlite_migrations VALUES ('theirs', 'm001', '')")
    conn.commit()
    conn.close()


def folder(path: Path) -> None:
    path.mkdir()


def pipe(path: Path) -> None:
    os.mkfifo(path)


BAD = [
    (not_sqlite, "not a SQLite database, or it is encrypted"),
    (encrypted, "not a SQLite database, or it is encrypted"),
    (cut_short, "damaged or cut short"),
    (header_only, "damaged or cut short"),
    (newer, r"newer warta \(it has m999_future\): upgrade"),
    (another_application, r"another application \(tables: moz_places\)"),
    (another_application_id, r"another application"),
    (other_migrations, r"another application"),
    (folder, "is a folder: name a file in it"),
    pytest.param(
        pipe,
        "is a device or a pipe: name a file",
        marks=pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs POSIX"),
    ),
]


@pytest.mark.parametrize(("make", "message"), BAD, ids=lambda value: getattr(value, "__name__", ""))
@pytest.mark.parametrize("opening", [ArticleStore, open_readonly])
def test_bad_file(tmp_path: Path, make, message: str, opening) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / "a.db"
    make(path)
    before = path.read_bytes() if path.is_file() else b""
    with pytest.raises(StoreError, match=message) as caught:
        opening(path)
    assert str(path) in str(caught.value)
    assert "\n" not in str(caught.value)
    assert (path.read_bytes() if path.is_file() else b"") == before


def test_a_reader_brings_the_database_of_an_older_warta_up_to_date(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    db = Database(path)
    MIGRATIONS.apply(db, stop_before="m002_stories")
    db.close()
    conn = open_readonly(path)
    assert conn.execute("SELECT count(*) FROM stories").fetchone()[0] == 0
    conn.close()


@pytest.mark.parametrize("opening", [ArticleStore, open_readonly])
def test_missing_folder(tmp_path: Path, opening) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(StoreError, match=r"folder .*nowhere does not exist: create it"):
        opening(tmp_path / "nowhere" / "a.db")
    assert not (tmp_path / "nowhere").exists()


def test_missing_file_is_made_only_where_wanted(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    with pytest.raises(StoreError, match=r"no database .*warta crawl"):
        ArticleStore(path, create=False)
    with pytest.raises(StoreError, match=r"no database .*warta crawl"):
        open_readonly(path)
    assert not path.exists()
    ArticleStore(path).close()
    ArticleStore(path, create=False).close()


def test_empty_file_becomes_a_database_only_where_wanted(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    path.touch()
    with pytest.raises(StoreError, match="is empty"):
        open_readonly(path)
    with pytest.raises(StoreError, match="is empty"):
        ArticleStore(path, create=False)
    with ArticleStore(path) as store:
        assert store.add(numbered(1)).kind == "new"


def test_a_file_without_tables_is_empty_to_a_reader(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    conn = sqlite3.connect(path)
    conn.execute("PRAGMA user_version = 1")
    conn.close()
    with pytest.raises(StoreError, match="is empty"):
        open_readonly(path)


LAST_TO_CLOSE = """
import sys
from contextlib import closing
from pipelines.store import ArticleStore
ArticleStore(sys.argv[1]).close()
"""


def test_reading_beside_an_open_store_leaves_its_locks(tmp_path: Path) -> None:
    """Another process that closes the file must not take it for its own and remove the log."""
    path = filled(tmp_path / "a.db", 1)
    with ArticleStore(path) as store:
        store.add(numbered(8))
        open_readonly(path).close()
        ArticleStore(path).close()
        subprocess.run([sys.executable, "-c", LAST_TO_CLOSE, str(path)], check=True)
        assert path.with_name("a.db-wal").exists()
        store.add(numbered(9))
    conn = open_readonly(path)
    assert [row[0][-1] for row in conn.execute("SELECT url FROM articles")] == ["0", "8", "9"]
    conn.close()


def test_a_new_database_says_whose_it_is(tmp_path: Path) -> None:
    ArticleStore(tmp_path / "a.db").close()
    conn = sqlite3.connect(tmp_path / "a.db")
    assert conn.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
    assert conn.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    conn.close()


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="needs a folder nobody can write to")
def test_no_permission_to_create() -> None:
    with pytest.raises(StoreError, match="check the permissions of the file and of its folder"):
        ArticleStore("/proc/self/warta.db")


AS_NOBODY = """
import os, sys
from pathlib import Path
from pipelines.store import ArticleStore, StoreError
from pipelines.store.connect import explain, open_readonly
if os.getuid() == 0:
    os.setuid(65534)
try:
    ArticleStore(sys.argv[1])
except StoreError as error:
    print(error)
conn = open_readonly(sys.argv[1])
print(conn.execute("SELECT count(*) FROM articles").fetchone()[0])
"""


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="needs POSIX permissions")
def test_a_read_only_copy_can_be_read_and_not_written() -> None:
    with TemporaryDirectory() as name:  # another user may look into it, unlike into tmp_path
        path = filled(Path(name) / "a.db", 3)
        path.chmod(0o444)
        path.parent.chmod(0o555)
        done = subprocess.run(
            [sys.executable, "-c", AS_NOBODY, str(path)],
            capture_output=True,
            text=True,
            check=False,
        )
        path.parent.chmod(0o755)
    message, count = done.stdout.splitlines()
    assert message.startswith(str(path)) and "check the permissions" in message
    assert count == "3"


def test_a_lock_that_lasts_is_explained(tmp_path: Path) -> None:
    path = filled(tmp_path / "a.db", 1)
    holder = sqlite3.connect(path, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    with ArticleStore(path, timeout=0.05) as store:
        with pytest.raises(StoreError, match=r"a\.db stayed locked by another program"):
            store.add(numbered(9))
        holder.execute("ROLLBACK")
        assert store.add(numbered(9)).kind == "new"
    holder.close()


def test_a_full_disk_loses_nothing_that_was_stored(tmp_path: Path) -> None:
    with opened(tmp_path / "a.db") as connections:
        store = ArticleStore(tmp_path / "a.db")
    (disk,) = connections
    with store:
        store.add(numbered(1))
        (pages,) = tuple(disk.execute("PRAGMA page_count").fetchone())
        disk.execute(f"PRAGMA max_page_count = {pages + 4}")
        with pytest.raises(StoreError, match=r"no space left .*what was stored before is safe"):
            store.add_many(numbered(n, text=f"{n} kata " * 500) for n in range(2, 200))
        assert store.check() == []
        with closing(sqlite3.connect(store.path)) as conn:
            assert conn.execute("SELECT id FROM articles").fetchall() == [(1,)]
        disk.execute("PRAGMA max_page_count = 1000000")
        assert store.add(numbered(2, text="satu dua tiga")).kind == "new"


def test_check_names_what_is_wrong(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    with ArticleStore(path) as store:
        store.add(numbered(1))
        assert store.check() == []
    conn = sqlite3.connect(path)
    conn.execute("DROP TRIGGER articles_fts_update")
    conn.execute("UPDATE articles SET title = 'Lain', duplicate_of = 77")
    conn.commit()
    conn.close()
    with ArticleStore(path) as store:
        problems = store.check()
    assert any("refers to a missing row of articles" in problem for problem in problems)
    assert any("search index" in problem for problem in problems)


@pytest.mark.parametrize(
    ("code", "message"),
    [
        (sqlite3.SQLITE_IOERR_WRITE, "check the disk and its space"),
        (sqlite3.SQLITE_READONLY_DBMOVED, "check the permissions"),
        (sqlite3.SQLITE_CORRUPT_VTAB, "restore it from a backup"),
        (sqlite3.SQLITE_BUSY_SNAPSHOT, "stayed locked by another program"),
        (sqlite3.SQLITE_CONSTRAINT, "disk I/O error"),
    ],
)
def test_every_error_of_sqlite_names_the_file(code: int, message: str) -> None:
    error = sqlite3.OperationalError("disk I/O error")
    error.sqlite_errorcode = code
    said = explain(error, Path("a.db"))
    assert "a.db" in said and message in said
