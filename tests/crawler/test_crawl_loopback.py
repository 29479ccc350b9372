"""The whole crawl over real sockets, against a news site on 127.0.0.1."""

import gzip
import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from pipelines.store import ArticleStore
from tests.support.crawling import ROOT, Done, crawl, start
from tests.support.loopback import (
    Loopback,
    article,
    feed,
    in_turn,
    redirect,
    sitemap,
    sitemap_index,
    text,
    validated,
    zipped,
)

NOW = datetime.now(UTC).replace(microsecond=0)
HTML = "text/html; charset=utf-8"
DELAY = 0.15


def path(number: int) -> str:
    return f"/berita/{number}/kabar-{number}"


def record(site: Loopback, **fields: Any) -> dict[str, Any]:
    rules = {"article_url": r"^http://127\.0\.0\.[12]:\d+/berita/\d+/[a-z0-9-]+$"}
    return {"name": "koran", "hosts": ["127.0.0.1"], "delay": 0, "rules": rules, **fields}


def rows(db: Path, query: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(db)) as connection:
        return connection.execute(query).fetchall()


def balanced(summary: dict[str, Any]) -> bool:
    parts = ("stored", "unchanged", "revised", "dropped", "failed")
    return bool(summary["seen"] == sum(summary[part] for part in parts))


@pytest.fixture
def site() -> Iterator[Loopback]:
    with Loopback() as served:
        yield served


def simple(site: Loopback, count: int, **fields: Any) -> dict[str, Any]:
    """Let the site have a feed of this many articles; return its record."""
    items = [(path(n), NOW - timedelta(hours=2)) for n in range(count)]
    site.pages["/robots.txt"] = text("User-agent: *\nDisallow:\n")
    site.pages["/rss"] = validated(feed(site.url, items), "application/rss+xml", '"rss"')
    for n in range(count):
        site.pages[path(n)] = validated(article(n, NOW - timedelta(hours=2)), HTML, f'"{n}"')
    return record(site, feeds=[f"{site.url}/rss"], **fields)


@pytest.fixture
def full(site: Loopback) -> dict[str, Any]:
    """Let the site have one of everything; return its record."""
    two_hours_ago = NOW - timedelta(hours=2)
    page = {n: article(n, two_hours_ago) for n in range(12)}
    listed = [*((path(n), two_hours_ago) for n in range(4)), ("/rahasia/berita/99/x", NOW)]
    base = site.url
    archived = sitemap([base + path(n) for n in range(3, 12)] + [f"{base}/kanal", "file:///etc"])
    site.pages |= {
        "/robots.txt": text(
            f"User-agent: *\nDisallow: /\n\nUser-agent: warta\nDisallow: /rahasia\n"
            f"Crawl-delay: {DELAY}\n"
        ),
        "/rss": validated(feed(base, listed), "application/rss+xml", '"rss"'),
        "/peta.xml": validated(
            sitemap_index([f"{base}/peta-1.xml.gz", f"{base}/peta.xml"]), "text/xml", '"peta"'
        ),
        "/peta-1.xml.gz": validated(gzip.compress(archived.encode()), "application/gzip", '"1"'),
        **{path(n): validated(page[n], HTML, f'"{n}"') for n in range(12)},
        path(4): zipped(page[4]),
        path(5): redirect(f"{base}/pindah/5"),
        "/pindah/5": text(article(5, two_hours_ago, url=base + path(5)), HTML),
        path(6): text("", status=404),
        path(7): in_turn(
            text("sebentar", status=503, **{"Retry-After": "1"}), validated(page[7], HTML, '"7"')
        ),
        path(8): redirect(f"http://127.0.0.2:{site.port}{path(8)}", 302),
        path(9): text("<html><title>Kosong</title><p>Tidak ada apa-apa.</p></html>", HTML),
        path(10): redirect("file:///etc/passwd"),
        path(11): text("", status=500),
    }
    rules = {"article_url": r"^http://127\.0\.0\.[12]:\d+(?:/rahasia)?/berita/\d+/[a-z0-9-]+$"}
    return record(
        site,
        hosts=["127.0.0.1", "127.0.0.2"],
        feeds=[f"{base}/rss"],
        sitemaps=[f"{base}/peta.xml"],
        rules=rules,
    )


