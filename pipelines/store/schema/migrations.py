"""Append-only migrations: a released one never changes, a new one goes to the end."""

from sqlite_utils import Database, Migrations

from pipelines.store.schema import m001_first as first
from pipelines.store.schema import m002_stories as stories
from pipelines.store.schema import m003_checkpoints as checkpoints
from pipelines.store.schema import m004_syndication as syndication
from pipelines.store.schema import m005_manners as manners
from pipelines.store.schema import m006_names as names
from pipelines.store.schema import m007_story_names as story_names

# "wrta": tells a warta database from any other SQLite file (PRAGMA application_id).
APPLICATION_ID = 0x77727461

MIGRATIONS = Migrations("warta")


@MIGRATIONS()
def m001_first(db: Database) -> None:
    """Create the tables, the search index and the views."""
    db.executescript(first.SQL)
    db.execute(f"PRAGMA application_id = {APPLICATION_ID}")


@MIGRATIONS()
def m002_stories(db: Database) -> None:
    """Create what stories are kept in, and the views of stories and of syndication."""
    db.executescript(stories.SQL)


@MIGRATIONS()
def m003_checkpoints(db: Database) -> None:
    """Create what says how far listings of several pages are read."""
    db.executescript(checkpoints.SQL)


@MIGRATIONS()
def m004_syndication(db: Database) -> None:
    """Make the view of syndication again: each outlet and text once, agencies by their name."""
    db.executescript(syndication.SQL)


@MIGRATIONS()
def m005_manners(db: Database) -> None:
    """Add when a listing last had something new, and how the last run of an outlet ended."""
    db.executescript(manners.SQL)


@MIGRATIONS()
def m006_names(db: Database) -> None:
    """Add the names of texts to their fingerprints, which the store then makes again."""
    db.executescript(names.SQL)


@MIGRATIONS()
def m007_story_names(db: Database) -> None:
    """Add the names of reports to what stories are compared by."""
    db.executescript(story_names.SQL)
