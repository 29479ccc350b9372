"""A field of an article is declared once: the table follows, and so does all that is made of it."""

import csv
import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass, field, fields
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from pipelines.records import ARTICLE_FIELDS, Article, FieldKind
from pipelines.records.article_fields import about, field_table
from tests.support.command import process
from tests.support.paths import ROOT

DECLARED = """
    photographers: tuple[str, ...] = field(
        default=(),
        metadata=about(
            "who took the lead image",
            optional=True,
            joined=Join.FIRST_FOUND,
            shown=Shown.FIRST,
        ),
    )
    expiry: datetime | None = field(
        default=None,
        metadata=about(
            "when the page says it will be taken down",
            offset="expiry_offset",
            offset_meaning="the UTC offset of `expiry` as printed",
            optional=True,
            shown=Shown.LAST,
        ),
    )
"""
MIGRATION = '''"""Migration 999: who took the lead image, and when an article expires."""

SQL = """
ALTER TABLE articles ADD COLUMN photographers TEXT NOT NULL DEFAULT '[]';
ALTER TABLE articles ADD COLUMN expiry TEXT;
ALTER TABLE articles ADD COLUMN expiry_offset TEXT;
DROP VIEW clean_articles;
CREATE VIEW clean_articles AS
SELECT id, url, site, title, deck, authors, editors, published_at, published_offset, modified_at,
    fetched_at, dateline, section, tags, image_url, captions, language_confidence, source_agency,
    photographers, expiry, expiry_offset, flags, story_id, words, revision, text
FROM articles
WHERE duplicate_of IS NULL AND language = 'id';
"""
'''
DOCUMENTED = """| `photographers` | list | who took the lead image |
| `expiry` | time | when the page says it will be taken down |
"""
TEXT = "\n".join(
    f"Warga desa nomor {n} mengatakan bahwa jalan itu sudah lama rusak dan belum diperbaiki."
    for n in ("satu", "dua", "tiga", "empat", "lima")
)
ROW = {
    "url": "https://koran.example/berita/1",
    "title": "Jalan Desa Rusak",
    "text": TEXT,
    "fetched_at": "2026-11-21T22:57:03+00:00",
    "photographers": ["Sri", "Budi"],
    "expiry": "2027-01-01T07:00:00+07:00",
}
# A place in code, a migration, and documentation: all that a new field takes.
PLACES = ["docs/article.md", "pipelines/records/article.py", "pipelines/store/schema/m999_more.py"]


def files_of(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.suffix in (".py", ".md")
    }


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the project in which an article has two more fields."""
    copy = tmp_path_factory.mktemp("project")
    for name in ("crawler", "pipelines", "docs"):
        shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
    before = files_of(copy)
    article = copy / "pipelines" / "records" / "article.py"
    declared = article.read_text(encoding="utf-8")
    assert declared.count("    removed: tuple") == 1
    article.write_text(
        declared.replace("    removed: tuple", f"{DECLARED.lstrip(chr(10))}    removed: tuple"),
        encoding="utf-8",
    )
    schema = copy / "pipelines" / "store" / "schema"
    (schema / "m999_more.py").write_text(MIGRATION, encoding="utf-8")
    documented = copy / "docs" / "article.md"
    text = documented.read_text(encoding="utf-8")
    documented.write_text(text.replace("| `removed`", f"{DOCUMENTED}| `removed`"), encoding="utf-8")
    after = files_of(copy)
    assert sorted(name for name in after if after[name] != before.get(name)) == PLACES
    return copy


def run(project: Path, arguments: str, cwd: Path) -> str:
    ran = process(arguments, cwd, PYTHONPATH=str(project), NO_COLOR="1")
    assert ran.returncode == 0, ran.stderr
    return ran.stdout


def python(project: Path, *arguments: str) -> str:
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=project,
        env={**os.environ, "PYTHONPATH": str(project)},
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    ).stdout


def rows(db: Path, sql: str) -> list[sqlite3.Row]:
    with closing(sqlite3.connect(db)) as conn:
        conn.row_factory = sqlite3.Row
        return conn.execute(sql).fetchall()


@pytest.fixture(scope="module")
def folder(project: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a database of one article, in which it was stored by that copy."""
    made = tmp_path_factory.mktemp("work")
    (made / "a.jsonl").write_text(json.dumps(ROW) + "\n", encoding="utf-8")
    run(project, "ingest a.jsonl --db a.db", made)
    return made


