"""Stores stories: groups articles about one event, updated in each transaction.

Triggers put every new or changed article into `_story_queue`; `settle` processes the queue in the
same transaction. An article is compared with articles of the window that share its keys. Leaders
follow from the pairs in order of publication. After a change, an article chooses again only if an
earlier one of its pairs has become a leader or is no longer one, so the stories do not depend on
the order in which the database was filled.
"""

import heapq
import json
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from pipelines.store.rows import array
from pipelines.stories.same_event import (
    MIN_KEYS,
    SCHEME,
    WINDOW,
    Report,
    Terms,
    explain,
    keys,
    match_terms,
    pack,
    report,
    unpack,
    within_window,
)

# Offsets of the keys of sentences and quotations, which count more than terms.
_SENTENCE = 1 << 32
_QUOTE = 2 << 32
# Articles compared per day: those that share most.
_MAX_COMPARED = 100
_DAYS = range(-WINDOW.days, WINDOW.days + 1)

_ARTICLE = """
SELECT id, title, text, duplicate_of, story_id, coalesce(published_at, first_fetched_at) AS at
FROM articles WHERE id = ?
"""
_ADD_REPORT = """
INSERT INTO _story_reports (article_id, scheme, at, day, leader_id, filed, terms, weights, quotes,
    sentences, days, numbers, names)
VALUES (?, ?, ?, ?, 0, ?, ?, ?, ?, ?, ?, ?, ?)
"""
_SHARING = f"""
SELECT article_id, sum(CASE WHEN key < {_SENTENCE} THEN 2 WHEN key < {_QUOTE} THEN {MIN_KEYS}
    ELSE {2 * MIN_KEYS} END) AS shared
FROM _story_keys
WHERE day = ? AND key IN (SELECT value FROM json_each(?))
GROUP BY article_id HAVING shared >= {2 * MIN_KEYS}
ORDER BY shared DESC, article_id LIMIT {_MAX_COMPARED}
"""
_PAIRED = """
SELECT other_id AS id, similarity FROM _story_pairs WHERE article_id = :id
UNION ALL SELECT article_id, similarity FROM _story_pairs WHERE other_id = :id
"""
_POSITION = """
SELECT at, url, leader_id FROM _story_reports JOIN articles ON id = article_id WHERE article_id = ?
"""
_SITES = """
SELECT min(site) <> max(site) FROM (
    SELECT site FROM articles WHERE id IN (SELECT value FROM json_each(:ids))
    UNION ALL SELECT (SELECT min(site) FROM articles WHERE duplicate_of = value)
        FROM json_each(:ids)
    UNION ALL SELECT (SELECT max(site) FROM articles WHERE duplicate_of = value)
        FROM json_each(:ids)
)
"""
_SET_STORY = (
    "UPDATE articles SET story_id = :story"
    " WHERE id IN (SELECT value FROM json_each(:ids)) AND story_id IS NOT :story",
    "UPDATE articles SET story_id = :story"
    " WHERE duplicate_of IN (SELECT value FROM json_each(:ids)) AND story_id IS NOT :story",
)


@dataclass(slots=True)
class _Changes:
    """The reports and stories to update in one call of `settle`."""

    undecided: set[int]  # reports that must choose a leader
    moved: set[int]  # reports whose leader has changed
    leaders: set[int]  # leaders that gained or lost a report
    copies: set[int]  # articles that are duplicates now


def settle(conn: sqlite3.Connection) -> None:
    """Update the stories for all changes of this transaction."""
    ids = [row["article_id"] for row in conn.execute("SELECT article_id FROM _story_queue")]
    if not ids:
        return
    conn.execute("DELETE FROM _story_queue")
    changes = _Changes(undecided=set(), moved=set(), leaders=set(), copies=set())
    for article_id in ids:
        _remove_report(conn, article_id, changes)
    for article_id in ids:
        article = conn.execute(_ARTICLE, (article_id,)).fetchone()
        if article is not None and article["duplicate_of"] is None:
            _add_report(conn, article, report(article["title"], article["text"]))
            changes.undecided.add(article_id)
        elif article is not None:
            changes.copies.add(article_id)
        if article is not None and article["story_id"] is not None:
            changes.leaders.add(article["story_id"])
    _choose_leaders(conn, changes)
    for leader_id in sorted(changes.leaders):
        _set_story(conn, leader_id, changes.moved)
    for article_id in sorted(changes.copies):
        _set_story_of_copy(conn, article_id)


