"""Near-duplicates in the database: the index, the judged pairs, and the article to keep.

Articles with the same text hash are twins: what is judged of one holds for all. Only the first of
them is filed under its band keys, so a text that a thousand pages share costs as little as one.
Every function needs a transaction.
"""

import sqlite3
from collections.abc import Iterator
from dataclasses import replace

from pipelines.duplicates import (
    Entry,
    Match,
    Member,
    bands,
    fingerprint,
    judge,
    keeper,
    regroup,
)
from pipelines.records import Added, Article, Fingerprint
from pipelines.store.rows import array, fingerprint_of, moment_of

_TWIN = """
SELECT article_id FROM fingerprints
WHERE text_hash = ? AND text_hash <> '' AND scheme = ? AND article_id <> ?
ORDER BY article_id LIMIT 1
"""
_MEMBER = "SELECT id, url, published_at, words, duplicate_of FROM articles WHERE "
_PAIR = """
INSERT INTO duplicates (article_id, other_id, kind, similarity, numbers_shared)
VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
"""


def with_fingerprint(article: Article) -> Article:
    """Return the article with its fingerprint, which one from the chain has already."""
    if article.fingerprint is not None:
        return article
    return replace(article, fingerprint=fingerprint(article))


def join(conn: sqlite3.Connection, article: Article, added: Added) -> Added:
    """File a stored article in the index, judge it, and return `added` with what it duplicates.

    A new article with a match is a `duplicate`. `duplicate_of` is the article that is kept or,
    where that is the new article itself, the one that was kept until now.
    """
    article = with_fingerprint(article)
    own = article.fingerprint
    assert own is not None  # with_fingerprint gives one
    article_id = added.article_id
    twin = _twin(conn, own, article_id)
    index = _Index(conn, twin, article_id)
    matches = judge(article, index, article_id=article_id).matches
    _file(conn, article_id, own, banded=twin is None)
    if not matches:
        return added
    conn.executemany(_PAIR, (_pair(article_id, match) for match in matches))
    kept = {_kept(conn, match.article_id): match for match in reversed(matches)}
    winner = _merge(conn, {article_id, *kept})
    other = winner if winner != article_id else _kept_by(kept, matches[0])
    return replace(
        added,
        kind="duplicate" if added.kind == "new" else added.kind,
        duplicate_of=other,
        similarity=kept[other].similarity if other in kept else matches[0].similarity,
    )


def leave(conn: sqlite3.Connection, article_id: int) -> None:
    """Take an article out of the index and out of its cluster, which may fall apart."""
    row = conn.execute("SELECT * FROM fingerprints WHERE article_id = ?", (article_id,)).fetchone()
    if row is None:
        return
    members = _cluster(conn, article_id)
    _hand_over(conn, article_id, fingerprint_of(row))
    conn.execute("DELETE FROM fingerprints WHERE article_id = ?", (article_id,))
    conn.execute(
        "DELETE FROM duplicates WHERE article_id = :id OR other_id = :id", {"id": article_id}
    )
    conn.execute("UPDATE articles SET duplicate_of = NULL WHERE id = ?", (article_id,))
    _regroup(conn, [member for member in members if member.article_id != article_id])


def reorder(conn: sqlite3.Connection, article_id: int) -> None:
    """Choose again which article of a cluster is kept, after what orders them has changed."""
    members = _cluster(conn, article_id)
    if len(members) > 1:
        _regroup(conn, members)


def standing(conn: sqlite3.Connection, article_id: int) -> tuple[int | None, float]:
    """Return the article that is kept in place of this one, and how alike the two are."""
    row = conn.execute("SELECT duplicate_of FROM articles WHERE id = ?", (article_id,)).fetchone()
    if row is None or row["duplicate_of"] is None:
        return None, 0.0
    pair = conn.execute(
        "SELECT similarity FROM duplicates WHERE article_id = :id OR other_id = :id"
        " ORDER BY :kept IN (article_id, other_id) DESC, similarity DESC LIMIT 1",
        {"id": article_id, "kept": row["duplicate_of"]},
    ).fetchone()
    return row["duplicate_of"], pair["similarity"] if pair else 0.0


class _Index:
    """The stored fingerprints as `judge` asks for them: a twin alone, or all who share a band."""

    def __init__(self, conn: sqlite3.Connection, twin: int | None, article_id: int) -> None:
        self._conn = conn
        self._twin = twin
        self._article_id = article_id

    def candidates(self, fingerprint: Fingerprint) -> Iterator[Entry]:
        """Yield the entries of this scheme with the same text hash or one band key in common."""
        if self._twin is not None:
            ids = [self._twin]
        else:
            keys = bands(fingerprint)
            marks = ", ".join("?" * len(keys))
            ids = [
                row[0]
                for row in self._conn.execute(
                    f"SELECT DISTINCT article_id FROM bands WHERE key IN ({marks})", keys
                )
                if row[0] != self._article_id
            ]
        for article_id in sorted(ids):
            row = self._conn.execute(
                "SELECT * FROM fingerprints WHERE article_id = ? AND scheme = ?",
                (article_id, fingerprint.scheme),
            ).fetchone()
            if row is not None:
                yield Entry(article_id=article_id, fingerprint=fingerprint_of(row))


