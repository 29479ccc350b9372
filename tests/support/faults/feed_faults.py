"""Feeds, sitemaps and robots.txt that are not as they should be, and what is to be read of them."""

import gzip
from dataclasses import dataclass

HOST = "https://kabarteluk.example"
SITEMAP = '<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
AT_NINE = "2023-05-09T09:40:00+07:00"


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedFault:
    """A listing of an outlet whose articles are at /kabar/NUMBER, and what it leads to, in order.

    `dates` and `titles` are compared where they are given; "" is no date.
    """

    sub: str
    name: str
    body: bytes
    urls: tuple[str, ...]
    dates: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    url: str = f"{HOST}/feed"

    @property
    def id(self) -> str:
        """The fault's name among all faults."""
        return f"feeds/{self.sub}/{self.name}".replace(" ", "-")


@dataclass(frozen=True, slots=True, kw_only=True)
class RobotsFault:
    """A robots.txt, an address and whether warta may ask for it."""

    name: str
    body: str
    path: str
    allowed: bool

    @property
    def id(self) -> str:
        """The fault's name among all faults."""
        return f"robots/{self.name}"


def at(*numbers: int) -> tuple[str, ...]:
    """Return the addresses of articles."""
    return tuple(f"{HOST}/kabar/{number}" for number in numbers)


def _url(number: int, more: str = "") -> str:
    return f"<url><loc>{HOST}/kabar/{number}</loc>{more}</url>"


def _item(number: int, date: str = "", title: str = "Kabar teluk") -> str:
    stamp = f"<pubDate>{date}</pubDate>" if date else ""
    link = f"<link>{HOST}/kabar/{number}</link>"
    return f"<item><title>{title}</title>{link}{stamp}</item>"


def _rss(*items: str, head: str = "", attributes: str = "") -> bytes:
    joined = "".join(items)
    text = f'{head}<rss version="2.0"{attributes}><channel><title>Teluk</title>{joined}'
    return f"{text}</channel></rss>".encode()


_NEWS = (
    "<news:news><news:publication_date>2023-05-09T09:40:00+07:00</news:publication_date>"
    "<news:title>Mercusuar dicat</news:title></news:news>"
)
_WHOLE = f"{SITEMAP}{_url(1)}{_url(2)}{_url(3)}</urlset>".encode()
_ZONES = ("PST", "CEST", "BST", "HKT", "AEST", "IST", "WITA", "WIT", "SGT", "KST")
_CLOCKS = ("18:40", "04:40", "03:40", "10:40", "12:40", "08:10", "10:40", "11:40", "10:40", "11:40")

