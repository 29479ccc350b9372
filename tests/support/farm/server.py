"""The farm's server: plain HTTP for every outlet at once, each answer late by the same time.

    python -m tests.support.farm.server '{"outlets": 60, "articles": 100, "latency": 0.2}'

It prints its port and serves until its standard input closes. `/farm/asked` says what it was asked
for so far, in JSON.
"""

import asyncio
import gzip
import json
import sys
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from tests.support.farm.outlets import ROBOTS, Outlet, address, chosen, farm

ASKED = "/farm/asked"
TROUBLES = ("hang", "errors", "slow", "held")


@dataclass(frozen=True, kw_only=True)
class Said:
    """One answer, and how many seconds it is late; `late` is None for one that never comes.

    One that is `held` is sent when the outlets without trouble have given all of their articles.
    """

    status: int = 200
    body: bytes = b""
    kind: str = "text/html; charset=utf-8"
    etag: str = ""
    late: float | None = 0.0
    held: bool = False

    def head(self, size: int, *, zipped: bool) -> bytes:
        """Return the head of the answer."""
        lines = [
            f"HTTP/1.1 {self.status} x",
            f"Content-Type: {self.kind}",
            f"Content-Length: {size}",
        ]
        lines += [f"ETag: {self.etag}"] if self.etag else []
        lines += ["Content-Encoding: gzip"] if zipped else []
        return ("\r\n".join(lines) + "\r\n\r\n").encode()


@dataclass(kw_only=True)
class Farm:
    """All outlets by host, each answer late by `latency` seconds.

    `troubles` says what those in trouble do with a request for an article: `hang`, `errors` (503),
    `slow`, which takes so many seconds more, or `held`, which waits for all articles of the outlets
    without trouble.
    """

    outlets: Sequence[Outlet]
    latency: float = 0.2
    slow: float = 10.0
    troubles: Mapping[str, str] = field(default_factory=dict)
    asked: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self._of_host = {host: outlet for outlet in self.outlets for host in outlet.hosts}
        self._listings: dict[str, bytes] = {}
        self._held: list[Callable[[], object]] = []
        self._missing = {
            url
            for outlet in self.outlets
            if outlet.site.name not in self.troubles
            for url in outlet.urls
        }

    def send(self, said: Said, write: Callable[[], object]) -> None:
        """Send an answer when it is time, and those held back that may go now."""
        loop = asyncio.get_running_loop()
        if said.late is None:
            return
        if said.held and self._missing:
            self._held.append(write)
        else:
            loop.call_later(self.latency + said.late, write)
        while self._held and not self._missing:
            loop.call_soon(self._held.pop())

    def answer(self, host: str, path: str, validator: str) -> Said:
        """Return the answer to a request for a path of a host."""
        if path == ASKED:
            return Said(body=json.dumps(self.asked).encode(), kind="application/json")
        outlet = self._of_host.get(host)
        url = f"https://{host}{path}"
        if outlet is None:
            said, kind = Said(status=404), "unknown"
        elif path == "/robots.txt":
            said, kind = Said(body=ROBOTS, kind="text/plain"), "robots"
        elif url in outlet.listings:
            said, kind = self._listing(outlet, url), "listings"
        elif (number := outlet.number(url)) is not None:
            said, kind = self._article(outlet, number, validator), "articles"
        else:
            said, kind = Said(status=404), "unknown"
        if said.etag and validator == said.etag:
            said = Said(status=304, etag=said.etag, late=said.late)
        self.asked[f"{kind} {said.status}"] += 1
        return said

    def _listing(self, outlet: Outlet, url: str) -> Said:
        if url not in self._listings:
            self._listings[url] = outlet.listing(url)
        kind = "text/html" if outlet.listings[url].kind == "index" else "application/xml"
        return Said(body=self._listings[url], kind=f"{kind}; charset=utf-8", etag='"1"')

    def _article(self, outlet: Outlet, number: int, validator: str) -> Said:
        # A page changes with its text and with what stands around it.
        self._missing.discard(address(outlet.site, number))
        etag = f'"{number}-{number in outlet.edited}-{outlet.kilobytes}"'
        match self.troubles.get(outlet.site.name):
            case "hang":
                return Said(late=None)
            case "errors":
                return Said(status=503)
            case "slow":
                return Said(body=outlet.page(number), etag=etag, late=self.slow)
            case "held":
                return Said(body=outlet.page(number), etag=etag, held=True)
        body = b"" if validator == etag else outlet.page(number)
        return Said(body=body, etag=etag)


class Connection(asyncio.Protocol):
    """One connection to the farm: a request, its answer, and so on."""

    def __init__(self, farm: Farm) -> None:
        self._farm = farm
        self._waiting = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        head, ended, self._waiting = (self._waiting + data).partition(b"\r\n\r\n")
        if not ended:
            self._waiting = head
            return
        first, *lines = head.decode("latin-1").split("\r\n")
        headers = {
            name.lower(): value for name, _, value in (line.partition(": ") for line in lines)
        }
        path = first.split(" ")[1]
        said = self._farm.answer(headers["host"], path, headers.get("if-none-match", ""))
        zipped = said.status == 200 and "gzip" in headers.get("accept-encoding", "")
        body = gzip.compress(said.body, 1) if zipped else said.body
        answer = said.head(len(body), zipped=zipped) + body
        if path == ASKED:
            self._transport.write(answer)
        else:
            self._farm.send(said, partial(self._transport.write, answer))


async def serve(farm: Farm) -> None:
    """Serve until standard input closes."""
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: Connection(farm), "127.0.0.1", 0, backlog=1024)
    print(server.sockets[0].getsockname()[1], flush=True)
    await loop.run_in_executor(None, sys.stdin.read)
    server.close()


def main(job: dict[str, Any]) -> None:
    sites = chosen(job.pop("outlets"), job.pop("names", ()))
    options = {name: job.pop(name) for name in ("kilobytes", "per_day") if name in job}
    edited = set(job.pop("edited", ()))
    outlets = farm(sites, job.pop("articles"), edited=edited, **options)
    asyncio.run(serve(Farm(outlets=outlets, **job)))


if __name__ == "__main__":
    main(json.loads(sys.argv[1]))
