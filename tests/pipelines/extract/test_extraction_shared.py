"""Extraction over the reference pages: floors that must not sink, for outlets known and unknown."""

import csv
import gzip
import importlib.util
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from crawler.sites import rules_for
from pipelines import Drop, Page, Rules, run
from tests.support.articles import NOW

pytestmark = pytest.mark.shared


@pytest.fixture
def scorer(shared: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("scorer", shared / "tools/score_extraction.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def golds(shared: Path) -> Iterator[tuple[dict[str, Any], bytes]]:
    for path in sorted((shared / "pages/gold").glob("*.json")):
        gold = json.loads(path.read_text())
        yield gold, gzip.decompress((shared / "pages" / gold["file"]).read_bytes())


def scored(shared: Path, scorer: ModuleType, rules: Callable[[str], Rules]) -> list[dict[str, Any]]:
    results = []
    for gold, html in golds(shared):
        found = run(Page(url=gold["url"], html=html, fetched_at=NOW), rules(gold["url"]))
        out = (
            {"paragraphs": []}
            if isinstance(found, Drop)
            else {
                "paragraphs": list(found.paragraphs),
                "title": found.title,
                "published": found.published_at,
                "authors": [*found.authors, *found.editors],
            }
        )
        results.append(scorer.score(gold, out))
    return results


def mean(results: list[dict[str, Any]], key: str) -> float:
    stated = [float(r[key]) for r in results if r[key] is not None]
    return sum(stated) / len(stated)


@pytest.mark.parametrize(
    ("rules", "floors", "leaks"),
    [
        (
            rules_for,
            {"f1": 0.99, "exact": 0.9, "title": 1, "published": 1, "authors": 0.95},
            0,
        ),
        (
            lambda url: Rules(),
            {"f1": 0.98, "exact": 0.8, "title": 1, "published": 0.95, "authors": 0.7},
            3,
        ),
    ],
    ids=["known", "unknown"],
)
def test_gold_floors(
    shared: Path,
    scorer: ModuleType,
    rules: Callable[[str], Rules],
    floors: dict[str, float],
    leaks: int,
) -> None:
    results = scored(shared, scorer, rules)
    assert {key: mean(results, key) >= floor for key, floor in floors.items()} == dict.fromkeys(
        floors, True
    )
    assert sum(len(r["leaks"]) for r in results) <= leaks
    assert sum(len(r["lost"]) for r in results) <= leaks


def test_every_saved_page_has_an_outcome_and_no_template_has_drifted(shared: Path) -> None:
    with (shared / "pages/PROVENANCE.tsv").open() as lines:
        rows = [r for r in csv.DictReader(lines, delimiter="\t") if r["path"].startswith("html/")]
    fallbacks = []
    for row in rows:
        url = row["original_url"]
        if not url:
            continue
        html = gzip.decompress((shared / "pages" / row["path"]).read_bytes())
        found = run(Page(url=url, html=html, fetched_at=NOW), rules_for(url))
        if not isinstance(found, Drop):
            assert found.title and found.text and found.published_at, row["path"]
            fallbacks += [row["path"]] if "fallback" in found.flags else []
    assert len(rows) > 100
    assert fallbacks == []


@pytest.mark.parametrize(
    ("layout", "url"),
    [
        (
            "beritasatu",
            "https://www.beritasatu.com/nasional/900001/contoh-berita-beritasatu-pertama",
        ),
        ("cnn_indonesia", "https://www.cnnindonesia.com/ekonomi/20260724100745-78-1234567/contoh"),
        ("detik", "https://www.detik.com/berita/d-1234567/contoh-judul-berita-detik"),
        ("liputan6", "https://www.liputan6.com/news/read/9000001/contoh-judul-berita"),
        ("media_indonesia", "https://mediaindonesia.com/jelita/900001/contoh-judul-berita"),
        ("okezone", "https://news.okezone.com/read/2026/07/24/337/9100001/contoh-judul-berita"),
        ("republika", "https://ekonomi.republika.co.id/berita/fixtur001/contoh-judul-berita"),
        ("tempo", "https://www.tempo.co/ekonomi/contoh-bank-sentral-9100001"),
        ("idn_times", "https://www.idntimes.com/news/indonesia/contoh-judul-00-fxtur-a1b2c3"),
    ],
)
def test_layouts_of_2026(shared: Path, layout: str, url: str) -> None:
    html = (shared / f"pages/layouts/{layout}/sample-article.html").read_bytes()
    found = run(Page(url=url, html=html, fetched_at=NOW), rules_for(url))
    assert not isinstance(found, Drop)
    assert found.origin["text"].startswith("rule:")
    assert found.title.startswith("Contoh ")
    assert found.published_at and found.published_at.year == 2026
    assert found.tags and found.image_url
    assert "Terkait" not in found.text
    assert found.authors or layout in ("detik", "cnn_indonesia")
