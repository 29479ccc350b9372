"""Retry policy: the state of a URL after a request, and when it is due again.

Pure functions of the outcome, the frontier row and the time.
"""

from dataclasses import replace
from datetime import datetime, timedelta

from pipelines.records import Article, Drop, Failure, FrontierRow, Kind, Outcome, Reason, State

# The age of an article at which it is fetched again: most edits come in the first hours.
REVISITS = (
    timedelta(hours=1),
    timedelta(hours=6),
    timedelta(days=1),
    timedelta(days=3),
    timedelta(days=7),
)
FIRST_RETRY = timedelta(minutes=5)
MAX_RETRY = timedelta(days=1)
MAX_RETRY_AFTER = timedelta(days=7)  # a longer Retry-After is cut to this
MIN_RETRY_AFTER = timedelta(seconds=1)
# Five errors of a server in a row are final. A server that cannot be reached, or that refuses us,
# may do so for a week; its articles are kept that long.
TRIES_ANSWERED = 5
TRIES_UNREACHED = 12
# A sitemap named in a sitemap index: how soon it is read again, by the age of its lastmod.
SITEMAP_FRESH = timedelta(days=7)
SITEMAP_REVISIT = timedelta(hours=1)
SITEMAP_REVISIT_OLD = timedelta(days=7)
# A listing without news for a while is not requested in each run.
QUIET_SHARE = 10
MIN_QUIET = timedelta(minutes=5)
MAX_QUIET = timedelta(hours=6)


def after(outcome: Outcome, row: FrontierRow, now: datetime) -> Outcome:
    """Return the outcome with the state and the next time of its URL filled in.

    `row` is its frontier row, `now` an aware datetime.
    """
    if isinstance(outcome.result, Failure) and outcome.result.waits_for:
        state, next_try_at = State.WAITING, _after_waiting(outcome.result, row, now)
    elif isinstance(outcome.result, Failure):
        state, next_try_at = _after_failure(outcome.result, row, now)
    elif row.kind is not Kind.ARTICLE:
        state, next_try_at = State.DONE, _next_reading(row, now)
    elif isinstance(outcome.result, Drop):
        left = outcome.result.reason is Reason.OUT_OF_RANGE  # for a crawl with another scope
        state, next_try_at = (State.PENDING, now) if left else (State.DROPPED, None)
    else:
        published = outcome.result.published_at if isinstance(outcome.result, Article) else None
        state, next_try_at = State.DONE, next_visit(published or row.published_at, now)
    return replace(outcome, state=state, next_try_at=next_try_at, earlier=row.earlier)


def next_visit(published_at: datetime | None, now: datetime) -> datetime | None:
    """Return when an article is fetched again, None if it is old or its age is unknown."""
    if published_at is None:
        return None
    return next((published_at + age for age in REVISITS if published_at + age > now), None)


def validators(row: FrontierRow) -> dict[str, str]:
    """Return the headers of a conditional request: the page only if it was modified since.

    A page that did not become an article is fetched in full: the reason may have gone.
    """
    if row.state in (State.DROPPED, State.PENDING):
        return {}
    stated = {"If-None-Match": row.etag, "If-Modified-Since": row.last_modified}
    return {name: value for name, value in stated.items() if value}


def retry_wait(tries: int) -> timedelta:
    """Return the wait after this many failures in a row: 5 min, 20 min, 80 min, ... up to a day."""
    steps = min(max(tries - 1, 0), 9)
    return min(FIRST_RETRY * int(4**steps), MAX_RETRY)


def has_to_wait(row: FrontierRow, now: datetime) -> bool:
    """Return whether a listing of the outlet's record failed, or has to wait, and is not due."""
    is_later = row.state in (State.RETRY, State.WAITING)
    return is_later and row.next_try_at is not None and row.next_try_at > now


def is_told_to_wait(row: FrontierRow, now: datetime) -> bool:
    """Return whether the server asked not to be asked for this URL before a time to come.

    What robots.txt disallows waits too, but it is read again before the URL is asked for.
    """
    waits = row.state is State.WAITING and row.status > 0
    return waits and row.next_try_at is not None and row.next_try_at > now


def is_quiet(row: FrontierRow, now: datetime) -> bool:
    """Return whether a feed or sitemap that seldom changes was requested a short while ago.

    It is skipped for a tenth of the time that it had nothing new, the heuristic of caches (RFC
    9111, section 4.2.2): not at all while that is under `MIN_QUIET`, and six hours at most.
    """
    if row.kind not in (Kind.FEED, Kind.SITEMAP) or row.state is not State.DONE:
        return False
    if row.fetched_at is None or row.changed_at is None:
        return False
    wait = min((row.fetched_at - row.changed_at) / QUIET_SHARE, MAX_QUIET)
    return wait >= MIN_QUIET and now < row.fetched_at + wait


def _after_waiting(failure: Failure, row: FrontierRow, now: datetime) -> datetime | None:
    """Return when to ask for a URL that has to wait. That is no failure, so it is never given up.

    What robots.txt says is read in each run: listings of the record are due in each run too.
    """
    of_record = row.kind is not Kind.ARTICLE and not row.found_in
    if failure.waits_for == "robots.txt" and of_record:
        return None
    if failure.retry_after is None:
        return now + FIRST_RETRY
    asked = timedelta(seconds=min(failure.retry_after, MAX_RETRY_AFTER.total_seconds()))
    return now + max(asked, MIN_RETRY_AFTER)


def _after_failure(
    failure: Failure, row: FrontierRow, now: datetime
) -> tuple[State, datetime | None]:
    tries = row.tries + 1
    answered = failure.status not in (0, 401, 403)
    given_up = failure.gone or tries >= (TRIES_ANSWERED if answered else TRIES_UNREACHED)
    if given_up and row.kind is Kind.ARTICLE:
        return State.GONE, None
    wait = MAX_RETRY if failure.gone else retry_wait(tries)
    if failure.retry_after is not None:
        asked = timedelta(seconds=min(failure.retry_after, MAX_RETRY_AFTER.total_seconds()))
        wait = max(asked, MIN_RETRY_AFTER)
    return State.RETRY, now + wait


def _next_reading(row: FrontierRow, now: datetime) -> datetime | None:
    """Return when a listing is due by itself; those of the outlet's record are read in each run."""
    if row.kind is not Kind.SITEMAP or not row.found_in:
        return None
    fresh = row.published_at is None or now - row.published_at < SITEMAP_FRESH
    return now + (SITEMAP_REVISIT if fresh else SITEMAP_REVISIT_OLD)
