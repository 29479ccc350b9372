"""Classifies a line as running text, headline or neither, for extraction and cleaning."""

import re

_ENDS_SENTENCE = re.compile(r"[.!?][\"”'’)\]»]*$|[\"”]$")
_NUMBERED = re.compile(r"\d{1,3}[.)]\s")
# The start of a word with an inner capital: the capital does not begin a glued sentence.
_CAMEL = re.compile(
    r"\b(?:You|Whats|Tik|Linked|Pay|Face|Mc|Mac|i|e|Go|Shopee|Link|Jak|Trans|Moto|Kapan|De|La|"
    r"Black|Deep|Chat|Open|Play|Snap|Sea|Micro|Super|Jawa|Merah|Beri|Bukit|Indo|Tele)$"
)
# Common first words of a sentence that follows a headline without punctuation.
_OPENERS = (
    "Menurut|Namun|Sementara|Ia|Dia|Hal|Selain|Dalam|Pada|Adapun|Karena|Oleh|Saat|Ketika|Kata|"
    "Sebelumnya|Diketahui|Seperti|Meski|Sebagai|Untuk|Dengan|Di|Kami|Kita|Mereka|Tidak|Sebab|Lalu"
)
_BOUNDARY = re.compile(
    r"(?<=[.?!…])\s*(?=[\"“‘A-Z])|(?<=[a-z0-9)'\"”%])(?=[“\"]?[A-Z][a-z]+[ ,])|"
    rf"(?<=[\w)])\s(?=(?:{_OPENERS})\s)"
)


def tidy(line: str) -> str:
    """Return the line with white space collapsed; a single no-break space is kept."""
    if "\xa0" not in line:
        return " ".join(line.split())
    return re.sub(r"\s{2,}|[^\S\xa0]", " ", line).strip()


def plain(line: str) -> str:
    """Return the line with no-break spaces as spaces, for matching patterns. Same length."""
    return line.replace("\xa0", " ")


def is_prose(line: str) -> bool:
    """Return whether the line is running text of at least one sentence."""
    if line.endswith(("...", "…")) or not _ENDS_SENTENCE.search(line[-8:]):
        return False
    return line.count(" ") >= 7


def is_title_like(line: str) -> bool:
    """Return whether the line has the length of a headline and no final punctuation."""
    return 4 <= len(line.split()) <= 24 and line[-1] not in ".,;:" and _NUMBERED.match(line) is None


def is_headline(line: str) -> bool:
    """Return whether the line looks like a headline: 70 % of its longer words capitalised."""
    if not is_title_like(line):
        return False
    words = line.split()
    weighty = [word.lstrip("\"'“‘(") for word in words]
    weighty = [word for word in weighty if len(word) > 3 and word[0].isalpha()]
    capital = sum(word[0].isupper() for word in weighty)
    return bool(weighty) and capital >= 0.7 * len(weighty)


def headline_end(text: str) -> int | None:
    """Return the end offset of the headline at the start of the text, or None if unclear.

    It ends where running text follows: after a sentence or at a glued capital (`... di OsakaNamun,
    warga`). Without running text it is the whole text, if short enough for a headline.
    """
    end = len(text)
    for boundary in _BOUNDARY.finditer(text, 8):
        before = text[: boundary.start()].rsplit(" ", 1)[-1]
        if not _CAMEL.search(before) and _runs_on(text[boundary.end() :]):
            end = boundary.end()
            break
    headline = text[:end]
    short = len(headline.split()) <= 25 and end <= 200
    return end if short and not _ends_running(headline) else None


def _ends_running(text: str) -> bool:
    """Return whether the text ends like a sentence of the body, so is more than a headline."""
    words = [word for word in text.split()[-9:] if word[0].isalpha()]
    small = sum(word[0].islower() for word in words)
    return text.rstrip().endswith((".", '."', ".”")) and small > 0.6 * len(words)


def _runs_on(text: str) -> bool:
    """Return whether the text is prose: half or more of its next words in lower case."""
    words = [word for word in text.split()[1:10] if word[0].isalpha()]
    small = sum(word[0].islower() for word in words)
    return len(words) >= 3 and small >= 0.5 * len(words) and re.search(r"[.!?]", text) is not None
