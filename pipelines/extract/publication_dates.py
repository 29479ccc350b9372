"""When an article was published and last changed, from metadata, templates and printed dates.

Origins: `rule:<template>`, `system:<template>`, `json-ld`, `meta`, `microdata`, `visible`.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from pipelines.extract import printed_dates
from pipelines.extract.page_facts import PageFacts, Stated
from pipelines.extract.reading import Reading
from pipelines.html.tree import Node, text_of, value_of
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
PACIFIC = timedelta(hours=-7)
UTC_OFFSET = timedelta(0)
MIDNIGHT = (0, 0)
EARLIEST = datetime(1945, 8, 17, tzinfo=UTC)  # some archives go back so far; 1900 is a default
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
FIRST_PAGES = 1995  # a fetch time before that year is not the page's own
AHEAD = timedelta(days=2)
UNKNOWN_ZONE = "unknown-zone"  # flag: the clock time is not known


class Time(NamedTuple):
    """A time that a page states, its origin, and the name of its zone where nobody knows that.

    With an unknown zone the value is midnight of the day.
    """

    value: datetime | None
    origin: str
    zone: str = ""

    @property
    def stated(self) -> Stated[datetime | None]:
        """The value with its origin."""
        return Stated(self.value, self.origin)


NO_TIME = Time(None, "")


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
            if moment.utcoffset() not in (UTC_OFFSET, PACIFIC) and clock(moment) != MIDNIGHT:
                break
        elif is_better(moment, first.value):
            return stated
    return to_the_second(reading, first)


def to_the_second(reading: Reading, stated: Time) -> Time:
    """Return a printed time with the seconds of the JSON-LD stamp of the same minute."""
    moment, origin, _ = stated
    if moment is not None and origin == reading.template_origin and not moment.second:
        for stamp in reading.facts.metadata.strings("datePublished", of="@value"):
            exact = parsed(reading.facts, stamp).moment
            if exact and exact.second and exact.replace(second=0) == moment:
                return Time(exact.astimezone(moment.tzinfo), "json-ld")
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
    if first.utcoffset() in (UTC_OFFSET, PACIFIC):
        same = moment.replace(tzinfo=None, second=0) == first.replace(tzinfo=None, second=0)
        if same and moment.utcoffset() not in (UTC_OFFSET, PACIFIC):
            return True
        if first.utcoffset() == UTC_OFFSET:
            return False
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
        yield from visible_dates(reading)


def machine_dates(reading: Reading) -> Iterator[Time]:
    """Yield the publication time that the template's selectors and the metadata give."""
    facts, metadata = reading.facts, reading.facts.metadata
    for nodes in reading.matches(reading.template.published):
        for node in nodes[:3]:
            if reading.is_ruled or not printed_dates.says_changed(node):
                yield timed(printed(facts, node), reading.template_origin)
    for stamp in metadata.strings("datePublished", "dateCreated", of="@value"):
        yield timed(parsed(facts, stamp), "json-ld")
    for name in PUBLISHED_METAS[:PAGE_LEVEL]:
        for stamp in metadata.contents(name)[:3]:
            yield timed(parsed(facts, stamp), "meta")
    for stamp in metadata.items.get("datePublished", ())[:3]:
        yield timed(parsed(facts, stamp), "microdata")
    for name in PUBLISHED_METAS[PAGE_LEVEL:]:
        for stamp in metadata.contents(name)[:3]:
            yield timed(parsed(facts, stamp), "meta")


PAGE_LEVEL = 3  # metas of the article alone; microdata may be of a change (Goal, 2017)


