"""Lists the migrations: append only, and never change a released one."""

from sqlite_utils import Database, Migrations

from pipelines.store.schema import m001_first as first
from pipelines.store.schema import m002_stories as stories
from pipelines.store.schema import m003_checkpoints as checkpoints
from pipelines.store.schema import m004_syndication as syndication
from pipelines.store.schema import m005_manners as manners
from pipelines.store.schema import m006_names as names
from pipelines.store.schema import m007_story_names as story_names

# "wrta", the PRAGMA application_id of warta databases.
APPLICATION_ID = 0x77727461

MIGRATIONS = Migrations("warta")


@MIGRATIONS()
def m001_first(db: Database) -> None:
    """Create the tables, the search index and the views."""
    db.executescript(first.SQL)
    db.execute(f"PRAGMA application_id = {APPLICATION_ID}")


@MIGRATIONS()
def m002_stories(db: Database) -> None:
    """Create the tables and view of stories, and the view of syndication."""
    db.executescript(stories.SQL)


@MIGRATIONS()
def m003_checkpoints(db: Database) -> None:
    """Create the table of checkpoints: how far listings are read."""
    db.executescript(checkpoints.SQL)


@MIGRATIONS()
def m004_syndication(db: Database) -> None:
    """Replace the view of syndication: each outlet and text once, agencies by name."""
    db.executescript(syndication.SQL)


@MIGRATIONS()
def m005_manners(db: Database) -> None:
    """Add when a listing last had new links, and how an outlet's last run ended."""
    db.executescript(manners.SQL)


@MIGRATIONS()
def m006_names(db: Database) -> None:
    """Add names to fingerprints, which the store then remakes."""
    db.executescript(names.SQL)


@MIGRATIONS()
def m007_story_names(db: Database) -> None:
    """Add names to reports, for matching stories."""
    db.executescript(story_names.SQL)