def test_one_of_everything(site: Loopback, full: dict[str, Any], tmp_path: Path) -> None:
    db = tmp_path / "warta.db"
    first = crawl([full], db=db)
    assert first.code == 0, first.errors
    assert "Traceback" not in first.errors

    asked = Counter(site.paths())
    assert asked.pop(path(7)) == 2, "503 with Retry-After: 1 is asked again in the same run"
    assert set(asked.values()) == {1}, "each URL once"
    assert "/rahasia/berita/99/x" not in asked, "robots.txt disallows it"
    gaps = [b.at - a.at for a, b in zip(site.asked, site.asked[1:], strict=False)]
    # Two may come close when the first was held up on its way; the time over all cannot shrink.
    assert min(gaps) >= DELAY * 0.5, "Crawl-delay, over all paths and redirects"
    assert sum(gaps) >= DELAY * 0.95 * len(gaps)
    again_at = site.times(path(7))
    assert again_at[1] - again_at[0] >= 1
    assert all(a.headers["User-Agent"].startswith("warta/") for a in site.asked)

    summary = first.summary
    assert balanced(summary)
    assert (summary["stored"], summary["dropped"], summary["failed"]) == (7, 1, 4)
    assert (summary["listings"], summary["finish_reason"]) == (3, "finished")
    states = dict(rows(db, "SELECT replace(url, rtrim(url, replace(url, '/', '')), ''), state"
                           " FROM frontier WHERE kind = 'article'"))  # fmt: skip
    expected = {f"kabar-{n}": "done" for n in (0, 1, 2, 3, 4, 5, 7)}
    expected |= {"kabar-6": "gone", "kabar-9": "dropped"}
    expected |= {"kabar-8": "retry", "kabar-10": "retry", "kabar-11": "retry", "x": "waiting"}
    assert states == expected
    errors = " ".join(error for (error,) in rows(db, "SELECT error FROM frontier"))
    assert "127.0.0.2 is not a public address" in errors
    assert "file:///etc/passwd" in errors
    stored = {url for (url,) in rows(db, "SELECT url FROM articles")}
    assert stored == {site.url + path(n) for n in (0, 1, 2, 3, 4, 5, 7)}

    site.asked.clear()
    second = crawl([full], db=db)
    assert second.code == 0, second.errors
    assert site.paths() == ["/robots.txt", *[p for p in site.paths() if p in ("/rss", "/peta.xml")]]
    assert (second.summary["seen"], second.summary["not_modified"]) == (0, 2)
    with ArticleStore(db) as store:
        assert store.check() == []


def test_the_sitemaps_that_robots_txt_names_are_read(site: Loopback, tmp_path: Path) -> None:
    koran = simple(site, 2)
    archived = [site.url + path(n) for n in range(1, 4)]
    site.pages |= {
        "/robots.txt": text(
            f"User-agent: *\nDisallow: /rahasia\nSitemap: {site.url}/peta.xml\n"
            f"Sitemap: {site.url}/rahasia/peta.xml\nSitemap: http://127.0.0.2:9/peta.xml\n"
        ),
        "/peta.xml": text(sitemap_index([f"{site.url}/peta-1.xml"]), "text/xml"),
        "/peta-1.xml": text(sitemap([*archived, f"{site.url}/kanal"]), "text/xml"),
    }
    site.pages |= {path(n): text(article(n, NOW - timedelta(days=30)), HTML) for n in (2, 3)}
    done = crawl([koran], db=tmp_path / "warta.db")
    assert done.summary["stored"] == 4
    assert done.summary["problems"] == []
    asked = Counter(site.paths())
    assert set(asked) == {"/robots.txt", "/rss", "/peta.xml", "/peta-1.xml", *map(path, range(4))}
    assert set(asked.values()) == {1}


