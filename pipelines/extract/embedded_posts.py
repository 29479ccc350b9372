"""Posts of platforms within a text: their words, or that the page does not hold them.

An outlet embeds a post as the platform gives it: a `blockquote` with the post's words and a line of
name and date (Twitter since 2012, Facebook, TikTok, Bluesky), one with a prompt to open it
(Instagram since 2018, Threads), or a frame or AMP element with nothing but an address.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from pipelines.html.tree import Node, lines_of, outermost, select, words

POST = re.compile(
    r"(?<!\S)(?:twitter-(?:tweet|video)\S*|instagram-media\S*|tiktok-embed|fb-post|"
    r"fb-xfbml-parse-ignore|bluesky-embed|mastodon-embed|text-post-media|reddit-(?:embed-bq|card))"
    r"(?!\S)",
    re.I,
)
POSTS = (
    ".twitter-tweet, .twitter-video, .instagram-media, .tiktok-embed, .fb-post, "
    ".fb-xfbml-parse-ignore, .bluesky-embed, .mastodon-embed, .text-post-media, "
    ".reddit-embed-bq, .reddit-card"
)
FRAMES = (
    "iframe, oembed, amp-twitter, amp-instagram, amp-facebook, amp-tiktok, amp-reddit, "
    "twitter-widget, script[data-telegram-post]"
)
# One of these is in every element with a post: a short selector is found faster.
HOLDERS = (
    "blockquote, iframe, amp-twitter, amp-instagram, amp-facebook, .fb-post, .twitter-tweet, oembed"
)
NO_HOLDERS = words("figcaption p span small em i")
AMP_POSTS = words("amp-twitter amp-instagram amp-facebook amp-tiktok amp-reddit twitter-widget")
# Addresses of a frame with one post; not those of buttons, pages and videos.
FRAME = re.compile(
    r"//(?:platform\.twitter\.com/embed/|(?:www\.)?twitframe\.com/|"
    r"(?:www\.)?instagram\.com/(?:[\w.]+/)?(?:p|reel|tv)/[^/]+/embed|"
    r"(?:www\.)?facebook\.com/plugins/post|(?:www\.)?tiktok\.com/embed/|"
    r"(?:www\.)?threads\.(?:net|com)/.{1,80}/embed|embed\.bsky\.app/|"
    r"t\.me/\w+/\d+\?.*embed|(?:embed|www)\.reddit(?:media)?\.com/r/.{1,200}embed)",
    re.I,
)
# Addresses of posts: CKEditor's `oembed`, lines that a system did not expand.
ADDRESS = re.compile(
    r"https?://(?:(?:mobile\.|www\.)?(?:twitter|x)\.com/\w+/status(?:es)?/\d+|"
    r"(?:www\.)?instagram\.com/(?:[\w.]+/)?(?:p|reel|tv)/[\w-]+|"
    r"(?:www\.|m\.)?facebook\.com/(?:[\w.]+/posts/|story\.php|permalink\.php)|"
    r"(?:www\.)?tiktok\.com/@[\w.]+/video/\d+|(?:www\.)?threads\.(?:net|com)/@[\w.]+/post/|"
    r"bsky\.app/profile/[\w.:-]+/post/|t\.me/\w+/\d+)\S{0,300}",
    re.I,
)
MAX_ADDRESS_CHARS = 400
SOURCES = ("src", "data-src", "data-lazy-src", "data-litespeed-src", "data-telegram-post")
# Lines that the platform adds, in the languages in which Indonesian outlets embed posts.
ADDED = re.compile(
    r"(?:view|see|lihat|buka)\b.{0,40}\b(?:instagram|threads|facebook|twitter|tiktok|x|bluesky)\W*|"
    r"(?:an?|sebuah)?\s?(?:post|photo|video|reel|foto|kiriman|postingan)\b.{0,20}"
    r"\b(?:shared|posted|dibagikan|diposting|dikirim)\b.*|"
    r"(?:posted|added|dikirim|dikirimkan|diposkan|diunggah) (?:by|oleh)\b.*|"
    r"[—–-]+\s?.{1,80}\(@[\w.]{1,40}\).*|[@♬].{0,80}",
    re.I,
)
CREDIT = re.compile(r"\s*[—–-]+\s?[^—–]{1,80}\(@[\w.]{1,40}\).*")
MEDIA = re.compile(r"(?:\s*(?:pic\.twitter\.com/\w+|https?://t\.co/\w+))+")
MAX_LINES = 60  # of one post; the longest have 4,000 characters
MAX_POSTS = 50  # in one element that is removed


@dataclass(slots=True)
class EmbeddedPosts:
    """The words of posts, one line each, and whether there is a post without words."""

    words: list[str] = field(default_factory=list)
    missing: bool = False


def is_post(attributes: Mapping[str, str | None]) -> bool:
    """Return whether an element is a post, by the class that its platform gives it."""
    return POST.search((attributes.get("class") or "")[:300]) is not None


def posts_in(node: Node) -> EmbeddedPosts | None:
    """Return the posts in an element or that it is itself, None if there are none."""
    address = node.attributes.get("data-oembed-url") or ""
    if (
        is_post(node.attributes)
        or is_post_address(address)
        or (node.tag in AMP_POSTS and node.css_first("blockquote, p"))
    ):
        posts = [node]
    elif node.tag in NO_HOLDERS or node.css_first(HOLDERS) is None:
        return None
    else:
        posts = outermost(select(node, POSTS)[:MAX_POSTS])
    found = EmbeddedPosts()
    frames = [] if posts else [frame for frame in select(node, FRAMES) if is_frame(frame)][:1]
    for post in posts:
        words = words_of(post)
        found.words += words
        found.missing = found.missing or not words
    found.missing = found.missing or bool(frames)
    return found if posts or frames else None


def is_frame(node: Node) -> bool:
    """Return whether an element shows a post of which only the address is in the page."""
    if node.tag in AMP_POSTS:
        return True
    if node.tag == "oembed":
        return is_post_address(node.attributes.get("url") or "")
    sources = (node.attributes.get(name) or "" for name in SOURCES)
    return any(FRAME.search(source[:500]) for source in sources) or (
        "data-telegram-post" in node.attributes
    )


def is_post_address(text: str) -> bool:
    """Return whether a text is nothing but the address of a post."""
    if not text.startswith("http") or len(text) > MAX_ADDRESS_CHARS:
        return False
    return ADDRESS.fullmatch(text) is not None


def words_of(post: Node) -> list[str]:
    """Return the lines that the writer of a post wrote, without what the platform adds."""
    paragraphs = outermost(select(post, "p")[:MAX_LINES])
    lines = [line for node in paragraphs or [post] for line in lines_of(node)][:MAX_LINES]
    cut = [CREDIT.sub("", line).strip() for line in lines]
    return [line for line in cut if line and not (ADDED.fullmatch(line) or MEDIA.fullmatch(line))]
