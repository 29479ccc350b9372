"""When to slow down for an outlet, pause, or stop asking it: the policy, and its middleware.

The download delay grows on 429, 503 and slow responses, and shrinks again after good ones.
"""

import asyncio
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from statistics import fmean
from typing import Protocol, Self, runtime_checkable

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response

from crawler.http import responses
from crawler.http.download_delay import DownloadDelay, download_delay, set_delay, slot_of
from crawler.http.responses import Answer
from pipelines.store.store import utc_now

MAX_DELAY = 60.0  # seconds
# After a 503: ten in a row end the crawl, and that must not take long.
MAX_DELAY_503 = 10.0
MIN_RAISED_DELAY = 1.0  # seconds: the first step up
# Latencies are compared by the mean of this many responses; a single slow page says nothing.
WINDOW = 5
# An outlet is overloaded when its responses take this many times as long as its best ones did, and
# this many seconds more: below that our own network and processor make the difference.
OVERLOADED = 4.0
OVERLOADED_SECONDS = 1.0
# Good responses in a row after which half the delay is tried again.
EASE_AFTER = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Advice:
    """What to do about an outlet: end its crawl for a `reason`, or pause for some seconds.

    `delay` is the new download delay in seconds, None for no change. `problem` is a line for the
    operator. With the reason `asked to wait`, `pause` is for how long.
    """

    reason: str = ""
    problem: str = ""
    pause: float = 0.0
    delay: float | None = None


CARRY_ON = Advice()


class Backoff:
    """Counts an outlet's bad responses in a row and follows its latency. No clock, no Scrapy.

    After `blocked_after` refusals (401, 403) or one challenge page the outlet has blocked us; after
    `failing_after` server errors or requests without a response it is in trouble. `longest_pause`
    is the longest Retry-After of a 429, in seconds, that a crawl waits for.

    429 and 503 double the delay. An overloaded outlet gets the time of one response as its delay,
    until it is quick again. After `EASE_AFTER` good responses in a row half the delay is tried,
    down to the usual one.

    An outlet that blocked the last crawl is `on_trial` until it gives an article: one request at a
    time, and one refusal ends the crawl.
    """

    def __init__(
        self,
        name: str,
        *,
        blocked_after: int,
        failing_after: int,
        longest_pause: float,
        on_trial: bool = False,
    ) -> None:
        self.on_trial = on_trial
        self._name = name
        self._blocked_after = blocked_after
        self._failing_after = failing_after
        self._longest_pause = longest_pause
        self._refusals = 0
        self._failures = 0
        self._good = 0
        self._latencies: deque[float] = deque(maxlen=WINDOW)
        self._overloaded = False  # and only latency has raised its delay
        self._best = 0.0  # the least mean of a whole window so far

    def answered(
        self,
        answer: Answer,
        *,
        article: bool = True,
        latency: float = 0.0,
        delay: DownloadDelay | None = None,
    ) -> Advice:
        """Return what to do after a response that took `latency` seconds to begin.

        `article` says whether an article was requested: feeds are often open to everybody.
        """
        status = answer.failure.status if answer.failure else 200
        self._refusals = self._refusals + 1 if answer.refused else 0
        self._failures = self._failures + 1 if status >= 500 or answer.too_many else 0
        if answer.challenge:
            return self._blocked(f"a challenge page ({answer.challenge})")
        if self._refusals >= (1 if self.on_trial else self._blocked_after):
            return self._blocked(f"{status}")
        self.on_trial = self.on_trial and not (article and status == 200)
        wait = (answer.failure.retry_after if answer.failure else None) or 0.0
        if answer.too_many and wait > self._longest_pause:
            problem = f"{self._name} asks to be left alone for {wait:.0f} s"
            return Advice(reason="asked to wait", problem=problem, pause=wait)
        if trouble := self._trouble(f"{status}"):
            return trouble
        kept = delay or DownloadDelay()
        if answer.too_many or status == 503:
            pause = wait if answer.too_many else 0.0  # a 503 may be of one page
            most = MAX_DELAY if answer.too_many else MAX_DELAY_503
            return Advice(pause=pause, delay=self._slower(kept, most))
        return self._paced(latency, kept, good=status < 500)

    def silent(self, error: str) -> Advice:
        """Return what to do after a request without a response."""
        self._failures += 1
        self._good = 0
        return self._trouble(error) or CARRY_ON

    def _slower(self, kept: DownloadDelay, most: float) -> float:
        self._good = 0
        self._overloaded = False
        return max(min(max(2 * kept.now, MIN_RAISED_DELAY), most), kept.now)

    def _paced(self, latency: float, kept: DownloadDelay, *, good: bool) -> Advice:
        """Return the advice that the latency gives."""
        self._latencies.append(latency)
        self._good = self._good + 1 if good else 0
        if len(self._latencies) == WINDOW:
            mean = fmean(self._latencies)
            self._best = min(self._best or mean, mean)
            if mean > max(OVERLOADED * self._best, self._best + OVERLOADED_SECONDS):
                self._good = 0
                self._overloaded = self._overloaded or kept.now <= kept.usual
                wanted = min(mean, MAX_DELAY)
                return Advice(delay=wanted) if wanted > kept.now else CARRY_ON
            if self._overloaded:
                self._overloaded = False
                return Advice(delay=kept.usual)
        if self._good >= EASE_AFTER and kept.now > kept.usual:
            self._good = 0
            half = kept.now / 2
            return Advice(
                delay=half if half >= max(MIN_RAISED_DELAY / 2, kept.usual) else kept.usual
            )
        return CARRY_ON

    def _blocked(self, what: str) -> Advice:
        still = "still " if self.on_trial else ""
        problem = f"{self._name} {still}answers with {what}: it is left alone until the next run"
        return Advice(reason="blocked", problem=problem)

    def _trouble(self, what: str) -> Advice | None:
        if self._failures < self._failing_after:
            return None
        problem = (
            f"{self._name} is in trouble ({self._failures} failures in a row, the last: {what}): "
            "it is left alone until the next run"
        )
        return Advice(reason="in trouble", problem=problem)


