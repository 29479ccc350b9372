"""The tree of tests is that of the packages: who changes a module finds its tests by its path."""

from pathlib import Path

import pytest

from tests.support.paths import ROOT

# Tests of more than one module or package, by what they see to.
WHOLE = {
    "crawler/browser/test_chromium.py": "the pages, in a real browser",
    "crawler/newsite/test_walk.py": "the walk of CONTRIBUTING.md",
    "crawler/sites/test_contracts.py": "every record of an outlet",
    "crawler/sites/test_fleet.py": "every outlet, crawled",
    "crawler/commands/test_scrapy_commands.py": "Scrapy's commands in the project",
    "crawler/sites/test_pages_shared.py": "the templates of active outlets on real pages",
    "pipelines/extract/test_accuracy_gate.py": "extraction and cleaning on pages with gold",
    "pipelines/store/test_bad_files.py": "every way to open a database",
    "pipelines/store/test_query_plans.py": "every statement of the daily work",
    "pipelines/test_same_page.py": "every way that a page can come in",
    "test_design.py": "the map of the code",
    "test_docs.py": "the documentation",
    "test_layering.py": "the imports",
    "test_mirror.py": "this tree",
    "test_packaging.py": "the wheel",
    "test_python_guide.py": "the examples of docs/python.md",
}
TESTS = [path.relative_to(ROOT / "tests") for path in sorted((ROOT / "tests").rglob("test_*.py"))]


def mirrors(test: Path, root: Path = ROOT) -> bool:
    """Return whether a test file is named after a module or package beside it, or their package.

    More may follow after an underscore: `test_urls_shared.py` tests `urls.py`.
    """
    words = test.stem.removeprefix("test_").split("_")
    for end in range(len(words), 0, -1):
        name = "_".join(words[:end])
        place = root / test.parent / name
        if place.with_suffix(".py").is_file() or (place / "__init__.py").is_file():
            return True
        if name == test.parent.name:
            return True
    return test.stem.endswith("_faults")  # reported kinds of fault, each over all that it takes


@pytest.mark.parametrize("test", TESTS, ids=str)
def test_each_test_file_is_named_after_what_it_tests(test: Path) -> None:
    assert (ROOT / test.parent).is_dir()
    assert str(test) in WHOLE or mirrors(test)


def test_the_list_of_whole_tests_has_no_more_than_it_needs() -> None:
    assert set(WHOLE) <= {str(test) for test in TESTS}
    assert not [test for test in WHOLE if mirrors(Path(test))]


@pytest.mark.parametrize(
    ("test", "expected"),
    [
        ("pipelines/test_urls.py", True),
        ("pipelines/test_urls_shared.py", True),
        ("pipelines/store/test_store.py", True),
        ("pipelines/store/schema/test_migrations.py", True),
        ("pipelines/store/test_urls.py", False),
        ("pipelines/test_urlsafe.py", False),
    ],
)
def test_what_mirrors(test: str, expected: bool, tmp_path: Path) -> None:
    for path in ("pipelines/urls.py", "pipelines/store/schema/migrations.py"):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).touch()
    assert mirrors(Path(test), tmp_path) is expected
