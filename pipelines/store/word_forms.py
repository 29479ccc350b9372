"""The words of the texts that are forms of other words: the table `word_forms`.

A search for one form finds the others through it. It has a row for each word of the full-text index
that is not its own lemma: a few thousand rows for any number of articles, because new words soon
become rare. Every function needs a transaction.
"""

import re
import sqlite3
from collections.abc import Iterable

from pipelines.language.word_families import LEAST, is_indonesian, lemma
from pipelines.records import Article

MAX_SEEN = 200_000  # words that a writer remembers to have filed: about 20 MB
# A vocabulary's word in fewer texts, not in the dictionary, is a typing error or a name.
_LEAST_TEXTS = 3
_WORD = re.compile(r"[^\W_]+")
_INSERT = "INSERT OR IGNORE INTO word_forms (lemma, word) VALUES (?, ?)"


def new_words(articles: Iterable[Article], seen: set[str]) -> set[str]:
    """Return the words of these articles that are not in `seen`, as they are printed."""
    words: set[str] = set()
    for article in articles:
        words.update(_WORD.findall(f"{article.title}\n{article.deck}\n{article.text}"))
    return words - seen


def remember(seen: set[str], words: set[str]) -> None:
    """Add words that are filed to those of a writer, which begins anew when it has too many."""
    if len(seen) > MAX_SEEN:
        seen.clear()
    seen |= words


def add(conn: sqlite3.Connection, words: Iterable[str]) -> None:
    """File the words that are forms of others.

    One that is only printed with a capital letter is a name, unless the dictionary has it, or has
    what stands behind its prefix: headlines have capitals ("Dipadamkan").
    """
    rows = set()
    for printed in words:
        word = printed.lower()
        if len(word) < LEAST or not word.isascii() or (found := lemma(word)) == word:
            continue
        has_prefix = len(found) >= LEAST and not word.startswith(found) and is_indonesian(found)
        if printed == word or is_indonesian(word) or has_prefix:
            rows.add((found, word))
    conn.executemany(_INSERT, sorted(rows))


def fill(conn: sqlite3.Connection) -> None:
    """File the words of all articles, from the vocabulary of the full-text index."""
    conn.execute("CREATE VIRTUAL TABLE temp.vocabulary USING fts5vocab (main, articles_fts, row)")
    words = [
        word
        for word, texts in conn.execute("SELECT term, doc FROM temp.vocabulary")
        if len(word) >= LEAST and (texts >= _LEAST_TEXTS or is_indonesian(word))
    ]
    add(conn, words)
    conn.execute("DROP TABLE temp.vocabulary")
