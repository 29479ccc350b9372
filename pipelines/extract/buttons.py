"""Buttons whose label is text of the article: titles of panels, terms with a definition."""

import re

from pipelines.html.tree import HEADINGS, Node, clean_text, measure, words

TITLES = (*HEADINGS, "dt", "summary")
HEADING = "h1, h2, h3, h4, h5, h6"
WITHIN = words("b strong i em u span mark small a abbr q code label")
LINES = words("p li td th dd blockquote figcaption")
MIN_PANEL_CHARS = 40  # characters of a panel outside links
# Labels of buttons that open the rest of a text or of a list; their panel is no section.
PROMPT = re.compile(
    r"\W*(?:baca|lihat|tampilkan|muat|buka|tutup|bagikan|salin|simpan|ikuti|selengkapnya|lainnya|"
    r"read|show|load|see|view|more|less|open|close|share|copy|save|follow|subscribe|menu)\b.*",
    re.I,
)
CONTINUES = re.compile(r"\s*[a-z(,.;:!?)”\"'–-]")  # as a sentence goes on after one of its words
ENDS_OPEN = re.compile(r"[a-z]\s*$")
LETTERS = re.compile(r"[^\W\d_]{2}")
MAX_LABEL_CHARS = 200
MAX_AROUND = 3  # the button, and boxes that hold nothing after it
PANELS = words("div section p ul ol dd")
MAX_INLINE = 4  # elements around a term within its line
ID = re.compile(r"[A-Za-z][\w-]{0,99}")


def is_term(button: Node) -> bool:
    """Return whether the label of a button is a heading or stands within a sentence.

    Bootstrap's accordions have the button in the heading, others a heading in the button. A term
    that shows its definition is followed by the rest of its sentence.
    """
    parent = button.parent
    if parent is not None and parent.tag in TITLES:
        return True
    if button.css_first(HEADING) is not None:
        return True
    node, steps = button, 0
    while node.next is None and node.parent is not None and node.parent.tag in WITHIN:
        node, steps = node.parent, steps + 1
        if steps > MAX_INLINE:
            return False
    after, line = node.next, node.parent
    text = label(button)
    if line is None or not is_in_line(line) or not LETTERS.search(text) or PROMPT.fullmatch(text):
        return False
    if after is not None and after.is_text_node and (after.text_content or "").strip():
        return CONTINUES.match(after.text_content or "") is not None
    before = node.prev  # "disebut <button>petik merah</button>" ends a line
    unended = before is not None and ENDS_OPEN.search(before.text_content or "") is not None
    return unended and text[0].islower() and (after is None or after.next is None)


def is_in_line(node: Node) -> bool:
    """Return whether an element is a paragraph, an item or a cell, or in one without a block."""
    above: Node | None = node
    for _ in range(MAX_INLINE):
        if above is None or above.tag not in WITHIN:
            break
        above = above.parent
    return above is not None and above.tag in LINES


def is_panel_title(button: Node) -> bool:
    """Return whether a button is the title of a panel with text: of an accordion or a tab.

    The panel is what the button controls (ARIA, Bootstrap), or the element after it (W3Schools).
    """
    attributes = button.attributes
    names = f"{attributes.get('class') or ''} {attributes.get('role') or ''}".lower()
    text = label(button)
    marked = "aria-expanded" in attributes or "aria-controls" in attributes or text.endswith("?")
    if not marked and not any(word in names for word in ("accordion", "collapsible", "tab")):
        return False
    parent = button.parent
    if parent is not None and parent.tag in TITLES:
        return False
    if not LETTERS.search(text) or len(text) > MAX_LABEL_CHARS or PROMPT.fullmatch(text):
        return False
    panel = panel_of(button)
    if panel is None or button.css_first(HEADING) is not None:
        return False
    size, linked = measure(panel)
    return size - linked >= max(MIN_PANEL_CHARS, linked)


def panel_of(button: Node) -> Node | None:
    """Return the element that a button opens, None if it is not in the page."""
    attributes = button.attributes
    for name in ("aria-controls", "data-target", "data-bs-target"):
        target = (attributes.get(name) or "").strip().removeprefix("#")
        if ID.fullmatch(target):
            return button.parser.css_first(f"#{target}")
    node: Node | None = button
    for _ in range(MAX_AROUND):
        after = node.next if node is not None else None
        while after is not None and not after.is_element_node:
            after = after.next
        if after is not None:
            return after if after.tag in PANELS else None
        node = node.parent if node is not None else None
    return None


def label(button: Node) -> str:
    """Return the text on a button."""
    return clean_text(button.text(deep=True)[: 4 * MAX_LABEL_CHARS])
