"""Comparison keys: text without case, blanks and marks, and the registered part of a host."""

import re

SECOND_LEVEL = frozenset(
    {"ac", "biz", "co", "com", "desa", "edu", "go", "mil", "my", "net", "or", "org", "sch", "web"}
)
DOMAIN_END = re.compile(r"\.(?:com|co\.id|id|net|co|org|tv)\b")

MARKS = bytes(code for code in range(128) if not chr(code).isalnum())


def match_key(text: str) -> str:
    """Return the letters and digits of the text in lower case, without a domain's ending."""
    kept = DOMAIN_END.sub("", text.casefold())
    if kept.isascii():  # several times faster than letter by letter
        return kept.encode().translate(None, MARKS).decode()
    return "".join(filter(str.isalnum, kept))


def registrable(host: str) -> str:
    """Return the registered domain of a host, by the rules of Indonesian domains."""
    labels = host.split(".")
    count = 3 if len(labels) > 2 and labels[-2] in SECOND_LEVEL and len(labels[-1]) == 2 else 2
    return ".".join(labels[-count:])
