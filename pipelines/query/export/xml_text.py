"""Text without the characters that XML 1.0 cannot hold, and that drive terminals; XML of it."""

import re
from xml.sax.saxutils import escape

# XML 1.0, production [2] Char; C1 controls and DEL are allowed and discouraged: nothing shows them.
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_ANSI = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)?)")


def legal(text: str) -> str:
    """Return the text without what XML cannot hold; sequences of terminals go as a whole."""
    if text.isprintable():
        return text
    return _ILLEGAL.sub("", _ANSI.sub("", text))


def element(name: str, text: str = "", **attributes: str) -> str:
    """Return an element with escaped text and attributes; `_` in their names stands for `:`."""
    stated = "".join(
        f' {key.replace("_", ":")}="{_attribute(value)}"' for key, value in attributes.items()
    )
    return f"<{name}{stated}>{escape(legal(text))}</{name}>" if text else f"<{name}{stated}/>"


def _attribute(value: str) -> str:
    # A reader makes a blank of a line end in an attribute, unless it is a reference.
    return escape(legal(value), {'"': "&quot;", "\n": "&#10;", "\r": "&#13;", "\t": "&#9;"})