def _remove_report(conn: sqlite3.Connection, article_id: int, changes: _Changes) -> None:
    """Remove a report; if it was a leader, its pairs must choose again."""
    found = conn.execute("SELECT * FROM _story_reports WHERE article_id = ?", (article_id,))
    row = found.fetchone()
    if row is None:
        return
    changes.leaders.add(row["leader_id"])
    if row["leader_id"] == article_id:
        changes.undecided.update(pair["id"] for pair in conn.execute(_PAIRED, {"id": article_id}))
    changes.undecided.discard(article_id)
    conn.executemany(
        "DELETE FROM _story_keys WHERE day = ? AND key = ? AND article_id = ?",
        [
            (row["day"], key, article_id)
            for key in _keys(unpack("I", row["terms"])[: row["filed"]], _terms_of(row))
        ],
    )
    conn.execute("DELETE FROM _story_reports WHERE article_id = ?", (article_id,))
    conn.execute("DELETE FROM _story_pairs WHERE article_id = :id OR other_id = :id",
                 {"id": article_id})  # fmt: skip


def _add_report(conn: sqlite3.Connection, article: sqlite3.Row, own: Report) -> None:
    """Add a report with its keys, and its pairs with reports of the same event."""
    moment = datetime.fromisoformat(article["at"])
    day = moment.toordinal()
    terms = own.terms
    filed = keys(own)
    order = [*filed, *(key for key in terms.weights if key not in set(filed))]
    filed_keys = list(_keys(filed, terms))
    for other in _near(conn, day, filed_keys):
        match = None
        if within_window(moment, datetime.fromisoformat(other["at"])):
            match = match_terms(terms, _terms_of(other))
        if match is not None:
            pair = sorted((article["id"], other["article_id"]), reverse=True)
            shared = json.dumps(explain(match, own.words), ensure_ascii=False)
            conn.execute(
                "INSERT INTO _story_pairs VALUES (?, ?, ?, ?)", (*pair, match.similarity, shared)
            )
    conn.execute(
        _ADD_REPORT,
        (
            article["id"],
            SCHEME,
            article["at"],
            day,
            len(filed),
            pack("I", order),
            pack("B", (terms.weights[key] for key in order)),
            pack("I", sorted(terms.quotes)),
            pack("I", sorted(terms.sentences)),
            array(sorted(terms.days)),
            array(sorted(terms.numbers)),
            pack("I", sorted(terms.names)),
        ),
    )
    conn.executemany(
        "INSERT INTO _story_keys VALUES (?, ?, ?)",
        [(day, key, article["id"]) for key in filed_keys],
    )


def _near(conn: sqlite3.Connection, day: int, filed: list[int]) -> Iterator[sqlite3.Row]:
    """Yield the reports of nearby days that share a quotation or enough keys."""
    listed = json.dumps(sorted(filed))
    for apart in _DAYS:
        for row in conn.execute(_SHARING, (day + apart, listed)).fetchall():
            stored = conn.execute(
                "SELECT * FROM _story_reports WHERE article_id = ? AND scheme = ?",
                (row["article_id"], SCHEME),
            ).fetchone()
            if stored is not None:
                yield stored


