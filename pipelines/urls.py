"""Canonical URLs: one key per article, however a link to it is written.

Pure string functions: no network, and no input raises.
"""

import re
from functools import lru_cache
from urllib.parse import SplitResult, quote_from_bytes, unquote_to_bytes, urljoin, urlsplit

from pipelines.records import Rules

TRACKING = (
    "utm_*",
    "fbclid",
    "gclid",
    "gclsrc",
    "dclid",
    "gad_source",
    "gad_campaignid",
    "srsltid",
    "mibextid",
    "ref_src",
    "ref_url",
    "jxconn",
    "jxrecoid",
    "gbraid",
    "wbraid",
    "msclkid",
    "yclid",
    "twclid",
    "ttclid",
    "igsh",
    "igshid",
    "li_fat_id",
    "mc_cid",
    "mc_eid",
    "_ga",
    "_gl",
    "at_medium",
    "at_campaign",
    "at_custom*",
    "__twitter_impression",
    "usqp",
    "amp_js_v",
    "amp_gsa",
)
"""Tracking parameters of any site, in any case; a final `*` is a wildcard."""

VIEWS = frozenset(
    {
        ("amp", ""),
        ("amp", "1"),
        ("amp", "true"),
        ("outputtype", "amp"),
        ("page", "all"),
        ("single", "1"),
        ("showpage", "all"),
    }
)
"""Parameters for another view of the same article: AMP, or all pages in one."""

MAX_LINK_CHARS = 2_000

DEFAULT_PORTS = {"http": 80, "https": 443}

_UNRESERVED = re.compile(r"%(?:2[dDeE]|3[0-9]|4[1-9a-fA-F]|5[0-9aAfF]|6[1-9a-fA-F]|7[0-9aAeE])")
_BAD_PERCENT = re.compile(r"%(?![0-9a-fA-F]{2})")
_ESCAPE = re.compile(r"%[0-9a-fA-F]{2}")
_AMP_ENDING = re.compile(r"(?<=[^.])(?:\.amp)+(?=$|\.html?$)")
_SLASHES = re.compile(r"//+")
_AMP_CACHE = re.compile(
    r"^https?://(?:[\w-]+\.cdn\.ampproject\.org/[cv]|(?:www\.)?google\.[a-z.]{2,6}/amp)/(s/)?", re.I
)


def canonical(url: str, rules: Rules | None = None) -> str:
    """Return the canonical form of an article's URL: the key under which it is stored.

    https; host in lower case, mapped by `rules.host_map`; no default port, user, fragment, tracking
    parameters, AMP or single-page view; no match of `rules.drop_path` in the path; no double or
    trailing slash; normalised escapes. A URL with a non-default port keeps its scheme. Anything but
    an http or https URL is only stripped of white space.
    """
    rules = rules or Rules()
    text = _out_of_amp_cache(_clean(url))
    parts = _split(text)
    if parts is None:
        return text
    scheme, host, port = parts.scheme, _mapped(_host(parts), rules.host_map), parts.port
    if port in (None, DEFAULT_PORTS[scheme]):
        scheme, port = "https", None
    path = _without_amp(_path(parts.path))
    if rules.drop_path:
        path = _pattern(rules.drop_path).sub("", path)
    query = _query(parts.query, rules.drop_params)
    return _join(scheme, host, port, path, query)


def listing_url(url: str) -> str:
    """Return the normalised URL of a feed, sitemap or index page; it requests the same page.

    Unlike `canonical` it keeps scheme, host, all parameters and their order, and a final slash:
    `?page=2` is another page of a listing.
    """
    text = _clean(url)
    parts = _split(text)
    if parts is None:
        return text
    port = None if parts.port == DEFAULT_PORTS[parts.scheme] else parts.port
    path = _escaped(parts.path, "/:@!$&'()*+,;=") or "/"
    return _join(parts.scheme, _host(parts), port, path, _escaped(parts.query, "/:@!$&'()*+,;=?"))


def is_article(url: str, rules: Rules) -> bool:
    """Return whether a canonical URL matches the outlet's article pattern.

    Without a pattern, any URL with a path matches.
    """
    if not rules.article_url:
        return url.count("/") > 2 and not url.endswith("/")
    return _pattern(rules.article_url).search(url) is not None


def host_of(url: str) -> str:
    """Return the host of an http or https URL in lower case and ASCII, or ""."""
    parts = _split(_clean(url))
    return _host(parts) if parts else ""


def link_parts(href: str | None) -> SplitResult | None:
    """Return the parts of a link as a page has it, None for one that cannot be read.

    Pages hold anything: `http://[lokasi]/x` is no address.
    """
    try:
        return urlsplit((href or "").strip()[:MAX_LINK_CHARS])
    except ValueError:
        return None


def link_path(href: str | None) -> str:
    """Return the path of a link, "" for one that cannot be read."""
    parts = link_parts(href)
    return parts.path if parts is not None else ""


