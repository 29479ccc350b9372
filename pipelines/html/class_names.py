"""Class names and ids that mark what is not text of an article: ads, menus, captions, related.

`NOISE` is the list, by the rule that removed lines are recorded with. Lines such as "Baca Juga" are
also recognised by wording: links in `pipelines.extract.body_lines`, others in
`pipelines.clean.rules`.
"""

import re
from collections.abc import Mapping
from functools import lru_cache

from pipelines.html.tree import Node, measure, text_of, words

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
        r"share(?!holder)\w*|sharing|sharer|social\w*|sosmed\w*|sosial|socmed|addthis\w*|a2a|follow\w*|"
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
    (
        "structure:embed",
        r"twitter-tweet|instagram-media|tiktok-embed|embed|fb-post|fb-video|"
        r"text-post-media|wp-embedded-content|fb-xfbml-parse-ignore|reddit-card",
    ),
    (
        "structure:author",
        r"author-?(?:box|bio|desc\w*|info|card|block)|about-?author|penulis-?box|profil-penulis",
    ),
    ("structure:meta", r"post-?views|view-?count\w*|hits|dilihat|read(?:ing)?-?time|waktu-baca"),
)
PATTERN = re.compile(
    "|".join(
        rf"(?P<r{i}>(?<![^\s_-])(?:{names})(?![^\s_-]))" for i, (_, names) in enumerate(NOISE)
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
LINK_MADE = frozenset(f"structure:{what}" for what in ("related", "tags", "navigation", "popular"))
"""Rules of what consists of links: a sentence without any is not that."""

NAMED = LINK_MADE | {
    f"structure:{what}" for what in ("ad", "share", "comments", "form", "caption", "meta")
}
"""Rules whose words may be part of a name that an outlet gave its own text."""

# What templates put beside such a word to name a box: `article__related-list`, `td-post-share-top`.
# Counted in the classes and ids of saved pages of 40 outlets.
TEMPLATE_WORDS = words(
    "active aff amp area article articles artikel asset async aux back bar base before below "
    "berita big block blog blok body bottom box boxes btn button buttons caption card cards cell "
    "center child clear close col column cont container content contents context cover custom "
    "data desc description desktop detail div element entry fb field figure fixed float floating "
    "foot footer form frame full gallery google grid group head header heading holder home hor "
    "horizontal icon icons id image images img inline inner input inside item items js kanal "
    "konten label large layout lazy lead left li line link links list lists load logo main media "
    "meta middle mob mobile mod module more name native news node outer page pane photo pic "
    "picture place plugin pop post posts promo read right row rows scroll section sect side single "
    "site slide slider slot small social span spot sticky story stories style sub tab table td "
    "text thumb title toggle top txt type unit user vertical video view wa wide widget wp wrap "
    "wrapper foto gambar kredit credit source sumber attachment atas bawah kiri kanan tengah "
    "bagian kotak judul isi daftar halaman the of and for to in with by this us new my your"
)
WORD = re.compile(r"[a-z]{2,}", re.I)
PREFIX = re.compile(r"^[a-z]{1,3}(?=[-_])", re.I)  # of a theme: kg (Ghost), tr (Blogger), td, jeg
MIN_BLANKS = 3  # a sentence has four words or more
MAX_SENTENCE_LINKED = 0.3
SENTENCE_END = re.compile(r"[^\W\d_]{2}[.?!][”\"')]?\s")
PICTURES = "img, amp-img, picture, video"
LINKS_OR_CONTROLS = "a, button, input, form, select, textarea, iframe, img, ins, script"
CONTROLS = "button, input, form, select, textarea, iframe, img, ins, script"
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


def is_named_text(node: Node, rule: str, names: str) -> bool:
    """Return whether an element with a word of a rule in its class is the article's own sentence.

    `pasar-modal`, `ad-hoc` and `topik-emiten` are names of a text: every class with a word of a
    rule has a word that no template uses too. The text must be sentences without controls, most of
    it no links. Without such a name it must be of a rule of things that consist of links, and have
    none. Beside a picture it is a caption.
    """
    own = rule in NAMED and is_own_name(names)
    if not own and rule not in LINK_MADE:
        return False
    if node.css_first(CONTROLS if own else LINKS_OR_CONTROLS) is not None:
        return False
    size, linked = measure(node)
    if linked > MAX_SENTENCE_LINKED * size:
        return False
    if rule == "structure:caption" and node.parent is not None and node.parent.css_first(PICTURES):
        return False
    text = text_of(node, 10_000)
    ends = text.endswith((".", ".”", '."', "?", ".)"))
    return text.count(" ") >= MIN_BLANKS and (
        ends or (own and SENTENCE_END.search(text) is not None)
    )


@lru_cache(maxsize=4096)
def is_own_name(names: str) -> bool:
    """Return whether each class with a word of a rule also has a word that no template uses."""
    tokens = [HUMP.sub("-", token) for token in names.split()]
    rests = [
        PREFIX.sub("", PATTERN.sub(" ", token), 1) for token in tokens if PATTERN.search(token)
    ]
    return all(
        any(word.lower() not in TEMPLATE_WORDS for word in WORD.findall(rest)) for rest in rests
    )


def rule_of(node: Node) -> str:
    """Return the rule that matches an element's class and id, "" if none does."""
    attributes = node.attributes
    names = f"{attributes.get('class') or ''} {attributes.get('id') or ''}"
    return noise(names[:300]) if names != " " else ""


def is_hidden(attributes: Mapping[str, str | None]) -> bool:
    """Return whether an element is not shown: its style, `hidden`, `aria-hidden`, or its class.

    The classes are those of Bootstrap, WordPress, Tailwind and Drupal for screen readers.
    """
    if "hidden" in attributes and attributes["hidden"] != "until-found":
        return True
    if (attributes.get("aria-hidden") or "").lower() == "true":
        return True
    if SCREEN_READER.search((attributes.get("class") or "")[:300]):
        return True
    return bool(HIDDEN.search((attributes.get("style") or "")[:200]))


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
