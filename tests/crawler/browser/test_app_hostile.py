"""What the browser makes of input that is meant to break it: an answer in words, and no more."""

import json
import re
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.support.browsing import HOSTILE, Answer, browsing, fill

# Datasette leaves a coroutine unawaited when a facet names a column that is not there.
pytestmark = pytest.mark.filterwarnings(
    "ignore:coroutine", "ignore::pytest.PytestUnraisableExceptionWarning"
)
Ask = Callable[..., Answer]
SQL = (
    "'; DROP TABLE articles; --", '" OR 1=1 --', "feri' UNION SELECT sql FROM sqlite_schema --",
    "NEAR(", 'title:feri OR"', "*", "(((((", "a AND", "-", '"', "^", "{title} : feri",
    "\x00", "feri\x00garam", "\ud800".encode("utf-8", "replace").decode(), "%s%n", "{{7*7}}",
    "{% include 'base.html' %}", HOSTILE, "a" * 5000, '"' * 999, "🚢" * 400, "\u202egnp.exe",
)  # fmt: skip
PATHS = (
    "/article/../../etc/passwd", "/article/%2e%2e/%2e%2e/etc/passwd", "/article/..%2f..%2fetc",
    "/-/warta/../../../setup.cfg", "/-/warta/%2e%2e/app.py", "/-/warta/..%2fapp.py",
    "/-/warta//etc/passwd", "/-/static/../../../../etc/passwd", "/article/%00", "/article/1%00",
    "/article/1%0d%0aSet-Cookie:a=b", "/article/-1", "/article/1e3", "/article/0x1",
    "/article/999999999999999999", "/article/99999999999999999999999", "/article/%D9%A1",
    "/story/0", "/outlet/..", "/outlet/%2e%2e%2f", "/outlet/'%20OR%201=1", "/outlet/%ff%fe",
    "/outlet/" + "a" * 9000, "//etc/passwd", "/warta/..", "/warta/../../a.db", "/warta.db",
    "/warta/sqlite_master", "/warta/sqlite_schema", "/warta/articles/../../x", "/_internal",
    "/_internal/databases", "/_memory", "/:memory:", "/warta/nothere", "/warta/articles/x,y,z",
    "/.git/config", "/-/auth-token?token=x", "/-/permissions",
    "/-/messages", "/-/threads", "/-/databases", "/-/databases.json", "/-/patterns", "/~00", "/%",
    "/%zz", "/article/%ED%A0%80",
)  # fmt: skip
QUERIES = (
    "/warta/articles?_size=x", "/warta/articles?_size=-1", "/warta/articles?_size=99999999",
    "/warta/articles?_next=%00", "/warta/articles?_next=a,b,c,d", "/warta/stories?_next=x",
    "/warta/articles?_sort=nothere", "/warta/articles?_sort=id&_sort_desc=id",
    "/warta/articles?_facet=nothere", "/warta/articles?_facet_array=nothere",
    "/warta/articles?_facet_date=title", "/warta/articles?_where=1=1;drop+table+articles",
    "/warta/articles?_where=x+y", "/warta/articles?_through={", "/warta/articles?_through={}",
    "/warta/articles?_timelimit=x", "/warta/articles?_ttl=%C2%B2", "/warta/articles?_col=nothere",
    "/warta/articles?_nocol=id", "/warta/articles?_search=%22", "/warta/articles?_search_x=1",
    "/warta/articles?_search=%00&_searchmode=raw", "/warta/articles?_searchmode=raw&_search=%22",
    "/warta/articles?_fts_table=nothere&_search=a", "/warta/articles?_fts_pk=x%22&_search=a",
    "/warta/articles?id__gt=x", "/warta/articles?nothere=1", "/warta/articles?id__nothere=1",
    "/warta/articles?tags__arraycontains=%00", "/warta/articles?title__date=x",
    "/warta/articles?_shape=nothere", "/warta/articles.json?_shape=nothere",
    "/warta/articles.json?_shape=object&_col=title", "/warta/articles.json?_json=nothere",
    "/warta/articles.nothere", "/warta/articles.csv?_stream=on&_next=1", "/warta/articles/1.blob",
    "/warta/articles/1.blob?_blob_column=x", "/warta/articles/1.blob?_blob_column=title",
    "/warta?sql=select", "/warta?sql=%00", "/warta?sql=select+1;select+2", "/warta?sql=attach+'a'",
    "/warta?sql=pragma+query_only=0", "/warta?sql=select+load_extension('x')",
    "/warta?sql=select+:a&_timelimit=x", "/warta?sql=select+:_cookie_x", "/warta?sql=vacuum",
    "/warta?sql=select+writefile('x','y')", "/warta?sql=select+zeroblob(9999999999)",
    "/warta?sql=explain+select+1", "/warta?sql=select+x'00ff'+as+b", "/warta?sql=select+:id&id=%00",
    "/warta?sql=select+randomblob(100)+as+b", "/warta/coverage?topic=%22&since=x",
    "/warta/coverage?topic=AND&since=", "/warta/coverage?topic=a&_timelimit=x", "/?_trace=1",
    "/?_context=1", "/search?q=a&page=-1", "/search?q=a&page=%C2%B2", "/search?q=a&q=b&q=c",
    "/search?q=a&sort=drop", "/search?q=a&language='", "/search?q=a&site=%00", "/search?q",
    "/search?%00=%00", "/search?q=%ff%fe%ED%A0%80", "/theme?to=%0d%0ax:y&back=%0d%0ax:y",
)  # fmt: skip


