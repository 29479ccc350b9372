"""The elements of a page that contain its running text, found by text density alone.

A line counts with its length if it is long enough and hardly any of it is link. From the body
element the search goes down as long as one child has most of what counts. Sibling containers that
are the pages of one article are returned together.
"""

from dataclasses import dataclass, field

from pipelines.html.class_names import HIDDEN, is_named_text, is_text, noise
from pipelines.html.tree import BLOCKS, SILENT, Node, Tree, measure, walk

MIN_LINE_CHARS = 50  # a shorter line does not count
MAX_LINKED = 0.35  # share of a line in links; with more it does not count
NEARLY_ALL = 0.85  # siblings of one kind with this share together are the pages of an article
MAIN_PART = 0.5  # with less than this share the heaviest child is not entered
MAX_STEPS = 6  # outer elements that are measured
MIN_COUNTED_SHARE = 0.7  # share of the text an outer element adds that must count
MIN_HEADED_CHARS = 400  # the element with the headline is entered if it counts so much
APART = frozenset(
    {"structure:navigation", "structure:comments", "structure:popular", "structure:related"}
    | {"structure:share", "structure:form", "structure:tags"}
)
SEMANTIC = frozenset({"footer", "aside", "nav", "form", "header"})
NOISY = frozenset({"div", "section", "ul", "ol", "table"})


@dataclass(slots=True)
class Weight:
    """An element with its weight: `own` of its own lines, `total` of all lines within it.

    `parent` and `children` are indexes in the list of weights.
    """

    node: Node
    parent: int
    own: int = 0
    total: int = 0
    children: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Dense:
    """The elements with a page's running text, and the weight of every block by its id."""

    nodes: list[Node]
    totals: dict[int, int]

    def prose(self, nodes: list[Node]) -> int:
        """Return the weight of the lines in the elements, in characters."""
        return sum(self.totals.get(node.mem_id, 0) for node in nodes)


def densest(tree: Tree, headline: Node | None = None) -> Dense:
    """Return the elements that contain the page's running text, none if the page has none.

    `headline` is the heading of the article, if known: where the page splits into columns, the
    column with the headline is taken, even if a sidebar has more text.
    """
    if tree.body is None:
        return Dense([], {})
    weights = weigh(tree.body)
    add_up(weights)
    headed = above(headline)
    indexes = descend(weights, headed)
    nodes = [weights[widen(weights, index, headed)].node for index in indexes]
    return Dense(nodes, {weight.node.mem_id: weight.total for weight in weights})


def widen(weights: list[Weight], index: int, headed: set[int]) -> int:
    """Return the index of the outermost element around one that adds mostly text that counts.

    This adds an opening paragraph that has a container of its own. Outward from a table cell, or
    from an element that contains the headline (`headed`), an element is not taken if text follows
    inside it: that text is the next column.
    """
    best = index
    measured = 0
    column = False
    while index and measured < MAX_STEPS:
        column = column or weights[index].node.mem_id in headed or weights[index].node.tag == "td"
        outer = weights[index].parent
        added = weights[outer].total - weights[best].total
        if weights[outer].node.tag == "body":
            break
        if added:
            measured += 1
            rest = measure(weights[outer].node)[0] - measure(weights[best].node)[0]
            if added < MIN_COUNTED_SHARE * rest or (column and follows(weights, outer, index)):
                break
            best = outer
        index = outer
    return best


def follows(weights: list[Weight], outer: int, index: int) -> bool:
    """Return whether an element has text that counts after one of its children."""
    return any(weights[i].total for i in weights[outer].children if i > index)


def above(node: Node | None) -> set[int]:
    """Return the ids of a node and of all elements around it."""
    found: set[int] = set()
    while node is not None:
        found.add(node.mem_id)
        node = node.parent
    return found


def add_up(weights: list[Weight]) -> None:
    """Set the total and the children of every element."""
    for index in range(len(weights) - 1, 0, -1):
        weight = weights[index]
        weights[weight.parent].total += weight.total
        weights[weight.parent].children.append(index)


def descend(weights: list[Weight], headed: set[int]) -> list[int]:
    """Return the indexes of the deepest elements that together have nearly all that counts."""
    at = 0
    while weights[at].total:
        here = weights[at]
        heavy = sorted(here.children, key=lambda i: -weights[i].total)
        if not heavy or here.own >= (1 - NEARLY_ALL) * here.total:
            return [at]
        first = heavy[0]
        beside = next((i for i in heavy if weights[i].node.mem_id in headed), first)
        if weights[beside].total >= MIN_HEADED_CHARS:
            first = beside
        node, total = weights[first].node, weights[first].total
        if node.tag == "p":
            return [at]
        alike = [i for i in here.children if kind(weights[i].node) == kind(node)]
        together = sum(weights[i].total for i in alike)
        parted = node.tag == "td" or node.mem_id in headed
        if not parted and together >= NEARLY_ALL * here.total > total:
            return [at]
        if total < MAIN_PART * here.total and first == heavy[0]:
            return [at]
        at = first
    return []


def kind(node: Node) -> str:
    """Return tag and first class of an element: equal for siblings of one kind."""
    first = (node.attributes.get("class") or "").split()[:1]
    return f"{node.tag}.{first[0] if first else ''}"


def weigh(root: Node) -> list[Weight]:
    """Return the block elements of a page in order, with the weight of their own lines."""
    weights = [Weight(root, 0)]
    size_of_page = measure(root)[0]
    above = [0]
    length = linked = links = 0
    steps = walk(root)
    for node, entering in steps:
        if node.is_text_node:
            size = len((node.text_content or "").strip())
            length += size
            linked += size if links else 0
            continue
        tag = node.tag or ""
        if tag == "a":
            links = max(links + (1 if entering else -1), 0)
            continue
        if entering and is_apart(node, tag, size_of_page):
            steps.send(True)
            continue
        if tag != "br" and tag not in BLOCKS and tag not in ("td", "th"):
            continue
        counted = length if length >= MIN_LINE_CHARS and linked <= MAX_LINKED * length else 0
        weights[above[-1]].own += counted
        weights[above[-1]].total += counted
        length = linked = 0
        if tag == "br":
            continue
        if entering:
            weights.append(Weight(node, above[-1]))
            above.append(len(weights) - 1)
        elif len(above) > 1:
            above.pop()
    return weights


def is_apart(node: Node, tag: str, size_of_page: int) -> bool:
    """Return whether an element is never part of an article's text: menu, comments, footer."""
    if tag in SILENT:
        return True
    if tag not in SEMANTIC and tag not in NOISY:
        return False
    attributes = node.attributes
    names = f"{attributes.get('class') or ''} {attributes.get('id') or ''}"
    if tag in SEMANTIC:
        rule = "structure:semantic"
    else:
        rule = noise(names[:300]) if names != " " else ""
        if rule not in APART:
            hidden = HIDDEN.search((attributes.get("style") or "")[:200])
            rule = "structure:hidden" if hidden else ""
    if not rule or is_text(measure(node), rule, names, size_of_page):
        return False
    return not is_named_text(node, rule, names[:300])
