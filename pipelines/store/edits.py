"""What an edit changed: figures, quotations, paragraphs, words. A reader weighs them."""

import re
import sqlite3
from collections import Counter
from collections.abc import Mapping
from itertools import pairwise
from typing import Any, NamedTuple

from pipelines.store.versions import spaced

FIGURE = re.compile(r"\d+(?:[.,:]\d+)*")
QUOTATION = re.compile(r"[\"“„]([^\"“”„]{3,1000})[\"”]")
PARAGRAPH_LIKENESS = 0.5  # share of words in common; with less a paragraph is another one
MAX_PARAGRAPHS = 400  # of each version that are compared one by one


class Changes(NamedTuple):
    """What the later of two versions changed, as numbers of items.

    `figures` and `quotations` count those that only one of them has. A paragraph that was only
    reworded is neither added nor removed; its words count in `words_added` and `words_removed`.
    """

    figures: int
    quotations: int
    paragraphs_added: int
    paragraphs_removed: int
    words_added: int
    words_removed: int


def changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> Changes:
    """Return what changed between two versions, from their titles and texts."""
    old, new = (f"{row['title']}\n{row['text']}" for row in (before, after))
    added, removed = paragraphs(before["text"], after["text"])
    gained = Counter(new.split()) - Counter(old.split())
    lost = Counter(old.split()) - Counter(new.split())
    return Changes(
        figures=unlike(FIGURE.findall(old), FIGURE.findall(new)),
        quotations=unlike(map(key, QUOTATION.findall(old)), map(key, QUOTATION.findall(new))),
        paragraphs_added=added,
        paragraphs_removed=removed,
        words_added=gained.total(),
        words_removed=lost.total(),
    )


def unlike(old: Any, new: Any) -> int:
    """Return how many items only one of two lists has."""
    one, other = Counter(old), Counter(new)
    return max((one - other).total(), (other - one).total())


def key(quotation: str) -> str:
    """Return the words of a quotation in lower case, without marks."""
    return " ".join(re.findall(r"\w+", quotation.casefold()))


def paragraphs(old: str, new: str) -> tuple[int, int]:
    """Return how many paragraphs the new text added, and how many it removed."""
    before, after = (
        [line for raw in text.split("\n") if (line := spaced(raw))] for text in (old, new)
    )
    gone = list((Counter(before) - Counter(after)).elements())
    come = list((Counter(after) - Counter(before)).elements())
    if len(gone) > MAX_PARAGRAPHS or len(come) > MAX_PARAGRAPHS:
        return max(len(after) - len(before), 0), max(len(before) - len(after), 0)
    reworded = 0
    for line in gone:
        best = max(come, key=lambda other: likeness(line, other), default=None)
        if best is not None and likeness(line, best) >= PARAGRAPH_LIKENESS:
            come.remove(best)
            reworded += 1
    return len(come), len(gone) - reworded


def likeness(one: str, other: str) -> float:
    """Return the share of words that two paragraphs have in common, 0 to 1."""
    first, second = Counter(one.split()), Counter(other.split())
    return 2 * (first & second).total() / (first.total() + second.total())


def compare(conn: sqlite3.Connection, article_id: int) -> None:
    """Write what each edit of an article changed. Needs a transaction."""
    rows = conn.execute(
        "SELECT id, title, text FROM revisions WHERE article_id = ?"
        " ORDER BY fetched_at, coalesce(modified_at, ''), page_hash, text",
        (article_id,),
    ).fetchall()
    newest = conn.execute("SELECT title, text FROM articles WHERE id = ?", (article_id,)).fetchone()
    chain = [*rows, newest]
    for before, after in pairwise(chain):
        conn.execute(
            "UPDATE revisions SET figures = ?, quotations = ?, paragraphs_added = ?,"
            " paragraphs_removed = ?, words_added = ?, words_removed = ? WHERE id = ?",
            (*changes(before, after), before["id"]),
        )


def compare_older(conn: sqlite3.Connection, limit: int) -> int:
    """Compare versions that an older warta stored, and return how many articles were done."""
    rows = conn.execute(
        "SELECT article_id FROM revisions WHERE figures IS NULL AND article_id > 0"
        " ORDER BY article_id LIMIT ?",
        (limit,),
    )
    articles = {row["article_id"] for row in rows.fetchall()}
    for article_id in articles:
        compare(conn, article_id)
    return len(articles)