class TestAFieldThatIsAdded:
    def test_is_stored(self, folder: Path) -> None:
        [row] = rows(folder / "a.db", "SELECT * FROM articles")
        assert json.loads(row["photographers"]) == ["Sri", "Budi"]
        assert (row["expiry"], row["expiry_offset"]) == ("2027-01-01T00:00:00Z", "+07:00")

    def test_is_exported_and_read_back(self, project: Path, folder: Path, tmp_path: Path) -> None:
        lines = run(project, "export --db a.db", folder)
        exported = json.loads(lines)
        assert {name: exported[name] for name in ROW} == ROW
        names = list(exported)
        assert names[names.index("source_agency") :] == [
            "source_agency", "photographers", "expiry", "flags", "removed", "origin", "page_hash",
            "made_by", "text",
        ]  # fmt: skip
        (tmp_path / "back.jsonl").write_text(lines, encoding="utf-8")
        run(project, "ingest back.jsonl --db b.db", tmp_path)
        assert run(project, "export --db b.db", tmp_path) == lines

    def test_is_in_csv(self, project: Path, folder: Path) -> None:
        text = run(project, "export --db a.db --format csv", folder)
        [row] = csv.DictReader(text.splitlines())
        assert row["photographers"] == "Sri; Budi"
        assert row["expiry"] == ROW["expiry"]

    def test_is_shown(self, project: Path, folder: Path) -> None:
        for shown in (
            run(project, "show 1 --db a.db", folder),
            run(project, "try a.jsonl", folder),
        ):
            lines = [line.split() for line in shown.splitlines()]
            [line] = [line for line in lines if line[:1] == ["photographers"]]
            assert line[-2:] == ["Sri;", "Budi"]
            [line] = [line for line in lines if line[:1] == ["expiry"]]
            assert line[-3:] == ["2027-01-01", "07:00", "WIB"]
        data: dict[str, Any] = json.loads(run(project, "show 1 --db a.db --json", folder))
        assert data["photographers"] == ROW["photographers"]
        data = json.loads(run(project, "try a.jsonl --json", folder))["article"]
        assert data["photographers"] == ROW["photographers"]

    def test_has_its_fill_rate(self, project: Path, folder: Path) -> None:
        stats = json.loads(run(project, "stats --db a.db --json", folder))
        for rates in (stats["fill_rates"], stats["runs"][0]["fill_rates"]):
            assert (rates["photographers"], rates["expiry"], rates["deck"]) == (1.0, 1.0, 0.0)

    def test_is_filled_later_and_kept_in_revisions(self, project: Path, tmp_path: Path) -> None:
        bare = {name: ROW[name] for name in ("url", "title", "text", "fetched_at")}
        revised = {
            **bare,
            "text": f"{TEXT}\nBesok diperbaiki.",
            "fetched_at": "2026-11-22T08:00:00Z",
        }
        for name, row in (("1", bare), ("2", ROW), ("3", revised)):
            (tmp_path / f"{name}.jsonl").write_text(json.dumps(row), encoding="utf-8")
            run(project, f"ingest {name}.jsonl --db c.db", tmp_path)
        [article] = rows(tmp_path / "c.db", "SELECT * FROM articles")
        [revision] = rows(tmp_path / "c.db", "SELECT * FROM revisions")
        for kept in (article, json.loads(revision["fields"])):
            assert json.loads(kept["photographers"]) == ["Sri", "Budi"]
            assert (kept["expiry"], kept["expiry_offset"]) == (
                "2027-01-01T00:00:00Z",
                "+07:00",
            )

    def test_is_taken_from_the_first_page_that_has_it(self, project: Path) -> None:
        joined = python(
            project,
            "-c",
            "from datetime import UTC, datetime\n"
            "from pipelines.extract.multipage import join\n"
            "from pipelines.records import Article\n"
            "pages = [Article(url='u', site='s', title='T', text=text, photographers=names,\n"
            "    fetched_at=datetime.now(UTC)) for text, names in (('a', ()), ('b', ('Sri',)))]\n"
            "print(join(pages).photographers)",
        )
        assert joined == "('Sri',)\n"

    def test_is_documented(self, project: Path) -> None:
        document = python(project, "-m", "pipelines.store.schema")
        assert "| photographers | text | who took the lead image |" in document
        assert document.count("| who took the lead image |") == 2  # in `clean_articles` too
        assert "| expiry_offset | text, may be null | the UTC offset of `expiry`" in document
        names = python(
            project,
            "-c",
            "from dataclasses import fields\n"
            "from pipelines import Article\n"
            "print(*(f.name for f in fields(Article)))",
        ).split()
        documented = (project / "docs" / "article.md").read_text(encoding="utf-8")
        assert all(f"\n| `{name}` |" in documented for name in names)


def test_the_table_has_each_field_once() -> None:
    assert sorted(entry.name for entry in ARTICLE_FIELDS) == sorted(f.name for f in fields(Article))
    assert [entry.name for entry in ARTICLE_FIELDS if not entry.is_stored] == [
        "removed",
        "fingerprint",
    ]
    assert all(entry.meaning for entry in ARTICLE_FIELDS)
    kinds = {entry.name: entry.kind for entry in ARTICLE_FIELDS}
    assert (kinds["title"], kinds["tags"], kinds["origin"]) == (
        FieldKind.TEXT,
        FieldKind.TEXTS,
        FieldKind.MAPPING,
    )


@dataclass
class Bare:
    url: str


@dataclass
class OtherType:
    url: bytes = field(metadata=about("x"))


@dataclass
class OptionalNumber:
    share: float = field(metadata=about("x", optional=True))


@dataclass
class OffsetOfAText:
    url: str = field(metadata=about("x", offset="url_offset"))


@dataclass
class FollowsNothing:
    seen: datetime = field(metadata=about("x", follows="url"))
    origin: Mapping[str, str] = field(metadata=about("x"))


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        (Bare, "url is declared without metadata"),
        (OtherType, "url has a type that has no kind"),
        (OptionalNumber, "share is optional and neither"),
        (OffsetOfAText, "url has a UTC offset and is not a time"),
        (FollowsNothing, "seen follows url, which is no field"),
    ],
)
def test_what_rows_cannot_hold_is_refused(wrong: type, message: str) -> None:
    with pytest.raises(TypeError, match=message):
        field_table(wrong)
