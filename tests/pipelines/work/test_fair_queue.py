"""Groups take turns, and one with slow items occupies one worker."""

import threading

import pytest

from pipelines.work.fair_queue import FORGIVEN_AFTER, FairQueue


def filled(**items: int) -> FairQueue[int]:
    turns: FairQueue[int] = FairQueue()
    for group, count in items.items():
        for number in range(count):
            turns.put(group, number)
    return turns


def taken(turns: FairQueue[int], count: int) -> list[str]:
    """Take items, none of which is done, and return them as `group number`."""
    found = (turns.get() for _ in range(count))
    return [f"{turn[0]}{turn[1]}" for turn in found if turn]


@pytest.mark.parametrize(
    ("items", "expected"),
    [
        ({"a": 3}, ["a0", "a1", "a2"]),
        ({"a": 3, "b": 1}, ["a0", "b0", "a1", "a2"]),
        ({"a": 3, "b": 2, "c": 1}, ["a0", "b0", "c0", "a1", "b1", "a2"]),
    ],
)
def test_groups_take_turns(items: dict[str, int], expected: list[str]) -> None:
    assert taken(filled(**items), len(expected)) == expected


def test_one_that_comes_late_does_not_wait_for_all_of_another() -> None:
    turns = filled(a=100)
    assert taken(turns, 2) == ["a0", "a1"]
    turns.put("b", 0)
    assert set(taken(turns, 2)) == {"a2", "b0"}


def test_a_group_with_a_slow_item_has_one_at_work_until_it_is_forgiven() -> None:
    turns = filled(a=FORGIVEN_AFTER + 4, b=3)
    assert taken(turns, 1) == ["a0"]
    turns.done("a", slow=True)
    assert taken(turns, 4) == ["b0", "a1", "b1", "b2"]
    for number in range(2, FORGIVEN_AFTER + 1):
        turns.done("a", slow=False)
        assert taken(turns, 1) == [f"a{number}"]
    turns.done("a", slow=False)
    assert len(taken(turns, 3)) == 3


def test_who_waits_gets_what_comes_and_the_end() -> None:
    turns = filled(a=2)
    turns.done(taken(turns, 1)[0][0], slow=True)
    assert taken(turns, 1) == ["a1"]
    turns.put("a", 2)
    got: list[object] = []

    def wait() -> None:
        got.append(turns.get())
        got.append(turns.get())

    thread = threading.Thread(target=wait)
    thread.start()
    turns.done("a", slow=True)  # lets a2 go
    turns.close()
    thread.join(10)
    assert got == [("a", 2), None]
