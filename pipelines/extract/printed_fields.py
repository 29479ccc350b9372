"""Deck, section and tags as printed on a page without an outlet's template."""

import re
from collections.abc import Iterator, Sequence
from itertools import chain

from pipelines.clean.rules import RuleScope, whole_line
from pipelines.extract.body_reader import INLINE
from pipelines.extract.page_facts import PageFacts
from pipelines.extract.reading import Reading
from pipelines.html.class_names import is_elsewhere, rule_of
from pipelines.html.tree import SILENT, Node, lines_of, select, text_of, walk, words
from pipelines.text.bylines import credits, is_role
from pipelines.text.match_key import match_key

DECKS = (
    "[class*=subtitle i]",
    "[class*=sub-title i]",
    "[class*=subjudul i]",
    "[class*=deck i]",
    "[class*=excerpt i]",
    "[class*=teaser i]",
    "[class*=sinopsis i]",
    "[class*=description i]",
    "[class*=summary i]",
)
MIN_LOWER_WORDS = 2  # words of a deck that do not begin in capitals, as those of names do
MIN_DECK_CHARS, MAX_DECK_CHARS = 25, 350
DATED = re.compile(r"\d{1,2}[\s/.-](?:\d{1,2}|[a-z]{3,9})[\s/.-]\d{4}|\d\d?[.:]\d\d\b", re.I)

HOME = re.compile(r"(?:(?:anda )?(?:di sini|berada di|di)\s?:?\s*)?(?:home|beranda|depan)", re.I)
CRUMB = re.compile(r"\s*[/>»›→|\\]+\s*")
CATEGORIES = (
    "a[rel~=category]",
    "[class*=kategori i], [class*=category i], [class*=rubrik i], [class*=kanal i]",
    "a[href*='/kategori/' i], a[href*='/category/' i], a[href*='/kanal/' i], a[href*='/rubrik/' i]",
)
PATHS = (
    "[class*=breadcrumb i], [id*=breadcrumb i], nav[aria-label*=breadcrumb i], "
    "nav[aria-labelledby*=breadcrumb i]"
)
MAX_CRUMBS = 4
WORD = re.compile(r"[a-z][a-z-]+", re.I)
MAX_SECTION_CHARS = 30
NO_SECTIONS = words(
    "read baca berita news detail artikel article articles post posts blog amp index index.php tag "
    "tags topik author penulis category kategori kanal rubrik page halaman home id en view video "
    "foto beranda popular populer terpopuler trending terkini terbaru latest lainnya redaksi"
)

TAGS = r"tags?|topi[kc]s?|label|tagar"  # in paths of pages of a topic
TAG_PATH = re.compile(rf"/(?:{TAGS})/|/taxonomy/term/", re.I)
TAG_LINKS = (
    "a[rel~=tag]:not([rel~=category]), a[href*='/tag' i], a[href*='/topi' i], "
    "a[href*='/label/' i], a[href*='/taxonomy/term/' i], [class*=tag i] a, [class*=label i] a, "
    "[class*=topik i] a"
)
MAX_LINKS = 200
MAX_LEVELS = 4  # from a tag's link up to the list of tags
MAX_BESIDE_CHARS = 60  # characters besides the links in a list of tags
OF_THE_DAY = re.compile(
    r"\W*(?:trending|hot|pop)\w*(?: (?:topics?|issues?|news|tags?|now))?\W*", re.I
)
MAX_TAGS = 50
MAX_TAG_BLANKS = 4  # in a tag


def deck(reading: Reading) -> str:
    """Return the line between the headline and the body that sums the article up, "" if none does.

    It is the page's description word for word, or has a class of a deck, or is the first line below
    the headline.
    """
    facts, nearby = reading.facts, reading.nearby_lines
    title = match_key(reading.title.value)
    lines = {
        key: line for line in nearby.opening if is_deck(line) and (key := match_key(line)) != title
    }
    if not lines:
        return ""
    metadata = facts.metadata
    stated = (
        *metadata.strings("description"),
        metadata.meta("description"),
        metadata.meta("og:description"),
    )
    classed = (text_of(node, MAX_DECK_CHARS) for s in DECKS for node in select(facts.tree, s)[:5])
    first = nearby.opening[: min(1, nearby.pictured)]
    for text in (*stated, *classed, *first):
        if (key := match_key(text)) in lines:
            return lines[key]
    return ""


def is_deck(line: str) -> bool:
    """Return whether a line is a phrase of a deck's length: no date, credit, caption or button."""
    if not MIN_DECK_CHARS <= len(line) <= MAX_DECK_CHARS or line.count(" ") < 4:
        return False
    if DATED.search(line) or credits(line) or is_role(line):
        return False
    if sum(word[0].islower() for word in line.split()) < MIN_LOWER_WORDS:
        return False
    return not any(whole_line(line, scope, "") for scope in (RuleScope.LINE, RuleScope.HEAD))


def section(reading: Reading) -> str:
    """Return the section that breadcrumb, labels near the headline or the URL name, "" if none."""
    title = match_key(reading.title.value)
    for name in chain(crumbs(reading), labels(reading), linked_in_path(reading.facts)):
        if is_section(name) and match_key(name) != title:
            return name
    return ""


def is_section(name: str) -> bool:
    """Return whether a name may be a section's: short, no date, no general word (`NO_SECTIONS`)."""
    folded = name.casefold()
    return (
        2 < len(name) <= MAX_SECTION_CHARS and folded not in NO_SECTIONS and not DATED.search(name)
    )


