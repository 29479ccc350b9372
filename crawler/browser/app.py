"""Builds the browser: Datasette on one database, with our pages, templates and limits."""

from pathlib import Path
from typing import Any, cast

from datasette.app import Datasette
from datasette.plugins import pm

from crawler.browser import plugin
from crawler.browser.database import NAME, ReadOnlyDatabase
from crawler.browser.guard import App, guarded
from crawler.browser.metadata import metadata
from pipelines.query import connect_readonly
from pipelines.query.home import count_rows

FOLDER = Path(__file__).parent
STATIC = "-/warta"  # where our style sheet is served
SETTINGS = {
    "default_page_size": 50,
    "max_returned_rows": 1000,
    "sql_time_limit_ms": 3000,  # a search of common words in a million articles takes one second
    "suggest_facets": False,
    "facet_time_limit_ms": 1000,  # facets are counted when they are asked for
    "truncate_cells_html": 280,
    "max_csv_mb": 0,  # the file is the reader's own: all of it may be had
    "default_cache_ttl": 0,  # a running crawl adds articles
    "allow_download": False,
}


class Browser(Datasette):  # type: ignore[misc]
    """Datasette on one file of ours; hooks leave other instances in the process alone."""

    def __init__(self, path: Path, *, base_url: str = "/") -> None:
        connection = connect_readonly(path)  # refuses what is no database, migrates an old one
        try:
            articles = count_rows(connection, "articles") or 0
        finally:
            connection.close()
        if not pm.is_registered(plugin):
            pm.register(plugin, "warta")
        super().__init__(
            files=[],
            memory=False,
            metadata=metadata(articles=articles),
            template_dir=str(FOLDER / "templates"),
            static_mounts=[(STATIC, str(FOLDER / "static"))],
            settings={**SETTINGS, "base_url": base_url},
        )
        self.remove_database("_memory")
        self.file = path
        self.warta = self.add_database(ReadOnlyDatabase(self, path), name=NAME)

    async def read(self, function: Any, *args: Any) -> Any:
        """Return what a reading function returns for this database. Raises `StoreError`."""
        return await self.warta.read(function, *args)

    def app(self) -> App:
        """Return Datasette's application behind our checks, also for its in-process client."""
        return guarded(cast(App, super().app()), base_url=self.setting("base_url"))

    def close(self) -> None:
        """End running queries and close the connections."""
        self.warta.interrupt()
        self.executor.shutdown(wait=True)
        self.warta.close()


def build(path: str | Path, *, base_url: str = "/") -> Browser:
    """Return the browser of a database. Raises `StoreError` for a file that is none of ours."""
    return Browser(Path(path), base_url=base_url)
