"""`warta stats` as it is printed."""

from pathlib import Path

import pytest

from tests.support.command import data, process, warta
from tests.support.difficult_articles import difficult


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return difficult(tmp_path_factory.mktemp("stats") / "a.db")


def test_what_is_printed(db: Path) -> None:
    result = warta("stats", "--db", db)
    assert result.exit_code == 0
    for said in (
        "4 articles, of them 0 duplicates; 4 other versions", "articles by day of publication",
        "2026-11-20 Fri  1  █", "fields filled", "headline 2", "silent 4, gone 1", "no_text 1",
        "authors         50%  ██", "an article", "pages not stored",
    ):  # fmt: skip
        assert said in result.stdout


def test_it_fits_eighty_columns(db: Path) -> None:
    lines = warta("stats", "--db", db).stdout.splitlines()[1:]  # the first names the file
    assert max(map(len, lines)) <= 80


def test_it_is_plain_where_the_encoding_is(db: Path) -> None:
    result = process(f"stats --db {db}", db.parent, PYTHONIOENCODING="ascii")
    assert result.returncode == 0
    assert "2026-11-20 Fri  1  ####" in result.stdout
    assert "?" not in result.stdout


def test_json_has_numbers_and_no_bars(db: Path) -> None:
    found = data("stats", "--db", db, "--by", "month", "--site", "koran.example")
    assert found["by"] == "month" and found["articles"] == 0
    assert "█" not in warta("stats", "--db", db, "--json").stdout


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--by", "year"], "--by year: one of day, week, month"),
        (["--since", "2026-11-20", "--until", "2026-11-19"], "no day is in that period"),
        (["--site", "republica"], "did you mean republika"),
        (["--syndication", "--since", "7d"], "leave --site and dates away"),
    ],
)
def test_a_wrong_call_is_named(db: Path, options: list[str], said: str) -> None:
    result = warta("stats", "--db", db, *options)
    assert result.exit_code == 2
    assert said in result.stderr
