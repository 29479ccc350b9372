"""Frontier policy: what becomes of a URL after it was asked for, and when it is asked for again.

Pure functions of the outcome, the row and the time. The rows are the store's.
"""

from dataclasses import replace
from datetime import datetime, timedelta

from pipelines.records import Article, Drop, Failure, FrontierRow, Kind, Outcome, Reason, State

# The age of an article at which it is looked at again: most edits come in the first hours.
REVISITS = (
    timedelta(hours=1),
    timedelta(hours=6),
    timedelta(days=1),
    timedelta(days=3),
    timedelta(days=7),
)
FIRST_RETRY = timedelta(minutes=5)
LONGEST_RETRY = timedelta(days=1)
LONGEST_ASKED = timedelta(days=7)  # the longest that a Retry-After is taken at its word
SHORTEST_ASKED = timedelta(seconds=1)
# A server that answers with an error five times in a row means it; one that cannot be reached, or
# that refuses us, may do so for a week, which is no reason to forget its articles.
TRIES_ANSWERED = 5
TRIES_UNREACHED = 12
# A sitemap that stands in a sitemap index: how soon it is read again, by the age of its lastmod.
SITEMAP_FRESH = timedelta(days=7)
SITEMAP_REVISIT = timedelta(hours=1)
SITEMAP_REVISIT_OLD = timedelta(days=7)
# A listing that has had nothing new for a while is asked for less often than each run.
QUIET_SHARE = 10
LEAST_QUIET = timedelta(minutes=5)
MOST_QUIET = timedelta(hours=6)


def after(outcome: Outcome, row: FrontierRow, now: datetime) -> Outcome:
    """Return the outcome with the state and the next time of its URL filled in.

    `row` is the frontier row that led to it, `now` an aware datetime.
    """
    if isinstance(outcome.result, Failure):
        state, next_try_at = _after_failure(outcome.result, row, now)
    elif row.kind is not Kind.ARTICLE:
        state, next_try_at = State.DONE, _next_reading(row, now)
    elif isinstance(outcome.result, Drop):
        left = outcome.result.reason is Reason.OUT_OF_RANGE  # for a crawl that asks for it
        state, next_try_at = (State.PENDING, now) if left else (State.DROPPED, None)
    else:
        published = outcome.result.published_at if isinstance(outcome.result, Article) else None
        state, next_try_at = State.DONE, next_visit(published or row.published_at, now)
    return replace(outcome, state=state, next_try_at=next_try_at)


def next_visit(published_at: datetime | None, now: datetime) -> datetime | None:
    """Return when an article is looked at again, None when it is old or its age is not known."""
    if published_at is None:
        return None
    return next((published_at + age for age in REVISITS if published_at + age > now), None)


def validators(row: FrontierRow) -> dict[str, str]:
    """Return the headers that ask for a page only if it was modified since it was had.

    A page that became no article is read in full: the reason may have gone.
    """
    if row.state in (State.DROPPED, State.PENDING):
        return {}
    stated = {"If-None-Match": row.etag, "If-Modified-Since": row.last_modified}
    return {name: value for name, value in stated.items() if value}


def backoff(tries: int) -> timedelta:
    """Return the wait after this many failures in a row: 5 min, 20 min, 80 min, ... up to a day."""
    steps = min(max(tries - 1, 0), 9)
    return min(FIRST_RETRY * int(4**steps), LONGEST_RETRY)


def has_to_wait(row: FrontierRow, now: datetime) -> bool:
    """Tell whether a listing of the outlet's record failed and may not be asked for yet."""
    return row.state is State.RETRY and row.next_try_at is not None and row.next_try_at > now


def is_quiet(row: FrontierRow, now: datetime) -> bool:
    """Tell whether a feed or sitemap that changes seldom was asked for a short while ago.

    A tenth of the time that it had nothing new is let pass, as caches do that are told nothing (RFC
    9111, section 4.2.2): none while that is under `LEAST_QUIET`, six hours at most.
    """
    if row.kind not in (Kind.FEED, Kind.SITEMAP) or row.state is not State.DONE:
        return False
    if row.fetched_at is None or row.changed_at is None:
        return False
    wait = min((row.fetched_at - row.changed_at) / QUIET_SHARE, MOST_QUIET)
    return wait >= LEAST_QUIET and now < row.fetched_at + wait


def _after_failure(
    failure: Failure, row: FrontierRow, now: datetime
) -> tuple[State, datetime | None]:
    tries = row.tries + 1
    answered = failure.status not in (0, 401, 403)
    given_up = failure.gone or tries >= (TRIES_ANSWERED if answered else TRIES_UNREACHED)
    if given_up and row.kind is Kind.ARTICLE:
        return State.GONE, None
    wait = LONGEST_RETRY if failure.gone else backoff(tries)
    if failure.retry_after is not None:
        asked = timedelta(seconds=min(failure.retry_after, LONGEST_ASKED.total_seconds()))
        wait = max(asked, SHORTEST_ASKED)
    return State.RETRY, now + wait


def _next_reading(row: FrontierRow, now: datetime) -> datetime | None:
    """Return when a listing is due by itself: those of the outlet's record are asked each run."""
    if row.kind is not Kind.SITEMAP or not row.found_in:
        return None
    fresh = row.published_at is None or now - row.published_at < SITEMAP_FRESH
    return now + (SITEMAP_REVISIT if fresh else SITEMAP_REVISIT_OLD)
