"""When an article was published and last changed, from what the page states and prints.

Values come with their origin: `rule:<template>`, `json-ld`, `meta`, `microdata`, `visible`.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone

from pipelines.extract.page_facts import Sources
from pipelines.html.tree import Node, select, value_of
from pipelines.text import dates

PUBLISHED_METAS = (
    "article:published_time",
    "dable/article:published_time",
    "og:published_time",
    "datepublished",
    "date_published",
    "content_publisheddate",
    "content_publishdate",
    "publishdate",
    "publish_date",
    "publish-date",
    "published_time",
    "pubdate",
    "dcterms.created",
    "dc.date.issued",
    "dc.date",
    "date",
    "sailthru.date",
    "parsely-pub-date",
    "cxenseparse:recs:publishtime",
    "originalpublicationdate",
)
MODIFIED_METAS = (
    "article:modified_time",
    "og:updated_time",
    "datemodified",
    "lastmod",
    "last-modified",
    "dcterms.modified",
)
VISIBLE_DATES = (
    "time[datetime]",
    "[itemprop=datePublished]",
    "time",
    "abbr[title]",
    "[class*=publish i]",
    "[class*=posted-on i]",
    "[class*=entry-date i]",
    "[class*=date i]",
    "[class*=time i]",
    "[class*=tanggal i]",
    "[class*=waktu i]",
)
INDONESIA = timedelta(hours=7)
MIDNIGHT = (0, 0)
EARLIEST = datetime(1945, 8, 17, tzinfo=UTC)  # archives reach back; the zero of a database does not
ZERO = datetime(1970, 1, 1, tzinfo=UTC)
FIRST_PAGES = 1995
AHEAD = timedelta(days=2)
Dated = tuple[datetime | None, str]


def published_at(sources: Sources) -> Dated:
    """Return when the article was published and the origin.

    A source that states the day only gives way to a later one that states a time on the same day,
    one in print to a stamp that has the seconds too, and a stamp in UTC to one in local time that
    reads the same: such stamps are local time under a wrong label.
    """
    first: Dated = (None, "")
    for moment, origin in stated_dates(sources):
        if moment is None or not is_credible(moment, sources.page.fetched_at):
            continue
        if first[0] is None:
            first = (moment, origin)
            if moment.utcoffset() and clock(moment) != MIDNIGHT:
                break
        elif is_better(moment, first[0]):
            return moment, origin
    return to_the_second(sources, *first)


def to_the_second(sources: Sources, moment: datetime | None, origin: str) -> Dated:
    """Return a printed moment with the seconds of the JSON-LD stamp of the same minute."""
    if moment is not None and origin == sources.rule and not moment.second:
        for stamp in sources.data.strings("datePublished", of="@value"):
            exact = parsed(sources, stamp)
            if exact and exact.second and exact.replace(second=0) == moment:
                return exact.astimezone(moment.tzinfo), "json-ld"
    return moment, origin


def is_credible(moment: datetime, fetched_at: datetime) -> bool:
    """Return whether an article can be of that time: no zero of a clock, and no time to come.

    A file from before there were pages has lost its own date, and says nothing of what is to come.
    """
    if moment < EARLIEST or abs(moment - ZERO) <= timedelta(days=1):
        return False
    return moment <= fetched_at + AHEAD or fetched_at.year < FIRST_PAGES


def clock(moment: datetime) -> tuple[int, int]:
    """Return the hour and minute as printed."""
    return moment.hour, moment.minute


def is_better(moment: datetime, first: datetime) -> bool:
    """Return whether a later statement of a time corrects or completes the first one."""
    if not first.utcoffset():
        same = moment.replace(tzinfo=None, second=0) == first.replace(tzinfo=None, second=0)
        return bool(moment.utcoffset()) and same
    same_day = moment.astimezone(first.tzinfo).date() == first.date()
    return clock(first) == MIDNIGHT and clock(moment) != MIDNIGHT and same_day


def stated_dates(sources: Sources) -> Iterator[Dated]:
    """Yield every statement of the publication time, the best first."""
    data = sources.data
    if sources.template:
        for nodes in sources.ruled(sources.template.published):
            yield from ((printed(sources, node), sources.rule) for node in nodes[:3])
    for stamp in data.strings("datePublished", "dateCreated", of="@value"):
        yield parsed(sources, stamp), "json-ld"
    for stamp in data.items.get("datePublished", ())[:3]:
        yield parsed(sources, stamp), "microdata"
    for name in PUBLISHED_METAS:
        yield from ((parsed(sources, stamp), "meta") for stamp in data.contents(name)[:3])
    if sources.layer == "rule" and sources.template and sources.template.published:
        return
    for line in sources.around.near:
        yield dated_line(sources, line), "visible"
    for selector in VISIBLE_DATES:
        for node in select(sources.tree, selector)[:5]:
            yield printed(sources, node), "visible"


def dated_line(sources: Sources, line: str) -> datetime | None:
    """Return the moment that a printed line states, relative ones counted from the fetch."""
    now = sources.page.fetched_at if len(line) < 80 else None
    return dates.parse_date(line, now=now, zone=sources.rules.time_zone)


def printed(sources: Sources, node: Node) -> datetime | None:
    """Return the moment that an element states, by attribute or in print."""
    titled = node.attributes.get("title") if node.tag == "abbr" else ""  # Blogger states it there
    line = (titled or value_of(node))[:300]
    return parsed(sources, line) or dated_line(sources, line)


def parsed(sources: Sources, stamp: str) -> datetime | None:
    """Return the moment of a machine stamp.

    An offset of seven hours west stands for seven hours east: no page here means the Pacific.
    """
    moment = dates.parse_stamp(stamp[:100], zone=sources.rules.time_zone)
    if moment and moment.utcoffset() == -INDONESIA:
        return moment.replace(tzinfo=timezone(INDONESIA))
    return moment


def modified_at(sources: Sources, since: datetime | None) -> Dated:
    """Return when the article was last changed, if that was after it was published."""
    for moment, origin in stated_changes(sources):
        if moment is None or not is_credible(moment, sources.page.fetched_at):
            continue
        if since is None or moment >= since:
            return moment, origin
    return None, ""


def stated_changes(sources: Sources) -> Iterator[Dated]:
    """Yield every statement of the time of the last change, the best first."""
    data = sources.data
    if sources.template:
        for nodes in sources.ruled(sources.template.modified):
            yield printed(sources, nodes[0]), sources.rule
    for stamp in data.strings("dateModified", of="@value"):
        yield parsed(sources, stamp), "json-ld"
    for stamp in data.items.get("dateModified", ())[:1]:
        yield parsed(sources, stamp), "microdata"
    for name in MODIFIED_METAS:
        yield from ((parsed(sources, stamp), "meta") for stamp in data.contents(name))
