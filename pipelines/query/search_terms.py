"""The words of a query as an FTS5 expression: forms of a word, numbers as they are printed."""

import re
import sqlite3
from collections.abc import Callable, Sequence

from pipelines.language.word_families import lemma
from pipelines.query.search_syntax import Both, Either, Node, Term

MAX_FORMS = 60  # of one word; the largest families of 20,000 news texts have 20
# What currencies print before a number without a blank: "Rp15.750" is one word to the index.
_GLUED = ("rp", "idr", "rm", "usd", "sgd", "eur")
_NUMBER = re.compile(r"\d[\d.,]*")
_MONEY = re.compile(rf"({'|'.join(_GLUED)})(\d[\d.,]*)", re.IGNORECASE)
_UNGROUPED = re.compile(r"\d{5,15}")
_PLAIN = re.compile("[A-Za-z]+")

Forms = Callable[[str], Sequence[str]]


def exact(node: Node) -> str:
    """Return the FTS5 expression that finds the words as they were typed."""
    return _expression(node, lambda word: ())


def related(node: Node, forms: Forms) -> str | None:
    """Return the expression that finds other forms of the words too, None if there are none."""
    if not any(forms(word) for word in _plain_words(node)):
        return None
    return _expression(node, forms)


def forms_in(db: sqlite3.Connection) -> Forms:
    """Return a function that gives the other forms of a word that the texts of a database have."""
    known: dict[str, Sequence[str]] = {}

    def forms(word: str) -> Sequence[str]:
        word = word.lower()
        if word not in known:
            stem = lemma(word)
            rows = db.execute(
                "SELECT word FROM word_forms WHERE lemma = ? LIMIT ?", (stem, MAX_FORMS)
            )
            family = {stem, *(row[0] for row in rows)}
            known[word] = sorted(family - {word})
        return known[word]

    return forms


def _expression(node: Node, forms: Forms) -> str:
    match node:
        case Term():
            return _term(node, forms)
        case Either(parts):
            return f"({' OR '.join(_expression(part, forms) for part in parts)})"
        case Both(parts, without):
            wanted = " AND ".join(_expression(part, forms) for part in parts)
            if not without:
                return f"({wanted})"
            # Only what was typed is left out: "-undangan" leaves "undang".
            unwanted = " OR ".join(exact(part) for part in without)
            return f"(({wanted}) NOT ({unwanted}))"


def _term(term: Term, forms: Forms) -> str:
    if term.prefix:
        return f'"{term.text}" *'
    spellings = [term.text, *_as_printed(term.text)]
    if not term.phrase and _PLAIN.fullmatch(term.text):
        spellings += forms(term.text)
    quoted = [f'"{text}"' for text in spellings]
    return quoted[0] if len(quoted) == 1 else f"({' OR '.join(quoted)})"


def _as_printed(text: str) -> list[str]:
    """Return how else a number is printed: `15.750` stands in `Rp15.750`, `15750` is `15.750`."""
    if money := _MONEY.fullmatch(text):
        return [f"{money[1]} {money[2]}"]
    if not _NUMBER.fullmatch(text):
        return []
    numbers = [text]
    if _UNGROUPED.fullmatch(text):
        numbers.append(f"{int(text):,}".replace(",", "."))
    return [*numbers[1:], *(f"{sign}{number}" for number in numbers for sign in _GLUED)]


def _plain_words(node: Node) -> list[str]:
    """Return the words of which other forms may be found: no phrase, no beginning, no number."""
    match node:
        case Term():
            is_plain = not (node.phrase or node.prefix) and _PLAIN.fullmatch(node.text)
            return [node.text] if is_plain else []
        case Either(parts) | Both(parts):
            return [word for part in parts for word in _plain_words(part)]
