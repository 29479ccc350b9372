"""The body of an article on a page without an outlet's template.

`pipelines.extract.density` finds the running text; a container with the class name of an article's
body narrows that down. Where both fail, trafilatura is tried, on trees of limited size.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from pipelines.extract.body_lines import LABEL, Body, Line
from pipelines.extract.body_reader import read_body
from pipelines.extract.density import Dense, above, densest
from pipelines.extract.page_facts import PageFacts
from pipelines.extract.second_post import second_posts
from pipelines.extract.trailing_feed import DATE_LINE, DATED, without_feed
from pipelines.html.class_names import rule_of
from pipelines.html.tree import Node, Tree, clean_text, measure, outermost, select, text_of, words
from pipelines.records import Removed
from pipelines.text.bylines import credits
from pipelines.text.match_key import match_key

CONTAINERS: tuple[str, ...] = (
    "[itemprop~=articleBody]",
    ".detail__body-text, .itp_bodycontent, .detail-text, .detail_text, .detail-body",
    ".entry-content, .post-content, .td-post-content, .single-content, .post-body",
    ".article-content, .article-body, .article__content, .article-text, .article_body",
    ".read__content, .news-content, .news-detail, .content-detail, .detail-content, .content-text",
    "[class*=article-body i], [class*=articlebody i], [id*=article-body i], [id*=articlebody i]",
    "[class*=article-content i], [class*=detail-content i], [class*=post-content i]",
    "#isi, #isi-berita, .isi-berita, .isi_berita, #article-content, #detail-content",
    "main article",
    "article",
)
MIN_PROSE_CHARS = 250  # characters outside links
MAX_LINKED = 0.4  # share of a container's text in links
MAX_MATCHES = 40
MAX_PROMO_CHARS = 350
MAX_BUTTONS = 20
BUTTONS = "button, input, form, a[role=button], a[class*=btn i], a[class*=button i]"
MAX_TRIED = 60  # elements around buttons
SIGN_UP = re.compile(
    r"\b(?:langganan|berlangganan|newsletter|buletin|daftar|daftarkan|e-?mail|surel|notifikasi|"
    r"subscribe|sign up)\b",
    re.I,
)
# A label and a date: "Updated: October 1, 2019 at 9:40 a.m." ends like a sentence.
STAMPED = re.compile(
    r"(?:last )?(?:published|updated|posted|modified|diperbarui|diterbitkan|terbit|tayang)\b"
    r"[^.]{0,20}"
    r"(?:\d{1,2}[\s/.-]|[a-z]{3,9}\.? \d{1,2},? )[^.]{0,20}\d{4}",
    re.I,
)
# "3 min read", "128 comments", "Dibaca 1.204 kali", "Share", "10:20 WIB"
COUNTED = re.compile(
    r"(?:\d[\d.,]*\s?(?:x|kali|views?|dilihat|dibaca|komentar|comments?|shares?|likes?|"
    r"min(?:ute)?s?|menit)(?: (?:read|baca|dibaca|dilihat))?$|(?:dibaca|dilihat)\b|"
    r"(?:share|bagikan|sebarkan|cetak|print|komentar|comments?|ikuti|follow|penulis|editor|oleh)\b"
    r".{0,30}$|.*\b\d{1,2}[.:]\d\d (?:wib|wita|wit)\b)",
    re.I,
)
OPENING = frozenset({"heading", "li", "quote"})
BETWEEN = words("h2 h3 h4 h5 h6 p div ul ol blockquote")
NEARLY_ALL = 0.95  # share of the dense text that a container inside it must have
HEAD_LINES = 15
SHORT_LINE = 60
LONG_LINE = 80

MAX_TREE_TAGS = 20_000  # trafilatura takes far too long on larger trees
MAX_DEPTH = 200
MAX_LINKS = 500
MIN_LINK_CHARS = 15


def generic_body(facts: PageFacts) -> tuple[Body, str]:
    """Return the body of a page and its origin: `density` or `generic:<selector>`.

    The body is empty if no running text is found.
    """
    dense = densest(facts.tree, facts.heading)
    named, selector = known_container(facts.tree)
    if dense.nodes and not (named and tighter(named, dense)):
        nodes, origin = dense.nodes, "density"
    else:
        nodes, origin = named, f"generic:{selector}"
    if not nodes:
        return Body(), origin
    posts = second_posts(nodes, facts.heading, facts.page.url)
    body = read_body(with_between(nodes), promos(nodes), posts=posts, site=facts.domain)
    return without_head(without_feed(body), facts.stated_title.value), origin


def promos(containers: Sequence[Node]) -> list[Node]:
    """Return the boxes in the containers that ask readers to sign up or to vote.

    Such a box has a form or a button and a line, or several radio buttons. It is the outermost
    element around the button with `MAX_PROMO_CHARS` of text at most.
    """
    found: list[Node] = []
    tried: set[int] = {container.mem_id for container in containers}
    for container in containers:
        for button in select(container, BUTTONS)[:MAX_BUTTONS]:
            if button.tag == "a" and not SIGN_UP.search(text_of(button, MAX_PROMO_CHARS)):
                continue
            box: Node | None = None
            node = button.parent
            while node is not None and node.mem_id not in tried:
                tried.add(node.mem_id)
                if measure(node, MAX_PROMO_CHARS)[0] > MAX_PROMO_CHARS:
                    break
                box, node = node, node.parent
                if len(tried) > MAX_TRIED:
                    break
            if box is not None and box.tag != "p" and asks_reader(box):
                found.append(box)
    return found


def asks_reader(box: Node) -> bool:
    """Return whether the words of a box are about signing up, or it offers answers to choose."""
    if SIGN_UP.search(text_of(box, MAX_PROMO_CHARS)):
        return True
    return len(select(box, "input[type=radio]")) > 1


def with_between(nodes: list[Node]) -> list[Node]:
    """Return the containers and the headings and short texts between them.

    Pages of one article are siblings, with their headings between them.
    """
    if len({node.parent.mem_id for node in nodes if node.parent is not None}) != 1:
        return nodes
    chosen = {node.mem_id for node in nodes}
    found: list[Node] = []
    child: Node | None = nodes[0]
    while child is not None:
        if child.mem_id in chosen or (child.tag in BETWEEN and is_between(child)):
            found.append(child)
        if child.mem_id == nodes[-1].mem_id:
            break
        child = child.next
    return found


def is_between(node: Node) -> bool:
    """Return whether an element between two containers is text, by its class and its links."""
    size, linked = measure(node)
    return not rule_of(node) and linked <= MAX_LINKED * size


def known_container(tree: Tree) -> tuple[list[Node], str]:
    """Return the elements of the first of `CONTAINERS` that has text, and its selector.

    `([], "")` if none has.
    """
    for selector in CONTAINERS:
        matches = outermost(select(tree, selector)[:MAX_MATCHES])
        if good := [node for node in matches if is_prose(node)]:
            return good, selector
    return [], ""


def is_prose(node: Node) -> bool:
    """Return whether an element has enough running text to be an article's body."""
    size, linked = measure(node)
    return size - linked >= MIN_PROSE_CHARS and linked <= MAX_LINKED * size