def test_a_newer_lastmod_in_a_sitemap_brings_the_next_look_forward(
    site: Loopback, tmp_path: Path
) -> None:
    old, fetched = NOW - timedelta(days=40), NOW - timedelta(days=10)
    koran = simple(site, 0, sitemaps=[f"{site.url}/peta.xml"])
    site.pages |= {path(n): validated(article(n, old), HTML, f'"{n}"') for n in range(3)}

    def changed(*times: datetime) -> None:
        entries = "".join(
            f"<url><loc>{site.url}{path(n)}</loc><lastmod>{at.isoformat()}</lastmod></url>"
            for n, at in enumerate(times)
        )
        site.pages["/peta.xml"] = text(f"<urlset>{entries}</urlset>", "text/xml")

    db = tmp_path / "warta.db"
    changed(old, old + timedelta(hours=1), old + timedelta(hours=2))
    assert crawl([koran], db=db).summary["stored"] == 3
    with closing(sqlite3.connect(db)) as connection, connection:
        connection.execute("UPDATE frontier SET fetched_at = ?", (f"{fetched:%Y-%m-%dT%H:%M:%SZ}",))
    changed(fetched - timedelta(days=9), fetched, fetched + timedelta(seconds=1))
    site.asked.clear()
    again = crawl([koran], db=db).summary
    assert [p for p in site.paths() if p.startswith("/berita")] == [path(2)]
    assert (again["seen"], again["unchanged"], again["not_modified"]) == (1, 1, 1)


def test_an_edit_is_a_revision_and_an_unchanged_page_is_not_fetched_whole(
    site: Loopback, tmp_path: Path
) -> None:
    koran = simple(site, 2)
    db = tmp_path / "warta.db"
    assert crawl([koran], db=db).summary["stored"] == 2
    edited = article(0, NOW - timedelta(hours=2)).replace("</p>", " Keterangan ini baru.</p>", 1)
    site.pages[path(0)] = validated(edited, HTML, '"0b"')
    with closing(sqlite3.connect(db)) as connection, connection:
        connection.execute("UPDATE frontier SET next_try_at = '2020-01-01T00:00:00Z'")
    again = crawl([koran], db=db).summary
    assert balanced(again)
    assert (again["seen"], again["revised"], again["unchanged"]) == (2, 1, 1)
    assert again["not_modified"] == 2, "the feed and the other article"


@dataclass
class Trouble:
    """Outlets in trouble of many kinds, crawled at the same time in one process."""

    sites: dict[str, Loopback]
    records: list[dict[str, Any]]
    summaries: dict[str, dict[str, Any]]
    db: Path
    errors: str

    def articles(self, name: str) -> list[str]:
        return [p for p in self.sites[name].paths() if p.startswith("/berita")]


@pytest.fixture(scope="module")
def trouble(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Trouble]:
    names = [
        "sehat",
        "bingung",
        "tertutup",
        "penjaga",
        "ramai",
        "sibuk",
        "lelah",
        "rusak",
        "hilang",
    ]
    too_many = text("", status=429, **{"Retry-After": "1"})
    with ExitStack() as stack:
        sites = {name: stack.enter_context(Loopback()) for name in names}
        records = {name: simple(site, 12, name=name) for name, site in sites.items()}
        sites["bingung"].pages["/robots.txt"] = text("", status=503)
        for name, answer in {
            "tertutup": text("", status=403),
            "penjaga": text("<script>_cf_chl_opt={}</script>", HTML),
            "rusak": text("", status=500),
        }.items():
            sites[name].pages |= {path(n): answer for n in range(12)}
        ramai = sites["ramai"].pages
        ramai[path(0)] = in_turn(too_many, ramai[path(0)])
        sites["sibuk"].pages[path(0)] = text("", status=503, **{"Retry-After": "3600"})
        for n in range(30):
            more = sitemap_index([f"{sites['lelah'].url}/peta-{n + 1}.xml"])
            sites["lelah"].pages[f"/peta-{n}.xml"] = text(more)
        records["lelah"]["sitemaps"] = [f"{sites['lelah'].url}/peta-0.xml"]
        records["hilang"]["feeds"] = ["http://127.0.0.1:9/rss"]
        db = tmp_path_factory.mktemp("trouble") / "warta.db"
        done = crawl(list(records.values()), db=db, settings={"DEPTH_LIMIT": 3})
        assert done.code == 0, done.errors
        assert [summary["site"] for summary in done.summaries] == names
        yield Trouble(
            sites, [*records.values()], {s["site"]: s for s in done.summaries}, db, done.errors
        )


