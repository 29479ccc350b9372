"""Stores near-duplicates: matching pairs, their clusters, and the article to keep.

Articles with the same text are twins: the matches of one are those of all twins of its period. Only
one of them is in the index, so a text of a thousand pages costs as much as that of one. Every
function needs a transaction.
"""

import sqlite3
from dataclasses import replace
from datetime import datetime
from typing import Any

from pipelines.duplicates import (
    Duplicate,
    Match,
    Member,
    fingerprint,
    fingerprints,
    judge,
    keeper,
    regroup,
    with_fingerprint,
)
from pipelines.records import Added, Article, Fingerprint
from pipelines.store import bands
from pipelines.store.rows import array, article_of, fingerprint_of, moment_of, stamp

_MEMBER = "SELECT id, url, published_at, words, duplicate_of FROM articles WHERE "
_PAIR = """
INSERT INTO duplicates (article_id, other_id, kind, similarity, numbers_shared)
VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
"""
_PAIRS_OF = "SELECT * FROM duplicates WHERE article_id = :id OR other_id = :id"
_ADD_FINGERPRINT = """
INSERT INTO _fingerprints (article_id, scheme, period, text_hash, numbers, shingles, names)
VALUES (?, ?, ?, ?, ?, ?, ?)
"""
_OLDER = """
SELECT article_id FROM _fingerprints JOIN articles ON id = article_id
WHERE article_id > :after AND shingles <> x''
    AND CASE period WHEN 0 THEN first_fetched_at < :before ELSE period < :period END
ORDER BY article_id LIMIT :limit
"""


def join(conn: sqlite3.Connection, article: Article, added: Added) -> Added:
    """Index a stored article, judge it, and return `added` with the article it duplicates.

    The article has its fingerprint, of the present scheme. A new article with a match is a
    `duplicate`. `duplicate_of` is the kept article or, if that is the new one, the article kept
    before.
    """
    own = article.fingerprint
    assert own is not None and own.scheme == fingerprints.SCHEME
    article_id = added.article_id
    period = _period(conn, article_id)
    near = bands.twin(conn, article_id, own, period)
    index = bands.Candidates(conn, article_id, period, near)
    matches = judge(article, index, article_id=article_id).matches
    _add_fingerprint(conn, article_id, own, period, in_index=near is None)
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
    """Remove an article from the index and from its cluster, which may split."""
    row = _fingerprint_row(conn, article_id)
    if row is None:
        return
    members = _cluster(conn, article_id)
    _remove_from_index(conn, row)
    _copy_pairs_to_twin(conn, row)
    conn.execute("DELETE FROM _fingerprints WHERE article_id = ?", (article_id,))
    conn.execute(
        "DELETE FROM duplicates WHERE article_id = :id OR other_id = :id", {"id": article_id}
    )
    conn.execute("UPDATE articles SET duplicate_of = NULL WHERE id = ?", (article_id,))
    _regroup(conn, [member for member in members if member.article_id != article_id])


def reorder(conn: sqlite3.Connection, article_id: int) -> None:
    """Update a cluster after a change of an article's time of publication."""
    row = _fingerprint_row(conn, article_id)
    if row is not None and row["period"] != _period(conn, article_id):
        _judge_again(conn, article_id, fingerprint_of(row))
        return
    members = _cluster(conn, article_id)
    if len(members) > 1:
        _regroup(conn, members)


def refresh(conn: sqlite3.Connection, limit: int) -> int:
    """Remake fingerprints of an older scheme, newest articles first, and return their number.

    The first call after a change of scheme empties the index. Articles match again once remade;
    after the last one, the clusters are those of a newly filled database.
    """
    state = conn.execute("SELECT scheme, outdated_to FROM _band_index").fetchone()
    if state["scheme"] != fingerprints.SCHEME:
        bands.clear(conn, fingerprints.SCHEME)
        state = conn.execute("SELECT outdated_to FROM _band_index").fetchone()
    if not state["outdated_to"]:
        return 0
    rows = conn.execute(
        "SELECT article_id, shingles FROM _fingerprints WHERE article_id <= ? AND scheme <> ?"
        " ORDER BY article_id DESC LIMIT ?",
        (state["outdated_to"], fingerprints.SCHEME, limit),
    ).fetchall()
    for row in rows:
        article = conn.execute(
            "SELECT * FROM articles WHERE id = ?", (row["article_id"],)
        ).fetchone()
        own = fingerprint(article_of(article))
        conn.execute(
            "UPDATE articles SET text_hash = ? WHERE id = ?", (own.text_hash, article["id"])
        )
        if not row["shingles"]:
            own = replace(own, shingles=b"", signature=b"")  # stays aged out
        _judge_again(conn, article["id"], own)
    done_to = rows[-1]["article_id"] - 1 if len(rows) == limit else 0
    conn.execute("UPDATE _band_index SET outdated_to = ?", (done_to,))
    return len(rows)