def tighter(named: list[Node], dense: Dense) -> bool:
    """Return whether the named containers are inside the dense ones with nearly all their text."""
    outer = {node.mem_id for node in dense.nodes}
    inside = all(above(node) & outer for node in named)
    return inside and dense.prose(named) >= NEARLY_ALL * dense.prose(dense.nodes)


def without_head(body: Body, title: str) -> Body:
    """Return the body without title, date, names and counts before its first paragraph.

    Lines up to the repeated title are removed, after it only short lines that do not end like a
    sentence and do not open the text.
    """
    lines = body.lines
    first = next((i for i, line in enumerate(lines) if len(line.text) >= LONG_LINE), len(lines))
    first = min(first, HEAD_LINES)
    wanted = match_key(title)
    titled = [i for i in range(min(first + 1, len(lines))) if match_key(lines[i].text) == wanted]
    start = titled[-1] + 1 if titled and wanted else 0
    opening = opening_lines(lines, first, title)
    gone = {i for i in range(first) if i < start or (is_label(lines[i].text) and i not in opening)}
    if start > first:
        gone.add(start - 1)
    if not gone or len(gone) == len(lines):
        return body
    removed = [Removed(line=lines[i].text, rule="structure:head") for i in sorted(gone)]
    for item in body.removed:
        shift = sum(1 for i in gone if i < item.position)
        removed.append(Removed(line=item.line, rule=item.rule, position=item.position - shift))
    kept = [line for i, line in enumerate(lines) if i not in gone]
    return replace(body, lines=kept, removed=removed)


