"""The walk of CONTRIBUTING.md on an outlet on loopback: add it, try it, crawl it, keep a page."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from crawler.sites import all_sites
from tests.support import loopback
from tests.support.paths import ROOT

WITA = timezone(timedelta(hours=8))
NEWEST = datetime(2026, 11, 20, 8, 30, tzinfo=WITA)
ROBOTS = """User-agent: *
Disallow: /wp-admin/

User-agent: GPTBot
User-agent: CCBot
Disallow: /

Sitemap: {base}/wp-sitemap.xml
"""
# What an operator of an intranet sets; the rest is as it would be for any outlet.
COMMAND = """
import sys
from crawler import settings
settings.WARTA_ALLOW_ADDRESSES = ["127.0.0.1"]
settings.DOWNLOAD_DELAY = 0
from crawler.cli import main
sys.argv = ["warta", *sys.argv[1:]]
main()
"""
CRAWL = """
import json, runpy, sys
from dataclasses import replace
from pathlib import Path
from crawler.crawl import crawl
site = replace(runpy.run_path(sys.argv[1])["SITE"], delay=0.0)
settings = {"WARTA_ALLOW_ADDRESSES": ["127.0.0.1"], "DOWNLOAD_DELAY": 0}
print(json.dumps(crawl([site], db=Path(sys.argv[2]), workers=1, settings=settings), default=str))
"""


def page(base: str, number: int) -> str:
    """Return an article as a WordPress theme marks it up."""
    published = NEWEST - timedelta(hours=number)
    plain = loopback.article(number, published)
    title = plain.partition("<h1>")[2].partition("</h1>")[0]
    text = plain.partition("</h1>")[2].partition("</article>")[0]
    text = text.replace("<p>", "<p>KORANCOBA.ID, DENPASAR &#8211; ", 1)
    url = f"{base}{path(number)}"
    return f"""<!DOCTYPE html><html lang="id"><head><title>{title} - Koran Coba</title>
