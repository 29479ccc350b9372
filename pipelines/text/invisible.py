"""Signs that print nothing and split words for a search: they leave every text.

Soft hyphens, zero-width spaces, byte order marks, direction marks and isolates (Unicode, chapters
9.2 and 23.2). The joiners U+200C and U+200D stay: scripts and emoji need them.
"""

INVISIBLE = dict.fromkeys(
    [
        0x00AD, 0x200B, 0x200E, 0x200F, 0x2060, 0xFEFF, 0xFFFE, 0xFFFF,
        *range(0x202A, 0x202F), *range(0x2066, 0x206A),
    ]
)  # fmt: skip


def without_invisible(text: str) -> str:
    """Return the text without signs that print nothing."""
    return text if text.isascii() else text.translate(INVISIBLE)
