"""Duplicate detection: fingerprints, matches, and the article to keep of each cluster.

A fingerprint holds the 3-word shingles of the normalised text as 32-bit hashes, and band keys made
from them by MinHash. Two articles are compared only if they share a band key or the hash of the
whole text. Then shingles decide: Jaccard for copies and edited copies, containment for truncated
ones. Bulletins of one template share most words but few numbers or names, so numbers, names and
days must agree too. Reports that quote the same speech or background share a passage but not the
lead, so leads must agree too.

Matches do not depend on the order of arrival. A cluster is a connected component of matching pairs,
and `keeper` orders its members only by their own data, so clusters and kept articles are the same
in any order. Measurements: `docs/decisions/0005-duplicates.md`.

The store, in the transaction that stores an article:

1. `judge(article, index)` returns the matches; each is a row of `duplicates`.
2. The clusters of all matched articles and the new article are merged.
3. `keeper` chooses the article to keep; `duplicate_of` of all others refers to it.
4. `Added` is a `duplicate` if there was a match. Its `duplicate_of` is the kept article or, if that
   is the new one, the article kept before.
5. A revised article is judged again: its old pairs are deleted, and `regroup` over the cluster's
   members and remaining pairs chooses the kept article of each part.
"""

from pipelines.duplicates.fingerprints import (
    BODY_BANDS,
    LEAD,
    LEAD_BANDS,
    MAX_WORDS,
    MIN_SHINGLES,
    MIN_WORDS,
    ROWS,
    SCHEME,
    TITLED_WORDS,
    bands,
    fingerprint,
    unpack,
    with_fingerprint,
)
from pipelines.duplicates.judgement import (
    CONTAINED_LEAD,
    CONTAINED_SIZE,
    CONTAINMENT,
    JACCARD,
    JACCARD_ALONE,
    MIN_NAMES,
    MIN_NUMBERS,
    NAMES,
    NUMBERS,
    SHARED_LEAD,
    Duplicate,
    FingerprintIndex,
    Match,
    Member,
    StoredFingerprint,
    Verdict,
    compare,
    judge,
    keeper,
    regroup,
)

__all__ = [
    "BODY_BANDS",
    "CONTAINED_LEAD",
    "CONTAINED_SIZE",
    "CONTAINMENT",
    "JACCARD",
    "JACCARD_ALONE",
    "LEAD",
    "LEAD_BANDS",
    "MAX_WORDS",
    "MIN_NAMES",
    "MIN_NUMBERS",
    "MIN_SHINGLES",
    "MIN_WORDS",
    "NAMES",
    "NUMBERS",
    "ROWS",
    "SCHEME",
    "SHARED_LEAD",
    "TITLED_WORDS",
    "Duplicate",
    "FingerprintIndex",
    "Match",
    "Member",
    "StoredFingerprint",
    "Verdict",
    "bands",
    "compare",
    "fingerprint",
    "judge",
    "keeper",
    "regroup",
    "unpack",
    "with_fingerprint",
]
