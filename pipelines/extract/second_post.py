"""The posts that a page holds besides its article: the next one, or the older ones of a blog.

Infinite scroll appends the next article to the page, Blogger prints several posts of a day, and
both repeat the markup of the first. A post is recognised by its opening: a heading that is a link
to a page of the same host, or of the same markup as the page's headline, with what opens a post
beside it: a date, an `<article>` of its own, a box like the first post's.
"""

import re
from collections.abc import Sequence
from urllib.parse import urlsplit

from pipelines.extract.trailing_feed import DATE_LINE, DATED
from pipelines.html.tree import HEADINGS, Node, lines_of, measure, select, text_of, walk
from pipelines.text.bylines import credits
from pipelines.text.match_key import match_key
from pipelines.urls import link_parts

HEADS = "h1, h2, h3, h4"
MAX_HEADS = 80
MAX_LEVELS = 12
MAX_BEFORE_CHARS = 120  # characters that stand in a post before its heading: date, section
MIN_TEXT_CHARS = 250  # characters of the article before a second post
MIN_POST_CHARS = 100  # characters outside links that a post has; a teaser's headline has fewer
LONG_LINE = 80
OPENING_LINES = 6
MAX_STAMP_CHARS = 100  # a longer line is not the date and the names of a post
# Classes of WordPress (`hentry` since 2.5, `type-post` since 3.1) and of Blogger's templates.
POST_CLASSES = frozenset({"hentry", "type-post", "post-outer", "post", "h-entry"})


def second_posts(containers: Sequence[Node], headline: Node | None, url: str) -> list[Node]:
    """Return the elements in and around the containers that are other posts than the first.

    A container within one is returned itself. `headline` is the heading of the article, if known,
    `url` the address of the page.
    """
    first = outward(headline) | {i for container in containers[:1] for i in outward(container)}
    found: list[Node] = []
    for head in heads_in(containers):
        if headline is not None and head.mem_id == headline.mem_id:
            continue
        if not (is_linked(head, url) or is_like(head, headline)):
            continue
        box = box_of(head, first)
        nodes = flat_post(head, headline) if box is head else [box]
        opens = box is head or opens_post(head, box, headline)
        if nodes and opens and follows_text(nodes[0], containers):
            found += nodes
    gone = {node.mem_id for node in found}
    return found + [c for c in containers[1:] if outward(c) & gone] if gone else []


def heads_in(containers: Sequence[Node]) -> list[Node]:
    """Return the headings in and between the containers."""
    return select(common(containers), HEADS)[:MAX_HEADS] if containers else []


def outward(node: Node | None) -> set[int]:
    """Return the ids of a node and of the elements around it."""
    found: set[int] = set()
    while node is not None:
        found.add(node.mem_id)
        node = node.parent
    return found


def common(containers: Sequence[Node]) -> Node:
    """Return the innermost element that holds all containers."""
    node = containers[0]
    others = [outward(container) for container in containers[1:]]
    while node.parent is not None and not all(node.mem_id in ids for ids in others):
        node = node.parent
    return node


def is_linked(head: Node, url: str) -> bool:
    """Return whether a heading is nothing but a link to another page of the same host."""
    link = head.css_first("a[href]")
    if link is None:
        parent = head.parent
        link = parent if parent is not None and parent.tag == "a" else None
    if link is None or len(text_of(link, 500)) < 0.9 * len(text_of(head, 500)):
        return False
    here, there = urlsplit(url), link_parts(link.attributes.get("href"))
    if there is None or there.scheme not in ("", "http", "https") or not there.path.strip("/"):
        return False
    same = not there.netloc or bare(there.netloc) == bare(here.netloc)
    return same and there.path.strip("/") != here.path.strip("/")


def bare(host: str) -> str:
    """Return a host in lower case without `www.` or `m.`."""
    return re.sub(r"^(?:www|m)\.", "", host.lower())


def is_like(head: Node, headline: Node | None) -> bool:
    """Return whether a heading has the tag and the classes of the page's headline, or is an h1.

    Without classes only an h1 is like another one: subheadings have no classes either.
    """
    if headline is None or match_key(text_of(head, 500)) == match_key(text_of(headline, 500)):
        return False
    names = headline.attributes.get("class") or ""
    alike = head.tag == headline.tag and (head.attributes.get("class") or "") == names
    return alike and (bool(names) or head.tag == "h1")