def age_out(conn: sqlite3.Connection, before: datetime, *, after: int, limit: int) -> list[int]:
    """Remove old articles from the index and return their ids: at most `limit`, above `after`.

    Old are articles of periods that ended before `before`, and articles without a date first
    fetched before it. Clusters stay, and the same text is still found.
    """
    values = {
        "after": after,
        "before": stamp(before),
        "period": bands.period_of(stamp(before)),
        "limit": limit,
    }
    ids = [row["article_id"] for row in conn.execute(_OLDER, values).fetchall()]
    for article_id in ids:
        row = _fingerprint_row(conn, article_id)
        conn.execute("UPDATE _fingerprints SET shingles = x'' WHERE article_id = ?", (article_id,))
        _remove_from_index(conn, row)
    return ids


def standing(conn: sqlite3.Connection, article_id: int) -> tuple[int | None, float]:
    """Return the id of the article kept for this one, or None, and their similarity (0..1)."""
    row = conn.execute("SELECT duplicate_of FROM articles WHERE id = ?", (article_id,)).fetchone()
    if row is None or row["duplicate_of"] is None:
        return None, 0.0
    pair = conn.execute(
        "SELECT similarity FROM duplicates WHERE article_id = :id OR other_id = :id"
        " ORDER BY :kept IN (article_id, other_id) DESC, similarity DESC LIMIT 1",
        {"id": article_id, "kept": row["duplicate_of"]},
    ).fetchone()
    return row["duplicate_of"], pair["similarity"] if pair else 0.0


def _judge_again(conn: sqlite3.Connection, article_id: int, own: Fingerprint) -> None:
    """Index and judge a stored article again, with this fingerprint and its current date.

    A fingerprint of an older scheme, which `refresh` has not come to yet, is made again.
    """
    leave(conn, article_id)
    row = conn.execute("SELECT * FROM articles WHERE id = ?", (article_id,)).fetchone()
    article = with_fingerprint(replace(article_of(row), fingerprint=own))
    join(conn, article, Added(article_id=article_id, kind="unchanged"))


def _period(conn: sqlite3.Connection, article_id: int) -> int:
    row = conn.execute("SELECT published_at FROM articles WHERE id = ?", (article_id,)).fetchone()
    return bands.period_of(row["published_at"])


def _fingerprint_row(conn: sqlite3.Connection, article_id: int) -> Any:
    """Return the row of an article in `_fingerprints`, or None."""
    found = conn.execute("SELECT * FROM _fingerprints WHERE article_id = ?", (article_id,))
    return found.fetchone()


def _add_fingerprint(
    conn: sqlite3.Connection, article_id: int, own: Fingerprint, period: int, *, in_index: bool
) -> None:
    conn.execute(
        _ADD_FINGERPRINT,
        (
            article_id,
            own.scheme,
            period,
            own.text_hash,
            array(own.numbers),
            own.shingles,
            own.names,
        ),
    )
    if in_index:
        bands.add(conn, article_id, own, period)


def _remove_from_index(conn: sqlite3.Connection, row: Any) -> None:
    """Remove an article from the index; a twin of its period replaces it."""
    own, article_id, period = fingerprint_of(row), row["article_id"], row["period"]
    if own.scheme != fingerprints.SCHEME or not bands.remove(conn, article_id, own, period):
        return
    other_twin = bands.twin(conn, article_id, own, period)
    stored = None if other_twin is None else _fingerprint_row(conn, other_twin)
    if stored is not None:
        bands.add(conn, stored["article_id"], fingerprint_of(stored), period)


def _copy_pairs_to_twin(conn: sqlite3.Connection, row: Any) -> None:
    """Copy an article's pairs to a twin, before the article leaves its cluster.

    A twin of the same period takes all pairs, any other only those with further twins.
    """
    own, article_id = fingerprint_of(row), row["article_id"]
    near = bands.twin(conn, article_id, own, row["period"])
    other_twin = near if near is not None else bands.twin(conn, article_id, own)
    if other_twin is None:
        return
    for pair in conn.execute(_PAIRS_OF, {"id": article_id}).fetchall():
        other = pair["other_id"] if pair["article_id"] == article_id else pair["article_id"]
        if other != other_twin and (near is not None or pair["kind"] == Duplicate.EXACT):
            ids = (max(other_twin, other), min(other_twin, other))
            conn.execute(_PAIR, (*ids, pair["kind"], pair["similarity"], pair["numbers_shared"]))


def _pair(article_id: int, match: Match) -> tuple[int, int, str, float, float | None]:
    """Return a row of `duplicates`; the higher id comes first, so a pair has one row."""
    one, other = max(article_id, match.article_id), min(article_id, match.article_id)
    return one, other, match.kind, match.similarity, match.numbers_shared


def _kept(conn: sqlite3.Connection, article_id: int) -> int:
    """Return the id of the article kept for this one, perhaps its own."""
    row = conn.execute(
        "SELECT coalesce(duplicate_of, id) AS kept FROM articles WHERE id = ?", (article_id,)
    ).fetchone()
    return int(row["kept"])


def _kept_by(kept: dict[int, Match], best: Match) -> int:
    """Return the kept article of the closest match's cluster."""
    return next(article_id for article_id, match in kept.items() if match is best)


def _merge(conn: sqlite3.Connection, heads: set[int]) -> int:
    """Merge the clusters of these kept articles and return the article to keep."""
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
    """Set `duplicate_of` of the members from the current pairs."""
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