def test_the_trouble_of_one_outlet_is_not_that_of_another(trouble: Trouble) -> None:
    assert trouble.summaries["sehat"]["stored"] == 12
    assert trouble.summaries["sehat"]["problems"] == []
    assert all(balanced(summary) for summary in trouble.summaries.values())
    assert "Traceback" not in trouble.errors


def test_robots_txt_that_cannot_be_read_means_wait(trouble: Trouble) -> None:
    assert trouble.sites["bingung"].paths() == ["/robots.txt"]
    summary = trouble.summaries["bingung"]
    assert (summary["seen"], summary["listings_failed"]) == (0, 0)
    (problem,) = summary["problems"]
    assert "/robots.txt" in problem
    assert "503" in problem


@pytest.mark.parametrize(
    ("name", "reason", "asked"),
    [("tertutup", "blocked", 3), ("penjaga", "blocked", 1), ("rusak", "in trouble", 10)],
    ids=["403", "a challenge page", "500"],
)
def test_an_outlet_that_does_not_bear_with_us_is_left_alone(
    trouble: Trouble, name: str, reason: str, asked: int
) -> None:
    assert len(trouble.articles(name)) == asked
    summary = trouble.summaries[name]
    assert (summary["finish_reason"], summary["blocked"]) == (reason, reason == "blocked")
    assert any("left alone" in problem for problem in summary["problems"])


def test_an_outlet_that_refused_the_last_crawl_is_asked_for_one_article(trouble: Trouble) -> None:
    site = trouble.sites["tertutup"]
    (record,) = (record for record in trouble.records if record["name"] == "tertutup")

    def crawl_again() -> tuple[dict[str, Any], list[str]]:
        with closing(sqlite3.connect(trouble.db)) as connection, connection:
            due = "UPDATE frontier SET next_try_at = '2020-01-01T00:00:00Z'"
            connection.execute(f"{due} WHERE site = 'tertutup' AND kind = 'article'")
        before = len(site.asked)
        summary = crawl([record], db=trouble.db).summary
        return summary, [asked.path for asked in site.asked[before:]]

    summary, asked = crawl_again()
    assert summary["finish_reason"] == "blocked"
    assert "still answers with 403" in summary["problems"][0]
    assert asked[:2] == ["/robots.txt", "/rss"]
    assert len(asked) == 3
    published = NOW - timedelta(hours=2)
    site.pages |= {path(n): text(article(n, published), HTML) for n in range(12)}
    summary, asked = crawl_again()
    assert (summary["finish_reason"], summary["stored"]) == ("finished", 12)


def test_too_many_requests_pauses_the_outlet(trouble: Trouble) -> None:
    site = trouble.sites["ramai"]
    assert trouble.summaries["ramai"]["stored"] == 12
    refused_at, again_at = site.times(path(0))
    assert again_at - refused_at >= 1
    after = [asked.at - refused_at for asked in site.asked if asked.at > refused_at]
    assert min(after) >= 1, "nothing is asked before"


def test_a_long_wait_is_left_to_the_next_run(trouble: Trouble) -> None:
    summary = trouble.summaries["sibuk"]
    assert (summary["stored"], summary["failed"], summary["waiting"]) == (11, 0, 1)
    ((due,),) = rows(
        trouble.db, "SELECT next_try_at FROM frontier WHERE state = 'waiting' AND site = 'sibuk'"
    )
    assert datetime.fromisoformat(due) > NOW + timedelta(minutes=50)


def test_an_overloaded_server_is_asked_less_often(trouble: Trouble) -> None:
    site = trouble.sites["sibuk"]
    (refused_at,) = site.times(path(0))
    after = [asked.at for asked in site.asked if asked.at > refused_at]
    gaps = [b - a for a, b in pairwise(after)]
    assert len(gaps) > 5
    assert min(gaps) >= 0.9


def test_a_sitemap_that_leads_to_ever_more_sitemaps_ends(trouble: Trouble) -> None:
    asked = [p for p in trouble.sites["lelah"].paths() if "peta" in p]
    assert asked == [f"/peta-{n}.xml" for n in range(4)]
    assert trouble.summaries["lelah"]["stored"] == 12


def test_an_outlet_that_is_not_there_is_named(trouble: Trouble) -> None:
    (problem,) = trouble.summaries["hilang"]["problems"]
    assert "http://127.0.0.1:9/robots.txt" in problem


