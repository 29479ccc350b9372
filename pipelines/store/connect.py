"""Opens the database, runs transactions and explains SQLite's errors; used by store and query."""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlite_utils import Database

from pipelines.store.schema import APPLICATION_ID, MIGRATIONS

BUSY_SECONDS = 30.0
_FILL = "fill it with `warta crawl` or `warta ingest`, or name another with --db"


class StoreError(Exception):
    """The database cannot be used; the message names the file and what to do."""


class _Outdated(Exception):
    """The database has pending migrations."""


def open_database(
    path: str | Path, *, create: bool = True, timeout: float = BUSY_SECONDS
) -> Database:
    """Return a connection for writing, with all migrations applied. Raises `StoreError`.

    WAL with synchronous NORMAL: commits survive a killed process; a power cut may lose the last
    ones but does not damage the file.
    """
    path = Path(path)
    _check_file(path, create=create)
    with plain_errors(path):
        conn = sqlite3.connect(path, timeout=timeout, isolation_level=None, check_same_thread=False)
        try:
            db = Database(conn)
            _check_schema(db, path)
            _use_wal(conn, timeout)
            conn.execute("PRAGMA synchronous = NORMAL")
            # Off until migrated: a table that is made anew would take what refers to it with it.
            conn.execute("PRAGMA foreign_keys = OFF")
            if MIGRATIONS.pending(db):
                _migrate(db, path)
            conn.execute("PRAGMA foreign_keys = ON")
        except BaseException:
            conn.close()
            raise
    return db


def open_readonly(path: str | Path, *, timeout: float = BUSY_SECONDS) -> sqlite3.Connection:
    """Return a read-only connection. Raises `StoreError`.

    Pending migrations are applied first. In a read-only folder SQLite cannot share a WAL database;
    the file is then opened as immutable, provided that its WAL file is empty.
    """
    path = Path(path)
    _check_file(path, create=False)
    try:
        return _open_readonly(path, timeout)
    except _Outdated:
        open_database(path, create=False, timeout=timeout).conn.close()
        return _open_readonly(path, timeout)


def _open_readonly(path: Path, timeout: float) -> sqlite3.Connection:
    with plain_errors(path):
        try:
            return _readonly(path, "mode=ro", timeout)
        except sqlite3.OperationalError as error:
            blocked = (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY)
            log = path.with_name(path.name + "-wal")
            if _primary(error) not in blocked or (log.exists() and log.stat().st_size):
                raise
            return _readonly(path, "immutable=1", timeout)


def _readonly(path: Path, mode: str, timeout: float) -> sqlite3.Connection:
    uri = f"{path.absolute().as_uri()}?{mode}"
    conn = sqlite3.connect(uri, uri=True, timeout=timeout, check_same_thread=False)
    try:
        db = Database(conn)
        _check_schema(db, path)
        if not db.table_names():
            raise StoreError(f"{path} is empty: {_FILL}")
        if MIGRATIONS.pending(db):
            raise _Outdated
    except BaseException:
        conn.close()
        raise
    conn.row_factory = sqlite3.Row
    return conn


@contextmanager
def writing(conn: sqlite3.Connection, path: Path) -> Iterator[None]:
    """Run a block in one transaction with the write lock from the start.

    sqlite-utils' `atomic()` begins deferred: a transaction that reads before it writes then fails
    at once, whatever the timeout, if another process wrote in between.
    """
    with plain_errors(path):
        conn.execute("BEGIN IMMEDIATE")
        try:
            yield
            conn.execute("COMMIT")
        except BaseException:
            if conn.in_transaction:
                conn.execute("ROLLBACK")
            raise


def database_path(conn: sqlite3.Connection) -> Path:
    """Return the file of a connection."""
    return Path(conn.execute("PRAGMA database_list").fetchone()[2])


