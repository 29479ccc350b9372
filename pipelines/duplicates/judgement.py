"""Matches fingerprints of articles and chooses the article to keep of a cluster."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Protocol

from pipelines.duplicates.fingerprints import LEAD, MIN_SHINGLES, fingerprint, unpack
from pipelines.records import Article, Fingerprint

JACCARD = 0.4
JACCARD_ALONE = 0.65  # from here on leads need not agree: one may follow page furniture
CONTAINMENT = 0.8
SHARED_LEAD = 0.1
CONTAINED_LEAD = 0.25
NUMBERS = 0.7
MIN_NUMBERS = 3
NAMES = 0.7
MIN_NAMES = 4
CONTAINED_SIZE = 0.75  # `contained` only up to this share of the longer text's shingles


class Duplicate(StrEnum):
    """How two articles match."""

    EXACT = "exact"  # the same normalised text
    NEAR = "near"  # an edited, updated or re-dressed copy
    CONTAINED = "contained"  # one is a truncated copy of the other


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredFingerprint:
    """The fingerprint of a stored article; its `signature` may be empty."""

    article_id: int
    fingerprint: Fingerprint


class FingerprintIndex(Protocol):
    """The index of stored fingerprints."""

    def candidates(self, fingerprint: Fingerprint) -> Iterable[StoredFingerprint]:
        """Yield the articles of this scheme with the same text hash or a common band key.

        Each comes once, in any order.
        """


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """A stored article with the same text.

    `similarity` (0..1) is the Jaccard index of the shingles, the containment for `contained`, 1 for
    `exact`. `numbers_shared` is the share of the smaller set of numbers that both have, None if
    one has none.
    """

    article_id: int
    kind: Duplicate
    similarity: float
    numbers_shared: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """The matches of an article, the closest first."""

    matches: tuple[Match, ...] = ()

    @property
    def best(self) -> Match | None:
        """The closest match, or None."""
        return self.matches[0] if self.matches else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """An article of a cluster, for `keeper`; `words` is the length of its text."""

    article_id: int
    url: str
    published_at: datetime | None
    words: int


def judge(article: Article, index: FingerprintIndex, *, article_id: int | None = None) -> Verdict:
    """Return the stored articles with the same text.

    `article_id` is the article's own id if it is stored already; it is never a match.
    """
    own = article.fingerprint or fingerprint(article)
    found = [
        match
        for entry in index.candidates(own)
        if entry.article_id != article_id and (match := compare(own, entry)) is not None
    ]
    rank = list(Duplicate)
    found.sort(key=lambda m: (rank.index(m.kind), -m.similarity, m.article_id))
    return Verdict(matches=tuple(found))


def compare(own: Fingerprint, entry: StoredFingerprint) -> Match | None:
    """Return how the stored article matches the fingerprint, or None; symmetric."""
    other = entry.fingerprint
    if own.scheme != other.scheme or not own.text_hash:
        return None
    shared = _shared_numbers(own.numbers, other.numbers)
    if own.text_hash == other.text_hash:
        return Match(
            article_id=entry.article_id,
            kind=Duplicate.EXACT,
            similarity=1.0,
            numbers_shared=shared,
        )
    # First, because bulletins differ only in these.
    if not _numbers_agree(own.numbers, other.numbers) or not _names_agree(own.names, other.names):
        return None
    alike = _alike(unpack("I", own.shingles), unpack("I", other.shingles))
    if alike is None:
        return None
    kind, similarity = alike
    return Match(
        article_id=entry.article_id, kind=kind, similarity=similarity, numbers_shared=shared
    )


def keeper(members: Iterable[Member]) -> int:
    """Return the id of the article to keep: earliest published, then longest, then by URL."""
    return min(members, key=_order).article_id


def regroup(members: Sequence[Member], pairs: Iterable[tuple[int, int]]) -> dict[int, int]:
    """Return for each member's id the id of the article kept for it (perhaps its own)."""
    root = {member.article_id: member.article_id for member in members}

    def find(node: int) -> int:
        while root[node] != node:
            root[node] = root[root[node]]
            node = root[node]
        return node

    for a, b in pairs:
        if a in root and b in root:
            root[find(a)] = find(b)
    clusters: dict[int, list[Member]] = {}
    for member in members:
        clusters.setdefault(find(member.article_id), []).append(member)
    kept = {node: keeper(cluster) for node, cluster in clusters.items()}
    return {member.article_id: kept[find(member.article_id)] for member in members}


def _alike(one: Sequence[int], two: Sequence[int]) -> tuple[Duplicate, float] | None:
    short, long = (one, two) if len(one) <= len(two) else (two, one)
    if len(short) < MIN_SHINGLES:
        return None
    small = set(short)
    common = sum(shingle in small for shingle in long)
    jaccard = common / (len(short) + len(long) - common)
    containment = common / len(short)
    lead = long[:LEAD]
    if containment >= CONTAINMENT and len(short) <= CONTAINED_SIZE * len(long):
        if sum(shingle in small for shingle in lead) >= CONTAINED_LEAD * len(lead):
            return Duplicate.CONTAINED, containment
        return None
    if jaccard < JACCARD:
        return None
    if jaccard < JACCARD_ALONE:
        start = set(short[:LEAD])
        if sum(shingle in start for shingle in lead) < SHARED_LEAD * len(lead):
            return None
    return Duplicate.NEAR, jaccard


def _shared_numbers(one: Sequence[str], two: Sequence[str]) -> float | None:
    fewer = min(len(one), len(two))
    return len(set(one).intersection(two)) / fewer if fewer else None


def _numbers_agree(one: Sequence[str], two: Sequence[str]) -> bool:
    """Return whether numbers agree, and days too if both texts have any."""
    days = {n for n in one if "/" in n}, {n for n in two if "/" in n}
    if all(days) and days[0].isdisjoint(days[1]):
        return False
    shared = _shared_numbers(one, two)
    return shared is None or min(len(one), len(two)) < MIN_NUMBERS or shared >= NUMBERS


def _names_agree(one: bytes, two: bytes) -> bool:
    """Return whether the text with fewer names shares most of them with the other."""
    first, second = set(unpack("I", one)), set(unpack("I", two))
    fewer = min(len(first), len(second))
    return fewer < MIN_NAMES or len(first & second) >= NAMES * fewer


def _order(member: Member) -> tuple[bool, datetime, int, str]:
    published = member.published_at or datetime.max.replace(tzinfo=UTC)
    return member.published_at is None, published, -member.words, member.url
