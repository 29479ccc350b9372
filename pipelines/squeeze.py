"""Names of outlets, hosts and headlines brought to what is compared of them."""

import re

from pipelines.urls import host_of

SECOND_LEVEL = frozenset(
    {"ac", "biz", "co", "com", "desa", "edu", "go", "mil", "my", "net", "or", "org", "sch", "web"}
)
DOMAIN_END = re.compile(r"\.(?:com|co\.id|id|net|co|org|tv)\b")


def squeezed(text: str) -> str:
    """Return the text in lower case without anything but letters and digits, nor a domain's end."""
    return "".join(c for c in DOMAIN_END.sub("", text.casefold()) if c.isalnum())


def registrable(url: str) -> str:
    """Return the part of a URL's host that its owner registered, by Indonesian rules."""
    labels = host_of(url).split(".")
    count = 3 if len(labels) > 2 and labels[-2] in SECOND_LEVEL and len(labels[-1]) == 2 else 2
    return ".".join(labels[-count:])
