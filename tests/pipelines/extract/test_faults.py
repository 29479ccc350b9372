"""Pages of made-up outlets with one fault each: what must come of them."""

from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest

from pipelines import Article
from tests.support.faults.address_faults import ADDRESS_FAULTS
from tests.support.faults.command_faults import COMMAND_FAULTS
from tests.support.faults.feed_faults import FEED_FAULTS, ROBOTS_FAULTS
from tests.support.faults.file_faults import FILE_FAULTS
from tests.support.faults.known_failing import Named, known_failing, marked
from tests.support.faults.many_pages_more import MORE_PAGES
from tests.support.faults.page_fault import CHECKS, PageFault, equal, page_faults, wrong

PAGES = page_faults()
NINE = datetime.fromisoformat("2024-03-12T09:15:00+07:00")
ARTICLE = Article(
    url="https://koran.example/1",
    site="koran.example",
    title="Jembatan rampung",
    text="Warga menyeberang.\nPetugas menulis:",
    fetched_at=NINE,
    published_at=NINE,
    authors=("Ratri Wulansih",),
    captions=("Tepi timur.",),
    flags=("noindex",),
)
JUDGED = [
    ("title", "Jembatan rampung", "Jembatan"),
    ("authors", ["Ratri Wulansih"], []),
    ("authors_like", ["ratri wulansih"], ["ratri"]),
    ("captions_like", "timur", "barat"),
    ("published_at", "2024-03-12T02:15:00+00:00", "none"),
    ("modified_at", "none", "2024-03-12T02:15:00+00:00"),
    ("published_at_day", "2024-03-12", "2024-03-11"),
    ("published_at_not", "2024-03-12T00:00:00+07:00", "2024-03-12T09:15:00+07:00"),
    ("lines", ["Warga menyeberang.", "Petugas menulis:"], ["Warga menyeberang."]),
    ("lines", list(ARTICLE.paragraphs), ["Petugas menulis:", "Warga menyeberang."]),
    ("order", ["Warga menyeberang."], ["Petugas menulis:", "Warga menyeberang."]),
    ("line_like", ["Warga .*"], ["Warga"]),
    ("contains", ["menulis"], ["dibaca"]),
    ("lacks", ["dibaca"], ["menulis"]),
    ("removed_like", [], ["iklan"]),
    ("no_dangling", "Cuitan itu:", "Petugas menulis:"),
    ("flags", ["noindex"], ["truncated"]),
    ("flags_lack", ["truncated"], ["noindex"]),
    ("flag_like", "index", "zone"),
]


@pytest.mark.parametrize(("key", "right", "not_so"), JUDGED)
def test_what_is_expected_is_told_from_what_is_not(key: str, right: Any, not_so: Any) -> None:
    check = CHECKS.get(key, equal)
    assert not check(key, right, ARTICLE)
    assert check(key, not_so, ARTICLE)


def test_every_check_is_tried_and_a_flag_tells_of_a_missing_post() -> None:
    assert set(CHECKS) <= {key for key, _, _ in JUDGED}
    told = replace(ARTICLE, flags=("embed-missing",))
    assert not CHECKS["no_dangling"]("no_dangling", "Petugas menulis:", told)


@pytest.mark.parametrize("fault", marked(PAGES))
def test_page(fault: PageFault) -> None:
    assert not wrong(fault)


def test_every_fault_has_a_name_of_its_own_and_the_list_names_none_else() -> None:
    tables: tuple[tuple[Named, ...], ...] = (
        ADDRESS_FAULTS, COMMAND_FAULTS, FEED_FAULTS, ROBOTS_FAULTS, FILE_FAULTS, MORE_PAGES
    )  # fmt: skip
    ids = [fault.id for fault in PAGES] + [fault.id for table in tables for fault in table]
    listed = known_failing()
    assert len(ids) == len(set(ids))
    assert len(listed) == len(set(listed))
    assert set(listed) <= set(ids)
