"""Class names and ids that mark what is not text of an article: ads, menus, captions, related.

`NOISE` is the list, by the rule that removed lines are recorded with. Lines such as "Baca Juga" are
also recognised by wording: links in `pipelines.extract.body_lines`, others in
`pipelines.clean.rules`.
"""

import re
from collections.abc import Mapping
from functools import lru_cache

from pipelines.html.tree import Node

# Words of a class or id, delimited by its start, its end, a hyphen, an underscore or a space.
NOISE: tuple[tuple[str, str], ...] = (
    (
        "structure:ad",
        r"ads?|ads?\d+|advert\w*|adv|adsense|adsbygoogle|iklan|banner|gpt|dfp|adunit|adslot|"
        r"parallax\w*|inarticle|adbox|adwrap\w*|sponsor\w*|paradetail|revive|taboola|outbrain|"
        r"promo|promo-?box|call-to-action|cta|mgid|recreativ\w*|skyscraper|billboard|leaderboard|dableads|dable|popin|geniee|innity",
    ),
    (
        "structure:related",
        r"related\w*|terkait|bacajuga|baca-?juga|readalso|read-also|lihatjuga|lihatjg|linksisip|"
        r"sisip\w*|picked-article|recommend\w*|rekomendasi|beritaterkait|artikelterkait|"
        r"bacaan|readmore|read-more|read-too|sambungan|suggest\w*|crosslink\w*|bookmark-card|"
        r"(?:berita|artikel|baca|news|post)-?(?:lain|lainnya)|other-?(?:news|posts?|articles?)|"
        r"more-?(?:news|stories|posts?)|see-?also|(?<!\S)baca(?!\S)",
    ),
    (
        "structure:popular",
        r"popular|populer|terpopuler|trending|terkini|latest|newest|most-?(?:read|view\w*|pop\w*)|"
        r"terbaru|recent-?(?:posts?|news|entries)|ticker|newsticker|hot-?topics?",
    ),
    (
        "structure:share",
        r"share\w*|sharing|sharer|social\w*|sosmed\w*|sosial|socmed|addthis\w*|a2a|follow\w*|"
        r"whatsapp|telegram|googlenews|google-news|gnews|reactions?|emoticons?|star-rating",
    ),
    ("structure:tags", r"tags?|tagging|taglist|keywords?|topik|topics|hashtag|labels"),
    (
        "structure:comments",
        r"comments?|komentar|disqus\w*|reply|respond|fb-comments",
    ),
    (
        "structure:navigation",
        r"breadcrumbs?|pagination|paging|pager|navigation|nav|menu|toc|sidebar|prevnext|next-prev|"
        r"nextprev|page-?links|pagelink|table-?of-?contents?|daftar-isi",
    ),
    (
        "structure:form",
        r"newsletter|subscribe\w*|login|register|modal|popup|paywall-\w+|polling|sign-?up|"
        r"buletin|langganan|berlangganan",
    ),
    (
        "structure:caption",
        r"\w*caption\w*|photo-?credit|keterangan|gallery|lightbox|copyright|"
        r"desc-?(?:foto|gambar|image|img|photo)|"
        r"(?:image|img|foto|photo|picture)-?(?:desc\w*|info|ket\w*)|ket-?(?:foto|gambar)",
    ),
    ("structure:embed", r"twitter-tweet|instagram-media|tiktok-embed|embed|fb-post|fb-video"),
    (
        "structure:author",
        r"author-?(?:box|bio|desc\w*|info|card|block)|about-?author|penulis-?box|profil-penulis",
    ),
    ("structure:meta", r"post-?views|view-?count\w*|hits|dilihat|read(?:ing)?-?time|waktu-baca"),
)
PATTERN = re.compile(
    "|".join(
        rf"(?P<r{i}>(?<![^\s_-])(?:{words})(?![^\s_-]))" for i, (_, words) in enumerate(NOISE)
    ),
    re.I,
)
HUMP = re.compile(r"(?<=[a-z]{3})(?=[A-Z][a-z]{3})")  # itemHits; not the hash in sc-kXmAd
HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?![.\d])|opacity\s*:\s*0(?![.\d])|"
    r"(?:left|top|text-indent)\s*:\s*-\d{3,}",
    re.I,
)
SCREEN_READER = re.compile(
    r"(?<!\S)(?:sr-only|visually-?hidden|screen-reader-text|screenreader|element-invisible|"
    r"off-?screen)(?!\S)",
    re.I,
)
# Cards that appear over a word: W3Schools (tooltiptext), Bootstrap, Popper, Wikipedia's previews.
CARD = re.compile(
    r"(?<![^\s_-])(?:tooltip-?(?:text|content|body|inner|box)|popover-?(?:content|body|inner)|"
    r"hover-?cards?(?:-\w+)?)(?![^\s_-])",
    re.I,
)
PAGE_OF_TEXT = re.compile(
    r"(?<![^\s_-])(?:main|body|content|detail|article|post|paragraph|text|item)(?![^\s_-])", re.I
)
PROSE = 0.4  # an element with a larger share of its container's text is not noise
SENTENCE = 100  # characters outside links; menus, share bars and tag lists have fewer
HOLDERS = frozenset(
    f"structure:{what}" for what in ("navigation", "tags", "share", "popular", "hidden")
)
"""Rules whose classes are also used for the container of a long article's pages."""

ELSEWHERE = frozenset(f"structure:{what}" for what in ("popular", "related", "comments", "author"))
MAX_ABOVE = 10
MAX_LINKED = {"structure:navigation": 0.4}  # "paging" is used for pages of text with links


@lru_cache(maxsize=4096)
def noise(names: str) -> str:
    """Return the rule that matches the text of a class and id, "" if none does."""
    match = PATTERN.search(HUMP.sub("-", names))
    return NOISE[int(match.lastgroup[1:])][0] if match and match.lastgroup else ""


def is_text(measured: tuple[int, int], rule: str, names: str, total: int) -> bool:
    """Return whether an element that a rule matches is text of the article nevertheless.

    `measured` is its size and the characters in links, `total` the size of container or page. It is
    text if it has a large part of the total, or if its classes are also used for pages of a long
    article (`HOLDERS`) and little of it is link.
    """
    size, linked = measured
    if size - linked > max(PROSE * total, SENTENCE):
        return True
    share = MAX_LINKED.get(rule, 0.2)
    share = 0.7 if PAGE_OF_TEXT.search(names) else share
    return rule in HOLDERS and size - linked > SENTENCE and linked < share * size


def rule_of(node: Node) -> str:
    """Return the rule that matches an element's class and id, "" if none does."""
    attributes = node.attributes
    names = f"{attributes.get('class') or ''} {attributes.get('id') or ''}"
    return noise(names[:300]) if names != " " else ""


def is_hover_card(attributes: Mapping[str, str | None]) -> bool:
    """Return whether an element is a card that a page shows over a word when it is pointed at."""
    names = attributes.get("class")
    return attributes.get("role") == "tooltip" or (names is not None and is_card(names[:200]))


@lru_cache(maxsize=4096)
def is_card(names: str) -> bool:
    """Return whether a class is that of a card over a word."""
    return CARD.search(names) is not None


def is_elsewhere(node: Node) -> bool:
    """Return whether an element is in a sidebar, a comment or a list of other articles.

    Looks at `MAX_ABOVE` elements around it at most.
    """
    above: Node | None = node
    for _ in range(MAX_ABOVE):
        if above is None or above.tag in ("body", "article", "main"):
            return False
        if above.tag == "aside" or rule_of(above) in ELSEWHERE:
            return True
        above = above.parent
    return False