@contextmanager
def plain_errors(path: Path) -> Iterator[None]:
    """Raise SQLite errors of the block as `StoreError` with advice."""
    try:
        yield
    except sqlite3.Error as error:
        raise StoreError(explain(error, path)) from error


def explain(error: sqlite3.Error, path: Path) -> str:
    """Return a message: the meaning of an SQLite error for the file, and what to do."""
    match _primary(error):
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return (
                f"{path} stayed locked by another program: close whatever has it open for writing "
                "(a database browser with unsaved changes, another warta) and run this again"
            )
        case sqlite3.SQLITE_FULL:
            return (
                f"no space left for {path}: what was stored before is safe, the last batch is not "
                "stored; free some space and run the same command again"
            )
        case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_CANTOPEN | sqlite3.SQLITE_PERM:
            return (
                f"{path} cannot be opened for this ({error}): check the permissions of the file "
                "and of its folder, which SQLite writes to as well, or name another with --db"
            )
        case sqlite3.SQLITE_CORRUPT:
            return (
                f"{path} is damaged or cut short ({error}): restore it from a backup, or save what "
                f"can be read with `sqlite3 {path} .recover`"
            )
        case sqlite3.SQLITE_NOTADB:
            return (
                f"{path} is not a SQLite database, or it is encrypted: name another file with "
                "--db, or move this one away to start a new database there"
            )
        case sqlite3.SQLITE_IOERR:
            return f"{path} could not be read or written ({error}): check the disk and its space"
    return f"{path}: {error}"


def _primary(error: sqlite3.Error) -> int:
    """Return the primary result code of an error, or -1 if it has none."""
    code = getattr(error, "sqlite_errorcode", None)
    return -1 if code is None else code & 0xFF


def _check_file(path: Path, *, create: bool) -> None:
    """Raise `StoreError` if the path cannot be a database. Does not open the file.

    Opening and closing it outside SQLite drops the locks of this process's connections, and another
    process may then remove the WAL file that they still write to.
    """
    if path.is_dir():
        raise StoreError(f"{path} is a folder: name a file in it, for example {path / 'warta.db'}")
    if not path.parent.is_dir():
        raise StoreError(f"the folder {path.parent} does not exist: create it, or correct --db")
    if path.exists():
        if not path.is_file():
            raise StoreError(f"{path} is a device or a pipe: name a file with --db")
        if path.stat().st_size == 0 and not create:
            raise StoreError(f"{path} is empty: {_FILL}")
    elif not create:
        raise StoreError(f"there is no database {path}: {_FILL}")


def _check_schema(db: Database, path: Path) -> None:
    """Raise `StoreError` for a database of another application or of a newer warta."""
    names = db.table_names()
    application = db.execute("PRAGMA application_id").fetchone()[0]
    applied = {migration.name for migration in MIGRATIONS.applied(db)}
    foreign = names and not applied
    if foreign or application not in (0, APPLICATION_ID):
        raise StoreError(
            f"{path} belongs to another application (tables: {', '.join(names[:5]) or 'none'}): "
            "warta keeps its articles in a file of their own, name another with --db"
        )
    newer = applied - known_migrations()
    if newer:
        raise StoreError(
            f"{path} was written by a newer warta (it has {', '.join(sorted(newer))}): "
            "upgrade warta, or name another database with --db"
        )


def known_migrations() -> set[str]:
    """Return the names of this version's migrations."""
    return {migration.name for migration in MIGRATIONS.pending(Database(memory=True))}


def _use_wal(conn: sqlite3.Connection, timeout: float) -> None:
    """Switch to WAL; retries, because SQLite does not wait for another process doing the same."""
    deadline = time.monotonic() + timeout
    while True:
        try:
            conn.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            if _primary(error) != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                raise
            time.sleep(0.02)


def _migrate(db: Database, path: Path) -> None:
    """Apply pending migrations in one transaction, unless another process just has."""
    with writing(db.conn, path):
        _check_schema(db, path)
        MIGRATIONS.apply(db)