def _twin(conn: sqlite3.Connection, own: Fingerprint, article_id: int) -> int | None:
    """Return the first article with the same text, None if there is none."""
    row = conn.execute(_TWIN, (own.text_hash, own.scheme, article_id)).fetchone()
    return None if row is None else row["article_id"]


def _file(conn: sqlite3.Connection, article_id: int, own: Fingerprint, *, banded: bool) -> None:
    conn.execute(
        "INSERT INTO fingerprints (article_id, scheme, text_hash, numbers, signature, shingles)"
        " VALUES (?, ?, ?, ?, ?, ?)",
        (article_id, own.scheme, own.text_hash, array(own.numbers), own.signature, own.shingles),
    )
    if banded:
        _file_bands(conn, article_id, own)


def _file_bands(conn: sqlite3.Connection, article_id: int, own: Fingerprint) -> None:
    conn.executemany(
        "INSERT OR IGNORE INTO bands (key, article_id) VALUES (?, ?)",
        [(key, article_id) for key in sorted(bands(own))],
    )


def _hand_over(conn: sqlite3.Connection, article_id: int, own: Fingerprint) -> None:
    """Let a twin take the article's place in the index and in the judged pairs."""
    filed = conn.execute(
        "DELETE FROM bands WHERE article_id = ? AND key IN (SELECT value FROM json_each(?))",
        (article_id, _keys(own)),
    ).rowcount
    heir = _twin(conn, own, article_id)
    if heir is None:
        return
    if filed:
        _file_bands(conn, heir, own)
    for row in conn.execute(
        "SELECT * FROM duplicates WHERE article_id = :id OR other_id = :id", {"id": article_id}
    ).fetchall():
        other = row["other_id"] if row["article_id"] == article_id else row["article_id"]
        if other != heir:
            pair = (max(heir, other), min(heir, other))
            conn.execute(_PAIR, (*pair, row["kind"], row["similarity"], row["numbers_shared"]))


def _keys(own: Fingerprint) -> str:
    """Return the band keys as a JSON array."""
    return f"[{','.join(map(str, bands(own)))}]"


def _pair(article_id: int, match: Match) -> tuple[int, int, str, float, float | None]:
    """Return a row of `duplicates`; the higher id stands first, so a pair has one row."""
    one, other = max(article_id, match.article_id), min(article_id, match.article_id)
    return one, other, match.kind, match.similarity, match.numbers_shared


def _kept(conn: sqlite3.Connection, article_id: int) -> int:
    """Return the article that is kept for this one: its own id where it is kept itself."""
    row = conn.execute(
        "SELECT coalesce(duplicate_of, id) AS kept FROM articles WHERE id = ?", (article_id,)
    ).fetchone()
    return int(row["kept"])


def _kept_by(kept: dict[int, Match], best: Match) -> int:
    """Return the kept article of the cluster that the closest match stood in."""
    return next(article_id for article_id, match in kept.items() if match is best)


def _merge(conn: sqlite3.Connection, heads: set[int]) -> int:
    """Make one cluster of those that the heads were kept for, and return the article it keeps."""
    marks = ", ".join("?" * len(heads))
    rows = conn.execute(f"{_MEMBER} id IN ({marks})", tuple(heads)).fetchall()
    winner = keeper(map(_member, rows))
    for head in sorted(heads - {winner}):
        conn.execute(
            "UPDATE articles SET duplicate_of = ? WHERE id = ? OR duplicate_of = ?",
            (winner, head, head),
        )
    conn.execute("UPDATE articles SET duplicate_of = NULL WHERE id = ?", (winner,))
    return winner


def _cluster(conn: sqlite3.Connection, article_id: int) -> list[Member]:
    head = _kept(conn, article_id)
    rows = conn.execute(f"{_MEMBER} id = ? OR duplicate_of = ? ORDER BY id", (head, head))
    return [_member(row) for row in rows]


def _regroup(conn: sqlite3.Connection, members: list[Member]) -> None:
    """Point the members at the articles to keep, by the pairs that are judged now."""
    pairs = [
        (row["article_id"], row["other_id"])
        for member in members
        for row in conn.execute(
            "SELECT article_id, other_id FROM duplicates WHERE article_id = ?",
            (member.article_id,),
        )
    ]
    conn.executemany(
        "UPDATE articles SET duplicate_of = nullif(?, id) WHERE id = ?",
        [(kept, article_id) for article_id, kept in regroup(members, pairs).items()],
    )


def _member(row: sqlite3.Row) -> Member:
    return Member(
        article_id=row["id"],
        url=row["url"],
        published_at=moment_of(row["published_at"]),
        words=row["words"],
    )
