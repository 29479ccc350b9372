"""Which stored articles carry the same text: fingerprints, the judgement, and the article to keep.

A fingerprint holds the 3-word shingles of the normalised text as 32-bit hashes, and band keys made
from them by MinHash. Two articles are compared only where they share a band key or the hash of the
whole text; then their shingles decide: Jaccard for copies and edited copies, containment for
truncated ones. Bulletins printed from a template share most of their words and few of their numbers
or names, so those and the days must agree as well; two stories that quote the same speech or repeat
the same background share a stretch of text but not their leads, so leads count too.

The judgement does not depend on who came first. A cluster is a connected component of matching
pairs, and `keeper` orders its members by what the articles state, so any order of arrival gives the
same clusters and the same kept articles. What was measured: `docs/decisions/0005-duplicates.md`.

What a store does with it, in the transaction that stores the article:

1. `judge(article, index)` gives the matches; each is a row of `duplicates`.
2. The clusters of all matched articles and the new one become one cluster.
3. `keeper` of its members is the article to keep; `duplicate_of` of every other one points at it.
4. `Added` says `duplicate` where there was a match. Its `duplicate_of` is the article to keep or,
   where the new article itself is that, the one that was kept until now.
5. A revised article is judged anew: its old pairs go, and `regroup` over the cluster's members and
   the pairs that remain says who is kept in each part it falls into.
"""

import sys
import zlib
from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum
from hashlib import blake2b
from typing import Protocol

from pipelines.records import Article, Fingerprint
from pipelines.text.comparable import article_body, names, numbers, words

# Names what a fingerprint depends on: the constants below and the rules of normalise.py. A change
# of any of them is a new scheme, so that stored fingerprints are never compared with others.
SCHEME = "w3-oph-20x3-lead4x3/2"

BODY_BANDS = 20
LEAD_BANDS = 4
ROWS = 3
LEAD = 50  # shingles; a truncated copy keeps its lead, so the lead has bands of its own
MAX_WORDS = 20_000

MIN_WORDS = 12  # shorter texts never match
TITLED_WORDS = 40  # below this, identical texts are the same article only under the same title
MIN_SHINGLES = 25  # fewer never match as near or contained

JACCARD = 0.4
JACCARD_ALONE = 0.65  # from here on the leads need not agree: one may stand behind furniture
CONTAINMENT = 0.8
SHARED_LEAD = 0.1
CONTAINED_LEAD = 0.25
NUMBERS = 0.7
MIN_NUMBERS = 3
NAMES = 0.7
MIN_NAMES = 4
CONTAINED_SIZE = 0.75  # a text that is shorter than this share of the other is a part of it

_MASK = (1 << 64) - 1
_SPREAD = 0x9E3779B97F4A7C15  # odd, so that different shingles stay different
_KEY_BITS = 47  # SQLite keeps integers of up to 48 bits, sign included, in six bytes


class Duplicate(StrEnum):
    """How two articles match."""

    EXACT = "exact"  # the same normalised text
    NEAR = "near"  # an edited, updated or re-dressed copy
    CONTAINED = "contained"  # one is a truncated copy of the other


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A stored article as judging needs it; the fingerprint's `signature` may be left empty."""

    article_id: int
    fingerprint: Fingerprint


class Index(Protocol):
    """The stored fingerprints."""

    def candidates(self, fingerprint: Fingerprint) -> Iterable[Entry]:
        """Yield the entries of this scheme with the same text hash or one band key in common.

        Each entry comes once, in any order.
        """


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """A stored article that carries the same text.

    `similarity` is the Jaccard index of the shingles, the containment for `contained`, 1 for
    `exact`. `numbers_shared` is the share of the smaller set of numbers that both state, None where
    one states none.
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
    """An article of a cluster, as `keeper` orders it; `words` is the length of its text."""

    article_id: int
    url: str
    published_at: datetime | None
    words: int


def with_fingerprint(article: Article) -> Article:
    """Return the article with its fingerprint, made now unless it has one of this scheme."""
    own = article.fingerprint
    if own is not None and own.scheme == SCHEME:
        return article
    return replace(article, fingerprint=fingerprint(article))


def fingerprint(article: Article) -> Fingerprint:
    """Return the fingerprint of the article's text, the same on every machine.

    `shingles` packs the different shingles in the order of the text as little-endian 32-bit
    numbers, `signature` the band keys as 64-bit ones: read them with `unpack` and `bands`.
    """
    body = article_body(article.text)
    tokens = words(body)[:MAX_WORDS]
    shingles = _shingles(tokens)
    return Fingerprint(
        scheme=SCHEME,
        text_hash=_text_hash(tokens, article.title),
        signature=_pack("q", _band_keys(shingles)),
        shingles=_pack("I", shingles),
        numbers=numbers(article.text),
        names=_pack("I", sorted(map(zlib.crc32, map(str.encode, names(body))))),
    )


def bands(fingerprint: Fingerprint) -> tuple[int, ...]:
    """Return the keys under which the index files the fingerprint, each below 2**47.

    They are made again from the shingles where `signature` is left empty.
    """
    if fingerprint.signature:
        return tuple(unpack("q", fingerprint.signature))
    return tuple(_band_keys(unpack("I", fingerprint.shingles)))


def judge(article: Article, index: Index, *, article_id: int | None = None) -> Verdict:
    """Return the stored articles that carry the article's text.

    `article_id` is the article's own id where it is stored already, which is never a match.
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