def test_limit_and_dates(site: Loopback, tmp_path: Path) -> None:
    koran = simple(site, 0)
    days = {n: NOW - timedelta(days=n) for n in range(8)}
    items = [(path(n), days[n]) for n in range(7)]
    # The feed gives no usable date for the last one: only the page can tell.
    listing = feed(site.url, [*items, (path(7), NOW)]).replace(
        f"{NOW:%a, %d %b %Y %H:%M:%S %z}", ""
    )
    site.pages["/rss"] = text(listing, "application/rss+xml")
    site.pages |= {path(n): text(article(n, days[n]), HTML) for n in range(8)}
    since, until = (f"{days[n] + timedelta(hours=7):%Y-%m-%d}" for n in (4, 2))
    db = tmp_path / "warta.db"
    first = crawl([koran], db=db, since=since, until=until, limit=2).summary
    assert (first["stored"], first["finish_reason"]) == (2, "limit")
    second = crawl([koran], db=db, since=since, until=until).summary
    assert balanced(second)
    reasons = rows(db, "SELECT reason, count(*) FROM drops GROUP BY reason")
    assert reasons == [("out_of_range", first["dropped"] + second["dropped"])]
    published = {day for (day,) in rows(db, "SELECT date(published_at, '+7 hours') FROM articles")}
    assert published == {f"{days[n] + timedelta(hours=7):%Y-%m-%d}" for n in (2, 3, 4)}
    before = len(site.asked)
    assert crawl([koran], db=db, since=since, until=until).summary["seen"] == 0
    assert [p for p in site.paths()[before:] if "berita" in p] == [], "its date is known now"
    rest = crawl([koran], db=db).summary
    assert rest["stored"] == 8 - first["stored"] - second["stored"], "left for this crawl"
    assert rows(db, "SELECT count(*) FROM drops") == [(0,)]


def test_a_name_that_leads_to_a_private_address_is_not_asked(
    site: Loopback, tmp_path: Path
) -> None:
    koran = simple(site, 1) | {
        "hosts": ["localhost"],
        "feeds": [f"http://localhost:{site.port}/rss"],
    }
    settings = {"WARTA_ALLOW_ADDRESSES": ""}
    summary = crawl([koran], db=tmp_path / "warta.db", settings=settings).summary
    assert site.asked == []
    assert summary["problems"]


def test_no_network_is_said_in_one_line(tmp_path: Path) -> None:
    koran = {"name": "koran", "hosts": ["koran.invalid"], "feeds": ["https://koran.invalid/rss"]}
    done = crawl([koran], db=tmp_path / "warta.db", settings={"DNS_TIMEOUT": 3})
    assert done.code == 0
    assert done.summary["finish_reason"] == "no network"
    (problem,) = done.summary["problems"]
    assert "no network" in problem
    assert "--replay" in problem
    assert "Traceback" not in done.errors


def articles_of(db: Path) -> list[tuple[Any, ...]]:
    columns = "url, title, text, authors, published_at, fetched_at, language, duplicate_of"
    return rows(db, f"SELECT {columns} FROM articles ORDER BY url")


def test_a_replay_of_the_archive_gives_the_same_articles(
    site: Loopback, full: dict[str, Any], tmp_path: Path
) -> None:
    site.pages["/robots.txt"] = text("User-agent: *\nDisallow: /rahasia\n")
    archive = tmp_path / "arsip"
    live = crawl([full], db=tmp_path / "live.db", archive=archive)
    asked = len(site.asked)
    replayed = crawl([full], db=tmp_path / "replay.db", replay=[archive])
    assert len(site.asked) == asked, "a replay asks nobody"
    assert replayed.code == 0, replayed.errors
    names = ("seen", "stored", "dropped", "failed", "listings")
    assert {n: live.summary[n] for n in names} == {n: replayed.summary[n] for n in names}
    assert articles_of(tmp_path / "live.db") == articles_of(tmp_path / "replay.db")