def absolute(base: str, href: str | None) -> str:
    """Return a link of a page as an absolute URL, "" for one that cannot be read."""
    try:
        return urljoin(base, (href or "").strip())
    except ValueError:
        return ""


def host_matches(host: str, patterns: tuple[str, ...]) -> bool:
    """Return whether the host matches a pattern; `*.x.id` matches `x.id` and its subdomains."""
    return any(
        host == pattern
        or (pattern.startswith("*.") and (host == pattern[2:] or host.endswith(pattern[1:])))
        for pattern in patterns
    )


@lru_cache(maxsize=256)
def _pattern(source: str) -> re.Pattern[str]:
    return re.compile(source)


def _clean(url: str) -> str:
    """Return the text without control characters and lone surrogates."""
    if url.isprintable():
        return url.strip()
    text = "".join(c for c in url if c >= " " and c != "\x7f")
    return text.encode("utf-8", "replace").decode("utf-8").strip()


def _split(text: str) -> SplitResult | None:
    """Return the parts of an http or https URL, None for anything else."""
    if text.startswith("//"):
        text = f"https:{text}"
    if not text[:5].lower().startswith("http"):
        return None
    head, mark, rest = text.partition("?")
    try:
        parts = urlsplit(head.replace("\\", "/") + mark + rest)
        known = parts.scheme in DEFAULT_PORTS and bool(_host(parts)) and parts.port != 0
    except ValueError:
        return None
    return parts if known else None


def _host(parts: SplitResult) -> str:
    """Return the host in lower case and ASCII. Raises ValueError for an invalid host."""
    return _ascii((parts.hostname or "").rstrip("."))


@lru_cache(maxsize=1024)
def _ascii(host: str) -> str:
    if ":" in host:
        return host
    host = host.encode("idna").decode("ascii").lower()
    if host and not re.fullmatch(r"[a-z0-9._-]+", host):
        raise ValueError(f"invalid host name: {host!r}")
    return host


@lru_cache(maxsize=1024)
def _mapped(host: str, host_map: tuple[tuple[str, str], ...]) -> str:
    return next((target for pattern, target in host_map if host_matches(host, (pattern,))), host)


def _escaped(text: str, safe: str) -> str:
    """Return the text with normalised percent escapes (RFC 3986, section 6.2.2)."""
    if "%" in text:
        text = _UNRESERVED.sub(lambda m: chr(int(m[0][1:], 16)), text)
        text = _BAD_PERCENT.sub("%25", text)
        text = _ESCAPE.sub(lambda m: m[0].upper(), text)
    return quote_from_bytes(text.encode("utf-8"), safe=safe + "%")


def _path(path: str) -> str:
    """Return the path without double slashes, dot segments and final slash."""
    kept: list[str] = []
    for segment in _SLASHES.sub("/", _escaped(path, "/:@!$&'()*+,;=")).split("/"):
        if segment == "..":
            kept = kept[:-1]
        elif segment not in ("", "."):
            kept.append(segment)
    return "/" + "/".join(kept)


def _without_amp(path: str) -> str:
    """Return the path without AMP segments and endings (`/amp/x`, `/x/amp`, `/x.amp.html`)."""
    segments = path.split("/")[1:]
    while len(segments) > 1 and "amp" in (segments[0], segments[-1]):
        segments = segments[1:] if segments[0] == "amp" else segments[:-1]
    name = _AMP_ENDING.sub("", segments[-1])
    return "/" + "/".join([*segments[:-1], name])


def _query(query: str, drop: tuple[str, ...]) -> str:
    """Return the parameters that identify the page, sorted by name.

    Links are often copied from markup with `&amp;` for the ampersand, once or twice encoded.
    """
    while "&amp;" in query:
        query = query.replace("&amp;", "&")
    kept = []
    for pair in _escaped(query, "/:@!$'()*+,;=?&").replace("+", "%20").split("&"):
        name, _, value = pair.partition("=")
        if not name or _dropped(name, drop) or _dropped(name.lower(), TRACKING):
            continue
        if (name.lower(), value.lower()) not in VIEWS:
            kept.append(pair)
    return "&".join(sorted(kept, key=lambda pair: pair.partition("=")[0]))


def _dropped(name: str, patterns: tuple[str, ...]) -> bool:
    return any(
        name.startswith(pattern[:-1]) if pattern.endswith("*") else name == pattern
        for pattern in patterns
    )


def _out_of_amp_cache(text: str) -> str:
    """Return the original URL of a Google AMP cache or viewer URL."""
    while match := _AMP_CACHE.match(text):
        rest = unquote_to_bytes(text[match.end() :]).decode("utf-8", "replace")
        text = ("https://" if match[1] else "http://") + rest.lstrip("/")
    return text


def _join(scheme: str, host: str, port: int | None, path: str, query: str) -> str:
    netloc = f"[{host}]" if ":" in host else host
    if port is not None:
        netloc += f":{port}"
    return f"{scheme}://{netloc}{path}" + (f"?{query}" if query else "")
