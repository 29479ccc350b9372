"""Names of outlets, hosts and headlines brought to what is compared of them."""

import re

SECOND_LEVEL = frozenset(
    {"ac", "biz", "co", "com", "desa", "edu", "go", "mil", "my", "net", "or", "org", "sch", "web"}
)
DOMAIN_END = re.compile(r"\.(?:com|co\.id|id|net|co|org|tv)\b")


def squeezed(text: str) -> str:
    """Return the text in lower case without anything but letters and digits, nor a domain's end."""
    return "".join(filter(str.isalnum, DOMAIN_END.sub("", text.casefold())))


def registrable(host: str) -> str:
    """Return the part of a host that its owner registered, by Indonesian rules."""
    labels = host.split(".")
    count = 3 if len(labels) > 2 and labels[-2] in SECOND_LEVEL and len(labels[-1]) == 2 else 2
    return ".".join(labels[-count:])
