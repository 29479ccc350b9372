"""`warta fetch`, articles given to `warta crawl`, and `--retry-failed`, over HTTP on loopback."""

import json
import re
import signal
import time
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from pipelines.store import ArticleStore
from pipelines.warc.reader import Record, read_records
from tests.support import loopback
from tests.support.command import data, warta
from tests.support.paper import PUBLISHED, Paper, paper

NO_ARTICLE = loopback.text("<html><title>x</title><p>Halo.</p></html>", "text/html")


@pytest.fixture
def outlet(tmp_path: Path) -> Iterator[Paper]:
    with paper(tmp_path) as outlet:
        yield outlet


def lines(output: str) -> dict[str, str]:
    """Return what is said of each URL."""
    return {
        url: f"{word} {why}".strip() for word, url, why in re.findall(r"(\w+) +(\S+)(.*)", output)
    }


class TestFetch:
    def test_each_url_has_a_line_and_the_pages_are_stored(self, outlet: Paper) -> None:
        first, second = outlet.publish(1), outlet.publish(2)
        outlet.server.pages["/robots.txt"] = loopback.text("User-agent: *\nDisallow: /tutup/\n")
        outlet.server.pages["/baca/9"] = NO_ARTICLE
        closed, missing = f"{outlet.server.url}/tutup/1", outlet.url(404)
        copy = f"{outlet.unknown}/baca/2"
        listed = ["# kliping", second, "", outlet.url(9), copy, closed, f"{first}?utm_source=x"]
        (outlet.folder / "list.txt").write_text("\n".join(listed), encoding="utf-8")
        ran = outlet.warta("fetch", first, missing, "--from", "list.txt")
        assert ran.returncode == 1
        said = lines(ran.stdout)
        assert said[missing] == "failed   the server answered 404"
        assert said[closed] == "failed   robots.txt disallows it"
        assert said[outlet.url(9)].startswith("dropped   not_article: ")
        assert said[first].startswith("new   article ") and said[second].startswith("new   ")
        assert said[copy].startswith("new   article ")
        assert sum("a duplicate of" in line for line in said.values()) == 1
        assert len(said) == 6
        assert "given more than once and fetched once: 1 URL" in ran.stderr
        assert "2 of 6 URLs failed" in ran.stderr
        assert "/tutup/1" not in outlet.server.paths()
        assert outlet.server.paths().count("/baca/1") == 1
        stats = data("stats", "--db", outlet.folder / "warta.db")
        assert {run["site"]: run["articles"] for run in stats["sites"]} == {
            "korancoba": 2, "localhost": 1,
        }  # fmt: skip
        assert {run["command"] for run in stats["runs"]} == {"fetch korancoba", "fetch localhost"}

    def test_again_it_is_unchanged_then_revised(self, outlet: Paper) -> None:
        url = outlet.publish(1)
        other = outlet.publish(2)
        page = loopback.validated(loopback.article(2, PUBLISHED), "text/html", '"a"')
        outlet.server.pages["/baca/2"] = page
        assert outlet.warta("fetch", url, other).returncode == 0
        again = json.loads(outlet.warta("fetch", url, other, "--json").stdout)
        assert [row["result"] for row in again] == ["unchanged", "unchanged"]
        assert all(row["article_id"] for row in again)
        outlet.publish(1, words=3)
        ran = outlet.warta("fetch", "-", stdin=f"\ufeff{url}\r\n")
        assert (ran.returncode, ran.stderr) == (0, "")
        assert lines(ran.stdout)[url].startswith("revised   article ")

    def test_it_writes_what_it_fetched_to_an_archive(self, outlet: Paper) -> None:
        url = outlet.publish(1)
        assert outlet.warta("fetch", url, "--archive", "pages").returncode == 0
        (path,) = (outlet.folder / "pages").iterdir()
        recorded = [record.url for record in read_records(path) if isinstance(record, Record)]
        assert url in recorded
        ran = outlet.warta("fetch", url, "--replay", "pages", "--db", "other.db")
        assert lines(ran.stdout)[url].startswith("new ")
        assert outlet.server.paths().count("/baca/1") == 1

    @pytest.mark.parametrize(
        ("arguments", "said"),
        [
            ([], "no URL is given"),
            (["kabar"], "'kabar' is not a URL"),
            (["www.koran.example/a"], "meant is perhaps https://www.koran.example/a"),
            (["ftp://koran.example/a"], "'ftp://koran.example/a' is not a URL"),
            (["https://koran.example/a https://koran.example/b"], "is not one URL"),
            (["--from", "missing.txt"], "missing.txt: there is no such file"),
            (["--from", "empty.txt"], "empty.txt: there is no URL in it"),
            (["--from", "bad.txt"], "bad.txt:3: 'bukan' is not a URL"),
            (["--from", "binary.txt"], "binary.txt: not a list of URLs"),
            (["--from", "."], "is a directory"),
            (["-", "--from", "-"], "give it once"),
            (["https://koran.example/a", "--replay", "none"], "there is no such file or folder"),
        ],
    )  # fmt: skip
    def test_a_wrong_call_names_what_is_wrong(
        self,
        arguments: list[str],
        said: str,
        tmp_path: Path,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        monkeypatch.chdir(tmp_path)
        Path("empty.txt").write_text("\n# nothing\n")
        Path("bad.txt").write_text("https://koran.example/a\n\nbukan\n")
        Path("binary.txt").write_bytes(b"\xff\xfe\x00")
        result = warta("fetch", *arguments)
        assert (result.exit_code, result.stdout) == (2, "")
        assert said in result.stderr
        assert not Path("warta.db").exists()


class TestManners:
    def test_each_host_has_its_own_delay(self, tmp_path: Path) -> None:
        with paper(tmp_path, delay=1.0) as outlet:
            outlet.server.pages["/robots.txt"] = loopback.text("User-agent: *\nCrawl-delay: 1.5\n")
            urls = [outlet.publish(number) for number in (1, 2, 3)]
            begun = time.monotonic()
            other = [url.replace("127.0.0.1", "localhost") for url in urls]
            ran = outlet.warta("fetch", *urls, *other)
            assert ran.returncode == 0, ran.stderr
            hosts = {asked.headers["Host"] for asked in outlet.server.asked}
            assert len(hosts) == 2
            for host in hosts:
                asked = [a for a in outlet.server.asked if a.headers["Host"] == host]
                assert asked[0].path == "/robots.txt"
                gaps = [after.at - before.at for before, after in pairwise(asked)]
                assert len(asked) == 4 and min(gaps[1:]) >= 1.4, gaps
                assert all("warta/" in a.headers["User-Agent"] for a in asked)
                assert all("https://example.id/warta" in a.headers["User-Agent"] for a in asked)
            assert time.monotonic() - begun < 30

    def test_a_server_that_refuses_is_left_alone(self, outlet: Paper) -> None:
        urls = [outlet.publish(number) for number in range(1, 8)]
        for number in range(1, 8):
            outlet.server.pages[f"/baca/{number}"] = loopback.text("nein", status=403)
        ran = outlet.warta("fetch", *urls)
        assert ran.returncode == 1
        assert len(lines(ran.stdout)) == 7
        assert "left alone" in ran.stderr and "left alone" in ran.stdout
        assert sum(path.startswith("/baca/") for path in outlet.server.paths()) <= 4
        asked = len(outlet.server.asked)
        outlet.warta("fetch", *urls[4:])  # on trial: one refusal is enough
        assert len(outlet.server.asked) - asked <= 2

    def test_what_the_server_asks_to_wait_for_is_waited_for(self, outlet: Paper) -> None:
        url = outlet.publish(1)
        page = outlet.server.pages["/baca/1"]
        busy = loopback.text("zu oft", status=429, **{"Retry-After": "2"})
        outlet.server.pages["/baca/1"] = loopback.in_turn(busy, page)
        ran = outlet.warta("fetch", url)
        assert lines(ran.stdout) == {url: "new   article 1"}
        first, second = outlet.server.times("/baca/1")
        assert second - first >= 1.9

    def test_a_long_wait_is_kept_by_the_next_call_too(self, outlet: Paper) -> None:
        url = outlet.publish(1)
        busy = loopback.text("zu oft", status=429, **{"Retry-After": "3600"})
        outlet.server.pages["/baca/1"] = busy
        assert outlet.warta("fetch", url).returncode == 1
        outlet.publish(1)
        ran = outlet.warta("fetch", url)
        assert ran.returncode == 1
        assert "asked to be left alone until 20" in ran.stdout
        assert len(outlet.server.times("/baca/1")) == 1
        again = outlet.warta("crawl", "korancoba", "--retry-failed")
        assert "asked to be left alone until 20" in again.stderr
        assert len(outlet.server.times("/baca/1")) == 1

    def test_nothing_is_asked_where_robots_txt_cannot_be_read(self, outlet: Paper) -> None:
        urls = [outlet.publish(number) for number in (1, 2)]
        outlet.server.pages["/robots.txt"] = loopback.text("kaputt", status=503)
        ran = outlet.warta("fetch", *urls)
        assert ran.returncode == 1
        assert all(
            "robots.txt: the server answered 503" in why for why in lines(ran.stdout).values()
        )
        assert set(outlet.server.paths()) == {"/robots.txt"}

    def test_an_outlet_that_is_being_crawled_is_not_asked(self, outlet: Paper) -> None:
        url = outlet.publish(1)
        with ArticleStore(outlet.folder / "warta.db") as store:
            store.start_run("crawl korancoba", ["korancoba"])
            ran = outlet.warta("fetch", url)
        assert ran.returncode == 1
        assert "(crawl korancoba, process" in ran.stdout and "working on it since" in ran.stderr
        assert outlet.server.asked == []

    def test_a_private_address_is_not_asked(self, outlet: Paper) -> None:
        ran = outlet.warta("fetch", "http://10.0.0.1/baca/1")
        assert ran.returncode == 1
        assert "10.0.0.1 is not a public address" in ran.stdout

    def test_an_interrupt_keeps_what_was_fetched(self, tmp_path: Path) -> None:
        with paper(tmp_path, delay=2.0) as outlet:
            urls = [outlet.publish(number) for number in range(1, 9)]
            process = outlet.start("fetch", *urls)
            assert process.stdout is not None
            said = process.stdout.readline()
            process.send_signal(signal.SIGINT)
            rest, errors = process.communicate(timeout=60)
            assert process.returncode == 130
            assert said.startswith("new ") and "interrupted" in errors
            assert len(lines(said + rest)) == 8
            kept = sum(line.startswith("new ") for line in lines(said + rest).values())
            assert data("stats", "--db", tmp_path / "warta.db")["articles"] == kept < 8


class TestCrawl:
    def test_an_article_given_to_crawl_is_fetched(self, outlet: Paper) -> None:
        first = outlet.publish(1)
        outlet.list(1, 2)
        ran = outlet.warta("crawl", first)
        assert lines(ran.stdout) == {first: "new   article 1"}
        assert outlet.server.paths() == ["/robots.txt", "/baca/1"]

    @pytest.mark.parametrize(
        ("more", "said"),
        [
            (["republika"], "is an article and republika an outlet"),
            (["--limit", "3"], "--limit is for outlets"),
            (["--retry-failed"], "--retry-failed is for outlets"),
            (["--since", "7d"], "--since is for outlets"),
            (["--all"], "--all is for outlets"),
        ],
    )  # fmt: skip
    def test_an_article_goes_with_no_outlet_and_no_option_of_outlets(
        self, more: list[str], said: str
    ) -> None:
        url = "https://ekonomi.republika.co.id/berita/tkm4a1x01/harga-beras"
        result = warta("crawl", url, *more)
        assert result.exit_code == 2
        assert said in result.stderr

    def test_only_what_failed_is_asked_for_again(self, outlet: Paper) -> None:
        outlet.list(1, 2, 3, 4)
        outlet.publish(1)
        outlet.server.pages["/baca/2"] = loopback.text("kaputt", status=500)
        outlet.server.pages["/baca/4"] = NO_ARTICLE
        first = json.loads(outlet.warta("crawl", "korancoba", "--json").stdout)[0]
        assert (first["stored"], first["failed"], first["dropped"]) == (1, 2, 1)
        outlet.publish(2)
        outlet.publish(3)
        asked = len(outlet.server.asked)
        again = outlet.warta("crawl", "korancoba", "--retry-failed", "--json")
        assert again.returncode == 0, again.stderr
        second = json.loads(again.stdout)[0]
        assert (second["stored"], second["seen"], second["failed"]) == (2, 2, 0)
        assert outlet.server.paths()[asked:] == ["/robots.txt", "/baca/2", "/baca/3"]
        last = outlet.warta("crawl", "korancoba", "--retry-failed")
        assert last.returncode == 0
        assert "korancoba: nothing had failed before" in last.stderr

    def test_a_feed_that_failed_is_read_again(self, outlet: Paper) -> None:
        outlet.server.pages["/rss"] = loopback.text("kaputt", status=500)
        assert outlet.warta("crawl", "korancoba").returncode == 1
        outlet.list(1)
        outlet.publish(1)
        again = json.loads(outlet.warta("crawl", "korancoba", "--retry-failed", "--json").stdout)[0]
        assert (again["listings"], again["found"], again["seen"]) == (1, 1, 0)

    def test_a_day_narrows_what_is_asked_for_again(self, outlet: Paper) -> None:
        outlet.list(1)
        outlet.warta("crawl", "korancoba")
        outlet.publish(1)
        days = ("--since", "2026-11-21", "--until", "2026-11-22")
        out = outlet.warta("crawl", "korancoba", "--retry-failed", *days, "--json")
        assert json.loads(out.stdout)[0]["seen"] == 0

    def test_index_pages_are_no_matter_of_what_failed(self) -> None:
        result = warta("crawl", "republika", "--retry-failed", "--max-pages", 3)
        assert result.exit_code == 2
        assert "--retry-failed reads no index pages" in result.stderr