def box_of(head: Node, first: set[int]) -> Node:
    """Return the outermost element that begins with the heading, but for a date or a section.

    It is none of `first`, the elements around the article. The heading itself where its text
    follows beside it.
    """
    box, before = head, 0
    for _ in range(MAX_LEVELS):
        sibling = box.prev
        while sibling is not None and before <= MAX_BEFORE_CHARS:
            text = sibling.text_content if sibling.is_text_node else ""
            before += len((text or "").strip())
            if sibling.is_element_node:
                before += measure(sibling, MAX_BEFORE_CHARS)[0]
            sibling = sibling.prev
        parent = box.parent
        if before > MAX_BEFORE_CHARS or parent is None or parent.mem_id in first:
            break
        box = parent
    return box if prose_in(box) >= MIN_POST_CHARS else head


def prose_in(node: Node) -> int:
    """Return the number of characters of an element that are in no link."""
    size, linked = measure(node)
    return size - linked


def opens_post(head: Node, box: Node, headline: Node | None) -> bool:
    """Return whether something besides its heading shows that a box is a post of its own.

    It repeats an element around the headline, or is an `<article>` that is not within another
    one, or has a date by its heading. Among the paragraphs of the article none of this is enough:
    the events of a chronology have dates and the items of a list are articles too.
    """
    if among_paragraphs(box) and not is_like(head, headline):
        return False
    around = ancestors(headline)
    if any(kind(box) == kind(node) for node in around if kind(node)):
        return True
    if any(map(is_post, down_to(head, box))) and not any(map(is_post, ancestors(box))):
        return True
    return is_stamped(lines_of(box), text_of(head, 500))


def ancestors(node: Node | None) -> list[Node]:
    """Return the elements around a node, without body and html."""
    found: list[Node] = []
    node = node.parent if node is not None else None
    while node is not None and node.tag not in ("body", "html"):
        found.append(node)
        node = node.parent
    return found


def down_to(head: Node, box: Node) -> list[Node]:
    """Return the elements from a box down to its heading, without the heading."""
    found: list[Node] = []
    node = head.parent
    while node is not None:
        found.append(node)
        if node.mem_id == box.mem_id:
            return found
        node = node.parent
    return found


def kind(node: Node) -> str:
    """Return tag and classes of an element with classes, "" for one without."""
    names = " ".join(sorted((node.attributes.get("class") or "").split()))
    return f"{node.tag}.{names}" if names else ""


def is_post(node: Node) -> bool:
    """Return whether an element is marked as a post: `<article>`, or by its class."""
    if node.tag == "article":
        return True
    return not POST_CLASSES.isdisjoint((node.attributes.get("class") or "").split())


def among_paragraphs(box: Node) -> bool:
    """Return whether a paragraph of text stands beside a box, in the same element."""
    parent = box.parent
    siblings = parent.iter() if parent is not None else ()
    return any(node.tag == "p" and prose_in(node) >= LONG_LINE for node in siblings)


def is_stamped(lines: Sequence[str], head: str) -> bool:
    """Return whether a date or a byline is among the short lines that open a post."""
    for line in lines[:OPENING_LINES]:
        if len(line) >= MAX_STAMP_CHARS:
            return False
        if line != head and (DATED.search(line) or DATE_LINE.fullmatch(line) or credits(line)):
            return True
    return False


def flat_post(head: Node, headline: Node | None) -> list[Node]:
    """Return a heading and all that follows beside it, if it opens a post without a box.

    [] if it does not. A date or a byline must follow, and text. The heading must have the
    headline's tag; where the headline is no heading, no paragraph may stand beside it.
    """
    if headline is not None and headline.tag in HEADINGS:
        if head.tag != headline.tag:
            return []
    elif among_paragraphs(head):
        return []
    nodes = [head]
    lines: list[str] = []
    node = head.next
    while node is not None:
        if node.is_element_node:
            nodes.append(node)
            if len(lines) < OPENING_LINES:
                lines += lines_of(node)
        node = node.next
    stamped = is_stamped(lines, "")
    return nodes if stamped and sum(map(prose_in, nodes[1:])) >= MIN_POST_CHARS else []


def follows_text(box: Node, containers: Sequence[Node]) -> bool:
    """Return whether enough of the article stands before a box."""
    around, size = outward(box), 0
    for container in containers:
        if size >= MIN_TEXT_CHARS or box.mem_id in outward(container):
            break
        if container.mem_id in around:
            return size + prose_before(box, container) >= MIN_TEXT_CHARS
        size += prose_in(container)
    return size >= MIN_TEXT_CHARS


def prose_before(box: Node, container: Node) -> int:
    """Return the number of characters of a container, outside links, before a box in it."""
    size = links = 0
    for node, entering in walk(container):
        if node.is_text_node:
            size += 0 if links else len((node.text_content or "").strip())
        elif node.tag == "a":
            links = max(links + (1 if entering else -1), 0)
        elif entering and node.mem_id == box.mem_id:
            break
    return size
