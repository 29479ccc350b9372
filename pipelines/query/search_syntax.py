"""What people type into a search, as an FTS5 query that is always valid."""

import re
import unicodedata

from pipelines.store.rows import nfc

MAX_LENGTH = 1000
_PIECE = re.compile(r'"([^"]*)"?(\*)?|([^\s"]+)')


class QueryError(ValueError):
    """The query cannot be searched for; the message says why."""


def match_expression(query: str) -> str:
    """Return the FTS5 expression for a query: all the words, phrases and prefixes in it.

    Only `"..."` and a `*` at the end of a word mean something: each piece is quoted, so `covid-19`,
    `pemilu: 2024` and `AND` are words like others. FTS5 cuts a quoted piece into words itself. A
    piece without a letter or digit would match nothing and is left out. Raises `QueryError` where
    no piece is left.
    """
    if len(query) > MAX_LENGTH:
        raise QueryError(f"the query is {len(query)} characters long: {MAX_LENGTH} are enough")
    pieces = []
    for phrase, star, word in _PIECE.findall(nfc(query)):
        piece = phrase or word
        if any(map(_is_word_character, piece)):
            prefix = " *" if star or word.endswith("*") else ""
            pieces.append(f'"{piece}"{prefix}')
    if not pieces:
        raise QueryError(f"there is no word to search for in {query!r}: give a word or a number")
    return " AND ".join(pieces)


def _is_word_character(character: str) -> bool:
    """Return whether FTS5's unicode61 makes a token of it: letters, numbers, private use."""
    category = unicodedata.category(character)
    return category[0] in "LN" or category == "Co"
