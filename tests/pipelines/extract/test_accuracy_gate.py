"""Extraction and cleaning hold their floors on the pages written for this project."""

import html as markup
import json
import re
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from crawler.sites import for_url
from tests.support.extraction import floors, gate, refused, report
from tests.support.extraction.measure import Extracted, Share, marks, totals
from tests.support.extraction.samples import Gold, Sample, digest, folder_samples, own_samples
from tests.support.extraction.systems import NOTHING, installed, ours

GOLD = Gold(
    title="Panen Garam",
    paragraphs=("Rembang -- Petani mulai memanen garam.", "Harga bertahan sejak pekan lalu."),
    boilerplate=("Baca juga: Gudang Garam Direnovasi", "Advertisement"),
    optional=("(lau/pta)",),
    deck="Kemarau datang lebih awal.",
    published="2026-07-24T16:32:00+07:00",
    people=("Laras Puspita", "Bagas Wirawan"),
    section="Ekonomi",
    tags=("garam", "panen"),
)
PERFECT = Extracted(
    paragraphs=GOLD.paragraphs,
    title="Panen garam",
    deck="Kemarau datang lebih awal",
    published=datetime(2026, 7, 24, 9, 32, 40, tzinfo=UTC),
    people=("Bagas Wirawan dan Laras Puspita",),
    section="Ekonomi",
    tags=("garam", "panen"),
)


@pytest.fixture(scope="module")
def samples() -> list[Sample]:
    return own_samples()


def test_no_mark_is_below_its_floor(capsys: pytest.CaptureFixture[str]) -> None:
    pages, none = gate.pages()
    now = gate.figures(pages, none, gate.groups(pages), len(refused.faults(none)))
    assert gate.check(now) == 0, capsys.readouterr().err


def test_the_pages_are_many_of_both_kinds_and_the_same_each_time(samples: list[Sample]) -> None:
    assert digest(samples) == digest(own_samples())
    assert sum(sample.known for sample in samples) >= 40
    assert sum(not sample.known for sample in samples) >= 24
    assert len({sample.name for sample in samples}) == len(samples)


def test_every_line_of_the_gold_stands_in_its_page(samples: list[Sample]) -> None:
    for sample in samples:
        page = markup.unescape(re.sub(r"<[^>]*>", "", sample.html.decode()))
        words = re.sub(r"\W+", "", page).casefold()
        for line in (*sample.gold.paragraphs, *sample.gold.boilerplate, sample.gold.title):
            assert re.sub(r"\W+", "", line).casefold() in words, (sample.name, line)


def test_boilerplate_is_never_a_paragraph_of_the_gold(samples: list[Sample]) -> None:
    for sample in samples:
        assert not set(sample.gold.boilerplate) & set(sample.gold.paragraphs), sample.name
        assert "⟦" not in sample.html.decode()


def test_a_page_counts_as_known_if_and_only_if_a_record_has_its_host(
    samples: list[Sample],
) -> None:
    for sample in samples:
        assert (for_url(sample.url) is not None) == sample.known, sample.name


def test_a_perfect_extraction_has_perfect_marks() -> None:
    found = marks(GOLD, PERFECT)
    assert found.f1 == 1.0 and found.exact and found.title
    assert found.deck and found.published and found.authors
    assert not found.leaks and not found.lost


@pytest.mark.parametrize(
    ("change", "field", "value"),
    [
        ({"paragraphs": GOLD.paragraphs[:1]}, "lost", ("harga bertahan sejak pekan lalu",)),
        ({"paragraphs": (*GOLD.paragraphs, "ADVERTISEMENT")}, "leaks", ("advertisement",)),
        (
            {"paragraphs": (GOLD.paragraphs[0], "Harga. Baca juga: Gudang Garam direnovasi")},
            "leaks",
            ("baca juga gudang garam direnovasi",),
        ),
        ({"paragraphs": ("".join(GOLD.paragraphs),)}, "exact", False),
        ({"paragraphs": (*GOLD.paragraphs, "(lau/pta)")}, "exact", True),
        ({"paragraphs": ("Panen Garam", *GOLD.paragraphs)}, "exact", True),
        ({"paragraphs": ()}, "f1", 0.0),
        ({"title": "Panen Garam - Harian Contoh"}, "title", False),
        ({"deck": ""}, "deck", False),
        ({"deck": None}, "deck", None),
        ({"published": "2026-07-24"}, "published", False),
        ({"published": datetime(2026, 7, 24, 16, 32)}, "published", False),
        ({"published": "2026-07-24T16:32:00+07:00"}, "published", True),
        ({"published": "baru saja"}, "published", False),
        ({"published": ""}, "published", False),
        ({"published": None}, "published", None),
        ({"people": None}, "authors", None),
        ({"tags": ("Garam",)}, "tags", False),
        ({"tags": ("Panen", "garam")}, "tags", True),
        ({"section": "EKONOMI"}, "section", True),
        ({"section": "Olahraga"}, "section", False),
        ({"people": ("Laras Puspita",)}, "authors", False),
    ],
)
def test_each_fault_costs_its_mark(change: dict[str, object], field: str, value: object) -> None:
    assert getattr(marks(GOLD, replace(PERFECT, **change)), field) == value  # type: ignore[arg-type]