def opening_lines(lines: Sequence[Line], first: int, title: str) -> set[int]:
    """Return the indexes of subheadings, list items and quotations right before the text.

    `first` is the index of the first paragraph. A heading below a title in the body may be its
    deck: it is a subheading where others follow, or where the byline is above it.
    """
    found: set[int] = set()
    wanted = match_key(title)
    headed = any(line.kind == "heading" for line in lines[first:])
    titled = next((i for i in range(first) if match_key(lines[i].text) == wanted), -1)
    for index in range(first - 1, -1, -1):
        line = lines[index]
        if not is_label(line.text):
            continue
        if line.kind not in OPENING or line.linked or is_about_page(line.text):
            break
        below_meta = any(is_about_page(other.text) for other in lines[max(titled, 0) : index])
        alone = line.kind == "heading" and not headed
        if alone and (" " not in line.text or (titled >= 0 and not below_meta)):
            break
        if line.kind == "heading" and match_key(line.text) in wanted:
            break
        found.add(index)
    items = [i for i in found if lines[i].kind == "li"]
    labels = sum(" " not in lines[i].text for i in items)
    return found.difference(items) if len(items) == 1 or 2 * labels >= len(items) else found


def is_about_page(text: str) -> bool:
    """Return whether a short line is a date, a credit, a count or a button's label."""
    if DATED.search(text) or DATE_LINE.fullmatch(text) or LABEL.fullmatch(text):
        return True
    return credits(text) is not None or COUNTED.match(text) is not None


def is_label(text: str) -> bool:
    """Return whether a line is short and no sentence, or the time of publication or change."""
    return len(text) < SHORT_LINE and (text[-1] not in '.!?:"”' or STAMPED.match(text) is not None)


def by_trafilatura(tree: Tree) -> Body:
    """Return the body that trafilatura finds, an empty one where the tree is too large for it.

    `deduplicate` stays off: it is not deterministic and removes text.
    """
    if tree.markup.count(b"<") > MAX_TREE_TAGS or deeper_than(tree, MAX_DEPTH):
        return Body()
    import trafilatura

    found = trafilatura.extract(
        tree.markup.decode("utf-8", "ignore"),
        favor_precision=True,
        include_comments=False,
        deduplicate=False,
        with_metadata=False,
    )
    body = Body()
    links = link_texts(tree)
    for raw in (found or "").split("\n"):
        line = clean_text(raw).removeprefix("- ")
        if line.startswith("|"):
            line = " | ".join(cell for part in line.split("|") if (cell := part.strip(" -")))
        if line:
            body.lines.append(Line(line, linked=linked_share(line, links)))
    return body


def link_texts(tree: Tree) -> dict[str, list[str]]:
    """Return the texts of the page's links of some words, by their first characters."""
    found: dict[str, list[str]] = {}
    for node in select(tree, "a")[:MAX_LINKS]:
        text = text_of(node, MAX_PROMO_CHARS)
        if len(text) >= MIN_LINK_CHARS:
            found.setdefault(text[:MIN_LINK_CHARS], []).append(text)
    return found


def linked_share(line: str, links: Mapping[str, Sequence[str]]) -> float:
    """Return the share of a line that the text of a link at its start has."""
    starts = (text for text in links.get(line[:MIN_LINK_CHARS], ()) if line.startswith(text))
    return max((len(text) / len(line) for text in starts), default=0.0)


def deeper_than(tree: Tree, depth: int) -> bool:
    """Return whether an element of the tree is nested deeper than `depth`."""
    root = tree.root
    level = 0
    node = root.first_child if root is not None else None
    while node is not None:
        if level > depth:
            return True
        child = node.first_child
        if child is not None:
            node, level = child, level + 1
            continue
        while node is not None and node.next is None:
            node, level = node.parent, level - 1
            if level < 0:
                return False
        node = node.next if node is not None else None
    return False
