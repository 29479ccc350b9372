"""The picture of an article and the captions of its pictures."""

import re
from collections.abc import Iterator
from itertools import islice

from pipelines.clean.rules import RuleKind, RuleScope, whole_line
from pipelines.extract.page_facts import NO_TEXT, NO_TEXTS, Stated, Texts
from pipelines.extract.reading import Reading
from pipelines.html.class_names import is_elsewhere, rule_of
from pipelines.html.picture_sources import source_of
from pipelines.html.tree import Node, clean_text, select, text_of, value_of
from pipelines.urls import absolute, link_path

MAX_CAPTIONS = 50
MAX_CAPTION_CHARS = 500
MAX_PICTURES = 12  # after the headline; the article's own comes first
MAX_MARKED = 2  # captions of one picture; a list of pictures has more
CAPTION_RULE = "structure:caption"
MAX_LEVELS = 4  # from a picture up to the element that has its caption
MIN_SIDE = 100  # pixels; smaller pictures are icons and avatars
PICTURES = "img, amp-img"
_ICONS = (
    r"(?:logo|icon|ikon|avatar|gravatar|emoji|smil(?:ey|ie)|banner|iklan|ad|button|sprite|badge)s?"
)
# Within a class; in an address only where a folder or the name of the file begins so: the name of a
# picture of the news may have any of these words.
NO_PICTURE = re.compile(rf"(?<![a-z])(?:{_ICONS}|share|author|penulis)(?![a-z])", re.I)
NO_ADDRESS = re.compile(rf"/{_ICONS}(?![a-z])|/(?:share|authors?|penulis)/|\.svg$", re.I)
HEADS = frozenset({"structure:head", "structure:aside"})
NO_CAPTION = re.compile(
    r"(?:redaktur|editor|penulis|reporter|pewarta|penyunting|sumber berita)\s*[:：]\s*.{2,60}", re.I
)
MAY_POINT = re.compile(r"baca|simak|lihat|tonton|read|iklan|advert", re.I)
CAPTIONED = "figcaption, [class*=caption i], [class*=keterangan i], [class*=ket-foto i]"


def image(reading: Reading) -> Stated[str]:
    """Return the absolute URL of the article's picture."""
    for stated, origin in images(reading):
        if stated and not stated.startswith("data:"):
            url = absolute(reading.facts.page.url, clean_text(stated))
            if url.startswith(("http://", "https://")):
                return Stated(url, origin)
    return NO_TEXT


def images(reading: Reading) -> Iterator[tuple[str, str]]:
    """Yield the URLs of pictures that template, metadata and page give, with their origins."""
    metadata, origin = reading.facts.metadata, reading.template_origin
    for nodes in reading.matches(reading.template.image):
        yield value_of(nodes[0]), origin
    yield metadata.meta("og:image", "og:image:url", "og:image:secure_url"), "meta"
    for key, part in (("image", "url"), ("thumbnailUrl", "name")):
        yield from ((url, "json-ld") for url in metadata.strings(key, of=part)[:1])
    yield metadata.meta("twitter:image", "twitter:image:src"), "meta"
    if not reading.is_ruled:
        yield from ((source_of(node.attributes), "visible") for node in lead_pictures(reading))


def lead_pictures(reading: Reading) -> Iterator[Node]:
    """Yield the pictures between the headline and the end of the text, without icons and ads."""
    heading = reading.heading
    if heading is None:
        return
    nodes = select(reading.facts.tree, f"{heading.tag}, {PICTURES}, p")
    at = next((i for i, node in enumerate(nodes) if node.mem_id == heading.mem_id), -1)
    lines = reading.located.body.lines
    last = lines[-1].text if lines else ""
    tried = 0
    for node in nodes[at + 1 :]:
        if node.tag == "p":
            if last and text_of(node, len(last)) == last:
                return
        elif node.tag != heading.tag:
            tried += 1
            if is_picture(node):
                yield node
        if tried >= MAX_PICTURES:
            return


