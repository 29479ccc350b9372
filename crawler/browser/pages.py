"""Our pages: home, search, an article, a story, an outlet, the questions."""

from typing import Any
from urllib.parse import unquote, urlencode

from datasette.utils.asgi import NotFound, Response

from crawler.browser import charts, formats
from crawler.browser.article_page import article_context
from crawler.browser.search_page import counted_hits, form_of, found_hits, paged
from pipelines.query import home as reading
from pipelines.query import show, story
from pipelines.query.questions import QUESTIONS
from pipelines.store import StoreError

THEMES = ("auto", "light", "dark")
_COOKIE = "warta_theme"
_YEAR = 365 * 24 * 3600
_NEWEST = 12
COUNTING_MS = 1_000  # what counting the hits of a search may take


async def home(datasette: Any, request: Any) -> Any:
    """Return the page of what is inside."""
    contents = await datasette.read(reading.contents)
    days = await datasette.read(_per_day)
    return await _page(
        datasette, request, "home.html",
        contents=contents,
        days=days,
        chart=charts.bars(
            [(row["day"], row["articles"]) for row in days],
            f"Articles per day, the last {len(days)} days up to {days[-1]['day']}" if days else "",
        ),
        newest=await datasette.read(_newest),
        stories=await datasette.read(reading.top_stories),
    )  # fmt: skip


def _per_day(db: Any, site: str | None = None) -> Any:
    return reading.per_day(db, site=site)


def _newest(db: Any, site: str | None = None) -> Any:
    return reading.newest(db, limit=_NEWEST, site=site)


async def search_page(datasette: Any, request: Any) -> Any:
    """Return the page of a search, also of an empty one."""
    asked = form_of(request.args)
    context = await datasette.read(found_hits, asked)
    if asked.words and not context["error"]:
        try:
            counts = await datasette.warta.read(counted_hits, asked, within=COUNTING_MS)
        except StoreError:
            counts = None  # so many that counting them would keep the reader waiting
        context |= paged(asked, context["hits"], counts)
    titles = await datasette.read(reading.outlet_titles)
    return await _page(datasette, request, "search.html", titles=titles, **context)


async def article_page(datasette: Any, request: Any) -> Any:
    """Return the page of an article."""
    number = int(request.url_vars["id"])
    found = await datasette.read(show, number)
    if found is None:
        raise NotFound(f"There is no article {number} in this database.")
    outlet = await datasette.read(reading.outlet, found["site"])
    context = article_context(found, request.args)
    return await _page(datasette, request, "article.html", outlet=outlet, **context)


async def story_page(datasette: Any, request: Any) -> Any:
    """Return the page of a story; the number of any of its articles leads to it."""
    number = int(request.url_vars["id"])
    found = await datasette.read(story, number)
    if found is None:
        raise NotFound(f"Article {number} is in no story, or there is none.")
    if found["id"] != number:
        return Response.redirect(datasette.urls.path(f"/story/{found['id']}"))
    shared: dict[str, dict[str, int]] = {}
    for member in found["members"]:
        for kind, words in (member["shared"] or {}).items():
            known = shared.setdefault(kind, {})
            for word in words if isinstance(words, list) else [words]:
                known[str(word)] = known.get(str(word), 0) + 1
    return await _page(datasette, request, "story.html", story=found, shared=shared)


async def outlets_page(datasette: Any, request: Any) -> Any:
    """Return the list of outlets that have articles."""
    rows = await datasette.read(reading.outlets)
    return await _page(datasette, request, "outlets.html", outlets=rows)


async def outlet_page(datasette: Any, request: Any) -> Any:
    """Return the page of an outlet."""
    name = unquote(request.url_vars["name"])
    found = await datasette.read(reading.outlet, name)
    if found is None:
        raise NotFound(f"There is no outlet {formats.cut(name, 80)} in this database.")
    days = await datasette.read(_per_day, name)
    chart = charts.bars(
        [(row["day"], row["articles"]) for row in days], f"Articles of {found['title']} per day"
    )
    return await _page(
        datasette, request, "outlet.html",
        outlet=found, days=days, chart=chart, newest=await datasette.read(_newest, name),
    )  # fmt: skip


async def questions_page(datasette: Any, request: Any) -> Any:
    """Return the list of questions, each with a form for its parameters."""
    return await _page(datasette, request, "questions.html", questions=QUESTIONS)


async def choose_theme(datasette: Any, request: Any) -> Any:
    """Note the theme in a cookie and lead back to the page it was chosen on."""
    chosen = request.args.get("to") or "auto"
    back = request.args.get("back") or ""
    ok = back.startswith("/") and not back.startswith(("//", "/\\")) and back.isprintable()
    response = Response.redirect(back if ok else datasette.urls.instance())
    response.set_cookie(
        _COOKIE, chosen if chosen in THEMES else "auto",
        max_age=_YEAR, httponly=True, samesite="strict", path=datasette.setting("base_url"),
    )  # fmt: skip
    return response


def theme_of(request: Any) -> str:
    """Return the theme of the reader: `auto` is what the browser prefers."""
    chosen = request.cookies.get(_COOKIE, "auto") if request else "auto"
    return chosen if chosen in THEMES else "auto"


def here(datasette: Any, request: Any) -> str:
    """Return the address of the page itself, for a link that leads back to it."""
    if request is None:
        return str(datasette.urls.instance())
    query = f"?{request.query_string}" if request.query_string else ""
    return str(datasette.urls.path(f"{request.path}{query}"))


def with_query(path: str, **parameters: Any) -> str:
    """Return the path with those parameters that have a value."""
    query = urlencode({key: value for key, value in parameters.items() if value not in (None, "")})
    return f"{path}?{query}" if query else path


async def _page(datasette: Any, request: Any, template: str, **context: Any) -> Any:
    page = await datasette.render_template(template, context, request=request)
    return Response.html(page, headers={"cache-control": "no-cache"})


ROUTES = [
    (r"^/$", home),
    (r"^/search$", search_page),
    (r"^/article/(?P<id>[0-9]{1,18})$", article_page),
    (r"^/story/(?P<id>[0-9]{1,18})$", story_page),
    (r"^/outlets$", outlets_page),
    (r"^/outlet/(?P<name>[^/]+)$", outlet_page),
    (r"^/questions$", questions_page),
    (r"^/theme$", choose_theme),
]
