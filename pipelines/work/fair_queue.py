"""A queue that is fair to groups: many items of one do not keep the items of another waiting."""

import threading
from collections import Counter, deque
from typing import Generic, TypeVar

T = TypeVar("T")

FORGIVEN_AFTER = 20  # quick items in a row after which a group is no longer held back


class Turns(Generic[T]):
    """Hands out items of the groups in turn. Threads may share it.

    A group that had a slow item is held back: no other item of it is handed out while one is being
    worked on, so that whatever it has in store it occupies one worker.
    """

    def __init__(self) -> None:
        self._waiting: dict[str, deque[T]] = {}  # in the order of their turns
        self._at_work: Counter[str] = Counter()
        self._held_back: dict[str, int] = {}  # and how many quick items are to come
        self._changed = threading.Condition()
        self._closed = False

    def put(self, group: str, item: T) -> None:
        """Add an item."""
        with self._changed:
            self._waiting.setdefault(group, deque()).append(item)
            self._changed.notify()

    def get(self) -> tuple[str, T] | None:
        """Return the next item with its group; None when the queue is closed and empty.

        Each item that is handed out is to be followed by `done`.
        """
        with self._changed:
            while (found := self._next()) is None:
                if self._closed and not self._waiting:
                    return None
                self._changed.wait()
            return found

    def done(self, group: str, *, slow: bool) -> None:
        """Note that an item of a group is worked off."""
        with self._changed:
            self._at_work[group] -= 1
            if slow:
                self._held_back[group] = FORGIVEN_AFTER
            elif group in self._held_back:
                self._held_back[group] -= 1
                if not self._held_back[group]:
                    del self._held_back[group]
            self._changed.notify_all()

    def close(self) -> None:
        """Let `get` return None once everything is handed out."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()

    def _next(self) -> tuple[str, T] | None:
        for group in self._waiting:
            if self._at_work[group] and group in self._held_back:
                continue
            items = self._waiting.pop(group)
            item = items.popleft()
            if items:
                self._waiting[group] = items  # behind the others
            self._at_work[group] += 1
            return group, item
        return None
