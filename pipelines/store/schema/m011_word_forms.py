"""Migration 11: forms of words, by which a search for one form finds the others."""

import sqlite3

SQL = """
CREATE TABLE word_forms (
    lemma TEXT NOT NULL,
    word TEXT NOT NULL,
    PRIMARY KEY (lemma, word)
) STRICT, WITHOUT ROWID;
CREATE INDEX word_forms_word ON word_forms (word);
"""


def fill(conn: sqlite3.Connection) -> None:
    """File the words of the articles that the file has."""
    from pipelines.store.word_forms import fill as fill_words

    fill_words(conn)
