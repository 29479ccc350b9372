"""Where a feed of teasers below a text begins, and what only looks like one."""

import pytest

from pipelines.extract.body_lines import Body, Line
from pipelines.extract.trailing_feed import FEED, entries, without_feed
from pipelines.records import Removed

TEXT = (
    "Warga menata lorong pasar sejak pagi dan memindahkan gerobak ke halaman belakang balai desa."
)
TEASER = "Hujan pendek memaksa warga mengangkat terpal."
DATES = [
    "3 Juni 2019",
    "Senin, 3 Juni 2019 | 10:20 WIB",
    "03/06/2019",
    "2 jam yang lalu",
    "June 3, 2019",
    "3 hours ago",
]


def feed(date: str, count: int = 4) -> list[Line]:
    item = [Line("Jalan Usaha Tani Dibuka", linked=1.0), Line(date), Line(TEASER)]
    return item * count


@pytest.mark.parametrize("date", DATES)
def test_dates_beside_linked_headlines_and_a_line_each_are_a_feed(date: str) -> None:
    body = without_feed(Body(lines=[Line(TEXT), Line(TEXT), Line("Terkini"), *feed(date)]))
    assert [line.text for line in body.lines] == [TEXT, TEXT]
    assert {item.rule for item in body.removed} == {FEED}
    assert [item.line for item in body.removed][:2] == ["Terkini", "Jalan Usaha Tani Dibuka"]


def test_an_excerpt_that_is_cut_off_marks_a_teaser_without_a_date() -> None:
    cut = [Line("Jalan Usaha Tani Dibuka", linked=1.0), Line(f"{TEXT[:60]}...")] * 4
    assert [line.text for line in without_feed(Body(lines=[Line(TEXT), *cut])).lines] == [TEXT]


@pytest.mark.parametrize(
    "lines",
    [
        feed("3 Juni 2019"),
        [Line(TEXT), *feed("3 Juni 2019", 3)],
        [Line(TEXT), *feed("Kepala desa hadir", 6)],
        [Line(TEXT), *[Line("3 Juni 2019"), Line(TEXT)] * 5],
        [Line(TEXT), *[Line("Baca juga: Irigasi Kering Lagi", linked=0.7), Line(TEXT)] * 5],
        [Line(TEXT), *feed("3 Juni 2019"), Line(TEXT), Line(TEXT)],
    ],
    ids=["only", "three", "undated", "chronology", "pointers", "text below"],
)
def test_a_listing_a_chronology_and_pointers_between_paragraphs_stay(lines: list[Line]) -> None:
    assert without_feed(Body(lines=lines)).lines == lines


def test_removed_lines_keep_their_rules_and_places() -> None:
    gone = [
        Removed(line="Iklan", rule="structure:ad", position=0),
        Removed(line="Gudang Garam Kosong", rule="structure:link", position=2),
    ]
    lines = [Line(TEXT), Line(TEXT), *feed("3 Juni 2019")]
    body = without_feed(Body(lines=lines, removed=gone))
    assert [(item.rule, item.position) for item in body.removed[:2]] == [
        ("structure:ad", 0),
        ("structure:link", 2),
    ]
    assert [entry.rule for entry in entries(body)][:2] == ["structure:ad", ""]
