"""What a response, or a request without one, means for the URL and the outlet. Pure functions."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from scrapy.crawler import Crawler
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
    ResponseDataLossError,
)
from scrapy.http import Request, Response
from scrapy.settings import BaseSettings

from crawler.discovery import Found, Listing
from crawler.discovery import read as read_listing
from crawler.http.guards import Refused
from crawler.http.replay import header_pairs
from crawler.http.robots import Disallowed
from crawler.site import Index, Site
from pipelines.extract.directives import of_headers
from pipelines.records import Failure, FrontierRow, Outcome, Page
from pipelines.urls import host_of

REFUSING = frozenset({401, 403})
GONE = frozenset({404, 410})
# robots.txt changes seldom: a URL that it disallows is looked at again after a week.
DISALLOWED_FOR = 7 * 86400.0

# Headers that only an answer with a challenge carries.
_HEADERS = (
    ("cf-mitigated", "challenge", "Cloudflare"),
    ("x-amzn-waf-action", "challenge", "AWS WAF"),
    ("x-amzn-waf-action", "captcha", "AWS WAF"),
)
# What the scripts and frames of challenge pages are called; no article prints them.
_MARKERS = (
    (rb"_cf_chl_opt|/cdn-cgi/challenge-platform/h/[a-z]/orchestrate", "Cloudflare"),
    (rb"sucuri_cloudproxy_js", "Sucuri"),
    (rb"captcha-delivery\.com/(?:captcha|interstitial)", "DataDome"),
    (rb"src=[\"']/_Incapsula_Resource\?", "Imperva"),
    (rb"window\._pxAppId\s*=", "HUMAN"),
    (rb"awswaf\.com/[^\"'\s]{1,200}/challenge\.js", "AWS WAF"),
)
_CHALLENGE_BYTES = 60_000  # challenge pages are smaller; an article that quotes a script is larger
_SECONDS = re.compile(r"\s*(\d{1,9})(?:\.\d+)?\s*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """An answer, read: a page, or a failure, or neither when the page was not modified.

    `challenge` is whose challenge page it is, `refused` whether the server does not want us,
    `too_many` whether it was asked too often, `unrecorded` whether a recording does not have it.
    """

    page: Page | None = None
    failure: Failure | None = None
    etag: str = ""
    last_modified: str = ""
    challenge: str = ""
    refused: bool = False
    too_many: bool = False
    unrecorded: bool = False


def read(response: Response, request: Request, now: datetime, *, replayed: bool = False) -> Answer:
    """Return what a response means. Its `failure` names the URL that answered.

    In a replay nothing is waited for, and a page that was not recorded does not count as gone.
    """
    status = response.status
    if replayed and status == 404 and recorded_at(request) is None:
        failure = Failure(url=response.url, error="404: not in the recording", status=status)
        return Answer(failure=failure, unrecorded=True)
    headers = {name.lower(): value for name, value in header_pairs(response.headers)}
    if vendor := challenge(headers, response.body):
        error = f"{status} with a challenge page ({vendor})"
        failure = Failure(url=response.url, error=error, status=status)
        return Answer(failure=failure, challenge=vendor, refused=True)
    if status == 304:
        return Answer()
    if 200 <= status < 300:
        page = Page(
            url=response.url,
            html=response.body,
            fetched_at=recorded_at(request) or now,
            status=status,
            content_type=content_type(response),
            signals=of_headers(header_pairs(response.headers)),
        )
        validators = headers.get("etag", ""), headers.get("last-modified", "")
        return Answer(page=page, etag=validators[0], last_modified=validators[1])
    wait = retry_after(headers.get("retry-after", ""), now)
    asked_to_wait = status == 429 or (status == 503 and wait is not None)
    failure = Failure(
        url=response.url,
        error=_said(response),
        status=status,
        retry_after=wait and (0.0 if replayed else wait),
        gone=status in GONE,
        waits_for="server" if asked_to_wait else "",
    )
    return Answer(failure=failure, refused=status in REFUSING, too_many=status == 429)


def no_answer(
    error: BaseException, url: str, *, settings: BaseSettings, redirected: int = 0
) -> Failure:
    """Return the failure of a request without a response, in words an operator understands.

    `redirected` is the status of the redirect that led to the request, 0 for none. A redirect to
    where nothing may be fetched may be a mistake of the server that passes.
    """
    host = host_of(url)
    too_large = f"larger than {settings.getint('DOWNLOAD_MAXSIZE'):,} bytes"
    match error:
        case Disallowed():
            return Failure(
                url=url, error=str(error), retry_after=DISALLOWED_FOR, waits_for="robots.txt"
            )
        case Refused():
            return Failure(url=url, error=str(error), status=redirected, gone=not redirected)
        case CannotResolveHostError():
            text = f"the name {host} leads to no public address"
        case DownloadTimeoutError():
            text = f"no answer within {settings.getfloat('DOWNLOAD_TIMEOUT'):g} s"
        case DownloadConnectionRefusedError():
            text = f"{host} refuses connections"
        case ResponseDataLossError() | DownloadFailedError():
            text = "the connection broke off"
        case DownloadCancelledError():
            text = too_large
        case IgnoreRequest() if "DOWNLOAD_MAXSIZE" in str(error):
            text = too_large
        case IgnoreRequest() if "redirections" in str(error):
            text = "too many redirects, one after the other"
        case IgnoreRequest():  # of a middleware, which may think otherwise another time
            return Failure(url=url, error=str(error), waits_for="refusal")
        case _:
            text = f"{type(error).__name__}: {error}".removesuffix(": ")
    return Failure(url=url, error=" ".join(text.split())[:300])


def redirected(request: Request) -> int:
    """Return the status of the redirect that led to a request, 0 where none did."""
    reasons = request.meta.get("redirect_reasons") or [0]
    return reasons[-1] if isinstance(reasons[-1], int) else 0


def is_silence(error: BaseException) -> bool:
    """Return whether a request got no response for a reason that lies with the server."""
    return not isinstance(error, IgnoreRequest | DownloadCancelledError)


def outcome(answer: Answer, row: FrontierRow, now: datetime, status: int = 0) -> Outcome:
    """Return the outcome of a row as far as the answer alone tells it."""
    return Outcome(
        url=row.url,
        result=answer.failure and replace(answer.failure, url=row.url, site=row.site),
        site=row.site,
        kind=row.kind,
        fetched_at=answer.page.fetched_at if answer.page else now,
        status=status,
        etag=answer.etag,
        last_modified=answer.last_modified,
    )


def is_temporary(failure: Failure) -> bool:
    """Return whether a page that failed may be available soon."""
    lasting = 400 <= failure.status < 500 and failure.status not in (*REFUSING, 408, 429)
    return not (lasting or failure.gone or failure.waits_for == "robots.txt")


def challenge(headers: Mapping[str, str], body: bytes) -> str:
    """Return whose challenge page this answer is, "" if it is none. Header names in lower case."""
    for name, value, vendor in _HEADERS:
        if headers.get(name, "").lower() == value:
            return vendor
    if len(body) > _CHALLENGE_BYTES:
        return ""
    return next((vendor for marker, vendor in _MARKERS if re.search(marker, body)), "")


def retry_after(value: str, now: datetime) -> float | None:
    """Return the seconds that a Retry-After header asks for, None where it says nothing.

    It holds seconds or an HTTP date (RFC 9110, section 10.2.3); one in the past means 0.
    """
    if match := _SECONDS.fullmatch(value):
        return float(match[1])
    try:
        moment = parsedate_to_datetime(value)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return max((moment - now).total_seconds(), 0.0)


def asked_for(response: Response) -> str:
    """Return the URL of the first request, before redirects."""
    request = response.request
    passed = request.meta.get("redirect_urls") if request else None
    return str(passed[0]) if passed else response.url


def listed(response: Response, site: Site, index: Index | None, now: datetime) -> Found:
    """Return what a feed, sitemap or index page leads to; `index` is the record's entry for it."""
    listing = Listing(
        url=response.url,
        body=response.body,
        site=site,
        now=now,
        content_type=content_type(response),
        index=index,
    )
    return read_listing(listing)


def content_type(response: Response) -> str:
    """Return the Content-Type header as it was sent, "" without one."""
    return (response.headers.get("Content-Type") or b"").decode("latin-1")


def recorded_at(request: Request) -> datetime | None:
    """Return when the response was recorded or archived, None for a plain live one."""
    recorded = request.meta.get("fetched_at")
    return recorded if isinstance(recorded, datetime) else None


def described(error: BaseException, request: Request, crawler: Crawler) -> str:
    """Return why a request got no response, in words an operator understands."""
    return no_answer(error, request.url, settings=crawler.settings).error


def _said(response: Response) -> str:
    location = response.headers.get("Location")
    where = f", to {location.decode('latin-1')[:200]}" if location else ""
    return f"the server answered {response.status}{where}"
