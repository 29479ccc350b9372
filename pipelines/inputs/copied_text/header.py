"""Reads the header block of a copied text, the lines above the body, into fields."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from pipelines.clean.rules import CleaningRule, RuleKind, RuleScope, whole_line, within
from pipelines.records import Removed, Rules
from pipelines.text.bylines import credits, names
from pipelines.text.dates import parse_date
from pipelines.text.prose import is_headline

CLOCK = re.compile(r"\d{1,2}[:.]\d{2}")
_TOP_OF_SITE = ("home", "beranda", "depan")
_LABELLED = re.compile(
    r"(?P<label>judul|title|tanggal|date|waktu|terbit|published|kategori|rubrik|kanal|section|category|"
    r"url|link|tautan|tags?|kata kunci|topik)\s?[:=]\s?(?P<value>.+)",
    re.I,
)
_ROLE_LABEL = re.compile(r"\b(?:penulis|reporter|pewarta|oleh|rep|jurnalis)\s?:", re.I)
_CREDIT_ALONE = re.compile(
    r"(?:[\w\-]+\.)+(?:com|org|net|id|co\.id|gov|int)(?:/.{0,60})?|"
    r"(?:ap|afp|epa|reuters|antara|republika|getty images|xinhua|dok|ist|istimewa|flickr|wikipedia|"
    r"wikimedia|pixabay|unsplash|pexels|freepik|shutterstock|instagram|twitter|youtube|foto)\b"
    r"(?:\s?(?:photo|foto|images))?(?:\s?[/:.@]\s?.{0,60})?|"
    r"[A-Z]\w+(?: \w+)?/(?:[A-Z][\w.]+ ?){1,4}",
    re.I,
)
_CAPTION_CUE = re.compile(
    r"^(?:ilustrasi|foto|potret|suasana|infografis|tangkapan layar)\b|"
    r"\((?:foto|dok|ist|tengah|kiri|kanan|ap|afp|reuters|antara|instagram|sumber|[\w.]+\.\w+/)[^)]*\)|"
    r"\([\w.]+\.(?:com|co\.id|id|net)\)$",
    re.I,
)
_BRAND_TAIL = re.compile(
    r"\s+[|\-–—]\s+(?:[\w ]{0,25}\.(?:com|co\.id|id|net|co|tv)|[\w]+ Online|Halaman all)$", re.I
)


@dataclass(slots=True)
class Head:
    """The fields read from the header block so far."""

    title: str = ""
    deck: str = ""
    section: str = ""
    authors: list[str] = field(default_factory=list)
    editors: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    captions: list[str] = field(default_factory=list)
    published_at: datetime | None = None
    modified_at: datetime | None = None
    removed: list[Removed] = field(default_factory=list)
    after_credit: bool = False  # the last line was a photo credit: a caption follows
    list_of: str = ""  # rule id of a label above: links follow
    closed: bool = False  # after a date, byline or credit no deck follows

    def remove(self, line: str, rule: str) -> None:
        """Record a header line as removed by the rule."""
        self.removed.append(Removed(line=line, rule=rule))


def title_line(lines: Sequence[str], rules: Rules) -> int:
    """Return the index of the headline among the header lines, 0 if no line qualifies.

    A copy of a whole page has menus on top. So the headline is the topmost line in the block of
    long lines right above the first date or byline, or without these the first long line.
    """
    fit = [_could_be_title(line, rules) for line in lines]
    for is_anchor in (_is_timed, _is_credit, _is_dated):
        for number, line in enumerate(lines):
            if is_anchor(line) and (top := _top_of_block(lines[:number], fit, rules)) is not None:
                return top
    if True in fit:
        return fit.index(True)
    loose = [0 if _is_recognised(line, rules) else len(line.split()) for line in lines]
    return loose.index(max(loose)) if any(loose) else 0


def _is_timed(line: str) -> bool:
    return _is_dated(line) and CLOCK.search(line) is not None


def _is_dated(line: str) -> bool:
    return line.count(" ") < 16 and parse_date(line) is not None


def _is_credit(line: str) -> bool:
    return credits(line) is not None


def _top_of_block(lines: Sequence[str], fit: Sequence[bool], rules: Rules) -> int | None:
    """Return the index of the topmost possible headline in the last block of these lines."""
    top, byline = None, True
    for number in range(len(lines) - 1, -1, -1):
        line = lines[number]
        if fit[number]:
            top = number
        elif byline and top is None and names(line) and not is_breadcrumb(line):
            byline = False  # one line of names may be between headline and date
        elif not _is_recognised(line, rules) or is_breadcrumb(line) or (top and _is_dated(line)):
            break
    return top


def _could_be_title(line: str, rules: Rules) -> bool:
    known = whole_line(line, RuleScope.LINE, rules.site)
    if known and known.id == "caption.labelled":  # `FOTO: ...` opens headlines too
        return is_headline(line)
    return line.count(" ") >= 3 and line[0] != "#" and not _is_recognised(line, rules)


def _is_recognised(line: str, rules: Rules) -> bool:
    """Return whether the line is recognised as a date, a credit, a button or a field."""
    known = whole_line(line, RuleScope.LINE, rules.site)
    return known is not None or is_header_line(line, rules) or _is_dated(line) or is_labelled(line)


def is_breadcrumb(line: str) -> bool:
    """Return whether the line is a breadcrumb or the menu's `Home`."""
    known = whole_line(line, RuleScope.HEAD, "")
    return known is not None and known.id == "header.breadcrumb"