def crumbs(reading: Reading) -> list[str]:
    """Return the breadcrumb printed before the headline, the innermost part first.

    Menus begin like a breadcrumb. Separators between its parts or a class are what makes it one.
    """
    stated = select(reading.facts.tree, PATHS)[:3]
    for lines in (reading.nearby_lines.leading, *map(lines_of, stated)):
        if path := path_in(lines, marked=bool(stated)):
            return path
    return []


def path_in(lines: Sequence[str], *, marked: bool) -> list[str]:
    """Return the parts after the last line that names the home page, the innermost first.

    [] where there is no such line, where neither `marked` nor a separator shows a breadcrumb, or
    where there are more than `MAX_CRUMBS` parts.
    """
    for index in range(len(lines) - 1, -1, -1):
        parts = split_path(lines[index])
        if parts and HOME.fullmatch(parts[0]):
            path = [*parts[1:], *(part for line in lines[index + 1 :] for part in split_path(line))]
            marked = marked or any(map(CRUMB.search, lines[index:]))
            return path[::-1] if marked and len(path) <= MAX_CRUMBS else []
    return []


def split_path(line: str) -> list[str]:
    """Return the parts of a line, split at the separators of a breadcrumb."""
    return [part for part in CRUMB.split(line) if part.strip()]


def labels(reading: Reading) -> Iterator[str]:
    """Yield the text near the headline that has a class or link of a category."""
    near = {*reading.nearby_lines.near, *reading.nearby_lines.opening}
    for selector in CATEGORIES:
        for node in select(reading.facts.tree, selector)[:10]:
            text = text_of(node, 100)
            if text in near or selector == CATEGORIES[0]:
                yield text


def linked_in_path(facts: PageFacts) -> Iterator[str]:
    """Yield the texts of links to the first directory of the page's URL."""
    first, _, rest = facts.address.path.strip("/").partition("/")
    if rest and WORD.fullmatch(first) and first not in NO_SECTIONS:
        ends = (f"a[href$='/{first}' i]", f"a[href$='/{first}/' i]")
        yield from (text_of(node, 100) for node in select(facts.tree, ", ".join(ends))[:5])


def tags(reading: Reading) -> list[str]:
    """Return the list of tags after the headline of which most are in the article, [] if none.

    Lists of the day's topics look the same; their words are not in the article.
    """
    text = match_key(reading.nearby_lines.text)
    best: list[str] = []
    most = 0
    for names in filter(are_tags, tag_lists(reading)):
        own = sum(match_key(name) in text for name in names)
        if own > most:
            best, most = names, own
    return best


def only_tags(reading: Reading) -> list[str]:
    """Return the only list of tags after the headline, [] where there are several lists or none."""
    lists = list(tag_lists(reading))
    return lists[0] if len(lists) == 1 and len(lists[0]) > 1 and are_tags(lists[0]) else []


def are_tags(names: list[str]) -> bool:
    """Return whether the names are as short as tags and none is a heading such as "Trending"."""
    blanks = sum(name.count(" ") for name in names)
    return blanks <= MAX_TAG_BLANKS * len(names) and not any(map(OF_THE_DAY.fullmatch, names))


def tag_lists(reading: Reading) -> Iterator[list[str]]:
    """Yield the lists of tags after the headline, each as the texts of its links."""
    tree = reading.facts.tree
    heading = reading.heading
    selector = f"{heading.tag}, {TAG_LINKS}" if heading is not None else TAG_LINKS
    links = select(tree, selector)
    ids = [node.mem_id for node in links]
    after = links[ids.index(heading.mem_id) + 1 :] if heading and heading.mem_id in ids else links
    left = {node.mem_id for node in after[:MAX_LINKS] if node.tag == "a"}
    tried: set[int] = set()
    for link in after[:MAX_LINKS]:
        if link.mem_id in left:
            block = block_of(link)
            if block is None or block.mem_id in tried:
                continue
            tried.add(block.mem_id)
            group = tag_list(link, block)
            inside = [node for node in select(group, "a") if node.mem_id in left] if group else []
            left -= {link.mem_id, *(node.mem_id for node in inside)}
            if inside:
                yield [text_of(node, 200) for node in inside[:MAX_TAGS]]


def block_of(link: Node) -> Node | None:
    """Return the block element around a link, None if there is none."""
    node = link.parent
    while node is not None and node.tag in INLINE:
        node = node.parent
    return node


def tag_list(link: Node, block: Node) -> Node | None:
    """Return the list of tags around a link, None if there is none.

    It is the outermost element around the link's block, `MAX_LEVELS` up at most, with hardly any
    text besides links. A link within a line of text is in no list.
    """
    found: Node | None = None
    node: Node | None = block
    named = is_tag(link)
    for _ in range(MAX_LEVELS):
        if node is None or node.tag in ("body", "html"):
            break
        if not is_list(node):
            break
        found = node
        named = named or rule_of(node) == "structure:tags"
        node = node.parent
    return found if found is not None and named and not is_elsewhere(found) else None


def is_list(node: Node) -> bool:
    """Return whether an element may be a list of tags: few links and hardly any other text."""
    beside = links = inside = 0
    steps = walk(node)
    for item, entering in steps:
        if item.is_text_node:
            beside += 0 if inside else len((item.text_content or "").strip())
        elif item.tag == "a":
            links += entering
            inside += 1 if entering else -1
        elif entering and item.tag in SILENT:
            steps.send(True)
        if beside > MAX_BESIDE_CHARS or links > MAX_TAGS:
            return False
    return True


def is_tag(link: Node) -> bool:
    """Return whether `rel` or the URL of a link says that it leads to a tag."""
    attributes = link.attributes
    rel = (attributes.get("rel") or "").split()
    return "tag" in rel or TAG_PATH.search(attributes.get("href") or "") is not None