def compare(own: Fingerprint, entry: Entry) -> Match | None:
    """Return how the stored article matches the fingerprint, or None; the same both ways round."""
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
    # First, because bulletins share all but these.
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
    """Return the id of the article to keep: earliest published, else longest, else by URL."""
    return min(members, key=_order).article_id


def regroup(members: Sequence[Member], pairs: Iterable[tuple[int, int]]) -> dict[int, int]:
    """Return for the id of each member the id of the article kept in its place (maybe its own)."""
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


def unpack(code: str, packed: bytes) -> Sequence[int]:
    """Return the packed numbers: `I` for shingles, `q` for band keys."""
    values = array(code)
    values.frombytes(packed)
    if sys.byteorder == "big":
        values.byteswap()
    return values


def _pack(code: str, values: Iterable[int]) -> bytes:
    packed = array(code, values)
    if sys.byteorder == "big":
        packed.byteswap()
    return packed.tobytes()


def _text_hash(tokens: list[str], title: str) -> str:
    """Return the digest of the words; with the title's for a short text, "" for one too short."""
    if len(tokens) < MIN_WORDS:
        return ""
    said = " ".join(tokens)
    if len(tokens) < TITLED_WORDS:
        said = f"{' '.join(words(title))}\n{said}"
    return blake2b(said.encode(), digest_size=16).hexdigest()


def _shingles(tokens: list[str]) -> list[int]:
    encoded = " ".join(tokens).encode().split()
    triples = zip(encoded, encoded[1:], encoded[2:], strict=False)
    return list(dict.fromkeys(map(zlib.crc32, map(b" ".join, triples))))


def _band_keys(shingles: Sequence[int]) -> list[int]:
    if len(shingles) < MIN_SHINGLES:
        return []
    hashed = [shingle * _SPREAD & _MASK for shingle in shingles]
    body = _min_hashes(hashed, BODY_BANDS * ROWS)
    lead = _min_hashes(hashed[:LEAD], LEAD_BANDS * ROWS)
    values = body + lead
    return [_key(at, values[at : at + ROWS]) for at in range(0, len(values), ROWS)]


def _key(position: int, values: list[int]) -> int:
    key = position
    for value in values:
        key = _mix(key ^ value)
    return key >> (64 - _KEY_BITS)


def _min_hashes(hashed: list[int], size: int) -> list[int]:
    """Return one-permutation MinHash values (Li, Owen and Zhang, NIPS 2012).

    One hash of a shingle chooses its slot and competes there, so a text costs one hash a shingle
    instead of one a shingle and permutation. An empty slot borrows from a full one that its number
    alone points at (Shrivastava, ICML 2017), so equal sets stay equal.
    """
    slots = [_MASK] * size
    for value in hashed:
        slot = (value >> 20) % size
        if value < slots[slot]:
            slots[slot] = value
    full = slots.copy()
    for slot in range(size):
        probe = slot
        attempt = 0
        while full[probe] == _MASK:
            attempt += 1
            probe = _mix((slot << 20) + attempt) % size
        slots[slot] = full[probe]
    return slots


def _mix(value: int) -> int:
    """Return the value with its bits spread over 64 (the finaliser of SplitMix64)."""
    value = (value + 0x9E3779B97F4A7C15) & _MASK
    value = ((value ^ (value >> 30)) * 0xBF58476D1CE4E5B9) & _MASK
    value = ((value ^ (value >> 27)) * 0x94D049BB133111EB) & _MASK
    return value ^ (value >> 31)


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
    """Say whether both state the same figures, and a common day where both state days."""
    days = {n for n in one if "/" in n}, {n for n in two if "/" in n}
    if all(days) and days[0].isdisjoint(days[1]):
        return False
    shared = _shared_numbers(one, two)
    return shared is None or min(len(one), len(two)) < MIN_NUMBERS or shared >= NUMBERS


def _names_agree(one: bytes, two: bytes) -> bool:
    """Say whether the one that has fewer names has them from the other, save a few."""
    first, second = set(unpack("I", one)), set(unpack("I", two))
    fewer = min(len(first), len(second))
    return fewer < MIN_NAMES or len(first & second) >= NAMES * fewer


def _order(member: Member) -> tuple[bool, datetime, int, str]:
    published = member.published_at or datetime.max.replace(tzinfo=UTC)
    return member.published_at is None, published, -member.words, member.url
