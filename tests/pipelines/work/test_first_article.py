"""The first article of files, joined with its further pages."""

from pathlib import Path

from crawler.sites import for_text, rules_for
from pipelines.inputs.files import read_path
from pipelines.records import Article, Failure
from pipelines.work.first_article import FirstArticle, first_article
from pipelines.work.ingest import rules_of
from tests.support.faults.many_pages_more import MORE_PAGES

FILES = {fault.name: fault for fault in MORE_PAGES}


def of(folder: Path, name: str) -> FirstArticle:
    for file, content in FILES[name].files.items():
        (folder / file).write_bytes(content)
    return first_article(read_path(folder), lambda item: rules_of(item, rules_for, for_text))


def test_pages_are_joined_and_others_are_told(tmp_path: Path) -> None:
    got = of(tmp_path, "wordpress-three-files-in-any-order")
    assert isinstance(got.result, Article)
    assert got.result.paragraphs == FILES["wordpress-three-files-in-any-order"].lines
    assert not got.has_others
    got = of(tmp_path, "far-apart-in-an-archive")
    assert got.has_others


def test_a_missing_page_is_told(tmp_path: Path) -> None:
    got = of(tmp_path, "the-first-is-missing")
    assert isinstance(got.result, Article)
    assert "continues" in got.result.flags


def test_where_nothing_can_be_read_the_failures_say_why() -> None:
    failure = Failure(url="x", error="broken")
    got = first_article([failure], lambda _: rules_for("x"))
    assert (got.result, got.failures) == (None, (failure,))
