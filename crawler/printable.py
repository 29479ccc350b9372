"""What a terminal and the browser share in showing texts of others and times.

It imports nothing of `pipelines`, so that the help of the commands is fast.
"""

from datetime import timedelta, timezone

WIB = timezone(timedelta(hours=7))
ZONES = {timedelta(hours=7): "WIB", timedelta(hours=8): "WITA", timedelta(hours=9): "WIT"}
# Signs that a terminal obeys: C0 but tab and newline, delete, C1, and those that turn the direction
# of the text. Pages and databases may hold them; each is shown as the sign for what is unknown.
CONTROLS = dict.fromkeys(
    [*range(9), *range(11, 32), *range(127, 160), *range(0x202A, 0x202F), *range(0x2066, 0x206A)],
    "\N{REPLACEMENT CHARACTER}",
)


def printable(text: str) -> str:
    """Return the text with its control signs replaced, one for one; newlines and tabs stay."""
    return text.translate(CONTROLS)