def visible_dates(reading: Reading) -> Iterator[Time]:
    """Yield the times printed at the headline, without those of changes."""
    facts = reading.facts
    changes = [text for n in printed_dates.changed_elements(reading) if (text := text_of(n, 200))]
    others = printed_dates.texts_of_others(reading)
    for line in printed_dates.own_lines(reading):
        own = line
        for text in (*changes, *others):
            own = own.replace(text, " ", 1)
        for part in printed_dates.parts_of(own):
            if not part.changed:
                yield timed(dated_line(facts, part.text), "visible")
    title = reading.title.value
    for node in printed_dates.own_elements(reading):
        if printed_dates.says_changed(node) or printed_dates.is_teaser(node, title):
            continue
        yield timed(printed(facts, node), "visible")


def timed(read: dates.Read, origin: str) -> Time:
    """Return what was read as a time of that origin."""
    return Time(read.moment, origin, read.unknown_zone)


def dated_line(facts: PageFacts, line: str) -> dates.Read:
    """Return the time that a printed line states.

    Relative times ("2 jam lalu") count from the fetch, in lines shorter than 80 characters.
    """
    now = facts.page.fetched_at if len(line) < 80 else None
    return dates.read_date(line, now=now, zone=facts.zone)


def printed(facts: PageFacts, node: Node) -> dates.Read:
    """Return the time that an element states in an attribute or prints."""
    titled = (
        node.attributes.get("title") if node.tag == "abbr" else ""
    )  # Blogger puts the time there
    line = (titled or value_of(node))[:300]
    if titled or line != text_of(node, 300):
        stamp = parsed(facts, line)
        if stamp.moment:
            return stamp
    own = next(
        (p.text for p in printed_dates.parts_of(line) if not p.changed and p.text.strip()), line
    )
    stamp = parsed(facts, own)
    return stamp if stamp.moment else dated_line(facts, own)


def parsed(facts: PageFacts, stamp: str) -> dates.Read:
    """Return the time of a machine-readable stamp.

    The offset that an outlet states by mistake (`Rules.wrong_offset`) is read as its time zone.
    """
    read = dates.read_stamp(stamp[:100], zone=facts.zone)
    moment = read.moment
    if moment and facts.rules.wrong_offset and moment.strftime("%z") == facts.rules.wrong_offset:
        zone = dates.ZONES.get(facts.zone) or ZoneInfo(facts.zone)
        return dates.Read(moment.replace(tzinfo=zone))
    return read


def modified_at(reading: Reading, published: datetime | None) -> Time:
    """Return when the article was last changed, None if that was before it was published."""
    for stated in stated_changes(reading):
        moment = stated.value
        if moment is None or not is_credible(moment, reading.facts.page.fetched_at):
            continue
        if published is not None and moment.utcoffset() == PACIFIC != published.utcoffset():
            moment = moment.replace(tzinfo=published.tzinfo)  # local time, as the publication
        if published is None or moment >= published:
            return stated._replace(value=moment)
    return NO_TIME


def stated_changes(reading: Reading) -> Iterator[Time]:
    """Yield the time of the last change from every source, the most reliable first.

    Dates printed on a page of a known outlet are left out where its template names the element of
    the publication date or its metadata states a change: reading the lines costs a fifth of the
    time of such a page.
    """
    facts, metadata = reading.facts, reading.facts.metadata
    for nodes in reading.matches(reading.template.modified):
        yield timed(printed(facts, nodes[0]), reading.template_origin)
    for stamp in metadata.strings("dateModified", of="@value"):
        yield timed(parsed(facts, stamp), "json-ld")
    for stamp in metadata.items.get("dateModified", ())[:1]:
        yield timed(parsed(facts, stamp), "microdata")
    for name in MODIFIED_METAS:
        for stamp in metadata.contents(name):
            yield timed(parsed(facts, stamp), "meta")
    machine = metadata.strings("dateModified", of="@value") or metadata.meta(*MODIFIED_METAS)
    if reading.is_ruled and (reading.template.published or machine):
        return
    for node in printed_dates.changed_elements(reading):
        yield timed(parsed(facts, value_of(node)), "visible")
    for line in printed_dates.own_lines(reading):
        for part in printed_dates.parts_of(line):
            if part.changed:
                yield timed(dated_line(facts, part.text), "visible")
