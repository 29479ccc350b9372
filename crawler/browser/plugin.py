"""Hooks of Datasette: our pages, how cells look, and errors as sentences."""

from collections.abc import Generator
from typing import Any
from urllib.parse import quote

from datasette import hookimpl
from datasette.database import QueryInterrupted
from datasette.utils import path_with_added_args, tilde_decode
from datasette.utils.asgi import Base400, NotFound, Response
from datasette.views.base import DatasetteError
from datasette.views.table import TableView
from markupsafe import Markup, escape

from crawler.browser import charts, formats, pages
from crawler.browser.database import NAME
from crawler.browser.metadata import ARRAYS
from crawler.stop import say
from pipelines.store import StoreError

SLOW = (
    "This takes longer than a page may take. Narrow it: fewer days, one outlet, a LIMIT; "
    "`warta export` and sqlite3 have no such bound."
)
# Columns that lead to a page of ours wherever they are shown.
_PAGES = {
    "site": "/outlet/", "first_site": "/outlet/", "article_id": "/article/",
    "duplicate_of": "/article/", "first_id": "/article/", "other_id": "/article/",
    "story_id": "/story/",
}  # fmt: skip
_IDS = {"clean_articles": "/article/", "headlines": "/article/", "stories": "/story/"}
_MISUSED = (ValueError, LookupError, OverflowError, TypeError)


class TablePage(TableView):  # type: ignore[misc]
    """A table that shows the columns people look at, unless its address says which."""

    async def data(self, request: Any, *args: Any, **named: Any) -> Any:
        """Return the table; a question without values is asked with those of its examples."""
        name = tilde_decode(request.url_vars["table"])
        query = await self.ds.get_canned_query(NAME, name, request.actor)
        examples = {
            key: about["example"] for key, about in (query or {}).get("parameters", {}).items()
        }
        if examples and not examples.keys() & set(request.args.keys()):
            address = self.ds.urls.path(path_with_added_args(request, examples))
            return self.redirect(request, address, forward_querystring=False)
        return await super().data(request, *args, **named)

    async def columns_to_select(self, table_columns: Any, pks: Any, request: Any) -> Any:
        """Return the columns to show; data as CSV and JSON has all."""
        columns = await super().columns_to_select(table_columns, pks, request)
        about = self.ds.table_metadata(NAME, tilde_decode(request.url_vars["table"]))
        if request.url_vars["format"] is None:
            if not {"_col", "_nocol", "_all"} & set(request.args.keys()):
                wanted = {*(about.get("shown") or columns), *pks}
                columns = [column for column in columns if column in wanted]
        elif not request.args.get("_labels"):
            return columns
        # Datasette fails on a further page if labels are shown and the column of the order is not.
        order = (
            request.args.get("_sort") or request.args.get("_sort_desc") or about.get("sort_desc")
        )
        missing = order in table_columns and order not in columns
        return [*columns, order] if missing else columns


def _is_ours(datasette: Any) -> bool:
    return hasattr(datasette, "warta") or type(datasette).__name__ == "Browser"


@hookimpl  # type: ignore[untyped-decorator]
def register_routes(datasette: Any) -> list[tuple[str, Any]]:
    """Add our pages before those of Datasette."""
    if not _is_ours(datasette):
        return []
    table = rf"^/(?P<database>{NAME})/(?P<table>[^\/\.]+)(\.(?P<format>\w+))?$"
    return [*pages.ROUTES, (table, TablePage.as_view(datasette))]


@hookimpl  # type: ignore[untyped-decorator]
def prepare_jinja2_environment(env: Any, datasette: Any) -> None:
    """Give the templates our filters and charts."""
    if _is_ours(datasette):
        env.filters.update(formats.FILTERS)
        env.globals.update(chart_of_rows=charts.of_rows, share=charts.share, plural=formats.plural)


@hookimpl  # type: ignore[untyped-decorator]
def extra_template_vars(datasette: Any, request: Any) -> dict[str, Any]:
    """Return what every page needs: the theme, the name of the file, where the page is."""
    if not _is_ours(datasette):
        return {}
    return {
        "theme": pages.theme_of(request),
        "file_name": datasette.file.name,
        "here": pages.here(datasette, request),
    }


@hookimpl  # type: ignore[untyped-decorator]
def render_cell(value: Any, column: str, table: str | None, datasette: Any) -> Any:
    """Return the cell as HTML: links to our pages, links out without a referrer, lists as words."""
    if not _is_ours(datasette) or value is None or value == "":
        return None
    label = value
    if isinstance(value, dict):
        value, label = value["value"], value["label"]
    page = _PAGES.get(column) or (column == "id" and _IDS.get(table or ""))
    if page and isinstance(value, str | int):
        return _link(datasette.urls.path(page + quote(str(value), safe="")), formats.clean(label))
    if isinstance(value, str) and value.startswith("[") and column in (*ARRAYS, "sites", "hosts"):
        return formats.array(value)
    if isinstance(value, str) and (url := formats.web_address(value)):
        shown = formats.clean(url)
        cut = shown if len(shown) <= 60 else f"{shown[:59]}…"
        return Markup(
            f'<a class="out" href="{escape(url)}" rel="noopener noreferrer">{escape(cut)}</a>'
        )
    if isinstance(value, str):
        return formats.cut(value, datasette.setting("truncate_cells_html"))
    return None


def _link(address: str, text: str) -> Markup:
    return Markup(f'<a href="{escape(address)}">{escape(text)}</a>')


@hookimpl(hookwrapper=True)  # type: ignore[untyped-decorator]
def handle_exception(
    datasette: Any, request: Any, exception: BaseException
) -> Generator[None, Any, None]:
    """Answer an error with a page that says it, instead of Datasette's traceback."""
    outcome = yield
    if _is_ours(datasette):
        outcome.force_result([_answer(datasette, request, exception)])


async def _answer(datasette: Any, request: Any, error: BaseException) -> Any:
    status, title, text = explained(error)
    if status == 500:
        say(f"{request.path[:200]!r}: {type(error).__name__}: {str(error)[:300]!r}")
    if request.path.split("?")[0].endswith(".json"):
        return Response.json({"ok": False, "error": text, "status": status}, status=status)
    page = await datasette.render_template(
        "error.html", {"title": title, "error": text, "status": status}, request=request
    )
    return Response.html(page, status=status)


def explained(error: BaseException) -> tuple[int, str, str]:
    """Return status, title and text of the page for an error."""
    if isinstance(error, QueryInterrupted) or "SQL Interrupted" in str(getattr(error, "title", "")):
        return 400, "That took too long", SLOW
    if isinstance(error, StoreError):
        if "interrupted" in str(error.__cause__):
            return 503, "That took too long", SLOW
        return 503, "The database cannot be read", str(error)
    if isinstance(error, NotFound):
        said = str(error.args[0]) if error.args else ""
        text = said if " " in said else "There is no page at this address."
        return 404, "Not found", text
    if isinstance(error, Base400):
        return error.status, "That cannot be answered", str(error.args[0] if error.args else "")
    if isinstance(error, DatasetteError):
        # Datasette answers 500 to a column that is not there: it is the address that is wrong.
        status = 400 if error.status == 500 else error.status
        return status, error.title or "That cannot be answered", formats.clean(error.message)
    if isinstance(error, _MISUSED) or type(error).__module__ == "sqlite3":
        return 400, "That cannot be answered", "The address has a value that cannot be used here."
    return 500, "Something went wrong", "The page could not be made; the terminal says why."
