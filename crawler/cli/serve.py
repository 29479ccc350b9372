"""`warta serve`: the database in a browser."""

import socket
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from crawler.cli.errors import Problem, opening
from crawler.cli.options import DEFAULT_DB, Db
from crawler.cli.output import complain

if TYPE_CHECKING:
    from crawler.browser.app import Browser

DEFAULT_HOST = "127.0.0.1"
DEFAULT_PORT = 8001
STREAM_SECONDS = 1  # what a download may still take when the server is stopped
_LONGEST_HEAD = 4_000_000  # bytes of a request's head that are read, to answer it with a sentence


def serve(
    db: Db = DEFAULT_DB,
    port: Annotated[
        int,
        typer.Option("--port", metavar="N", min=0, max=65535, help="The port; 0 for any free one."),
    ] = DEFAULT_PORT,
    host: Annotated[
        str, typer.Option("--host", metavar="ADDRESS", help="An address of this machine itself.")
    ] = DEFAULT_HOST,
    base_url: Annotated[
        str,
        typer.Option("--base-url", metavar="PATH", help="The path that a proxy serves it under."),
    ] = "/",
    open_page: Annotated[bool, typer.Option("--open", help="Open the page in a browser.")] = False,
    write_metadata: Annotated[
        Path | None,
        typer.Option(
            "--write-metadata",
            metavar="FILE",
            help="Write Datasette's metadata for the database to this file, and end.",
        ),
    ] = None,
) -> None:
    """Open the database in a browser, read-only.

    Articles that a running crawl stores appear on the next page. Ctrl-C ends it.
    """
    _check_host(host)
    browser = _browser(db, base_url)
    if write_metadata is not None:
        _write(db, write_metadata)
        return
    listening = _listen(host, port)
    with listening:
        shown = f"[{host}]" if ":" in host else host
        url = f"http://{shown}:{listening.getsockname()[1]}{browser.setting('base_url')}"
        typer.echo(f"{db} is at {url} (read-only; Ctrl-C ends it)")
        if open_page:
            _open(url)
        code = _run(browser, listening)
    if code:
        raise typer.Exit(code)


def _check_host(host: str) -> None:
    """Raise `Problem` for an address that other machines can reach.

    There is no password, and the texts belong to their publishers.
    """
    from crawler.browser.guard import is_local

    if not is_local(f"[{host}]" if ":" in host else host):
        raise Problem(
            f"--host {host}: other machines could read the database there, without a password; "
            "warta only listens on 127.0.0.1, ::1 and localhost. From elsewhere use "
            f"`ssh -L {DEFAULT_PORT}:127.0.0.1:{DEFAULT_PORT}`, or a proxy with a password"
        )


def _browser(db: Path, base_url: str) -> "Browser":
    """Return the browser of the database. Raises `Problem`, also where Datasette is missing."""
    if not base_url.startswith("/") or "?" in base_url or "#" in base_url:
        raise Problem(f"--base-url {base_url}: a path such as /news/ is meant")
    try:
        from crawler.browser.app import build
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] in ("datasette", "uvicorn"):
            raise Problem(
                "the browser needs Datasette: install it with pip install 'warta[serve]'"
            ) from None
        raise
    with opening():
        return build(db, base_url=base_url if base_url.endswith("/") else f"{base_url}/")


def _write(db: Path, target: Path) -> None:
    """Write the metadata with which `datasette FILE -m METADATA` describes the same tables."""
    import json

    from crawler.browser.metadata import metadata

    text = json.dumps(metadata(name=db.stem), ensure_ascii=False, indent=2)
    target.write_text(f"{text}\n", encoding="utf-8")
    complain(f"wrote {target}: datasette {db} -m {target} --setting suggest_facets off")


def _listen(host: str, port: int) -> socket.socket:
    """Return a socket that listens. Raises `Problem` for a port that is taken."""
    import errno

    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family)
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((host, port))
        listening.listen(128)
    except OSError as error:
        listening.close()
        if error.errno == errno.EADDRINUSE:
            raise Problem(
                f"port {port} of {host} is in use, perhaps by another warta serve: choose another "
                f"with --port {port + 1 if port < 65535 else port - 1}, or any free one with "
                "--port 0"
            ) from None
        if error.errno == errno.EACCES:
            raise Problem(
                f"port {port} may not be used: choose one above 1023 with --port"
            ) from None
        raise Problem(f"--host {host}: {(error.strerror or str(error)).lower()}") from None
    return listening


def _open(url: str) -> None:
    """Open the page once the server answers: connections wait in the socket until then."""
    import threading
    import webbrowser

    threading.Thread(target=webbrowser.open, args=(url,), daemon=True).start()


def _run(browser: "Browser", listening: socket.socket) -> int:
    """Serve until a signal comes; return the exit code for it, 0 for none."""
    import uvicorn

    from crawler.stop import Stop

    config = uvicorn.Config(
        browser.app(),
        log_level="critical",
        access_log=False,
        server_header=False,
        lifespan="on",
        timeout_graceful_shutdown=STREAM_SECONDS,
        h11_max_incomplete_event_size=_LONGEST_HEAD,
    )
    server = _server(uvicorn.Server, config, browser)
    stop = Stop("the server is ending", overdue=browser.warta.interrupt)
    with stop, stop.asking(lambda: None):
        server.run(sockets=[listening])
    browser.warta.interrupt()
    return stop.code if stop.signal else 0


def _server(base: Any, config: Any, browser: "Browser") -> Any:
    """Return a server that ends the queries that are running when it is stopped."""

    class Server(base):  # type: ignore[misc]
        async def shutdown(self, sockets: Any = None) -> None:
            browser.warta.interrupt()
            await super().shutdown(sockets)

    return Server(config)