FEED_FAULTS = (
    FeedFault(
        sub="zone names",
        name="ten-zones-of-one-moment",
        body=_rss(
            *(
                _item(n, f"{'Mon, 8' if zone == 'PST' else 'Tue, 9'} May 2023 {clock}:00 {zone}")
                for n, (zone, clock) in enumerate(zip(_ZONES, _CLOCKS, strict=True), 1)
            )
        ),
        urls=at(*range(1, 11)),
        dates=(AT_NINE,) * 10,
    ),
    FeedFault(
        sub="zone names",
        name="dublin-core-without-a-zone",
        body=_rss(
            f"<item><link>{HOST}/kabar/7</link><dc:date>2023-05-09 09:40:00</dc:date></item>",
            attributes=' xmlns:dc="http://purl.org/dc/elements/1.1/"',
        ),
        urls=at(7),
        dates=(AT_NINE,),
    ),
    # Assumed: the day counts and the clock does not, as on a page: midnight of the outlet's zone.
    FeedFault(
        sub="zone names",
        name="unknown-letters",
        body=_rss(_item(8, "Tue, 09 May 2023 09:40:00 QQT")),
        urls=at(8),
        dates=("2023-05-09T00:00:00+07:00",),
    ),
    FeedFault(
        sub="undeclared prefixes",
        name="news-in-a-sitemap-of-two",
        body=f"{SITEMAP}{_url(11, _NEWS)}{_url(12, _NEWS)}</urlset>".encode(),
        urls=at(11, 12),
        dates=(AT_NINE, AT_NINE),
        titles=("Mercusuar dicat", "Mercusuar dicat"),
        url=f"{HOST}/peta-berita.xml",
    ),
    FeedFault(
        sub="undeclared prefixes",
        name="dublin-core-date",
        body=_rss(
            f"<item><link>{HOST}/kabar/13</link><dc:date>{AT_NINE}</dc:date></item>",
            f"<item><link>{HOST}/kabar/14</link><dc:date>{AT_NINE}</dc:date></item>",
        ),
        urls=at(13, 14),
        dates=(AT_NINE, AT_NINE),
    ),
    # The title of the picture comes first and is not the article's.
    FeedFault(
        sub="undeclared prefixes",
        name="media-title-before-the-own",
        body=_rss(
            "<item><media:title>Foto: dermaga</media:title><title>Dermaga dibuka</title>"
            f"<link>{HOST}/kabar/15</link><pubDate>Tue, 09 May 2023 09:40:00 +0700</pubDate></item>"
        ),
        urls=at(15),
        dates=(AT_NINE,),
        titles=("Dermaga dibuka",),
    ),
    FeedFault(
        sub="empty root first",
        name="rss-closed-and-begun-again",
        body=_rss(_item(21), _item(22), head='<rss version="2.0"/>\n'),
        urls=at(21, 22),
    ),
    FeedFault(
        sub="empty root first",
        name="empty-urlset-of-another-plugin",
        body=f"{SITEMAP}</urlset>{SITEMAP}{_url(23)}{_url(24)}</urlset>".encode(),
        urls=at(23, 24),
        url=f"{HOST}/sitemap.xml",
    ),
    FeedFault(
        sub="empty root first",
        name="feed-of-atom-behind-an-empty-one",
        body=(
            '<feed xmlns="http://www.w3.org/2005/Atom"></feed>'
            '<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>Ombak</title>'
            f'<link href="{HOST}/kabar/25"/><published>{AT_NINE}</published></entry></feed>'
        ).encode(),
        urls=at(25),
        dates=(AT_NINE,),
    ),
    FeedFault(
        sub="cut last entry",
        name="in-the-title",
        body=_rss(_item(31), _item(32)).partition(
            b"<title>Kabar teluk</title><link>" + HOST.encode() + b"/kabar/32"
        )[0]
        + b"<item><link>"
        + HOST.encode()
        + b"/kabar/32</link><title>Kab",
        urls=at(31, 32),
    ),
    FeedFault(
        sub="cut last entry",
        name="behind-the-address-in-a-sitemap",
        body=f"{SITEMAP}{_url(33)}<url><loc>{HOST}/kabar/34</loc><lastmod>2023-05".encode(),
        urls=at(33, 34),
        url=f"{HOST}/sitemap.xml",
    ),
    # Counter-example: of an address that is cut nobody knows how it goes on.
    FeedFault(
        sub="cut last entry",
        name="within-the-address",
        body=f"{SITEMAP}{_url(35)}<url><loc>{HOST}/kabar/3".encode(),
        urls=at(35),
        url=f"{HOST}/sitemap.xml",
    ),
    FeedFault(
        sub="cdata within cdata",
        name="in-a-description",
        body=_rss(
            "<item><description><![CDATA[Ringkas <![CDATA[dalam]]> akhir]]></description>"
            f"<title>Ombak besar</title><link>{HOST}/kabar/41</link></item>",
            _item(42),
        ),
        urls=at(41, 42),
        titles=("Ombak besar", "Kabar teluk"),
    ),
    FeedFault(
        sub="cdata within cdata",
        name="in-a-title",
        body=_rss(_item(43, title="<![CDATA[<![CDATA[Nelayan pulang]]]]>"), _item(44)),
        urls=at(43, 44),
        titles=("Nelayan pulang", "Kabar teluk"),
    ),
    FeedFault(
        sub="cdata within cdata",
        name="round-an-address",
        body=f"{SITEMAP}<url><loc><![CDATA[<![CDATA[{HOST}/kabar/45]]>]]></loc></url>"
        f"{_url(46)}</urlset>".encode(),
        urls=at(45, 46),
        url=f"{HOST}/sitemap.xml",
    ),
    FeedFault(
        sub="gzip members",
        name="sitemap-in-two",
        body=gzip.compress(_WHOLE[:150]) + gzip.compress(_WHOLE[150:]),
        urls=at(1, 2, 3),
        url=f"{HOST}/sitemap.xml.gz",
    ),
    FeedFault(
        sub="gzip members",
        name="feed-in-three-and-zeros-behind",
        body=b"".join(gzip.compress(part) for part in (b"<rss><channel>", _item(51).encode(), b""))
        + bytes(64),
        urls=at(51),
    ),
    # Counter-example: what was read before the damage counts.
    FeedFault(
        sub="gzip members",
        name="second-member-damaged",
        body=gzip.compress(f"{SITEMAP}{_url(52)}".encode()) + b"\x1f\x8b\x08\x00rusak",
        urls=at(52),
        url=f"{HOST}/sitemap.xml.gz",
    ),
)

# A group may name the token with a version: the part before the slash is the product.
ROBOTS_FAULTS = (
    RobotsFault(
        name="token-with-a-version",
        body="User-agent: warta/1.0\nDisallow: /arsip/\n\nUser-agent: *\nAllow: /\n",
        path="/arsip/1",
        allowed=False,
    ),
    RobotsFault(
        name="token-with-a-version-and-a-remark",
        body="User-agent: Warta/2.3 (+https://w.example)\nDisallow: /\n",
        path="/kabar/1",
        allowed=False,
    ),
    RobotsFault(
        name="version-that-is-allowed-more-than-others",
        body="User-agent: *\nDisallow: /\n\nUser-agent: WARTA/1\nDisallow: /cari\n",
        path="/kabar/1",
        allowed=True,
    ),
    # Counter-examples: another product that begins with the same letters, and one that ends so.
    RobotsFault(
        name="another-product-with-the-same-beginning",
        body="User-agent: wartabot/1.0\nDisallow: /\n",
        path="/kabar/1",
        allowed=True,
    ),
    RobotsFault(
        name="another-product-with-the-same-end",
        body="User-agent: harian-warta\nDisallow: /\n\nUser-agent: *\nDisallow: /admin\n",
        path="/kabar/1",
        allowed=True,
    ),
)
