"""The settings that `warta` takes: name, type, default and meaning of each.

`crawler.settings`, the check of the environment and of `--set`, and docs/settings.md follow this
table. Scrapy is not imported: a wrong value is named before anything is loaded.
"""

import math
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

PREFIX = "WARTA_"


class SettingError(ValueError):
    """An unknown setting, a malformed value, or a setting that is fixed; the message names it."""


@dataclass(frozen=True, slots=True)
class Setting:
    """A setting: `read` returns its value from text and raises ValueError for malformed text."""

    name: str
    read: Callable[[str], Any]
    default: Any
    meaning: str


def _text(text: str) -> str:
    return text


def _list(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]


def _hosts(text: str) -> list[str]:
    for host in _list(text):
        if re.search(r"[\s/]", host):
            raise ValueError(f"{host} is not a host or an address")
    return _list(text)


def _whole(least: int) -> Callable[[str], int]:
    def read(text: str) -> int:
        if not re.fullmatch(r"[0-9]{1,12}", text.strip()) or int(text) < least:
            raise ValueError(f"not a whole number of {least} or more")
        return int(text)

    return read


def _seconds(least: float) -> Callable[[str], float]:
    def read(text: str) -> float:
        try:
            value = float(text)
        except ValueError:
            value = math.nan
        if not least <= value < math.inf:
            raise ValueError(f"not a number of seconds, {least:g} or more")
        return value

    return read


def _level(text: str) -> str:
    if text.upper() not in ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL"):
        raise ValueError("not one of DEBUG, INFO, WARNING, ERROR, CRITICAL")
    return text.upper()


# Each meaning is the text of docs/settings.md.
OURS = (
    Setting(
        "WARTA_CONTACT", _text, "",
        "a URL or mail address that reaches you; part of the user agent "
        "`warta/VERSION (+CONTACT)`. Set it before you crawl",
    ),
    Setting("WARTA_DB", _text, "warta.db", "the database (`--db`)"),
    Setting(
        "WARTA_SITES", _text, "",
        "a folder of further records of outlets, one file `NAME.py` each; without it the user's "
        "data folder, `~/.local/share/warta/sites`; set to nothing in the environment: none",
    ),
    Setting(
        "WARTA_SNAPSHOTS", _text, "",
        "the folder of `warta snapshot` and `warta regen` (`--to`); without it the user's data "
        "folder, `~/.local/share/warta/snapshots`",
    ),
    Setting(
        "WARTA_ARCHIVE", _text, "",
        "a folder for WARC files of every response (`--archive`)",
    ),
    Setting(
        "WARTA_REPLAY", _list, (),
        "WARC files or folders to read instead of the network, separated by commas (`--replay`)",
    ),
    Setting(
        "WARTA_WORKERS", _whole(0), 0,
        "worker processes that extract (`--workers`); 0 means one per processor",
    ),
    Setting("WARTA_BATCH", _whole(1), 32, "outcomes per commit, at most"),
    Setting(
        "WARTA_BATCH_SECONDS", _seconds(0), 5.0,
        "seconds after its first outcome at which a smaller batch is committed",
    ),
    Setting("WARTA_IN_FLIGHT", _whole(1), 32, "pages fetched and not yet stored, at most"),
    Setting(
        "WARTA_WAIT", _seconds(0), 60.0,
        "seconds that a crawl waits for a retry or a Retry-After; the next run has later ones",
    ),
    Setting(
        "WARTA_BLOCKED_AFTER", _whole(1), 3,
        "answers of 401 or 403 in a row after which the crawl of an outlet ends; one challenge "
        "page is enough",
    ),
    Setting(
        "WARTA_FAILING_AFTER", _whole(1), 10,
        "failures in a row (5xx, 429 or no answer) after which the crawl of an outlet ends",
    ),
    Setting(
        "WARTA_MAX_LISTINGS", _whole(0), 500,
        "sitemaps found in robots.txt and in other sitemaps that one run reads, at most",
    ),
    Setting(
        "WARTA_MAX_PAGES", _whole(1), 1000,
        "pages of one listing that one run reads, per day where it lists by day, at most "
        "(`--max-pages`)",
    ),
    Setting(
        "WARTA_FIRST_PAGES", _whole(1), 5,
        "the same for a listing that is not by day, the first time that a crawl without dates "
        "reads it",
    ),
    Setting(
        "WARTA_ALLOW_ADDRESSES", _hosts, (),
        "hosts and addresses that may be fetched although they are not public, separated by "
        "commas; for intranets and tests",
    ),
)  # fmt: skip

# Scrapy's settings that `--set` takes. The defaults are those of `crawler.settings`.
SCRAPY = (
    Setting(
        "DOWNLOAD_DELAY", _seconds(1), 1.0,
        "the least seconds between two requests to an outlet; a record's delay is never lowered",
    ),
    Setting("DOWNLOAD_TIMEOUT", _seconds(1), 30, "seconds that a response may take"),
    Setting("DOWNLOAD_MAXSIZE", _whole(1), 8 * 1024 * 1024, "decoded bytes of a response, at most"),
    Setting("DNS_TIMEOUT", _seconds(1), 15, "seconds that resolving a name may take"),
    Setting("REDIRECT_MAX_TIMES", _whole(0), 5, "redirects that are followed, at most"),
    Setting("DEPTH_LIMIT", _whole(1), 4, "listings that lead to listings, at most"),
    Setting("LOG_LEVEL", _level, "ERROR", "what is logged; `--verbose` means INFO"),
    Setting("LOG_FILE", _text, None, "a file for the log instead of stderr"),
)  # fmt: skip