def answered(page: Answer) -> None:
    """Check that an answer is one in words."""
    assert page.status != 500 and page.status < 504, page.text[-1500:]
    assert "Traceback" not in page.text
    if "json" not in page.headers["content-type"]:
        assert "<script" not in page.text.lower()
    assert "root:x:0" not in page.text and "\x1b[" not in page.text
    assert not any("\r" in value or "\n" in value for value in page.headers.values())


@pytest.mark.parametrize("words", SQL)
def test_sql_in_the_search_box(ask: Ask, words: str) -> None:
    for address in ("/search?q=", "/warta/articles?_search=", "/warta/coverage?topic="):
        page = ask(address + quote(words))
        answered(page)
        assert page.status in (200, 302, 400)
    found = ask("/search?q=" + quote(words))
    assert found.status == 200


@pytest.mark.parametrize("path", PATHS)
def test_tricks_with_paths(ask: Ask, path: str) -> None:
    page = ask(path)
    answered(page)
    if page.status in (301, 302):  # Datasette leads from %-signs to its own
        page = ask(page.headers["location"])
        answered(page)
    assert page.status in (301, 302, 400, 403, 404), page.status
    assert "CREATE TABLE" not in page.text


@pytest.mark.parametrize("address", QUERIES)
def test_tricks_with_values(ask: Ask, address: str) -> None:
    page = ask(address)
    answered(page)
    assert page.status in (200, 302, 400, 404), page.status
    if page.status == 400 and "json" not in page.headers["content-type"]:
        assert re.search(r'role="alert">[^<]{4,}', page.text)


def test_an_address_without_end(ask: Ask) -> None:
    for address in ("/search?q=" + "a" * 1_000_000, "/" + "a" * 1_000_000):
        page = ask(address)
        assert page.status == 414 and "longer than" in page.text and len(page.body) < 500
    assert ask("/search?q=" + "a" * 30_000).status == 200
    assert ask("/søk".encode()).status == 400


def test_errors_as_json(ask: Ask) -> None:
    for address in ("/warta/nothere.json", "/warta/articles.json?_sort=nothere"):
        page = ask(address)
        said = json.loads(page.text)
        assert said["ok"] is False and said["status"] == page.status in (400, 404) and said["error"]


def test_hostile_fields_are_shown_as_text(ask: Ask) -> None:
    for address in (
        "/", "/article/4", "/article/4?removed=1", "/search?q=cabai", "/outlet/kabar",
        "/warta/articles", "/warta/articles?_all=on", "/warta/articles/4", "/warta/headlines",
        "/warta/syndication", "/warta/article_people", "/warta/article_tags", "/warta/removed",
        "/warta/articles?_facet_array=tags&_facet=section&_facet=title",
        "/warta?sql=select+*+from+articles", "/warta/who_carried?agency=" + quote(HOSTILE),
        "/warta?sql=" + quote("select title as \"<script>x</script>\" from articles"),
        "/warta/articles?title=" + quote(HOSTILE), "/nothing?" + quote(HOSTILE),
        "/outlet/" + quote(HOSTILE, safe=""), "/warta/" + quote(HOSTILE, safe=""),
    ):  # fmt: skip
        page = ask(address)
        assert "\x1b[" not in page.text, (
            address,
            page.text[page.text.index("\x1b[") - 200 :][:300],
        )
        answered(page)
        assert "<b>tebal" not in page.text and "<i>aturan" not in page.text, address
        assert 'href="javascript' not in page.text.lower(), address
    shown = ask("/article/4").text
    assert "&lt;script&gt;alert(" in shown and "\N{REPLACEMENT CHARACTER}[31mMerah" in shown
    assert "&lt;i&gt;aturan&lt;/i&gt;" in shown


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("127.0.0.1:8001", 200), ("localhost", 200), ("[::1]:8001", 200), ("127.1.2.3", 200),
        ("jahat.example", 403), ("127.0.0.1.jahat.example", 403), ("", 403), ("10.0.0.1", 403),
        ("localhost.jahat.example:8001", 403), ("127.0.0.1@jahat.example", 403),
    ],
)  # fmt: skip
def test_only_names_of_this_machine(ask: Ask, host: str, status: int) -> None:
    assert ask("/", host=host).status == status


TYPED = (
    "/search?q=", "/warta/articles?_search=", "/warta/articles?_where=", "/warta?sql=", "/outlet/",
    "/warta/articles?_next=",
)  # fmt: skip


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(text=st.text(max_size=60), address=st.sampled_from(TYPED))
def test_whatever_is_typed(ask: Ask, text: str, address: str) -> None:
    answered(ask(address + quote(text.encode("utf-8", "replace"), safe="")))


def test_nothing_of_it_is_written(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    path = fill(tmp_path / "a.db")
    with closing(sqlite3.connect(path)) as db:
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    before = path.read_bytes()
    with browsing(path) as ask:
        for address in (*PATHS, *QUERIES, *("/search?q=" + quote(words) for words in SQL)):
            ask(address)
    assert path.read_bytes() == before
    assert {file.name for file in tmp_path.iterdir()} <= {"a.db", "a.db-wal", "a.db-shm"}
    out, err = capfd.readouterr()
    assert "Traceback" not in out + err and "\x1b" not in out + err, (out + err)[-800:]
