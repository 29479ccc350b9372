"""Makes the fingerprint of an article: shingles, band keys, numbers and names."""

import sys
import zlib
from array import array
from collections.abc import Iterable, Sequence
from dataclasses import replace
from hashlib import blake2b

from pipelines.records import Article, Fingerprint
from pipelines.text.comparable import article_body, names, numbers, words

# Identifies the constants below and the rules of `pipelines.text.comparable`. A change of any of
# them needs a new scheme, so that stored fingerprints are never compared with different ones.
SCHEME = "w3-oph-20x3-lead4x3/2"
BODY_BANDS = 20
LEAD_BANDS = 4
ROWS = 3
LEAD = 50  # shingles; the lead has its own bands, because a truncated copy keeps it
MAX_WORDS = 20_000
MIN_WORDS = 12  # shorter texts never match
TITLED_WORDS = 40  # shorter identical texts match only with the same title
MIN_SHINGLES = 25  # texts with fewer match only exactly
_MASK = (1 << 64) - 1
_SPREAD = 0x9E3779B97F4A7C15  # odd, so that different shingles stay different
_KEY_BITS = 47  # SQLite keeps integers of up to 48 bits, sign included, in six bytes


def with_fingerprint(article: Article) -> Article:
    """Return the article with a fingerprint of this scheme, made if it has none."""
    own = article.fingerprint
    if own is not None and own.scheme == SCHEME:
        return article
    return replace(article, fingerprint=fingerprint(article))


def fingerprint(article: Article) -> Fingerprint:
    """Return the fingerprint of the article's text, the same on every machine.

    `shingles` packs the distinct shingles in text order as 32-bit little-endian integers,
    `signature` the band keys as 64-bit ones: read them with `unpack` and `bands`.
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
    """Return the band keys of the fingerprint for the index, each below 2**47.

    They are computed from the shingles if `signature` is empty.
    """
    if fingerprint.signature:
        return tuple(unpack("q", fingerprint.signature))
    return tuple(_band_keys(unpack("I", fingerprint.shingles)))


def unpack(code: str, packed: bytes) -> Sequence[int]:
    """Return the packed integers: `I` for shingles, `q` for band keys."""
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
    """Return the digest of the words (and the title's, if short), or "" for too short a text."""
    if len(tokens) < MIN_WORDS:
        return ""
    hashed = " ".join(tokens)
    if len(tokens) < TITLED_WORDS:
        hashed = f"{' '.join(words(title))}\n{hashed}"
    return blake2b(hashed.encode(), digest_size=16).hexdigest()


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

    One hash per shingle chooses its slot and competes there, instead of one per shingle and
    permutation. An empty slot takes the value of a full one, chosen by the slot's number alone
    (Shrivastava, ICML 2017), so equal sets stay equal.
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