# Why some of Scrapy's settings are fixed. `scrapy crawl -s` is for those who know better.
FIXED = {
    "ROBOTSTXT_OBEY": "robots.txt is always obeyed",
    "ROBOTSTXT_USER_AGENT": "robots.txt is read for warta",
    "USER_AGENT": "the user agent is warta's own; WARTA_CONTACT adds your contact to it",
    "DEFAULT_REQUEST_HEADERS": "requests say honestly who sends them",
    "CONCURRENT_REQUESTS": "an outlet gets one request at a time",
    "CONCURRENT_REQUESTS_PER_DOMAIN": "an outlet gets one request at a time",
    "DOWNLOAD_SLOTS": "an outlet gets one request at a time",
    "DOWNLOAD_DELAY_JITTER": "it never shortens the delay; DOWNLOAD_DELAY raises it",
    "COOKIES_ENABLED": "a page is fetched as a new reader sees it",
    "REFERER_ENABLED": "no referrer is sent",
    "RETRY_ENABLED": "the frontier decides about retries",
    "HTTPPROXY_ENABLED": "a proxy would resolve names without the check of addresses",
    "TWISTED_DNS_RESOLVER": "it checks addresses; WARTA_ALLOW_ADDRESSES makes exceptions",
}

_BY_NAME = {setting.name: setting for setting in (*OURS, *SCRAPY)}
# What matters to one page that is fetched outside a crawl.
FOR_A_PAGE = frozenset(
    ("WARTA_CONTACT", "WARTA_SNAPSHOTS", "WARTA_SITES", "WARTA_ALLOW_ADDRESSES",
     "DOWNLOAD_DELAY", "DOWNLOAD_TIMEOUT", "DOWNLOAD_MAXSIZE", "DNS_TIMEOUT", "REDIRECT_MAX_TIMES")
)  # fmt: skip


def from_environment(environ: Mapping[str, str]) -> dict[str, Any]:
    """Return the value of each of our settings: the environment's, else the default.

    An empty variable counts as unset. Raises `SettingError`.
    """
    ours = {setting.name: setting for setting in OURS}
    values = {name: _fresh(setting.default) for name, setting in ours.items()}
    for name, text in environ.items():
        if name.startswith(PREFIX) and text:
            if name not in ours:
                raise SettingError(f"{name} in the environment: {_unknown(name, ours)}")
            values[name] = _read(ours[name], text, f"{name}={text} in the environment")
    return values


def from_pairs(pairs: Iterable[str], *, a_page: bool = False) -> dict[str, Any]:
    """Return the values of settings given as NAME=VALUE; the last one of a name counts.

    `a_page` takes only what matters to a page fetched outside a crawl. Raises `SettingError`.
    """
    values: dict[str, Any] = {}
    for pair in pairs:
        name, equals, text = pair.partition("=")
        name = name.strip()
        said = f"--set {pair}"
        if not equals:
            raise SettingError(f"{said}: write it as NAME=VALUE")
        if name in FIXED:
            raise SettingError(f"{said}: {name} is fixed: {FIXED[name]}")
        if name not in _BY_NAME:
            raise SettingError(f"{said}: {_of_scrapy(name) or _unknown(name, _BY_NAME)}")
        if a_page and name not in FOR_A_PAGE:
            raise SettingError(f"{said}: {name} matters only to `warta crawl`")
        values[name] = _read(_BY_NAME[name], text.strip(), said)
    return values


def check(name: str, text: str) -> None:
    """Raise `SettingError` for an unknown name of ours and for a malformed value of any in here."""
    if name in _BY_NAME:
        _read(_BY_NAME[name], text, f"{name}={text}")
    elif name.startswith(PREFIX):
        raise SettingError(f"{name}={text}: {_unknown(name, [s.name for s in OURS])}")


def _read(setting: Setting, text: str, said: str) -> Any:
    try:
        return setting.read(text)
    except ValueError as error:
        raise SettingError(f"{said}: {error}") from None


def _unknown(name: str, known: Iterable[str]) -> str:
    close = get_close_matches(name.upper(), list(known), n=1, cutoff=0.6)
    if close:
        return f"there is no setting {name}; did you mean {close[0]}?"
    return f"there is no setting {name} to set here; docs/settings.md lists them"


def _of_scrapy(name: str) -> str:
    """Return why a setting of Scrapy is not taken, "" for a name that Scrapy does not know."""
    from scrapy.settings import default_settings

    if not hasattr(default_settings, name):
        return ""
    return f"--set does not take {name} of Scrapy's settings; `scrapy crawl -s` does"


def _fresh(default: Any) -> Any:
    """Return the default; a list of its own where it is one, as Scrapy's settings want it."""
    return list(default) if isinstance(default, tuple) else default


def documented(settings: Iterable[Setting]) -> str:
    """Return the settings as the rows of a table in docs/settings.md."""
    rows = (f"| `{s.name}` | {s.meaning} | {_shown(s.default)} |" for s in settings)
    return "".join(f"{row}\n" for row in rows)


def _shown(default: Any) -> str:
    if default in ("", (), None):
        return "none"
    return f"`{default}`" if isinstance(default, str) else f"{default:.15g}"
