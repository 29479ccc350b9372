"""Charts made of characters: bars and rows of columns."""

from collections.abc import Sequence

from rich.console import Console

EIGHTHS = " ▏▎▍▌▋▊▉█"
COLUMNS = " ▁▂▃▄▅▆▇█"
ASCII_COLUMNS = " .:-=+*#@"
ASCII_BAR = "#"


def can_draw(out: Console) -> bool:
    """Return whether the output has block characters; others get plain ASCII."""
    try:
        (EIGHTHS + COLUMNS).encode(out.encoding)
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def bar(value: float, largest: float, width: int, *, blocks: bool) -> str:
    """Return a bar as long as the value's share of the largest; a value above 0 is always seen."""
    if value <= 0 or largest <= 0:
        return ""
    share = min(value / largest, 1.0)
    if not blocks:
        return ASCII_BAR * max(round(share * width), 1)
    eighths = max(round(share * width * 8), 1)
    return EIGHTHS[8] * (eighths // 8) + EIGHTHS[eighths % 8].strip()


def columns(values: Sequence[float], *, blocks: bool) -> str:
    """Return one character per value, as high as its share of the largest of them."""
    signs = COLUMNS if blocks else ASCII_COLUMNS
    largest = max(values, default=0)
    if largest <= 0:
        return " " * len(values)
    return "".join(
        signs[max(round(value / largest * 8), 1)] if value > 0 else " " for value in values
    )
