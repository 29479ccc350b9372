"""When an article was published and last changed, from metadata, templates and printed dates.

Origins: `rule:<template>`, `system:<template>`, `json-ld`, `meta`, `microdata`, `visible`.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone

from pipelines.extract.page_facts import PageFacts, Stated
from pipelines.extract.reading import Reading
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
EARLIEST = datetime(1945, 8, 17, tzinfo=UTC)  # some archives go back so far; 1900 is a default
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
FIRST_PAGES = 1995  # a fetch time before that year is not the page's own
AHEAD = timedelta(days=2)
Time = Stated[datetime | None]
NO_TIME: Time = Stated(None, "")


def published_at(reading: Reading) -> Time:
    """Return when the article was published, with the offset that the page states.

    The first source counts, with three exceptions. A source that states the day only gives way to a
    later one that states a time on the same day, and a printed time to a stamp that has the seconds
    too. A stamp in UTC gives way to one in local time with the same clock time: such stamps are
    local time with a wrong offset.
    """
    first = NO_TIME
    for stated in stated_dates(reading):
        moment = stated.value
        if moment is None or not is_credible(moment, reading.facts.page.fetched_at):
            continue
        if first.value is None:
            first = stated
            if moment.utcoffset() and clock(moment) != MIDNIGHT:
                break
        elif is_better(moment, first.value):
            return stated
    return to_the_second(reading, first)


def to_the_second(reading: Reading, stated: Time) -> Time:
    """Return a printed time with the seconds of the JSON-LD stamp of the same minute."""
    moment, origin = stated
    if moment is not None and origin == reading.template_origin and not moment.second:
        for stamp in reading.facts.metadata.strings("datePublished", of="@value"):
            exact = parsed(reading.facts, stamp)
            if exact and exact.second and exact.replace(second=0) == moment:
                return Stated(exact.astimezone(moment.tzinfo), "json-ld")
    return stated


def is_credible(moment: datetime, fetched_at: datetime) -> bool:
    """Return whether a time can be an article's: not a default such as 1970, not in the future.

    A fetch time before 1995 is not the page's own; then no time counts as in the future.
    """
    if moment < EARLIEST or abs(moment - EPOCH) <= timedelta(days=1):
        return False
    return moment <= fetched_at + AHEAD or fetched_at.year < FIRST_PAGES


def clock(moment: datetime) -> tuple[int, int]:
    """Return the hour and minute as printed."""
    return moment.hour, moment.minute


def is_better(moment: datetime, first: datetime) -> bool:
    """Return whether a later source corrects the offset of the first time or adds a clock time."""
    if not first.utcoffset():
        same = moment.replace(tzinfo=None, second=0) == first.replace(tzinfo=None, second=0)
        return bool(moment.utcoffset()) and same
    same_day = moment.astimezone(first.tzinfo).date() == first.date()
    return clock(first) == MIDNIGHT and clock(moment) != MIDNIGHT and same_day


def stated_dates(reading: Reading) -> Iterator[Time]:
    """Yield the publication time from every source, the most reliable first.

    Printed dates are left out where the outlet's own template has selectors for them, unless
    neither these nor the metadata give a time.
    """
    silent = True
    for stated in machine_dates(reading):
        silent = silent and stated.value is None
        yield stated
    if silent or not (reading.is_ruled and reading.template.published):
        yield from printed_dates(reading)


def machine_dates(reading: Reading) -> Iterator[Time]:
    """Yield the publication time that the template's selectors and the metadata give."""
    facts, metadata = reading.facts, reading.facts.metadata
    for nodes in reading.matches(reading.template.published):
        for node in nodes[:3]:
            yield Stated(printed(facts, node), reading.template_origin)
    for stamp in metadata.strings("datePublished", "dateCreated", of="@value"):
        yield Stated(parsed(facts, stamp), "json-ld")
    for stamp in metadata.items.get("datePublished", ())[:3]:
        yield Stated(parsed(facts, stamp), "microdata")
    for name in PUBLISHED_METAS:
        for stamp in metadata.contents(name)[:3]:
            yield Stated(parsed(facts, stamp), "meta")


def printed_dates(reading: Reading) -> Iterator[Time]:
    """Yield the dates printed around headline and text, then those of elements named for one."""
    facts = reading.facts
    for line in reading.nearby_lines.near:
        yield Stated(dated_line(facts, line), "visible")
    for selector in VISIBLE_DATES:
        for node in select(facts.tree, selector)[:5]:
            yield Stated(printed(facts, node), "visible")


def dated_line(facts: PageFacts, line: str) -> datetime | None:
    """Return the time that a printed line states, None if it states none.

    Relative times ("2 jam lalu") count from the fetch, in lines shorter than 80 characters.
    """
    now = facts.page.fetched_at if len(line) < 80 else None
    return dates.parse_date(line, now=now, zone=facts.rules.time_zone)


def printed(facts: PageFacts, node: Node) -> datetime | None:
    """Return the time that an element states in an attribute or prints, None if it has none."""
    titled = (
        node.attributes.get("title") if node.tag == "abbr" else ""
    )  # Blogger puts the time there
    line = (titled or value_of(node))[:300]
    return parsed(facts, line) or dated_line(facts, line)


def parsed(facts: PageFacts, stamp: str) -> datetime | None:
    """Return the time of a machine-readable stamp, None if it is not valid.

    An offset of -07:00 is read as +07:00: outlets in Indonesia write it by mistake.
    """
    moment = dates.parse_stamp(stamp[:100], zone=facts.rules.time_zone)
    if moment and moment.utcoffset() == -INDONESIA:
        return moment.replace(tzinfo=timezone(INDONESIA))
    return moment


def modified_at(reading: Reading, published: datetime | None) -> Time:
    """Return when the article was last changed, None if that was before it was published."""
    for stated in stated_changes(reading):
        moment = stated.value
        if moment is None or not is_credible(moment, reading.facts.page.fetched_at):
            continue
        if published is None or moment >= published:
            return stated
    return NO_TIME


def stated_changes(reading: Reading) -> Iterator[Time]:
    """Yield the time of the last change from every source, the most reliable first."""
    facts, metadata = reading.facts, reading.facts.metadata
    for nodes in reading.matches(reading.template.modified):
        yield Stated(printed(facts, nodes[0]), reading.template_origin)
    for stamp in metadata.strings("dateModified", of="@value"):
        yield Stated(parsed(facts, stamp), "json-ld")
    for stamp in metadata.items.get("dateModified", ())[:1]:
        yield Stated(parsed(facts, stamp), "microdata")
    for name in MODIFIED_METAS:
        for stamp in metadata.contents(name):
            yield Stated(parsed(facts, stamp), "meta")