def test_a_field_that_the_page_does_not_state_is_not_marked() -> None:
    found = marks(replace(GOLD, published=None, people=(), deck=""), PERFECT)
    assert (found.published, found.authors, found.deck) == (None, None, None)
    assert totals([found]).published == Share(good=0, of=0)


def test_floors_notice_what_is_worse_and_other_pages() -> None:
    good = floors.pinned("a", {"known outlets": totals([marks(GOLD, PERFECT)])})
    bad = floors.pinned("b", {"known outlets": totals([marks(GOLD, NOTHING)])})
    assert floors.sunk(good, good) == []
    assert floors.sunk(bad, good) == ["the pages are not those that the floors were pinned on"]
    problems = "\n".join(floors.sunk(good, bad))
    assert "known outlets: f1 was 1.0, is 0.0" in problems
    assert "known outlets: lost was 0, is 2" in problems
    assert "f1 is not measured any more" in "\n".join(floors.sunk(good, {"pages": "a"}))


def test_updating_never_lowers_a_floor_unasked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "floors.json"
    now = floors.pinned("a", {"known outlets": totals([marks(GOLD, PERFECT)])})
    higher = json.loads(json.dumps(now))
    higher["known outlets"]["title"] = 2
    monkeypatch.setattr(floors, "FLOORS", path)
    monkeypatch.setattr(floors, "read", lambda: json.loads(path.read_text()))
    monkeypatch.setattr(floors, "write", lambda made: path.write_text(json.dumps(made)))
    path.write_text(json.dumps(higher))
    assert gate.update(now, allow_lower=False) == 1
    assert json.loads(path.read_text()) == higher
    assert "title was 2, is 1" in capsys.readouterr().err
    assert gate.check(now) == 1
    assert gate.update(now, allow_lower=True) == 0
    assert gate.check(now) == 0


def test_the_comparison_shows_us_and_trafilatura_with_speeds(samples: list[Sample]) -> None:
    systems = {name: run for name, run in installed().items() if name in ("warta", "trafilatura")}
    lines = report.compared(samples[:2], systems, rounds=1).splitlines()
    assert lines[0].split()[:3] == ["2", "pages", "F1"]
    assert [line.split()[0] for line in lines[1:]] == ["warta", "trafilatura"]
    assert lines[2].endswith("1.0")


def test_one_page_can_be_printed(capsys: pytest.CaptureFixture[str]) -> None:
    pages, none = gate.pages()
    assert gate.show([*pages, *none], "joomla-jembatan") == 0
    assert '<h2 itemprop="headline">Jembatan Gantung' in capsys.readouterr().out
    assert gate.show(pages, "jumla-jembatan") == 2
    assert "near: joomla-jembatan" in capsys.readouterr().err


def test_a_folder_of_saved_pages_is_read(tmp_path: Path) -> None:
    (tmp_path / "gold").mkdir()
    (tmp_path / "a.html").write_text("<h1>Judul</h1>")
    gold = {"file": "a.html", "url": "https://a.example/1", "title": "Judul", "paragraphs": ["Isi"]}
    (tmp_path / "gold" / "a.json").write_text(json.dumps(gold | {"authors": ["Sari Wulan"]}))
    (found,) = folder_samples(tmp_path)
    assert (found.name, found.html, found.gold.people) == ("a", b"<h1>Judul</h1>", ("Sari Wulan",))


def test_the_reference_pages_score_as_their_own_tool_says(shared: Path) -> None:
    """Two programs for the same marks agree on the same pages."""
    import runpy

    tool = runpy.run_path(str(shared / "tools" / "score_extraction.py"))
    for sample in folder_samples(shared / "pages")[::6]:
        got = ours(sample.url, sample.html)
        gold = json.loads((shared / "pages" / "gold" / f"{sample.name}.json").read_text())
        theirs = tool["score"](
            gold,
            {
                "paragraphs": list(got.paragraphs),
                "title": got.title,
                "published": got.published,
                "authors": list(got.people),
            },
        )
        mine = marks(sample.gold, got)
        assert mine.f1 == pytest.approx(theirs["f1"])
        assert (mine.exact, mine.title) == (theirs["exact"], theirs["title"])
        assert len(mine.leaks) == len(theirs["leaks"]) and len(mine.lost) == len(theirs["lost"])
        assert (mine.published, mine.authors) == (theirs["published"], theirs["authors"])
