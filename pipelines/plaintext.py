"""A page's text as a person copied it, to an article.

Such a text is a header block (breadcrumb, headline, deck, byline, date, buttons, photo credit and
caption), the body, and what stood below it. The body begins at the dateline where there is one,
else at the first running text. What is told apart here is recorded in `removed` like what cleaning
takes out; boilerplate inside and below the body is left to `pipelines.clean`.

A text without a headline takes the first sentence of its body as its title.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from pipelines.boilerplate import Kind, Scope, whole_line, within
from pipelines.bylines import credits, names
from pipelines.datelines import dateline
from pipelines.dates import parse_date
from pipelines.prose import is_prose, plain, tidy
from pipelines.records import Article, Drop, Reason, Removed, Rules
from pipelines.urls import host_of

STEP = "plaintext"
LONGEST_TITLE = 120  # of a title that is made from the first sentence, in characters
WRAPPED_WIDTH = 120  # longer lines than this are paragraphs
HEADER_LINES = 40  # a header block is shorter than this

_INVISIBLE = re.compile(r"[\u200b-\u200f\u2060\ufeff\u00ad]")
_LABELLED = re.compile(
    r"(?P<label>judul|title|tanggal|date|waktu|terbit|published|kategori|rubrik|kanal|section|category|"
    r"url|link|tautan|tags?|kata kunci|topik)\s?[:=]\s?(?P<value>.+)",
    re.I,
)
_ROLE_ALONE = re.compile(
    r"(?:penulis|editor|reporter|pewarta|oleh|by|author|red|rep|jurnalis|kontributor)\s?:?", re.I
)
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
    r"\((?:foto|dok|ist|tengah|kiri|kanan|ap|afp|reuters|antara|instagram|[\w.]+\.\w+/)[^)]*\)",
    re.I,
)
_WRITER_BOX = re.compile(
    r"(?P<name>\w[\w.'’\- ]{1,60}?)\s+(?:Photo\s+)?"
    r"(?:(?:Verified|Community|Regular|Senior|Official)\s+)?(?:Writer|Author|Editor|Member|Penulis)s?\s+(?P=name)"
)
_END = re.compile(
    r"(?:copyright|hak cipta)?\s?(?:©|\(c\))\s?\d{0,4}.*|(?:tags?|tag terkait)\s?:.*", re.I
)
_BRAND_TAIL = re.compile(
    r"\s+[|\-–—]\s+(?:[\w ]{0,25}\.(?:com|co\.id|id|net|co|tv)|[\w]+ Online|Halaman all)$", re.I
)
_SENTENCE = re.compile(r".{20,}?[.!?](?=[\"”’)]*\s|[\"”’)]*$)")


@dataclass(slots=True)
class _Head:
    """What the header block gave so far."""

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
    after_credit: bool = False  # the line before was a photo credit: a caption follows
    closed: bool = False  # a date, byline or credit has come: no deck follows any more

    def took(self, line: str, rule: str) -> None:
        self.removed.append(Removed(line=line, rule=rule))


def parse(text: str, *, url: str, fetched_at: datetime, rules: Rules) -> Article | Drop:
    """Return the article of a copied text, not yet cleaned, or a Drop where there is no body.

    `fetched_at` is what relative dates in the header count from. `origin` says which fields were
    read from the header block and which were made up for want of one (`title`: `first sentence`).
    """
    printed = _lines(text)
    if not printed:
        return _drop(url, rules, Reason.EMPTY, "nothing but white space")
    lines = [plain(line) for line in printed]
    start = _body_start(lines, rules)
    head = _Head()
    for number, line in enumerate(lines[:start]):
        _read_header_line(head, line, lines[number + 1 : start], fetched_at, rules)
    body = _read_body(printed[start:], head)
    if not body:
        return _drop(url, rules, Reason.NO_TEXT, "a headline without a body")
    made = not head.title
    return Article(
        url=url,
        site=rules.site or host_of(url),
        title=head.title or _first_sentence(body[0], rules),
        text="\n".join(body),
        fetched_at=fetched_at,
        deck=head.deck,
        authors=tuple(dict.fromkeys(head.authors)),
        editors=tuple(dict.fromkeys(head.editors)),
        published_at=head.published_at,
        modified_at=head.modified_at,
        dateline=dateline(body[0], rules.brands),
        section=head.section,
        tags=tuple(head.tags),
        captions=tuple(dict.fromkeys(head.captions)),
        removed=tuple(head.removed),
        origin={"title": "first sentence" if made else "text", "text": "text"},
    )


def _drop(url: str, rules: Rules, reason: Reason, detail: str) -> Drop:
    return Drop(url=url, reason=reason, step=STEP, site=rules.site or host_of(url), detail=detail)


def _lines(text: str) -> list[str]:
    """The lines with text, in one form of blanks; hard-wrapped paragraphs are joined again."""
    raw = [tidy(line) for line in _INVISIBLE.sub("", text).splitlines()]
    width = max(map(len, raw), default=0)
    lines: list[str] = []
    open_role = blank = False
    for line in raw:
        if not line:
            blank = True
            continue
        before = lines[-1] if lines else ""
        if open_role and names(line):
            lines[-1] = f"{before.rstrip(' :')}: {line}"
        elif before and not blank and width <= WRAPPED_WIDTH and _runs_on(before, line):
            lines[-1] = f"{before} {line}"
        else:
            lines.append(line)
        open_role = _ROLE_ALONE.fullmatch(line) is not None
        blank = False
    return lines


def _runs_on(line: str, following: str) -> bool:
    """Whether a sentence runs on from one line to the next without a paragraph's end."""
    return len(line) >= 50 and line[-1] not in '.!?:"”)' and following[0].islower()


