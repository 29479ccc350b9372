"""Names of outlets, hosts and headlines brought to what is compared of them."""

import re

SECOND_LEVEL = frozenset(
    {"ac", "biz", "co", "com", "desa", "edu", "go", "mil", "my", "net", "or", "org", "sch", "web"}
)
DOMAIN_END = re.compile(r"\.(?:com|co\.id|id|net|co|org|tv)\b")

MARKS = bytes(code for code in range(128) if not chr(code).isalnum())


def squeezed(text: str) -> str:
    """Return the text in lower case without anything but letters and digits, nor a domain's end."""
    kept = DOMAIN_END.sub("", text.casefold())
    if kept.isascii():  # several times as fast as letter by letter
        return kept.encode().translate(None, MARKS).decode()
    return "".join(filter(str.isalnum, kept))


def registrable(host: str) -> str:
    """Return the part of a host that its owner registered, by Indonesian rules."""
    labels = host.split(".")
    count = 3 if len(labels) > 2 and labels[-2] in SECOND_LEVEL and len(labels[-1]) == 2 else 2
    return ".".join(labels[-count:])
