"""What stands before every page: who may ask, how, and what browsers may do with the answer."""

import html
from collections.abc import Awaitable, Callable, Iterable, MutableMapping
from typing import Any

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Any]]
Send = Callable[[Any], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

LONGEST = 32_000  # bytes of an address; a query that a person writes is far shorter
# Nothing but our own style sheet and icon: no script at all, nothing from elsewhere.
POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
HEADERS = (
    (b"content-security-policy", POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"x-frame-options", b"DENY"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
)
# Pages of Datasette that sign in, write cookies or tell of the process.
_CLOSED = ("auth-token", "logout", "messages", "permissions", "allow-debug", "patterns", "threads",
           "actor", "databases")  # fmt: skip


def guarded(app: App, *, base_url: str = "/") -> App:
    """Return the application behind checks of method, host and address, with our headers.

    The host must be this machine: a page elsewhere whose name leads to 127.0.0.1 reads nothing.
    """

    async def asgi(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await app(scope, receive, send)
            return

        async def with_headers(message: Any) -> None:
            if message["type"] == "http.response.start":
                ours = {name for name, _ in HEADERS}
                kept = [pair for pair in message.get("headers", []) if pair[0].lower() not in ours]
                kept = [_based(name, value, base_url) for name, value in kept]
                message = {**message, "headers": [*kept, *HEADERS]}
            await send(message)

        refusal = refused(scope, base_url)
        if refusal is None:
            await app(_without_base(scope, base_url), receive, with_headers)
        else:
            await _answer(with_headers, *refusal, head=scope["method"] == "HEAD")

    return asgi


def _without_base(scope: Scope, base_url: str) -> Scope:
    """Return the scope with the address below the base: Datasette would put the base before it."""
    raw = scope.get("raw_path") or scope["path"].encode()
    if base_url == "/" or not raw.startswith(base_url.encode()):
        return scope
    below = raw[len(base_url) - 1 :]
    return {**scope, "raw_path": below, "path": scope["path"][len(base_url) - 1 :]}


def _based(name: bytes, value: bytes, base_url: str) -> tuple[bytes, bytes]:
    """Return the header; of a redirection to a page below the base with the base before it."""
    base = base_url.encode()
    if name.lower() == b"location" and value.startswith(b"/") and not value.startswith(base):
        return name, base + value[1:]
    return name, value


def refused(scope: Scope, base_url: str = "/") -> tuple[int, str] | None:
    """Return status and reason of a request that is not answered, None for any other."""
    if scope["method"] not in ("GET", "HEAD"):
        return 405, "This server only reads: GET and HEAD."
    if not is_local(_header(scope, b"host")):
        return 403, "This server answers only to the names of this machine, as http://127.0.0.1."
    address = scope.get("raw_path") or scope["path"].encode()
    if len(address) + len(scope.get("query_string", b"")) > LONGEST:
        return 414, f"The address is longer than {LONGEST:,} bytes: shorten the query."
    if not address.isascii():
        return 400, "The address has signs that must be percent-encoded."
    path = address.decode().partition("?")[0]
    rest = path.removeprefix(base_url.rstrip("/"))
    if rest.startswith("/-/") and rest[3:].partition(".")[0].partition("/")[0] in _CLOSED:
        return 404, "There is no such page."
    return None


def is_local(host: str) -> bool:
    """Return whether a Host header names this machine: localhost or a loopback address."""
    name = host.strip().lower()
    name = name[1:].partition("]")[0] if name.startswith("[") else name.partition(":")[0]
    parts = name.split(".")
    is_loopback = len(parts) == 4 and parts[0] == "127" and all(p.isdecimal() for p in parts)
    return name in ("localhost", "::1") or name.endswith(".localhost") or is_loopback


def _header(scope: Scope, name: bytes) -> str:
    headers: Iterable[tuple[bytes, bytes]] = scope.get("headers", [])
    return next((value.decode("latin-1") for key, value in headers if key.lower() == name), "")


async def _answer(send: Send, status: int, text: str, *, head: bool) -> None:
    body = (
        '<!DOCTYPE html><html lang="en"><meta charset="utf-8"><title>warta</title>'
        f"<h1>{status}</h1><p>{html.escape(text)}</p></html>"
    ).encode()
    headers = [
        (b"content-type", b"text/html; charset=utf-8"),
        (b"content-length", str(len(body)).encode()),
        (b"cache-control", b"no-store"),
        *([(b"allow", b"GET, HEAD")] if status == 405 else []),
    ]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": b"" if head else body})
