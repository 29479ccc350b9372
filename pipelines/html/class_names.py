"""What the class and id of an element say it holds, where that is no text of an article."""

import re
from functools import lru_cache

from pipelines.html.tree import Node

# Class and id words, each between the start, the end, a hyphen, an underscore or a space.
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
HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
PAGE_OF_TEXT = re.compile(
    r"(?<![^\s_-])(?:main|body|content|detail|article|post|paragraph|text|item)(?![^\s_-])", re.I
)
PROSE = 0.4  # share of a container's text that no single noise element has
SENTENCE = 100  # characters of unlinked text that no menu, share bar or tag list has
HOLDERS = frozenset(
    f"structure:{what}" for what in ("navigation", "tags", "share", "popular", "hidden")
)
"""Rules whose classes also stand on what holds the pages of a long article."""

ELSEWHERE = frozenset(f"structure:{what}" for what in ("popular", "related", "comments", "author"))
MAX_ABOVE = 10
MAX_LINKED = {"structure:navigation": 0.4}  # "paging" stands on pages of text with links in them


@lru_cache(maxsize=4096)
def noise(names: str) -> str:
    """Return the rule that an element's class and id fall under, or ""."""
    match = PATTERN.search(HUMP.sub("-", names))
    return NOISE[int(match.lastgroup[1:])][0] if match and match.lastgroup else ""


def is_text(measured: tuple[int, int], rule: str, names: str, total: int) -> bool:
    """Return whether an element of this size and classes is text, whatever rule it falls under.

    It is if it holds a large part of the `total`, or if the classes are such as pages of a long
    article have too and it is mostly no link.
    """
    size, linked = measured
    if size - linked > max(PROSE * total, SENTENCE):
        return True
    share = MAX_LINKED.get(rule, 0.2)
    share = 0.7 if PAGE_OF_TEXT.search(names) else share
    return rule in HOLDERS and size - linked > SENTENCE and linked < share * size


def rule_of(node: Node) -> str:
    """Return the rule that an element's class and id fall under, or ""."""
    attributes = node.attributes
    names = f"{attributes.get('class') or ''} {attributes.get('id') or ''}"
    return noise(names[:300]) if names != " " else ""


def is_elsewhere(node: Node) -> bool:
    """Return whether an element stands in a sidebar, a comment or a list of other articles."""
    above: Node | None = node
    for _ in range(MAX_ABOVE):
        if above is None or above.tag in ("body", "article", "main"):
            return False
        if above.tag == "aside" or rule_of(above) in ELSEWHERE:
            return True
        above = above.parent
    return False