def _body_start(lines: Sequence[str], rules: Rules) -> int:
    """The number of the first line of the body."""
    sentences = [n for n, line in enumerate(lines) if _is_body(line, rules)]
    for n in sentences:
        if n < HEADER_LINES and dateline(lines[n], rules.brands) and not _is_glued(lines, n):
            return n
    if not sentences:
        return min(1, len(lines) - 1)
    start = sentences[0]
    for n in sentences[1:]:
        between = lines[start + 1 : n]
        if n >= HEADER_LINES or len(lines[start].split()) > 45 or start == 0:
            break
        if not any(_is_header_line(line, rules) for line in between):
            break
        start = n
    return start


def _is_body(line: str, rules: Rules) -> bool:
    if not is_prose(line):
        return len(line.split()) < 6 and dateline(line, rules.brands) == line.rstrip(" -–—:")
    known = whole_line(line, Scope.LINE, rules.site) or whole_line(line, Scope.HEAD, rules.site)
    return known is None and not _LABELLED.match(line)


def _is_glued(lines: Sequence[str], n: int) -> bool:
    return any(len(lines[m]) > 15 and lines[n].startswith(lines[m]) for m in range(n))


def _is_header_line(line: str, rules: Rules) -> bool:
    """Whether the line can only stand above a body: a date, a byline, a photo credit, a button."""
    if whole_line(line, Scope.HEAD, rules.site) or _CREDIT_ALONE.fullmatch(line):
        return True
    known = whole_line(line, Scope.LINE, rules.site)
    if known and known.kind is Kind.CREDIT:
        return credits(line) is not None
    return known is not None and known.id in ("footer.share", "caption.labelled")


def _read_header_line(
    head: _Head, line: str, below: Sequence[str], fetched_at: datetime, rules: Rules
) -> None:
    after_credit, head.after_credit = head.after_credit, False
    if _read_labelled(head, line, fetched_at, rules):
        return
    if head.title and _read_glued(head, line, 0):
        return
    if _read_stated(head, line, fetched_at, rules):
        head.closed = head.closed or bool(head.title)
        return
    if not head.title:
        _read_title(head, line, below, rules)
    elif after_credit or _CAPTION_CUE.search(line):
        head.captions.append(line)
        head.took(line, "header.caption")
    elif _CREDIT_ALONE.fullmatch(line):
        head.after_credit = head.closed = True
        head.took(line, "header.photo_credit")
    elif _is_byline(line, below, head, rules):
        head.authors += names(line, rules.brands)
        head.took(line, "header.byline")
        head.closed = True
    elif not head.deck and not head.closed and len(line.split()) > 2:
        head.deck = line
        head.took(line, "header.deck")
    elif len(line.split()) > 4:
        head.captions.append(line)
        head.took(line, "header.caption")
    else:
        head.took(line, "header.other")


def _read_labelled(head: _Head, line: str, fetched_at: datetime, rules: Rules) -> bool:
    """Read `Judul: ...`, `Tanggal: ...` and the like, as people's own files have them."""
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
    head.took(line, "header.labelled")
    return True


def _read_stated(head: _Head, line: str, fetched_at: datetime, rules: Rules) -> bool:
    """Read dates, credits, breadcrumbs and buttons: lines whose form says what they are."""
    people = credits(line)
    if people is not None:
        head.authors += people.authors
        head.editors += people.editors
        head.took(line, "header.credits")
        return True
    if len(line) <= 150 and (moment := parse_date(line, now=_now(line, fetched_at, rules))):
        if re.search(r"diperbarui|update|diubah", line, re.I) and head.published_at:
            head.modified_at = head.modified_at or moment
        else:
            head.published_at = head.published_at or moment
        if whole_line(line, Scope.HEAD, rules.site) is None and len(line.split()) < 16:
            head.authors += [n for n in names(line, rules.brands) if n not in head.authors]
        elif len(line.split()) >= 16:
            return False
        head.took(line, "header.date")
        return True
    known = (
        whole_line(line, Scope.HEAD, rules.site)
        or whole_line(line, Scope.LINE, rules.site)
        or next((r for r, m in within(line, Scope.INLINE, rules.site) if m[0] == line), None)
    )
    if known is None or (known.kind is Kind.CAPTION and not head.title):
        return False
    if known.id == "header.breadcrumb":
        head.section = re.split(r"\s*[>»›/|]\s*", line)[-1]
    elif known.kind is Kind.CAPTION and len(line.split()) > 4:
        head.captions.append(line)
    head.took(line, known.id)
    return True


