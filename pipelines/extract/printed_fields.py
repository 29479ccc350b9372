"""Deck, section and tags that a page of an unknown outlet prints, told by where they stand."""

import re
from collections.abc import Iterator, Sequence
from itertools import chain
from urllib.parse import urlsplit

from pipelines.clean.rules import Scope, whole_line
from pipelines.extract.body_reader import INLINE, lines_of
from pipelines.extract.nearby_lines import headline
from pipelines.extract.page_facts import Sources
from pipelines.html.class_names import is_elsewhere, rule_of
from pipelines.html.tree import SILENT, Node, select, text_of, walk, words
from pipelines.text.bylines import credits, is_role
from pipelines.text.match_key import squeezed

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
LEAST_LOWER = 2  # words of a deck that do not begin in capitals, as those of names do
SHORTEST_DECK, LONGEST_DECK = 25, 350
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
MOST_CRUMBS = 4
WORD = re.compile(r"[a-z][a-z-]+", re.I)
LONGEST_SECTION = 30
NO_SECTIONS = words(
    "read baca berita news detail artikel article articles post posts blog amp index index.php tag "
    "tags topik author penulis category kategori kanal rubrik page halaman home id en view video "
    "foto beranda popular populer terpopuler trending terkini terbaru latest lainnya redaksi"
)

TAG_PATH = re.compile(r"/(?:tags?|topi[kc]s?|label|tagar)/|/taxonomy/term/", re.I)
TAG_LINKS = (
    "a[rel~=tag]:not([rel~=category]), a[href*='/tag' i], a[href*='/topi' i], "
    "a[href*='/label/' i], a[href*='/taxonomy/term/' i], [class*=tag i] a, [class*=label i] a, "
    "[class*=topik i] a"
)
MOST_LINKS = 200
MOST_LEVELS = 4  # from a tag's link up to the list of tags
MOST_BESIDE = 60  # characters beside the links of a list of tags
OF_THE_DAY = re.compile(
    r"\W*(?:trending|hot|pop)\w*(?: (?:topics?|issues?|news|tags?|now))?\W*", re.I
)
MOST_TAGS = 50
MOST_BLANKS = 4  # in a tag


def deck(sources: Sources, heading: str) -> str:
    """Return the line printed between the headline and the body that sums the article up.

    It is the page's description word for word, or classed as a deck, or right below the headline.
    """
    lines = {
        squeezed(line): line
        for line in sources.around.opening
        if is_deck(line) and squeezed(line) != squeezed(heading)
    }
    if not lines:
        return ""
    data = sources.data
    stated = (*data.strings("description"), data.meta("description"), data.meta("og:description"))
    classed = (text_of(node, LONGEST_DECK) for s in DECKS for node in select(sources.tree, s)[:5])
    first = sources.around.opening[: min(1, sources.around.pictured)]
    for text in (*stated, *classed, *first):
        if (wanted := squeezed(text)) in lines:
            return lines[wanted]
    return ""


def is_deck(line: str) -> bool:
    """Return whether a line is a phrase, no date, name, caption or button."""
    if not SHORTEST_DECK <= len(line) <= LONGEST_DECK or line.count(" ") < 4:
        return False
    if DATED.search(line) or credits(line) or is_role(line):
        return False
    if sum(word[0].islower() for word in line.split()) < LEAST_LOWER:
        return False
    return not any(whole_line(line, scope, "") for scope in (Scope.LINE, Scope.HEAD))


def section(sources: Sources, heading: str) -> str:
    """Return the section that breadcrumb, labels around the headline or the address name."""
    own = squeezed(heading)
    for name in chain(crumbs(sources), labels(sources), addressed(sources)):
        if is_section(name) and squeezed(name) != own:
            return name
    return ""


def is_section(name: str) -> bool:
    """Return whether a name may be a section's."""
    folded = name.casefold()
    return 2 < len(name) <= LONGEST_SECTION and folded not in NO_SECTIONS and not DATED.search(name)


def crumbs(sources: Sources) -> list[str]:
    """Return the path that the lines before the headline print, the innermost first.

    A menu begins like a path; marks between its parts, or a class, tell a path from it.
    """
    stated = select(sources.tree, PATHS)[:3]
    for lines in (sources.around.leading, *map(lines_of, stated)):
        if path := path_in(lines, marked=bool(stated)):
            return path
    return []