def read_above(head: Head, line: str, near: bool) -> None:
    """Read a line above the headline: a breadcrumb, or a section if right above it (`near`)."""
    known = whole_line(line, RuleScope.HEAD, "")
    if is_breadcrumb(line):
        section = re.split(r"\s*[>»›/|]\s*", line)[-1]
        head.section = section if section.lower() not in _TOP_OF_SITE else head.section
    elif known is None and near and len(line) < 30:
        head.section = line
    head.remove(line, known.id if known else "header.above")


def read_line(
    head: Head, line: str, below: Sequence[str], fetched_at: datetime, rules: Rules
) -> None:
    """Read a header line, from the headline down, into the field that it fits."""
    after_credit, head.after_credit = head.after_credit, False
    if _read_labelled(head, line, fetched_at, rules):
        return
    if head.title and read_glued(head, line, 0):
        return
    if _read_stated(head, line, fetched_at, rules):
        head.closed = head.closed or bool(head.title)
        return
    if not head.title:
        _read_title(head, line, rules)
    elif head.list_of and is_headline(line):
        head.remove(line, f"{head.list_of}.item")
    elif after_credit or _CAPTION_CUE.search(line):
        head.captions.append(line)
        head.remove(line, "header.caption")
    elif _CREDIT_ALONE.fullmatch(line):
        head.after_credit = head.closed = True
        head.remove(line, "header.photo_credit")
    elif _is_byline(line, below, head, rules):
        head.authors += names(line, rules.brands)
        head.remove(line, "header.byline")
        head.closed = True
    elif not head.deck and not head.closed and len(line.split()) > 2:
        head.deck = line
        head.remove(line, "header.deck")
    elif len(line.split()) > 4:
        head.captions.append(line)
        head.remove(line, "header.caption")
    else:
        head.remove(line, "header.other")


def _read_labelled(head: Head, line: str, fetched_at: datetime, rules: Rules) -> bool:
    """Read a labelled field (`Judul: ...`, `Tanggal: ...`) and return whether it is one."""
    match = _LABELLED.fullmatch(line)
    if match is None:
        return False
    label, value = match["label"].lower(), match["value"].strip()
    if label in ("judul", "title"):
        if head.title:
            return False
        head.title = value
    elif label in ("tanggal", "date", "waktu", "terbit", "published"):
        moment = parse_date(value, now=fetched_at, zone=rules.time_zone)
        if moment is None:
            return False
        head.published_at = head.published_at or moment
    elif label in ("kategori", "rubrik", "kanal", "section", "category"):
        head.section = value
    elif label in ("tag", "tags", "kata kunci", "topik"):
        head.tags += [tag.strip(" #") for tag in re.split(r"[,;|]", value) if tag.strip(" #")]
    head.remove(line, "header.labelled")
    return True


