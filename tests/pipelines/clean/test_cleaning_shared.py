"""All lines and dates of the reference catalogues: removed, kept or parsed as stated there."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipelines.clean.cleaning import clean
from pipelines.records import Drop, Limits, Rules
from pipelines.text.dates import parse_date
from tests.support.articles import article

pytestmark = pytest.mark.shared
OPENING = "Warga desa menanam ribuan pohon di tepi kali sejak pagi buta, kata kepala desa."
CLOSING = "Panen garam tahun ini datang lebih awal karena hujan jarang turun di pesisir utara."
HEADLINE = "Harga Cabai Turun Menjelang Akhir Pekan"
QUOTED = re.compile(r"`([^`\n]+)`")
# What stands in the catalogue for a part that differs from article to article.
BLANKS = (
    ("<judul>", HEADLINE),
    ("'…'", "'Panen Garam'"),
    ('"…"', '"Panen Garam Lebih Awal"'),
    ("{reporter}", "Sari Wulan"),
    ("{editor}", "Bayu Rahman"),
    ("{n}", "Sari Wulan"),
    ("{Nama}", "Sari Wulan"),
    ("https://…", "https://contoh.id/1"),
)
NO_LINES = re.compile(r"[<.?]|(?:span|p|blockquote|figcaption)[. ]|.*\.\*|…|Dok\. …")
KEPT = {
    "(H-2)": "the page of the printed paper is part of the text",
    "Update me": "a tag, dropped from the tags of idntimes",
}


def sections(shared: Path, name: str) -> list[str]:
    text = (shared / "reference" / name).read_text(encoding="utf-8")
    return re.split(r"^## ", text, flags=re.MULTILINE)


def cleaned(text: str, site: str) -> str:
    result = clean(article(text=text, site=site), Rules(site=site), Limits())
    return "" if isinstance(result, Drop) else result.text


def boilerplate(shared: Path) -> Iterator[str]:
    """Yield the lines to remove: all sections but the datelines, which stay in the text."""
    for section in sections(shared, "boilerplate.md"):
        if re.match(r"\d", section) and not section.startswith("8."):
            for quoted in QUOTED.findall(section):
                if not NO_LINES.match(quoted) and quoted not in KEPT:
                    yield quoted


def test_every_line_of_the_catalogue_goes(shared: Path) -> None:
    lines = list(boilerplate(shared))
    assert len(lines) > 80
    left = []
    for line in lines:
        said = line
        for blank, words in BLANKS:
            said = said.replace(blank, words)
        said = re.sub(r"…$", HEADLINE, said)
        within = cleaned(f"{OPENING}\n{said}\n{CLOSING}", "contoh")
        below = cleaned(f"{OPENING}\n{CLOSING}\n{said}", "contoh")
        both = f"{OPENING}\n{CLOSING}"
        if both not in (within, below):
            left.append(line)
    assert left == []


def test_every_trap_of_the_catalogue_stays(shared: Path) -> None:
    section = next(s for s in sections(shared, "boilerplate.md") if s.startswith("False-positive"))
    rows = re.findall(r"^\| .*? \| (.*) \|$", section, flags=re.MULTILINE)
    traps = [trap for row in rows for trap in QUOTED.findall(row) if trap != "(*)"]
    assert len(traps) > 25
    for trap in traps:
        for lines in ((trap, OPENING, CLOSING), (OPENING, trap, CLOSING), (OPENING, CLOSING, trap)):
            for site in ("contoh", "detik", "kompas", "liputan6", "okezone", "republika", "tempo"):
                assert cleaned("\n".join(lines), site) == "\n".join(lines), (trap, site)


def test_every_printed_date_is_read_to_the_minute(shared: Path) -> None:
    text = (shared / "reference" / "dates.md").read_text(encoding="utf-8")
    dated = re.compile(r"(\d{1,2})[ /-]([A-Za-z]{3,9}|\d{1,2})[ /-](\d{4})")
    forms = [form for form in QUOTED.findall(text) if dated.search(form)]
    assert len(forms) > 40
    for form in forms:
        moment = parse_date(form.replace("\\|", "|"))
        day = dated.search(form)
        assert moment is not None and day is not None, form
        assert moment.utcoffset() is not None, form
        assert (moment.day, moment.year) == (int(day[1]), int(day[3])), form
        if clock := re.search(r"\b(\d{2})[:.](\d{2})(?!\d)", form[day.end() :]):
            assert (moment.hour, moment.minute) == (int(clock[1]), int(clock[2])), form
