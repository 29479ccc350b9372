"""Every field names its true origin: without that source the value has another origin."""

import re
from html import unescape

import pytest

from crawler.cli.show_views import shown_fields
from crawler.cli.try_page import shown_origin
from crawler.sites import rules_for
from pipelines import Article, Page, run
from tests.support.extraction.samples import Sample, own_samples
from tests.support.extraction.systems import FETCHED

SOURCES = {
    "json-ld": re.compile(rb"<script [^>]*ld\+json.*?</script>", re.DOTALL),
    "meta": re.compile(rb"<meta [^>]*(?:property|name)=[^>]*>"),
    "canonical": re.compile(rb"<link [^>]*canonical[^>]*>"),
    "analytics": re.compile(rb"window\.kly\.gtm.*?;", re.DOTALL),
}


def made(sample: Sample, html: bytes) -> Article:
    result = run(Page(url=sample.url, html=html, fetched_at=FETCHED), rules_for(sample.url))
    assert isinstance(result, Article), (sample.name, result)
    return result


@pytest.mark.parametrize("sample", own_samples()[::2], ids=lambda sample: sample.name)
def test_each_field_is_from_where_it_says(sample: Sample) -> None:
    article = made(sample, sample.html)
    shown = [field.name for field in shown_fields(leave_out="fetched_at")]
    for name in (*shown, "language"):
        if getattr(article, name):
            assert shown_origin(article, name) != "-", name
    for origin, source in SOURCES.items():
        named = {name for name, found in article.origin.items() if found == origin}
        if named:
            bare = made(sample, source.sub(b"", sample.html))
            still = {name for name in named if bare.origin.get(name) == origin}
            assert not still, f"{still} of {sample.name} are not from {origin}"


@pytest.mark.parametrize("sample", own_samples()[::2], ids=lambda sample: sample.name)
def test_each_removed_line_stands_in_the_page_and_names_its_rule(sample: Sample) -> None:
    article = made(sample, sample.html)
    page = match_key(re.sub(r"<[^>]*>", "", sample.html.decode()))
    for removed in article.removed:
        assert re.fullmatch(r"[a-z_]+(?:[.:][a-z_.]+)?", removed.rule), removed
        assert match_key(removed.line) in page, removed
        assert 0 <= removed.position <= len(article.paragraphs)


def match_key(text: str) -> str:
    return re.sub(r"\W+", "", unescape(text)).casefold()