def _read_stated(head: Head, line: str, fetched_at: datetime, rules: Rules) -> bool:
    """Read a date, credit, breadcrumb or button and return whether the line is one."""
    people = credits(line)
    if people is not None:
        head.authors += people.authors
        head.editors += people.editors
        head.remove(line, "header.credits")
        return True
    if line.count(" ") < 16 and (moment := parse_date(line, now=_now(line, fetched_at, rules))):
        if re.search(r"diperbarui|update|diubah", line, re.I) and head.published_at:
            head.modified_at = head.modified_at or moment
        else:
            head.published_at = head.published_at or moment
        label = _ROLE_LABEL.search(line)
        head.authors += names(line[label.start() :] if label else line, rules.brands)
        head.remove(line, "header.date")
        return True
    known = (
        whole_line(line, RuleScope.HEAD, rules.site)
        or whole_line(line, RuleScope.LINE, rules.site)
        or next((r for r, m in within(line, RuleScope.INLINE, rules.site) if m[0] == line), None)
        or _list_label(line, rules)
    )
    if known is None or (known.kind is RuleKind.CAPTION and not head.title):
        return False
    if known.id == "header.breadcrumb":
        head.section = re.split(r"\s*[>»›/|]\s*", line)[-1]
    elif known.kind is RuleKind.CAPTION and known.id != "caption.labelled":
        head.captions.append(line)
    elif known.kind is RuleKind.CREDIT:
        head.authors += names(line, rules.brands)
    head.list_of = known.id if known.headlines else ""
    head.remove(line, known.id)
    return True


def _list_label(line: str, rules: Rules) -> CleaningRule | None:
    rule = whole_line(line, RuleScope.TAIL, rules.site)
    return rule if rule and rule.headlines else None


def _now(line: str, fetched_at: datetime, rules: Rules) -> datetime | None:
    """Return the reference time for relative dates if the line is only a date, else None."""
    return fetched_at if whole_line(line, RuleScope.HEAD, rules.site) else None


def _read_title(head: Head, line: str, rules: Rules) -> None:
    title = _BRAND_TAIL.sub("", line)
    for brand in rules.brands:
        title = re.sub(rf"\s+[|\-–—]\s+{re.escape(brand)}$", "", title, flags=re.I)
    head.title = title
    if title != line:
        head.remove(line[len(title) :].strip(), "header.outlet")


def _is_byline(line: str, below: Sequence[str], head: Head, rules: Rules) -> bool:
    """Return whether the line is a byline: capitalised names next to a date or with an outlet."""
    people = names(line, rules.brands)
    words = line.split()
    if not people or len(words) > 10 or line[-1] in ".!?:":
        return False
    bare = all(word[0].isupper() for name in people for word in name.split() if word[0].isalpha())
    if not bare or any(len(name.split()) > 5 for name in people):
        return False
    outlet = re.search(r"\s[-–|]\s|^(?:oleh|by)\s", line, re.I) is not None
    beside = bool(below) and (is_header_line(below[0], rules) or parse_date(below[0]) is not None)
    return outlet or ((beside or head.closed) and len(words) <= 6)


def read_glued(head: Head, line: str, position: int) -> bool:
    """Read a caption glued to a copy of the title, and return whether the line is one."""
    rest = line[len(head.title) :]
    if len(head.title) < 15 or not line.startswith(head.title) or len(rest.split()) < 2:
        return False
    if rest[0].isspace() and rest.lstrip()[0].islower():
        return False
    head.captions.append(rest.strip(" -–—|"))
    head.removed.append(Removed(line=line, rule="caption.titled", position=position))
    return True


def is_header_line(line: str, rules: Rules) -> bool:
    """Return whether the line belongs to a header: a date, byline, photo credit or button."""
    if whole_line(line, RuleScope.HEAD, rules.site) or _CREDIT_ALONE.fullmatch(line):
        return True
    known = whole_line(line, RuleScope.LINE, rules.site)
    if known and known.kind is RuleKind.CREDIT:
        return credits(line) is not None
    return known is not None and known.id in ("footer.share", "caption.labelled")


def is_labelled(line: str) -> bool:
    """Return whether the line is a labelled field: `Judul: ...`, `Tanggal: ...`."""
    return _LABELLED.match(line) is not None
