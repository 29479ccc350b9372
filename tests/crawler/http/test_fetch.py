"""One page from the network, from a server on loopback, each in a process of its own.

Scrapy's reactor runs once in a process.
"""

import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from tests.support.paths import ROOT

ROBOTS = "User-agent: warta\nDisallow: /closed/\n"
PAGE = "<title>Kabar</title><p>Air sungai naik.</p>"


class Server(BaseHTTPRequestHandler):
    agents: list[str] = []  # noqa: RUF012  # what was asked with, for the test to look at

    def do_GET(self) -> None:
        self.agents.append(self.headers["User-Agent"])
        status, body = {
            "/robots.txt": (200, ROBOTS),
            "/page": (200, PAGE),
            "/moved": (301, ""),
            "/away": (302, ""),
        }.get(self.path, (404, "gone"))
        self.send_response(status)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        if status == 301:
            self.send_header("Location", "/page")
        if status == 302:
            self.send_header("Location", "http://169.254.169.254/secret")
        self.end_headers()
        self.wfile.write(body.encode())

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Server) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


def fetched(url: str) -> str:
    """Return what `fetch` returns or says."""
    code = f"""
from crawler.http.fetch import FetchError, fetch
try:
    page = fetch({url!r}, WARTA_ALLOW_ADDRESSES=["127.0.0.1"], DOWNLOAD_DELAY=0)
    print(page.url, page.status, page.content_type, page.html, page.fetched_at.tzinfo)
except FetchError as error:
    print("error:", error)
"""
    ran = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=60
    )
    assert ran.stderr == ""
    return ran.stdout.strip()


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/page", f"/page 200 text/html; charset=utf-8 {PAGE.encode()!r} UTC"),
        ("/moved", f"/page 200 text/html; charset=utf-8 {PAGE.encode()!r} UTC"),
        ("/missing", "the server answered 404"),
        ("/closed/page", "robots.txt disallows it"),
        ("/away", "not a host of this outlet"),
    ],
)
def test_a_page_or_the_reason_why_not(address: str, path: str, said: str) -> None:
    got = fetched(address + path)
    assert said in got
    if got.startswith("error:"):
        assert f"{address}{path}: " in got


def test_says_who_it_is(address: str) -> None:
    Server.agents.clear()
    fetched(f"{address}/page")
    assert Server.agents and all(agent.startswith("warta/") for agent in Server.agents)


def test_a_server_that_is_not_there() -> None:
    assert fetched("http://127.0.0.1:9/x").startswith("error: http://127.0.0.1:9/x: ")
