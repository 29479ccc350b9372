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
    Entry,
    Index,
    Match,
    Member,
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
    "Entry",
    "Index",
    "Match",
    "Member",
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