def _now(line: str, fetched_at: datetime, rules: Rules) -> datetime | None:
    """The moment that a relative date counts from, where the line is nothing but such a date."""
    return fetched_at if whole_line(line, Scope.HEAD, rules.site) else None


def _read_title(head: _Head, line: str, below: Sequence[str], rules: Rules) -> None:
    """Take the line as the title, unless it is a section's name above the real one."""
    short = len(line.split()) < 4
    if short and any(_could_be_title(other, rules) for other in below[:4]):
        head.section = line if len(line) < 30 else head.section
        head.took(line, "header.section")
        return
    title = _BRAND_TAIL.sub("", line)
    for brand in rules.brands:
        title = re.sub(rf"\s+[|\-–—]\s+{re.escape(brand)}$", "", title, flags=re.I)
    head.title = title
    if title != line:
        head.took(line[len(title) :].strip(), "header.outlet")


def _could_be_title(line: str, rules: Rules) -> bool:
    return (
        len(line.split()) >= 4
        and not _is_header_line(line, rules)
        and parse_date(line) is None
        and not _LABELLED.fullmatch(line)
    )


def _is_byline(line: str, below: Sequence[str], head: _Head, rules: Rules) -> bool:
    """Whether the line is people's names: capitalised words beside a date or with their outlet."""
    people = names(line, rules.brands)
    words = line.split()
    if not people or len(words) > 10 or line[-1] in ".!?:":
        return False
    bare = all(word[0].isupper() for name in people for word in name.split() if word[0].isalpha())
    if not bare or any(len(name.split()) > 5 for name in people):
        return False
    outlet = re.search(r"\s[-–|]\s|^(?:oleh|by)\s", line, re.I) is not None
    beside = bool(below) and (_is_header_line(below[0], rules) or parse_date(below[0]) is not None)
    return outlet or ((beside or head.closed) and len(words) <= 6)


def _read_body(printed: Sequence[str], head: _Head) -> list[str]:
    """The lines from the body on, without captions that repeat the title and writers' boxes."""
    body: list[str] = []
    in_box = over = False
    for number, raw in enumerate(printed):
        line = plain(raw)
        if head.title and _read_glued(head, line, len(body)):
            continue
        if match := _WRITER_BOX.fullmatch(line):
            head.authors += names(match["name"])
            head.removed.append(Removed(line=line, rule="tail.writer", position=len(body)))
            in_box = True
            continue
        in_box = in_box and not is_prose(line) and whole_line(line, Scope.TAIL, "") is None
        if in_box:
            head.removed.append(Removed(line=line, rule="tail.biography", position=len(body)))
            continue
        over = over or (_END.fullmatch(line) is not None and _is_over(printed, number))
        if over and is_prose(line) and whole_line(line, Scope.LINE, "") is None:
            head.removed.append(Removed(line=line, rule="tail.below_end", position=len(body)))
        else:
            body.append(raw)
    return body


def _is_over(lines: Sequence[str], number: int) -> bool:
    """Whether little running text follows: then a mark of the end is the end."""
    above = sum(len(line) for line in lines[:number] if is_prose(line))
    below = sum(len(line) for line in lines[number + 1 :] if is_prose(line))
    return above > 0 and below <= 0.25 * above


def _read_glued(head: _Head, line: str, position: int) -> bool:
    """Read a caption that begins with the title, as a copy joins a picture's two texts."""
    rest = line[len(head.title) :]
    if len(head.title) < 15 or not line.startswith(head.title) or len(rest.split()) < 2:
        return False
    if rest[0].isspace() and rest.lstrip()[0].islower():
        return False
    head.captions.append(rest.strip(" -–—|"))
    head.removed.append(Removed(line=line, rule="caption.titled", position=position))
    return True


def _first_sentence(paragraph: str, rules: Rules) -> str:
    """The opening sentence without its dateline, shortened at a word."""
    place = dateline(paragraph, rules.brands)
    text = paragraph[len(place) :].lstrip(" -–—:") if place else paragraph
    sentence = _SENTENCE.match(text)
    title = (sentence[0] if sentence else text).strip().rstrip(".")
    if len(title) <= LONGEST_TITLE:
        return title
    return title[:LONGEST_TITLE].rsplit(" ", 1)[0].rstrip(",;:") + " …"
