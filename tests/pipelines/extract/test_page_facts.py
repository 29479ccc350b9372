"""What a page states is read once and never changed; which statement of the headline counts."""

from collections.abc import Iterator
from dataclasses import FrozenInstanceError
from datetime import UTC, datetime

import pytest

from pipelines.extract import metadata, page_facts
from pipelines.extract.extraction import extract, locate
from pipelines.extract.page_facts import PageFacts, Stated
from pipelines.extract.reading import NO_TEMPLATE, Reading, read_page, title_of
from pipelines.html.tree import parse
from pipelines.records import Article, Limits, Page, Rules, Template

TITLE = "Petani Garam Panen Lebih Awal"
TEXT = "<p>" + "Petani garam di pesisir utara memanen tambak mereka pekan ini. " * 8 + "</p>"
MARKUP = (
    f"<html><head><title>{TITLE} - Kabar Pesisir</title></head><body><h1>{TITLE}</h1>"
    f"<p>Rabu, 4 Maret 2026</p><div class=isi>{TEXT}{TEXT}</div></body></html>"
)
NO_RULES = Rules()
RULED = Rules(
    templates=(Template(name="2026", body=(".isi",), title=(".judul",), section=(".kanal",)),)
)


def facts_of(markup: str, rules: Rules = NO_RULES) -> PageFacts:
    page = Page(
        url="https://kabarpesisir.example/ekonomi/petani-garam-panen",
        html=markup.encode(),
        fetched_at=datetime(2026, 11, 21, tzinfo=UTC),
    )
    tree = parse(markup)
    return PageFacts(page=page, rules=rules, tree=tree, metadata=metadata.read(tree))


def reading_of(markup: str, rules: Rules = NO_RULES) -> Reading:
    facts = facts_of(markup, rules)
    located = locate(facts)
    return read_page(facts, located, title_of(facts, located))


def test_facts_and_reading_are_frozen() -> None:
    reading = reading_of(MARKUP)
    for record, name in ((reading.facts, "rules"), (reading, "title"), (reading.located, "body")):
        with pytest.raises(FrozenInstanceError):
            setattr(record, name, None)


@pytest.mark.parametrize("title", [f"<h1>{TITLE}</h1>", f"<p class=judul>{TITLE}</p>", ""])
@pytest.mark.parametrize("rules", [RULED, NO_RULES])
def test_the_stated_headline_is_looked_for_once_at_most(
    title: str, rules: Rules, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls: list[str] = []
    unpatched = page_facts.titles

    def counted(facts: PageFacts) -> Iterator[Stated[str]]:
        calls.append(facts.page.url)
        return unpatched(facts)

    monkeypatch.setattr(page_facts, "titles", counted)
    page = facts_of(MARKUP.replace(f"<h1>{TITLE}</h1>", title), rules).page
    result = extract(page, rules, Limits())
    assert isinstance(result, Article) and result.title == TITLE
    by_template = "judul" in title and rules is RULED
    assert len(calls) == (0 if by_template else 1)


def test_the_title_of_the_template_that_found_the_body_counts_first() -> None:
    own = MARKUP.replace("<h1>", "<p class=judul>Garam Dipanen Lebih Awal</p><h1>")
    ruled = reading_of(own, RULED)
    assert ruled.title == Stated("Garam Dipanen Lebih Awal", "rule:2026")
    assert ruled.facts.stated_title == Stated(TITLE, "visible")
    assert (ruled.is_ruled, ruled.template_origin) == (True, "rule:2026")
    assert reading_of(MARKUP, RULED).title == Stated(TITLE, "visible")
    assert reading_of(own).title == Stated(TITLE, "visible")


def test_a_page_without_a_headline_has_an_empty_title_without_origin() -> None:
    reading = reading_of(f"<body><div class=isi>{TEXT}{TEXT}</div></body>")
    assert reading.title == Stated("", "")


def test_nearby_lines_are_read_on_first_use_whatever_found_the_body() -> None:
    for rules in (NO_RULES, RULED):
        reading = reading_of(MARKUP, rules)
        assert "nearby_lines" not in vars(reading)
        assert reading.nearby_lines.opening == ("Rabu, 4 Maret 2026",)


def test_layers_without_a_template_have_no_selectors() -> None:
    reading = reading_of(MARKUP)
    assert (reading.is_ruled, reading.template, reading.template_origin) == (False, NO_TEMPLATE, "")
    system = reading_of(MARKUP.replace("class=isi", "class=entry-content"))
    assert (system.is_ruled, system.template_origin) == (False, "system:wordpress")


def test_selectors_without_a_match_are_left_out() -> None:
    found = list(reading_of(MARKUP).matches((".kanal", "h1", ".tag", ".isi p")))
    assert [len(nodes) for nodes in found] == [1, 2]


def test_the_outlets_names_come_from_rules_metadata_host_and_title_element() -> None:
    markup = MARKUP.replace("<head>", '<head><meta property="og:site_name" content="Pesisir">')
    brands = facts_of(markup, Rules(brands=("Kabar",))).brands
    assert brands == (
        "Kabar",
        "Pesisir",
        "kabarpesisir.example",
        "kabarpesisir",
        "Kabar Pesisir",
    )
