"""Whether what was extracted is an article: the last look before it is stored.

It errs towards keeping. A brief of twenty words, the opening of a paid text, a price list under one
sentence and a text with a chorus are articles; a body of page furniture, a list of headlines or one
line over and over is not.
"""

import re
from collections import Counter
from collections.abc import Sequence

from pipelines.records import Article, Drop, Limits, Reason, Rules
from pipelines.text.word_count import has_words, lines_of_text, word_count

STEP = "quality"

LIST_LINES = 5  # fewer lines are no list
LIST_WORDS = 12  # a headline in a list has no more words
SENTENCE_WORDS = 25  # a longer line is a sentence, however it ends
REPEATED = 2 / 3  # share of words in repeated lines from which a text is dropped

_SENTENCE_END = re.compile(r"[.!?…][\"'”’»)\]]*$")


def check_quality(article: Article, rules: Rules, limits: Limits) -> Article | Drop:
    """Return the article, or why it is none."""
    reason, detail = _fault(article, limits)
    if reason is None:
        return article
    return Drop(url=article.url, reason=reason, step=STEP, site=article.site, detail=detail)


def _fault(article: Article, limits: Limits) -> tuple[Reason | None, str]:
    if not has_words(article.title):
        return Reason.NO_TITLE, "the page states no title"
    if not has_words(article.text):
        return Reason.NO_TEXT, "the body has no words"
    lines = lines_of_text(article.text)
    total = _count(lines, limits.min_words)
    if not total:
        return Reason.NO_TEXT, "the body is page furniture"
    if total < limits.min_words and "paywall" not in article.flags:
        return Reason.TOO_SHORT, f"{total} words, an article has at least {limits.min_words}"
    if _is_repetition(lines):
        return Reason.NOT_ARTICLE, "the body repeats a few lines"
    if _is_list(lines):
        return Reason.NOT_ARTICLE, f"the body is a list of {len(lines)} lines without a sentence"
    return None, ""


def _count(lines: Sequence[str], enough: int) -> int:
    """Return the number of words in the lines; counting stops at the line that makes it enough."""
    total = 0
    for line in lines:
        total += word_count(line)
        if total and total >= enough:
            break
    return total


def _is_repetition(lines: Sequence[str]) -> bool:
    often = Counter(lines)
    if len(lines) < LIST_LINES or len(often) == len(lines):
        return False
    counts = {line: word_count(line) for line in often}
    again = sum(counts[line] * (times - 1) for line, times in often.items())
    return again > REPEATED * sum(counts[line] * times for line, times in often.items())


def _is_list(lines: Sequence[str]) -> bool:
    if len(lines) < LIST_LINES or any(_SENTENCE_END.search(line) for line in lines):
        return False
    counts = sorted(word_count(line) for line in lines)
    return counts[-1] < SENTENCE_WORDS and counts[len(counts) // 2] <= LIST_WORDS