def is_picture(node: Node) -> bool:
    """Return whether an element is a picture of the article: no icon, avatar, ad or teaser."""
    return is_large(node) and not is_elsewhere(node)


def is_large(node: Node) -> bool:
    """Return whether a picture is neither an icon, an avatar nor an ad, by its size and name."""
    attributes = node.attributes
    for side in ("width", "height"):
        size = (attributes.get(side) or "").removesuffix("px")
        if size.isdecimal() and int(size) < MIN_SIDE:
            return False
    path = f"/{link_path(source_of(attributes))}"[-200:]
    named = NO_PICTURE.search(attributes.get("class") or "")
    return not (named or NO_ADDRESS.search(path))


def captions(reading: Reading, in_body: list[str]) -> Stated[Texts]:
    """Return the captions of the article's pictures, each once, `MAX_CAPTIONS` at most.

    Those that the template's selectors find come first, then that of the picture above the text,
    then those read in the body.
    """
    ruled: list[str] = []
    for nodes in reading.matches(reading.template.captions):
        ruled += [text_of(node, 2_000) for node in nodes[:MAX_CAPTIONS]]
    first = () if any(ruled) or reading.is_ruled else islice(lead_pictures(reading), 1)
    above = [text for node in first for text in captions_of(node, reading)]
    removed = [
        r.line for r in reading.located.body.removed if r.rule in HEADS and says_picture(r.line)
    ]
    lines = filter(is_caption, (*ruled, *above, *removed, *in_body))
    kept = tuple(dict.fromkeys(lines))[:MAX_CAPTIONS]
    origin = reading.template_origin if any(ruled) else "visible"
    return Stated(kept, origin) if kept else NO_TEXTS


def says_picture(line: str) -> bool:
    """Return whether a line above the text has the wording of a caption ("Foto: ...")."""
    rule = whole_line(line, RuleScope.LINE, "") or whole_line(line, RuleScope.HEAD, "")
    return rule is not None and rule.kind is RuleKind.CAPTION and line.count(" ") > 3


def captions_of(node: Node, reading: Reading) -> list[str]:
    """Return the captions beside a picture: in its figure, its table, or an element with the class.

    The text is not one: nothing longer than `MAX_CAPTION_CHARS` is.
    """
    texts = {line.text for line in reading.located.body.lines}
    above = node.parent
    for _ in range(MAX_LEVELS):
        if above is None or above.tag in ("body", "article", "main"):
            break
        large = filter(is_picture, select(above, PICTURES)[:MAX_PICTURES])
        if len(list(islice(large, 2))) > 1:
            break
        nodes = select(above, CAPTIONED)
        if not nodes and (below := next_element(above)) and rule_of(below) == CAPTION_RULE:
            nodes = [below]
        marked = [text_of(n, 2_000) for n in nodes] if len(nodes) <= MAX_MARKED else []
        whole = text_of(above, MAX_CAPTION_CHARS + 1)
        if not marked and whole and above.tag in ("figure", "table"):
            marked = [whole]
        if found := [text for text in marked if text and len(text) <= MAX_CAPTION_CHARS]:
            return [text for text in found if text not in texts]
        if len(whole) > MAX_CAPTION_CHARS:
            break
        above = above.parent
    return []


def next_element(node: Node) -> Node | None:
    """Return the element after another one, None if it is the last."""
    following = node.next
    while following is not None and not following.is_element_node:
        following = following.next
    return following


def is_caption(line: str) -> bool:
    """Return whether a line in the place of a caption is one: no pointer, no writer or editor."""
    rule = whole_line(line, RuleScope.LINE, "") if MAY_POINT.search(line) else None
    pointer = rule is not None and rule.kind in (RuleKind.RELATED_LINK, RuleKind.AD_MARKER)
    return bool(line) and not pointer and not NO_CAPTION.fullmatch(line)
