"""A queue that takes turns between groups (outlets); feeds the worker pool."""

import threading
from collections import Counter, deque
from typing import Generic, TypeVar

T = TypeVar("T")

FORGIVEN_AFTER = 20  # consecutive quick items after which a group is not held back


class FairQueue(Generic[T]):
    """Returns items of the groups in turn. Threads may share it.

    A group with a slow item is held back: only one of its items is processed at a time, so that it
    occupies one worker at most.
    """

    def __init__(self) -> None:
        self._waiting: dict[str, deque[T]] = {}  # in order of turn
        self._in_progress: Counter[str] = Counter()
        self._held_back: dict[str, int] = {}  # quick items still needed
        self._changed = threading.Condition()
        self._closed = False

    def put(self, group: str, item: T) -> None:
        """Add an item."""
        with self._changed:
            self._waiting.setdefault(group, deque()).append(item)
            self._changed.notify()

    def get(self) -> tuple[str, T] | None:
        """Return the next group and item, or None when the queue is closed and empty.

        Blocks until there is one. Call `done` after each item.
        """
        with self._changed:
            while (found := self._next()) is None:
                if self._closed and not self._waiting:
                    return None
                self._changed.wait()
            return found

    def done(self, group: str, *, slow: bool) -> None:
        """Report that an item of a group is finished."""
        with self._changed:
            self._in_progress[group] -= 1
            if slow:
                self._held_back[group] = FORGIVEN_AFTER
            elif group in self._held_back:
                self._held_back[group] -= 1
                if not self._held_back[group]:
                    del self._held_back[group]
            self._changed.notify_all()

    def close(self) -> None:
        """Let `get` return None once the queue is empty."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()

    def _next(self) -> tuple[str, T] | None:
        for group in self._waiting:
            if self._in_progress[group] and group in self._held_back:
                continue
            items = self._waiting.pop(group)
            item = items.popleft()
            if items:
                self._waiting[group] = items  # to the end of the turns
            self._in_progress[group] += 1
            return group, item
        return None
