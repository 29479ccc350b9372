"""How long an outlet bears with us: what its answers, taken together, tell a crawl to do."""

from dataclasses import dataclass

from crawler.answers import Answer


@dataclass(frozen=True, slots=True, kw_only=True)
class Advice:
    """What to do about an outlet: leave it alone for a `reason`, or pause for some seconds.

    `slower` says to keep twice the distance from now on.
    """

    reason: str = ""
    problem: str = ""
    pause: float = 0.0
    slower: bool = False


CARRY_ON = Advice()


class Temper:
    """Counts the answers of an outlet that went wrong in a row.

    After `blocked_after` refusals (401, 403) or one challenge page it has blocked us; after
    `failing_after` errors of the server, or silences, it is in trouble. `longest_pause` is the
    wait in seconds, asked for by a 429, that a crawl still sits out.
    """

    def __init__(
        self, name: str, *, blocked_after: int, failing_after: int, longest_pause: float
    ) -> None:
        self._name = name
        self._blocked_after = blocked_after
        self._failing_after = failing_after
        self._longest_pause = longest_pause
        self._refusals = 0
        self._failures = 0

    def answered(self, answer: Answer) -> Advice:
        """Return what to do after an answer."""
        status = answer.failure.status if answer.failure else 200
        self._refusals = self._refusals + 1 if answer.refused else 0
        self._failures = self._failures + 1 if status >= 500 or answer.too_many else 0
        if answer.challenge:
            return self._blocked(f"a challenge page ({answer.challenge})")
        if self._refusals >= self._blocked_after:
            return self._blocked(f"{status}")
        if answer.too_many:
            wait = (answer.failure.retry_after if answer.failure else None) or 0.0
            if wait > self._longest_pause:
                problem = f"{self._name} asks to be left alone for {wait:.0f} s"
                return Advice(reason="asked to wait", problem=problem)
            return self._trouble(f"{status}") or Advice(pause=wait, slower=True)
        return self._trouble(f"{status}") or CARRY_ON

    def silent(self, error: str) -> Advice:
        """Return what to do after a request that got no answer."""
        self._failures += 1
        return self._trouble(error) or CARRY_ON

    def _blocked(self, what: str) -> Advice:
        problem = f"{self._name} answers with {what}: it is left alone until the next run"
        return Advice(reason="blocked", problem=problem)

    def _trouble(self, what: str) -> Advice | None:
        if self._failures < self._failing_after:
            return None
        problem = (
            f"{self._name} is in trouble ({self._failures} failures in a row, the last: {what}): "
            "it is left alone until the next run"
        )
        return Advice(reason="in trouble", problem=problem)
