"""Whether what was extracted is an article: the last look before it is stored.

It errs towards keeping. A brief of twenty words, a price list under one sentence and a text with a
chorus are articles; a body of page furniture, a list of headlines or one line over and over is not.
"""

import re
from collections import Counter

from pipelines.normalise import body_lines, words
from pipelines.records import Article, Drop, Limits, Reason, Rules

STEP = "quality"

LIST_LINES = 5  # fewer lines are no list
LIST_WORDS = 12  # a headline in a list has no more words
SENTENCE_WORDS = 25  # a longer line is a sentence, however it ends
REPEATED = 2 / 3  # of the words: a text of which that much says what it said before

_SENTENCE_END = re.compile(r"[.!?…][\"'”’»)\]]*$")


def check_quality(article: Article, rules: Rules, limits: Limits) -> Article | Drop:
    """Return the article, or why it is none."""
    reason, detail = _fault(article, limits)
    if reason is None:
        return article
    return Drop(url=article.url, reason=reason, step=STEP, site=article.site, detail=detail)


def _fault(article: Article, limits: Limits) -> tuple[Reason | None, str]:
    if not words(article.title):
        return Reason.NO_TITLE, "the page states no title"
    if not words(article.text):
        return Reason.NO_TEXT, "the body has no words"
    lines = body_lines(article.text)
    counts = [len(words(line)) for line in lines]
    total = sum(counts)
    if not total:
        return Reason.NO_TEXT, "the body is page furniture"
    if total < limits.min_words:
        return Reason.TOO_SHORT, f"{total} words, an article has at least {limits.min_words}"
    if _is_repetition(lines, counts):
        return Reason.NOT_ARTICLE, "the body repeats a few lines"
    if _is_list(lines, counts):
        return Reason.NOT_ARTICLE, f"the body is a list of {len(lines)} lines without a sentence"
    return None, ""


def _is_repetition(lines: list[str], counts: list[int]) -> bool:
    often = Counter(lines)
    first = dict(zip(lines, counts, strict=True))
    again = sum(first[line] * (times - 1) for line, times in often.items())
    return len(lines) >= LIST_LINES and again > REPEATED * sum(counts)


def _is_list(lines: list[str], counts: list[int]) -> bool:
    if len(lines) < LIST_LINES or max(counts) >= SENTENCE_WORDS:
        return False
    usual = sorted(counts)[len(counts) // 2]
    return usual <= LIST_WORDS and not any(_SENTENCE_END.search(line) for line in lines)