def test_scrapy_crawl_gives_the_same_articles(tmp_path: Path) -> None:
    sample = ROOT / "crawler" / "demo" / "sample.warc.gz"
    if not sample.exists():
        pytest.skip("no recorded sample")
    job = [sys.executable, "-m", "scrapy", "crawl", "republika", "-s", f"WARTA_REPLAY={sample}"]
    job += ["-s", f"WARTA_DB={tmp_path / 'scrapy.db'}", "-s", "WARTA_WORKERS=1"]
    done = subprocess.run(job, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    code = (
        "import sys; from pathlib import Path; from crawler.crawl import crawl;"
        "from crawler.sites import get;"
        "crawl([get('republika')], db=Path(sys.argv[1]), replay=[Path(sys.argv[2])], workers=1)"
    )
    warta = [sys.executable, "-c", code, str(tmp_path / "warta.db"), str(sample)]
    subprocess.run(warta, cwd=ROOT, timeout=120, check=True)
    found = articles_of(tmp_path / "scrapy.db")
    assert found
    assert found == articles_of(tmp_path / "warta.db")


def stopped(koran: dict[str, Any], site: Loopback, db: Path, sign: signal.Signals) -> Done:
    """Start a crawl and stop it by a signal once the site has been asked a little."""
    process = start([koran], db=db)
    before = len(site.asked)
    deadline = time.monotonic() + 60
    while len(site.asked) < before + 9 and time.monotonic() < deadline:
        time.sleep(0.01)
    os.kill(process.pid, sign)
    output, errors = process.communicate(timeout=60)
    return Done(process.returncode, json.loads(output or "[]"), errors)


def test_ctrl_c_ends_in_order(site: Loopback, tmp_path: Path) -> None:
    koran = simple(site, 60, delay=0.05)
    db = tmp_path / "warta.db"
    done = stopped(koran, site, db, signal.SIGINT)
    assert done.code == 0, done.errors
    assert "Traceback" not in done.errors
    assert done.summary["finish_reason"] == "interrupted"
    assert balanced(done.summary)
    assert done.summary["stored"] < 60
    assert crawl([koran], db=db).summary["stored"] == 60 - done.summary["stored"]
    assert Counter(site.paths())[path(0)] == 1


def test_kill_9_loses_nothing(site: Loopback, tmp_path: Path) -> None:
    koran = simple(site, 60, delay=0.02)
    db = tmp_path / "warta.db"
    for _ in range(2):
        assert stopped(koran, site, db, signal.SIGKILL).code == -signal.SIGKILL
    last = crawl([koran], db=db)
    assert last.code == 0, last.errors
    assert balanced(last.summary)
    stored = [url for (url,) in rows(db, "SELECT url FROM articles")]
    assert sorted(stored) == sorted(site.url + path(n) for n in range(60))
    assert rows(db, "SELECT finish_reason FROM runs") == [("killed",), ("killed",), ("finished",)]
    with ArticleStore(db) as store:
        assert store.check() == []


def test_two_sections_of_an_outlet_share_its_crawl_delay(site: Loopback, tmp_path: Path) -> None:
    """Two hosts, a feed each, one distance: the server's clock counts."""
    asked_for = 0.8
    koran = simple(site, 0, hosts=["127.0.0.1", "localhost"])
    bases = [site.url, f"http://localhost:{site.port}"]
    published = NOW - timedelta(days=40)
    site.pages["/robots.txt"] = text(f"User-agent: *\nCrawl-delay: {asked_for}\n")
    for section, base in enumerate(bases):
        items = [(path(10 * section + n), published) for n in range(2)]
        site.pages[f"/rss-{section}"] = text(feed(base, items), "application/rss+xml")
        for each, _ in items:
            site.pages[each] = text(article(section + 10 * len(site.pages), published), HTML)
    koran["feeds"] = [f"{base}/rss-{section}" for section, base in enumerate(bases)]
    koran["rules"] = {"article_url": r"/berita/\d+/"}
    settings = {"WARTA_ALLOW_ADDRESSES": "127.0.0.1,localhost"}
    summary = crawl([koran], db=tmp_path / "warta.db", settings=settings).summary
    assert (summary["stored"], summary["problems"]) == (4, [])
    assert {asked.headers["Host"].partition(":")[0] for asked in site.asked} == {
        "127.0.0.1",
        "localhost",
    }
    after = [asked.at for asked in site.asked[1:]]  # before the first answer nothing was asked for
    gaps = [b - a for a, b in pairwise(after)]
    assert len(gaps) == 6
    assert min(gaps) >= asked_for * 0.9
