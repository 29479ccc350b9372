"""Which paragraphs of two versions belong together."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.text.paragraph_pairs import paired
from tests.support.bounded import cpu_bound

A = "Pasar itu terbakar pada Jumat dini hari."
B = "Petugas menurunkan dua belas mobil pemadam."
LATER = B.replace("dua belas", "enam")
C = "Warga membersihkan puing pada sore hari."


@settings(deadline=None, derandomize=True)
@given(st.text("ab \n"), st.text("ab \n"))
def test_all_of_both_texts_is_in_the_matches(before: str, after: str) -> None:
    found = list(paired(before, after))
    assert "".join(match.before for match in found) == before
    assert "".join(match.after for match in found) == after


@pytest.mark.parametrize(
    ("before", "after", "matches"),
    [
        ([A, C], [A, B, C], [(A, A), ("", B), (C, C)]),
        ([A, B, C], [A, C], [(A, A), (B, ""), (C, C)]),
        ([A, B, C], [B, C, A], [(A, ""), (B, B), (C, C), ("", A)]),
        ([A], [C], [(A, ""), ("", C)]),
        ([A, B], [A, LATER], [(A, A), (B, LATER)]),
        ([f"{A} {B}", C], [A, B, C], [(f"{A} {B}", f"{A}\n{B}"), (C, C)]),
        ([A, B, C], [f"{A} {B}", C], [(f"{A}\n{B}", f"{A} {B}"), (C, C)]),
    ],
)  # fmt: skip
def test_what_belongs_together(
    before: list[str], after: list[str], matches: list[tuple[str, str]]
) -> None:
    found = paired("\n".join(before), "\n".join(after))
    kept = [(one.strip(), other.strip()) for one, other in found]
    assert [pair for pair in kept if any(pair)] == matches


def test_many_changed_paragraphs_are_paired_in_bounded_time() -> None:
    before = [f"{A} Nomor {n} dari semua kabar hari ini." for n in range(500)]
    after = [line.replace("Jumat", "Sabtu") for line in before]
    with cpu_bound(10):
        found = list(paired("\n".join(before), "\n".join(after)))
    assert sum(bool(match.before.strip() and match.after.strip()) for match in found) >= 490


def test_texts_of_many_equal_lines_are_paired_in_bounded_time() -> None:
    with cpu_bound(10):
        found = list(paired("ya\ntidak\n" * 10_000, "tidak\nya\nya\n" * 7_000))
    assert "".join(match.before for match in found) == "ya\ntidak\n" * 10_000