@runtime_checkable
class HasClock(Protocol):
    """A spider that says what time it is."""

    clock: Callable[[], datetime]


class BackoffMiddleware:
    """Downloader middleware that reads each response once and applies the backoff policy.

    What it read is in `request.meta["answer"]`. It sets the outlet's download delay by itself. The
    spider asks for `pause()` before each request, and ends the crawl where `end` says so. In a
    replay nothing is waited for.
    """

    def __init__(self, crawler: Crawler, name: str, clock: Callable[[], datetime]) -> None:
        get = crawler.settings.getint
        self.end = CARRY_ON
        self.policy = Backoff(
            name,
            blocked_after=get("WARTA_BLOCKED_AFTER"),
            failing_after=get("WARTA_FAILING_AFTER"),
            longest_pause=crawler.settings.getfloat("WARTA_WAIT"),
        )
        self._crawler = crawler
        self._slot = name
        self._clock = clock
        self._replayed = bool(crawler.settings.getlist("WARTA_REPLAY"))
        self._resume_at = 0.0  # by the clock of the event loop

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        spider: object = crawler.spider
        clock = spider.clock if isinstance(spider, HasClock) else utc_now
        return cls(crawler, slot_of(crawler), clock)

    def process_response(self, request: Request, response: Response) -> Response:
        """Read the response and apply what it says of the outlet."""
        if request.meta.get("robots"):
            return response
        answer = responses.read(response, request, self._clock(), replayed=self._replayed)
        request.meta["answer"] = answer
        if not answer.unrecorded:
            advice = self.policy.answered(
                answer,
                article=request.meta.get("is_article", True),
                latency=float(request.meta.get("download_latency", 0.0)),
                delay=download_delay(self._crawler, self._slot),
            )
            self._apply(advice)
        return response

    def process_exception(self, request: Request, exception: Exception) -> None:
        """Count a request without a response, where the reason lies with the server."""
        if not request.meta.get("robots") and responses.is_silence(exception):
            self._apply(self.policy.silent(responses.described(exception, request, self._crawler)))

    def pause(self) -> float:
        """Return the seconds for which the outlet has asked to be left alone from now on."""
        return max(self._resume_at - asyncio.get_running_loop().time(), 0.0)

    def rest(self, seconds: float) -> None:
        """Have the outlet left alone for so many seconds from now on."""
        self._resume_at = max(self._resume_at, asyncio.get_running_loop().time() + seconds)

    def _apply(self, advice: Advice) -> None:
        if advice.reason and not self.end.reason:
            self.end = advice
        if self._replayed:
            return
        if advice.pause:
            self.rest(advice.pause)
        if advice.delay is not None:
            set_delay(self._crawler, self._slot, advice.delay)
