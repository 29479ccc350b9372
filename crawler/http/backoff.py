"""How long an outlet bears with us: what its answers, taken together, tell a crawl to do."""

from collections import deque
from dataclasses import dataclass
from statistics import fmean

from crawler.http.download_delay import Distance
from crawler.http.responses import Answer

SLOWEST = 60.0  # seconds between two requests: as far as a crawl slows down
# The same for 503: ten in a row end the crawl, and that must not take long.
SLOWEST_IN_TROUBLE = 10.0
SLOWED = 1.0  # the least distance of a crawl that was slowed down
# Latencies are compared by the mean of so many answers; a single slow page says nothing.
WINDOW = 5
# An outlet labours when its answers take so many times as long as its best ones did, and so many
# seconds more: below that the reader's own network and processor make the difference.
LABOURS = 4.0
LABOURS_SECONDS = 1.0
# Good answers in a row after which half the distance is tried again.
EASE_AFTER = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Advice:
    """What to do about an outlet: leave it alone for a `reason`, or pause for some seconds.

    `distance` is how many seconds to keep between two requests from now on, None for no change.
    """

    reason: str = ""
    problem: str = ""
    pause: float = 0.0
    distance: float | None = None


CARRY_ON = Advice()


class Temper:
    """Counts the answers of an outlet that went wrong in a row, and sees how long they take.

    After `blocked_after` refusals (401, 403) or one challenge page it has blocked us; after
    `failing_after` errors of the server, or silences, it is in trouble. `longest_pause` is the
    wait in seconds, asked for by a 429, that a crawl still sits out.

    429 and 503 double the distance; silence has lasted long enough by itself. An outlet that
    labours gets as much time between two requests as it takes for an answer, until it is quick
    again. After `EASE_AFTER` good answers in a row half the distance is tried, down to the usual.

    An outlet that blocked the last crawl is `on_trial` until it gives an article: it is asked for
    one thing at a time, and one refusal is enough.
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
        self._labours = False  # and was not slowed down for anything else
        self._best = 0.0  # the least mean of a whole window so far

    def answered(
        self,
        answer: Answer,
        *,
        article: bool = True,
        latency: float = 0.0,
        distance: Distance | None = None,
    ) -> Advice:
        """Return what to do after an answer that took `latency` seconds to begin.

        `article` tells whether an article was asked for: feeds are often open to everybody.
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
            return Advice(reason="asked to wait", problem=problem)
        if trouble := self._trouble(f"{status}"):
            return trouble
        kept = distance or Distance()
        if answer.too_many or status == 503:
            pause = wait if answer.too_many else 0.0  # a 503 may be of one page
            most = SLOWEST if answer.too_many else SLOWEST_IN_TROUBLE
            return Advice(pause=pause, distance=self._slower(kept, most))
        return self._paced(latency, kept, good=status < 500)

    def silent(self, error: str) -> Advice:
        """Return what to do after a request that got no answer."""
        self._failures += 1
        self._good = 0
        return self._trouble(error) or CARRY_ON

    def _slower(self, kept: Distance, most: float) -> float:
        self._good = 0
        self._labours = False
        return max(min(max(2 * kept.now, SLOWED), most), kept.now)

    def _paced(self, latency: float, kept: Distance, *, good: bool) -> Advice:
        """Return the advice that the time of the answers gives."""
        self._latencies.append(latency)
        self._good = self._good + 1 if good else 0
        if len(self._latencies) == WINDOW:
            mean = fmean(self._latencies)
            self._best = min(self._best or mean, mean)
            if mean > max(LABOURS * self._best, self._best + LABOURS_SECONDS):
                self._good = 0
                self._labours = self._labours or kept.now <= kept.usual
                wanted = min(mean, SLOWEST)
                return Advice(distance=wanted) if wanted > kept.now else CARRY_ON
            if self._labours:
                self._labours = False
                return Advice(distance=kept.usual)
        if self._good >= EASE_AFTER and kept.now > kept.usual:
            self._good = 0
            half = kept.now / 2
            return Advice(distance=half if half >= max(SLOWED / 2, kept.usual) else kept.usual)
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