def path_in(lines: Sequence[str], *, marked: bool) -> list[str]:
    """Return the parts behind the last line that names the front page, the innermost first."""
    for index in range(len(lines) - 1, -1, -1):
        parts = split_path(lines[index])
        if parts and HOME.fullmatch(parts[0]):
            path = [*parts[1:], *(part for line in lines[index + 1 :] for part in split_path(line))]
            marked = marked or any(map(CRUMB.search, lines[index:]))
            return path[::-1] if marked and len(path) <= MOST_CRUMBS else []
    return []


def split_path(line: str) -> list[str]:
    """Return the parts of a line at the marks of a breadcrumb."""
    return [part for part in CRUMB.split(line) if part.strip()]


def labels(sources: Sources) -> Iterator[str]:
    """Yield what is classed or linked as a category and stands by the headline."""
    near = {*sources.around.near, *sources.around.opening}
    for selector in CATEGORIES:
        for node in select(sources.tree, selector)[:10]:
            text = text_of(node, 100)
            if text in near or selector == CATEGORIES[0]:
                yield text


def addressed(sources: Sources) -> Iterator[str]:
    """Yield the texts of links to the first directory of the article's address."""
    first, _, rest = urlsplit(sources.page.url).path.strip("/").partition("/")
    if rest and WORD.fullmatch(first) and first not in NO_SECTIONS:
        ends = (f"a[href$='/{first}' i]", f"a[href$='/{first}/' i]")
        yield from (text_of(node, 100) for node in select(sources.tree, ", ".join(ends))[:5])


def tags(sources: Sources, heading: str) -> list[str]:
    """Return the links of the list of tags behind the headline whose words the article has most of.

    Lists of the day's topics look the same and stand there too.
    """
    text = squeezed(sources.around.text)
    best: list[str] = []
    most = 0
    for names in filter(are_tags, tag_lists(sources, heading)):
        own = sum(squeezed(name) in text for name in names)
        if own > most:
            best, most = names, own
    return best


def only_tags(sources: Sources, heading: str) -> list[str]:
    """Return the links of the only list of tags behind the headline, whatever its words."""
    lists = list(tag_lists(sources, heading))
    return lists[0] if len(lists) == 1 and len(lists[0]) > 1 and are_tags(lists[0]) else []


def are_tags(names: list[str]) -> bool:
    """Return whether the names are as short as tags are, and none heads a list of topics."""
    blanks = sum(name.count(" ") for name in names)
    return blanks <= MOST_BLANKS * len(names) and not any(map(OF_THE_DAY.fullmatch, names))


def tag_lists(sources: Sources, heading: str) -> Iterator[list[str]]:
    """Yield the lists of tags behind the headline, as printed."""
    title = headline(sources.tree, heading)
    selector = f"{title.tag}, {TAG_LINKS}" if title is not None else TAG_LINKS
    links = select(sources.tree, selector)
    ids = [node.mem_id for node in links]
    behind = links[ids.index(title.mem_id) + 1 :] if title and title.mem_id in ids else links
    left = {node.mem_id for node in behind[:MOST_LINKS] if node.tag == "a"}
    tried: set[int] = set()
    for link in behind[:MOST_LINKS]:
        if link.mem_id in left:
            block = block_of(link)
            if block is None or block.mem_id in tried:
                continue
            tried.add(block.mem_id)
            group = tag_list(link, block)
            inside = [node for node in select(group, "a") if node.mem_id in left] if group else []
            left -= {link.mem_id, *(node.mem_id for node in inside)}
            if inside:
                yield [text_of(node, 200) for node in inside[:MOST_TAGS]]


def block_of(link: Node) -> Node | None:
    """Return the element that a link's line stands in."""
    node = link.parent
    while node is not None and node.tag in INLINE:
        node = node.parent
    return node


def tag_list(link: Node, block: Node) -> Node | None:
    """Return the list of tags that a link in a block stands in, None if it stands in none.

    That is the outermost element around it with hardly any text beside the links in it. A link
    within a line of text stands in no list.
    """
    found: Node | None = None
    node: Node | None = block
    named = is_tag(link)
    for _ in range(MOST_LEVELS):
        if node is None or node.tag in ("body", "html"):
            break
        if not is_list(node):
            break
        found = node
        named = named or rule_of(node) == "structure:tags"
        node = node.parent
    return found if found is not None and named and not is_elsewhere(found) else None


def is_list(node: Node) -> bool:
    """Return whether an element holds links as few as a list of tags and hardly a word beside."""
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
        if beside > MOST_BESIDE or links > MOST_TAGS:
            return False
    return True


def is_tag(link: Node) -> bool:
    """Return whether a link says itself that it leads to a tag."""
    attributes = link.attributes
    rel = (attributes.get("rel") or "").split()
    return "tag" in rel or TAG_PATH.search(attributes.get("href") or "") is not None
