"""Where a link of an article's text points: to another article, to a topic, or to another site.

Systems put pointers to other articles of the outlet between paragraphs. Links to tags, people and
clubs, and to documents of other sites, are set by the writer.
"""

import re

from pipelines.html.tree import words
from pipelines.text.match_key import registrable
from pipelines.urls import link_parts

OWN = "own"  # the same site, or a platform on which the outlet has a page
TOPIC = "topic"
ELSEWHERE = "elsewhere"
ARTICLE = "article"  # another site's article, which may be a pointer to a site of the same group
WRITTEN = frozenset({TOPIC, ELSEWHERE, ARTICLE})
"""Targets that the writer of a text chose, but for headlines of articles."""

# Paths of archives: WordPress (tag), detik and Kompas (tag), Tempo and Tribun (topik, topic),
# IDN Times (author), Merdeka and Viva (tokoh, profil); football sites (klub, tim, pemain).
TOPICS = re.compile(
    r"/(?:tags?|topi[ck]s?|tokoh|people|persons?|profiles?|profil|klub|clubs?|tim|teams?|pemain|"
    r"players?|authors?|penulis|label)/",
    re.I,
)
# Addresses that lead to shops: plugins for affiliate links (Pretty Links, ThirstyAffiliates).
REDIRECTS = re.compile(r"/(?:go|out|exit|recommends?|refer|redirect|link)/", re.I)
# Addresses of articles: a date, an id behind "read" or "berita", a headline of five words or more.
ARTICLES = re.compile(
    r"/(?:19|20)\d\d/\d\d/|/(?:read|baca|berita|news|artikel|article|story)/(?:.{1,80}/)?\d+|"
    r"[a-z0-9]+(?:-[a-z0-9]+){4}",
    re.I,
)
# Hosts on which outlets ask readers to follow, watch or install.
PLATFORMS = words(
    "facebook.com fb.com twitter.com x.com instagram.com youtube.com youtu.be tiktok.com "
    "threads.net threads.com t.me telegram.me telegram.org whatsapp.com wa.me google.com "
    "goo.gl g.co apple.com line.me flipboard.com linkedin.com pinterest.com vidio.com"
)


def target_of(href: str, site: str) -> str:
    """Return where a link on a page of `site` (a registrable domain, "" if unknown) points.

    A link within the page, a script and a malformed address count as the outlet's own.
    """
    parts = link_parts(href)
    if not href.strip() or href.lstrip().startswith("#") or parts is None:
        return OWN
    if parts.scheme not in ("", "http", "https"):
        return OWN
    domain = registrable(parts.hostname) if parts.hostname else site
    if site and domain != site:
        if domain in PLATFORMS:
            return OWN
        return ARTICLE if ARTICLES.search(parts.path) else ELSEWHERE
    if REDIRECTS.match(parts.path):
        return ELSEWHERE
    return TOPIC if TOPICS.search(f"{parts.path}/") else OWN