<link rel="canonical" href="{url}/"><meta name="generator" content="WordPress 6.7">
<meta property="og:site_name" content="Koran Coba"><meta property="og:type" content="article">
<meta property="article:published_time" content="{published.isoformat()}"></head>
<body class="single"><article class="post"><header><h1 class="entry-title">{title}</h1>
<span class="author vcard"><a href="/author/laras">Laras Puspita</a></span></header>
<div class="entry-content">{text}<div class="sharedaddy">Bagikan ini</div></div></article></body>"""


def path(number: int) -> str:
    section = ("kota", "desa", "laut")[number % 3]
    return f"/{section}/{number + 4100}/warga-menata-kampung-{number}"


@pytest.fixture(scope="module")
def outlet() -> Iterator[loopback.Loopback]:
    with loopback.Loopback() as server:
        base, numbers = server.url, range(1, 9)
        links = "".join(f'<li><a href="{base}{path(n)}/">Berita {n}</a></li>' for n in numbers)
        menu = "".join(f'<a href="/{s}/">{s}</a>' for s in ("kota", "desa", "laut", "tentang-kami"))
        feed = '<link rel="alternate" type="application/rss+xml" href="/feed/">'
        title = '<meta property="og:site_name" content="Koran Coba">'
        front = f"<html lang='id'><head>{title}{feed}</head><body>{menu}<ul>{links}</ul></body>"
        listed = [(path(n), NEWEST - timedelta(hours=n)) for n in list(numbers)[:5]]
        below = f"{base}/wp-sitemap-posts-post-1.xml"
        xml = "application/xml"
        server.pages |= {
            "/": loopback.text(front, "text/html"),
            "/robots.txt": loopback.text(ROBOTS.format(base=base)),
            "/feed/": loopback.text(loopback.feed(base, listed), xml),
            "/wp-sitemap.xml": loopback.text(loopback.sitemap_index([below]), xml),
            "/wp-sitemap-posts-post-1.xml": loopback.text(
                loopback.sitemap([f"{base}{path(n)}/" for n in numbers]), xml
            ),
            **{path(n): loopback.text(page(base, n), "text/html") for n in numbers},
            **{f"{path(n)}/": loopback.text(page(base, n), "text/html") for n in numbers},
        }
        yield server


def python(code: str, *arguments: object, cwd: Path) -> subprocess.CompletedProcess[str]:
    kept = {key: value for key, value in os.environ.items() if not key.startswith("WARTA_")}
    return subprocess.run(
        [sys.executable, "-c", code, *map(str, arguments)],
        cwd=cwd,
        env={
            **kept,
            "PYTHONPATH": str(ROOT),
            "WARTA_CONTACT": "https://example.id/warta",
            "WARTA_SITES": "",
        },
        capture_output=True,
        text=True,
        timeout=120,
    )


@dataclass(frozen=True, kw_only=True)
class Added:
    """A record as it was written, and what the outlet was asked for meanwhile."""

    path: Path
    asked: tuple[loopback.Asked, ...]


@pytest.fixture(scope="module")
def added(outlet: loopback.Loopback, tmp_path_factory: pytest.TempPathFactory) -> Added:
    """Return what `warta sites add` makes of the outlet."""
    folder = tmp_path_factory.mktemp("records")
    ran = python(
        COMMAND, "sites", "add", "korancoba", f"{outlet.url}/", "--into", folder, cwd=folder
    )
    assert ran.returncode == 0, ran.stderr
    assert "with it 3 of 3 pages become articles" in ran.stderr
    assert "GPTBot" in ran.stderr
    return Added(path=folder / "korancoba.py", asked=tuple(outlet.asked))


@pytest.fixture
def record(added: Added) -> Path:
    return added.path


def test_the_record_says_what_the_outlet_shows(record: Path, outlet: loopback.Loopback) -> None:
    text = record.read_text(encoding="utf-8")
    base = outlet.url
    for said in (
        'title="Koran Coba"', f'feeds=("{base}/feed/",)', f'sitemaps=("{base}/wp-sitemap.xml",)',
        "templates=(WORDPRESS,)", 'time_zone="Asia/Makassar"', 'status="unverified"',
        'brands=("Koran Coba", "KORANCOBA.ID")', "disallows GPTBot, CCBot: ask first.",
        r"/[\w-]+/(?P<id>\d+)/[^/?]+(?:\?|$)", 'sections=("desa", "laut", "kota")',
        'note="1 feed"', 'note="2 sitemaps"', 'Evidence(what="page", seen="20',
    ):  # fmt: skip
        assert said in text, said
    assert "menata" not in text  # a title's words are the publisher's


def test_the_visit_was_polite(added: Added) -> None:
    paths = [asked.path for asked in added.asked]
    assert len(paths) <= 12
    assert paths[0] == "/robots.txt"
    assert all(asked.headers["User-Agent"].startswith("warta/") for asked in added.asked)


def test_the_new_record_crawls_the_outlet(
    record: Path, outlet: loopback.Loopback, tmp_path: Path
) -> None:
    ran = python(CRAWL, record, tmp_path / "x.db", cwd=tmp_path)
    assert ran.returncode == 0, ran.stderr
    (summary,) = json.loads(ran.stdout)
    assert (summary["stored"], summary["failed"], summary["problems"]) == (8, 0, [])
    exported = python(COMMAND, "export", "--db", tmp_path / "x.db", cwd=tmp_path)
    rows = [json.loads(line) for line in exported.stdout.splitlines()]
    assert {row["site"] for row in rows} == {"korancoba"}
    assert all(row["authors"] == ["Laras Puspita"] for row in rows)
    assert all(row["published_at"].endswith("+08:00") for row in rows)
    assert all(row["dateline"].startswith("KORANCOBA.ID, DENPASAR") for row in rows)
    assert not any("Bagikan" in row["text"] for row in rows)


def test_a_page_of_it_is_tried_and_kept(outlet: loopback.Loopback, tmp_path: Path) -> None:
    url = f"{outlet.url}{path(3)}"
    tried = python(COMMAND, "try", url, "--json", cwd=tmp_path)
    assert json.loads(tried.stdout)["article"]["origin"]["text"] == "system:wordpress"
    kept = python(COMMAND, "snapshot", url, "--to", tmp_path / "kept", cwd=tmp_path)
    assert kept.returncode == 0 and Path(kept.stdout.strip()).is_file(), kept.stderr
    checked = python(COMMAND, "regen", "--check", "--to", tmp_path / "kept", cwd=tmp_path)
    assert checked.returncode == 0 and "1 snapshot, 0 differ" in checked.stderr


def test_each_command_of_the_walk_is_one() -> None:
    walk = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    said = re.findall(
        r"^ +warta (sites add|sites check|try|crawl|search|snapshot|regen|sites) ", walk, re.M
    )
    assert said == [
        "sites add", "try", "crawl", "search", "snapshot", "regen", "sites check", "sites",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("republika", "https://baru.example.id"), "there is an outlet republika already"),
        (("baru", "https://www.republika.co.id/"), "belongs to republika already"),
        (("Baru-Saja", "https://baru.example.id"), "call it barusaja"),
        (("baru", "https://"), "not a web address"),
        (("baru", "https://baru.example.id", "--into", "no"), "there is no such folder"),
        (("baru", "https://baru.example.id", "--from", "no.html"), "no.html"),
    ],
)
def test_a_wrong_call_is_explained(arguments: tuple[str, ...], said: str, tmp_path: Path) -> None:
    ran = python(COMMAND, "sites", "add", *arguments, cwd=tmp_path)
    assert ran.returncode == 2
    assert said in ran.stderr and ran.stdout == ""
    assert list(tmp_path.iterdir()) == []


def test_an_outlet_that_does_not_answer_is_named(tmp_path: Path) -> None:
    ran = python(COMMAND, "sites", "add", "baru", "http://127.0.0.1:9/", cwd=tmp_path)
    assert ran.returncode == 1
    assert "http://127.0.0.1:9/" in ran.stderr and "--from" in ran.stderr
    assert "Traceback" not in ran.stderr


def test_why_no_listing_was_found_is_said(tmp_path: Path) -> None:
    with loopback.Loopback() as server:
        other = [("https://lain.example/baca/1", NEWEST)]
        links = "".join(f'<a href="{server.url}{path(n)}">Berita {n}</a>' for n in range(1, 6))
        server.pages = {
            "/": loopback.text(f"<html><body>{links}</body></html>", "text/html"),
            "/robots.txt": loopback.text("User-agent: *\nDisallow: /rss\nDisallow: /sitemap_"),
            "/feed": loopback.text(loopback.feed("", other), "application/xml"),
            "/feed.xml": loopback.text("kaputt", status=503),
            "/sitemap.xml": loopback.text("<html><p>Bukan peta situs</p></html>", "text/html"),
            **{path(n): loopback.text(page(server.url, n), "text/html") for n in range(1, 6)},
        }
        ran = python(COMMAND, "sites", "add", "baru", f"{server.url}/", cwd=tmp_path)
        base = server.url
    assert ran.returncode == 0, ran.stderr
    for said in (
        f"no feed at {base}/: it names no feed",
        f"no feed at {base}/feed: nothing in it leads to an article on the outlet's hosts",
        f"no sitemap at {base}/sitemap.xml: it is no sitemap",
        f"no sitemap at {base}/sitemap_index.xml: robots.txt disallows it",
        f"no sitemap at {base}/news-sitemap.xml: the server answered 404",
        "Missing on the pages: deck, editors, modified_at, section, tags, image_url.",
    ):
        assert said in ran.stderr, ran.stderr
    assert "indexes=(Index(" in ran.stdout


def test_no_record_is_replaced_unasked(tmp_path: Path) -> None:
    (tmp_path / "baru.py").write_text("mine")
    ran = python(
        COMMAND, "sites", "add", "baru", "https://baru.example.id", "--into", ".", cwd=tmp_path
    )
    assert ran.returncode == 2 and "--force" in ran.stderr
    assert (tmp_path / "baru.py").read_text() == "mine"


def test_the_fleet_is_as_it_was() -> None:
    assert "korancoba" not in {site.name for site in all_sites()}