def _choose_leaders(conn: sqlite3.Connection, changes: _Changes) -> None:
    """Choose the leader of each undecided report, in order of publication."""
    waiting = [(*_position(conn, article_id)[:2], article_id) for article_id in changes.undecided]
    heapq.heapify(waiting)
    done = set()
    while waiting:
        at, url, article_id = heapq.heappop(waiting)
        if article_id in done:
            continue
        done.add(article_id)
        old = _position(conn, article_id)[2]
        best = (0.0, "", "")
        new = article_id
        later = []
        for pair in conn.execute(_PAIRED, {"id": article_id}).fetchall():
            other_at, other_url, leader_id = _position(conn, pair["id"])
            if (other_at, other_url) > (at, url):
                later.append((other_at, other_url, pair["id"]))
            elif leader_id == pair["id"]:
                rank = (-pair["similarity"], other_at, other_url)
                if new == article_id or rank < best:
                    best, new = rank, pair["id"]
        if new == old:
            continue
        conn.execute(
            "UPDATE _story_reports SET leader_id = ? WHERE article_id = ?", (new, article_id)
        )
        changes.moved.add(article_id)
        changes.leaders.update(leader for leader in (old, new) if leader)
        if article_id in (old, new):
            for pair_key in later:
                heapq.heappush(waiting, pair_key)


def _set_story(conn: sqlite3.Connection, leader_id: int, moved: set[int]) -> None:
    """Set `story_id` of a leader's articles, or null if they are of one outlet."""
    members = [
        row["article_id"]
        for row in conn.execute(
            "SELECT article_id FROM _story_reports WHERE leader_id = ?", (leader_id,)
        )
    ]
    if not members:
        return
    story = leader_id if _of_two_outlets(conn, members) else None
    if story == _story_of(conn, leader_id):
        members = [member for member in members if member in moved]
    values = {"story": story, "ids": json.dumps(members)}
    for statement in _SET_STORY:
        conn.execute(statement, values)


def _set_story_of_copy(conn: sqlite3.Connection, article_id: int) -> None:
    """Set `story_id` of a duplicate to that of its kept article; it may complete a story."""
    row = conn.execute(
        "SELECT leader_id FROM articles JOIN _story_reports ON article_id = duplicate_of"
        " WHERE id = ?",
        (article_id,),
    ).fetchone()
    if row is None:
        return
    if _story_of(conn, row["leader_id"]) is None:
        _set_story(conn, row["leader_id"], set())
    conn.execute(
        "UPDATE articles SET story_id = :story WHERE id = :id AND story_id IS NOT :story",
        {"story": _story_of(conn, row["leader_id"]), "id": article_id},
    )


def _of_two_outlets(conn: sqlite3.Connection, members: Iterable[int]) -> bool:
    """Return whether reports and their duplicates are of more than one outlet."""
    (several,) = conn.execute(_SITES, {"ids": json.dumps(list(members))}).fetchone()
    return bool(several)


def _story_of(conn: sqlite3.Connection, article_id: int) -> int | None:
    """Return the story id of an article, or None."""
    row = conn.execute("SELECT story_id FROM articles WHERE id = ?", (article_id,)).fetchone()
    return None if row is None else row["story_id"]


def _position(conn: sqlite3.Connection, article_id: int) -> tuple[str, str, int]:
    """Return time, URL (the order of reports) and leader of a report."""
    row = conn.execute(_POSITION, (article_id,)).fetchone()
    return row["at"], row["url"], row["leader_id"]


def _keys(filed: Iterable[int], terms: Terms) -> Iterator[int]:
    """Yield the keys for `_story_keys`: of terms, sentences and quotations."""
    yield from filed
    yield from (_SENTENCE + sentence for sentence in terms.sentences)
    yield from (_QUOTE + quote for quote in terms.quotes)


def _terms_of(row: sqlite3.Row) -> Terms:
    return Terms(
        weights=dict(zip(unpack("I", row["terms"]), unpack("B", row["weights"]), strict=True)),
        names=frozenset(unpack("I", row["names"])),
        quotes=frozenset(unpack("I", row["quotes"])),
        sentences=frozenset(unpack("I", row["sentences"])),
        days=frozenset(json.loads(row["days"])),
        numbers=frozenset(json.loads(row["numbers"])),
    )
