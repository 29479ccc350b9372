"""The container of the text on an outlet's article pages, and the time zone of its dates."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from pipelines.extract.cms_templates import SYSTEMS
from pipelines.extract.density import densest
from pipelines.extract.extraction import ruled_body
from pipelines.extract.nearby_lines import headline
from pipelines.extract.unknown_layout import CONTAINERS
from pipelines.html.decode import decode
from pipelines.html.tree import Tree, parse
from pipelines.records import Article, Page, Template

NOT_SPECIFIC = frozenset({"article", "main article"})
LEAST, MOST = 0.85, 1.25  # words in a container for each word of the article
NAME = re.compile(r"[A-Za-z][A-Za-z_-]{3,40}")  # names with digits are often made anew by a build
STAMP = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d)?(?:\.\d+)?([+-]\d\d):?\d\d")
ZONES = {"+08": "Asia/Makassar", "+09": "Asia/Jayapura"}


def template_of(pages: Sequence[tuple[Page, Article]], year: int) -> Template | None:
    """Return the template of the pages: a publishing system's, or one with the body's container.

    None where no selector gives the text of every article.
    """
    if not pages:
        return None
    trees = [(parse(decode(page.html, page.content_type)), _words(a)) for page, a in pages]
    for system in SYSTEMS:
        if all(article.origin.get("text") == f"system:{system.name}" for _, article in pages):
            return system
    own = _dense_names(trees[0][0], pages[0][1].title) if len(pages) > 1 else ()
    for selector in (*_known(), *own):
        template = Template(name=str(year), body=(selector,))
        if all(_holds(template, tree, words) for tree, words in trees):
            return template
    return None


def _words(article: Article) -> int:
    """Return the words of the page's body: of the text, and of what cleaning took out of it."""
    return len(article.text.split()) + sum(len(r.line.split()) for r in article.removed)


def _holds(template: Template, tree: Tree, words: int) -> bool:
    """Return whether the container holds the text of the page and little else."""
    return LEAST * words <= ruled_body(tree, template).words <= MOST * words


def _known() -> Iterator[str]:
    """Yield the selectors of containers with usual names, one by one."""
    for group in CONTAINERS:
        for selector in group.split(", "):
            if selector not in NOT_SPECIFIC:
                yield selector


def _dense_names(tree: Tree, title: str) -> Iterator[str]:
    """Yield selectors for the element that holds the running text."""
    nodes = densest(tree, headline(tree, title)).nodes
    if len(nodes) != 1:
        return
    tag, attributes = nodes[0].tag, nodes[0].attributes
    if NAME.fullmatch(attributes.get("id") or ""):
        yield f"#{attributes['id']}"
    for name in (attributes.get("class") or "").split():
        if NAME.fullmatch(name):
            yield f"{tag}.{name}"


def zone_of(pages: Iterable[Page]) -> str:
    """Return the time zone in which pages state their times, that of Jakarta where they do not."""
    offsets: Counter[str] = Counter()
    for page in pages:
        found = STAMP.findall(decode(page.html, page.content_type))
        offsets.update(set(found) & {"+07", *ZONES})
    most = offsets.most_common(1)
    return ZONES.get(most[0][0], "Asia/Jakarta") if most else "Asia/Jakarta"
