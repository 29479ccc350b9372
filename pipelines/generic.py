"""The body of an article on a page that no outlet's rules know.

First the containers that Indonesian publishing systems and common themes use, then trafilatura.
"""

from pipelines.body import Body, Line, read_body
from pipelines.markup import Node, Tree, clean_text, measure, outermost, select

CONTAINERS: tuple[str, ...] = (
    # one article in several containers: the KapanLagi network's in-page pages
    ".article-content-body__item-content",
    ".detail__body-text",
    ".read__content",
    ".read__article",
    ".txt-article",  # Tribun network
    "article.detail-content, .detail-content",
    ".wrap__article-detail-content",
    ".read__right .read__content",
    ".article__body, .article__content",  # Promedia network
    "section.read__content",
    "[itemprop~=articleBody]",
    "#article-description",
    ".itp_bodycontent",
    ".detail-text",
    ".detail_text",
    ".detail-body",
    ".detail_body",
    ".article-content",
    ".article-content-body",
    ".article-body",
    ".article_body",
    ".article-text",
    ".article-detail",
    ".entry-content",  # WordPress
    ".td-post-content",
    ".post-content",
    ".post-body",
    ".post_content",
    ".single-content",
    ".single-post-content",
    ".content-inner",
    ".news-content",
    ".news-detail",
    ".berita-content",
    ".isi-berita, .isi_berita, #isi-berita, #isi",
    ".content-detail",
    ".content-article",
    ".content-text",
    ".story-content, .story-body, .story__content",
    ".main-text",
    "#article-content, #articleBody, #article-body, #content-article, #detail-content",
    "[id*=article-body i], [class*=article-body i], [class*=articlebody i]",
    "[class*=article-content i], [class*=articlecontent i], [class*=article__content i]",
    "[class*=detail-content i], [class*=detailcontent i], [class*=content-detail i]",
    "[class*=post-content i], [class*=entry-content i], [class*=isi-berita i]",
    "article [class*=content i]",
    "main article",
    "article",
)
LEAST_PROSE = 250  # characters outside links
MOST_LINKED = 0.4  # share of a container's text in links
MOST_MATCHES = 40
LEAST_SHARE = 0.15  # of a page's prose: what a container must hold to be the article's

MOST_TAGS = 40_000  # trafilatura's time explodes on larger trees (docs on hostile input)
DEEPEST = 200


def known_container(tree: Tree) -> tuple[list[Node], str]:
    """Return the elements of the first common container that holds an article, and its selector."""
    page = measure(tree.body)[0] if tree.body is not None else 0
    for selector in CONTAINERS:
        matches = outermost(select(tree, selector)[:MOST_MATCHES])
        good = [node for node in matches if is_prose(node, page)]
        if good:
            return (good, selector) if selector in JOINED else (good[:1], selector)
    return [], ""


JOINED = frozenset({CONTAINERS[0], "[itemprop~=articleBody]"})


def is_prose(node: Node, page: int) -> bool:
    """Return whether an element holds running text enough to be an article's body."""
    size, linked = measure(node)
    prose = size - linked
    return prose >= LEAST_PROSE and linked <= MOST_LINKED * size and prose >= LEAST_SHARE * page


def by_containers(tree: Tree) -> tuple[Body, str]:
    """Return the body in a common container and the selector that found it."""
    nodes, selector = known_container(tree)
    return (read_body(nodes), selector) if nodes else (Body(), "")


def by_trafilatura(text: str, tree: Tree) -> Body:
    """Return the body that trafilatura finds, or none where the tree is too large for it.

    Never with `deduplicate`: that destroys text (docs/decisions/0003-extraction.md).
    """
    if text.count("<") > 2 * MOST_TAGS or deeper_than(tree, DEEPEST):
        return Body()
    import trafilatura

    found = trafilatura.extract(
        text,
        favor_precision=True,
        include_comments=False,
        deduplicate=False,
        with_metadata=False,
    )
    body = Body()
    for raw in (found or "").split("\n"):
        line = clean_text(raw)
        if line.startswith("|"):
            line = line.strip("| ")
            if not line.strip("-| "):
                continue
        if line.startswith("- "):
            line = line[2:]
        if line:
            body.lines.append(Line(line))
    return body


def deeper_than(tree: Tree, depth: int) -> bool:
    """Return whether an element of the tree stands deeper than `depth`."""
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
