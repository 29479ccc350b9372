"""Terms of an article, and when two articles match."""

from collections.abc import Mapping
from hashlib import blake2b

import pytest

from pipelines.stories import common_words, same_event
from pipelines.stories.same_event import Terms, explain, match_terms, report
from pipelines.text import function_words
from pipelines.text.places import PLACES
from tests.support.reports_of import BRIDGE, BRIDGE_TOO, CHESS, bulletin


def test_a_report_has_the_terms_of_an_article() -> None:
    kinds = {term.text: term.kind for term in report(*BRIDGE).words.values()}
    assert kinds["tebu"] == kinds["rukmini"] == "name"
    assert kinds["20/11"] == "number"
    assert kinds["dentuman"] == kinds["menghubungkan"] == "word"
    assert kinds["warga mendengar dentuman keras sebelum jembatan"] == "quote"
    assert "pada" not in kinds and "yang" not in kinds
    terms = report(*BRIDGE).terms
    assert terms.days == {"20/11"}
    assert terms.numbers == {"20/11", "48"}


def terms_of_lists() -> list[tuple[str, str, int]]:
    """Return the term of each word of the lists, with and without a capital letter."""
    lists = [
        value
        for module in (common_words, function_words)
        for name, value in vars(module).items()
        if name.isupper()
    ]
    texts = [*PLACES]
    for each in lists:
        texts += each.values() if isinstance(each, Mapping) else [each]
    known = sorted({word for text in texts for word in text.split()})
    found = set()
    for start in range(0, len(known), 10):
        said = " ".join(known[start : start + 10])
        for text in (said, said.title()):
            terms = report("", text).words.values()
            found |= {(term.text, str(term.kind), term.weight) for term in terms}
    return sorted(found)


def test_a_change_of_the_terms_is_a_new_scheme() -> None:
    """Stored terms depend on these: a change needs a new SCHEME and a new digest here."""
    made = report(*BRIDGE)
    terms = made.terms
    names = sorted(terms.names)
    terms_of_text = (
        terms_of_lists(),
        sorted(terms.weights.items()),
        names,
        same_event.keys(made),
    )
    said = (
        sorted(terms.quotes),
        sorted(terms.sentences),
        same_event.SIMILARITY,
        same_event.TEMPLATE_SENTENCES,
    )
    digest = blake2b(
        repr((terms_of_text, said)).replace("<TermKind.", "<Kind.").encode(), digest_size=8
    ).hexdigest()
    assert (same_event.SCHEME, digest) == ("story/3", "ea94c3115a273d46")


@pytest.mark.parametrize(
    ("one", "two", "joined"),
    [
        pytest.param(BRIDGE, BRIDGE_TOO, True, id="one event in two outlets' words"),
        pytest.param(BRIDGE, CHESS, False, id="two events"),
        pytest.param(
            bulletin(17, 1400, 5), bulletin(18, 1406, 6), False, id="bulletins of two days"
        ),
        pytest.param(bulletin(17, 1400, 5), bulletin(17, 1310, 7), False, id="other figures"),
        pytest.param(("", ""), ("", ""), False, id="nothing said"),
        pytest.param(
            ("Cerita di Balik Papan", f"Soal lain. {CHESS[1].splitlines()[1]}"),
            CHESS,
            True,
            id="the same words of a speaker",
        ),
    ],
)
def test_what_joins_two_articles(one: tuple[str, str], two: tuple[str, str], joined: bool) -> None:
    first, second = report(*one), report(*two)
    match = match_terms(first.terms, second.terms)
    assert (match is not None) is joined
    assert match_terms(second.terms, first.terms) == match
    if match:
        assert explain(match, first.words) == explain(match, second.words) | {
            kind: words
            for kind, words in explain(match, first.words).items()
            if kind in ("name", "word")  # a word may stand at the start of a sentence in one only
        }


@pytest.mark.parametrize(
    ("words", "shared", "sentences", "figures", "joined"),
    [
        (6, 0, 20, False, True),  # of ten words of equal weight
        (4, 0, 20, True, False),
        (6, 4, 20, False, True),  # four sentences of twenty as well
        (6, 7, 20, False, False),  # a third of the sentences: a template with other figures
        (6, 7, 20, True, True),
        (8, 0, 20, False, False),
        (8, 0, 20, True, True),
        (1, 2, 20, True, True),  # little but two sentences
        (1, 2, 20, False, False),
        (1, 1, 20, True, False),
    ],
)
def test_what_follows_a_template_needs_the_same_figures(
    words: int, shared: int, sentences: int, figures: bool, joined: bool
) -> None:
    def terms(first: int) -> Terms:
        return Terms(
            weights=dict.fromkeys([*range(words), *range(first, first + 10 - words)], 10),
            sentences=frozenset([*range(shared), *range(first, first + sentences - shared)]),
            numbers=frozenset(str(n if figures else n + first) for n in range(5)),
        )

    assert (match_terms(terms(100), terms(200)) is not None) is joined


@pytest.mark.parametrize(("shared", "joined"), [(3, False), (4, True)])
def test_what_follows_a_template_needs_names_in_common(shared: int, joined: bool) -> None:
    def terms(own: int, *, template: bool) -> Terms:
        both = range(8 if template else 0)
        return Terms(
            weights=dict.fromkeys([*range(6), *range(own, own + 4)], 10),
            names=frozenset([*range(shared), *range(own, own + 10 - shared)]),
            sentences=frozenset([*both, *range(own, own + 12)]),
        )

    one, two = (terms(own, template=True) for own in (100, 200))
    assert (match_terms(one, two) is not None) is joined
    assert match_terms(terms(100, template=False), terms(200, template=False)) is not None
