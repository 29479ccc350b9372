"""Writes how much each word tells Indonesian from Malay, for `pipelines/language/word_weights.txt`.

    pip install wordfreq==3.1.1
    python -m benchmarks.word_weights > pipelines/language/word_weights.txt

wordfreq has the frequencies of words in both languages, counted in encyclopedias, subtitles and
short messages, not in the texts that the language step is measured on. A weight is the natural
logarithm of the ratio of the two, in quarters: positive for Indonesian.
"""

import math
from collections import defaultdict
from importlib import import_module

from pipelines.text import function_words as data

RAREST = 3e-7  # added to both for the ratio; wordfreq lists no words below 1e-6
MIN_FREQUENCY = 1.5e-6  # rarer words in both languages: their counts are chance
MIN_RATIO = 0.3  # natural logarithm; smaller ones tell nothing
STEPS = 4
MAX_WEIGHT = 4 * STEPS
ENGLISH = 0.3  # words as frequent in English as that share are quoted English, not a difference
HEADER = """\
# Words that are more frequent in Indonesian (positive) or in Malay (negative): a quarter of the
# weight is the natural logarithm of the ratio. Written by benchmarks/word_weights.py; do not edit.
# Derived from the word frequencies of wordfreq 3.1.1 (Robyn Speer), which come from Wikipedia,
# OpenSubtitles (OPUS) and Twitter: https://github.com/rspeer/wordfreq
# Licence of this file: CC BY-SA 4.0, https://creativecommons.org/licenses/by-sa/4.0/
"""


def weights() -> dict[str, int]:
    """Return the weight of each word that tells the two languages apart."""
    frequencies = import_module("wordfreq").get_frequency_dict
    indonesian, malay = frequencies("id", "small"), frequencies("ms", "small")
    english = frequencies("en", "large")
    left_out = (
        data.INDONESIAN_NAMES, data.MALAYSIAN_NAMES, data.MALAYSIAN_PEOPLE_AND_TOWNS,
        data.NEWS_OF_BOTH,
    )  # fmt: skip
    found: dict[str, int] = {}
    for word in sorted({*indonesian, *malay} - set(" ".join(left_out).split())):
        one, two = indonesian.get(word, 0.0), malay.get(word, 0.0)
        most = max(one, two)
        plain = word.isascii() and word.isalpha() and len(word) > 1
        if not plain or most < MIN_FREQUENCY or english.get(word, 0.0) > ENGLISH * most:
            continue
        ratio = math.log((one + RAREST) / (two + RAREST))
        if abs(ratio) >= MIN_RATIO:
            found[word] = max(-MAX_WEIGHT, min(MAX_WEIGHT, round(STEPS * ratio)))
    return found


def main() -> None:
    """Print the header, then one line for each weight and initial letter."""
    print(HEADER, end="")
    groups: defaultdict[tuple[int, str], list[str]] = defaultdict(list)
    for word, weight in weights().items():
        groups[weight, word[0]].append(word)
    for (weight, _), words in sorted(groups.items()):
        print(f"{weight:+d}", *words)


if __name__ == "__main__":
    main()
