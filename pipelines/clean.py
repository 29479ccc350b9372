"""Cleaning: boilerplate out of an article's text, each removal recorded with the rule that did it.

Works on lines, by structure first (what repeats the title, what stands behind the last sentence)
and by the wording of `pipelines.boilerplate` second. What a removed line says about the article
becomes a field before it goes: credits, the source, tags, captions, that the text continues.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from itertools import pairwise

from pipelines.boilerplate import Kind, Matcher, Rule, Scope
from pipelines.bylines import Credits, credits
from pipelines.datelines import AGENCIES, agency, dateline
from pipelines.prose import headline_end, is_headline, is_prose, is_title_like, plain, tidy
from pipelines.records import Article, Drop, Limits, Reason, Removed, Rules

_BOOK_DATA = re.compile(r"(?:judul|penerbit|halaman|tahun terbit|isbn|cetakan|tebal)\b", re.I)
_DOMAIN = re.compile(
    r"(?:di\s?|dari (?:pemberitaan di )?|sumber\s?[:：]\s?)"
    r"(?P<outlet>[\w\-]+\.(?:com|co\.id|co|id|net|news)|detik\w+|[A-Z]\w+ Indonesia)",
    re.I,
)
_TAGS = re.compile(
    r"^(?:tag terkait|tags?|topik terkait|topik pilihan|topik|kata kunci)\s?[:：]?\s*", re.I
)
_AGENCY_PHOTO = re.compile(
    r"\((?:foto\s?:|antara foto|ap photo|afp|reuters|epa|unsplash|shutterstock|dok\b|"
    r"(?:liputan6|bola|fimela)\.com/)[^()]*\)\W*$",
    re.I,
)
_FILLED = ("authors", "editors", "dateline", "tags", "captions", "source_agency")
_WORDS = re.compile(r"\w+")


@dataclass(slots=True)
class _Body:
    """The lines at work: `None` where a line went, and what went, by the index of its line.

    `shown` are the lines as patterns are tried on them, `printed` the same before any went.
    """

    article: Article
    rules: Rules
    lines: list[str | None]
    printed: tuple[str, ...]
    shown: list[str]
    matcher: Matcher
    gone: list[tuple[int, str, str]] = field(default_factory=list)
    notes: list[tuple[Rule, str]] = field(default_factory=list)
    people: list[Credits] = field(default_factory=list)

    def live(self) -> list[tuple[int, str]]:
        shown = self.shown
        return [(i, shown[i]) for i, line in enumerate(self.lines) if line is not None]

    def drop(self, index: int, rule: Rule | str) -> None:
        line = self.lines[index]
        if line is None:
            return
        self.lines[index] = None
        self._note(index, line, rule)

    def cut(self, index: int, start: int, end: int, rule: Rule) -> None:
        line = self.lines[index] or ""
        rest = _joined(line[:start], line[end:])
        self.lines[index] = rest or None
        self.shown[index] = plain(rest)
        self.matcher.take_in(self.shown[index])
        self._note(index, line[start:end].strip(), rule)

    def _note(self, index: int, line: str, rule: Rule | str) -> None:
        if isinstance(rule, Rule):
            self.notes.append((rule, line))
            rule = rule.id
        self.gone.append((index, line, rule))


def clean(article: Article, rules: Rules, limits: Limits) -> Article | Drop:
    """Return the article without boilerplate, or a Drop where nothing is left of its text.

    Cleaning twice changes nothing more. Empty fields are filled from what the removed lines say:
    authors, editors, dateline, tags, captions, source_agency, and the flag `continues`.
    """
    lines = [tidy(line) for line in article.text.split("\n")]
    printed = tuple(map(plain, lines))
    matcher = Matcher("\n".join(printed), rules.site or article.site)
    body = _Body(article, rules, [line or None for line in lines], printed, [*printed], matcher)
    before = -1
    while len(body.gone) != before:
        before = len(body.gone)
        for step in (_head, _roles, _whole_lines, _inside_lines, _tail, _ending):
            step(body)
    text = "\n".join(line for line in body.lines if line is not None)
    if not text:
        return Drop(
            url=article.url,
            reason=Reason.NO_TEXT,
            step="clean",
            site=article.site,
            detail=f"all {len(body.gone)} lines were boilerplate" if body.gone else "empty text",
        )
    return _with_fields(replace(article, text=text, removed=_removed(body)), body)


def _head(body: _Body) -> None:
    """Take out what stands above the first sentence: the title again, the deck, a date line."""
    article = body.article
    known = {
        _key(article.title): "title.repeat",
        _key(article.deck): "deck.repeat",
        **{_key(caption): "caption.repeat" for caption in (*article.captions, *_captions(body))},
    }
    known.pop("", None)
    live = body.live()
    longest = 2 * max(map(len, known), default=0)
    opened = False
    for number, (index, line) in enumerate(live[:6]):
        rule: str | Rule | None = known.get(_key(line)) if len(line) <= longest else None
        opened = opened or is_prose(line)
        if rule is None and not opened:
            rule = body.matcher.whole_line(line, Scope.HEAD)
        if rule and (rule != "deck.repeat" or number < len(live) - 1):
            body.drop(index, rule)


def _roles(body: _Body) -> None:
    """Take out a role that stands alone with the name below it (`Penulis :`, `Sari Wulan`)."""
    live = body.live()
    for (index, line), (following, name) in pairwise(live):
        if line.endswith(":") and len(line) < 20 and not is_prose(name):
            people = credits(f"{line} {name}")
            if people and (people.authors or people.editors) and credits(name) is None:
                body.people.append(people)
                body.drop(index, "credit.line")
                body.drop(following, "credit.line")


def _whole_lines(body: _Body) -> None:
    live = body.live()
    for number, (index, line) in enumerate(live):
        if body.lines[index] is None:
            continue
        rule = body.matcher.whole_line(line, Scope.LINE)
        if rule is None or not _holds(body, rule, number, live):
            continue
        if rule.id == "related.titled":
            _cut_link(body, index, rule, 0, line.index(":") + 1 if ":" in line else len(line))
            continue
        body.drop(index, rule)
        below = live[number + 1 :]
        if rule.id == "page.counter":
            _drop_pager(body, rule, below)
        if rule.closes and _is_over(body, live[:number], below):
            _drop_below(body, rule, below)
        elif rule.headlines:
            _drop_headlines(body, rule, line, below)


def _holds(body: _Body, rule: Rule, number: int, live: list[tuple[int, str]]) -> bool:
    """Whether a whole-line match stands in the text as the rule means it."""
    line = live[number][1]
    if rule.kind is Kind.CREDIT:
        around = [
            other for _, other in (live[max(0, number - 1) : number] + live[number + 1 :][:1])
        ]
        found = credits(line)
        if found is None or any(_BOOK_DATA.match(other) for other in around):
            return False
        body.people.append(found)
    if rule.id == "caption.credited" and not _below_photo(body, live[number][0]):
        agency_photo = _AGENCY_PHOTO.search(line)
        longest = 80 if agency_photo else 30
        return (
            len(line.split()) <= longest
            and not dateline(line, body.rules.brands)
            and (agency_photo is not None or _body_goes_on(body, live[number + 1 :]))
        )
    return True


def _below_photo(body: _Body, index: int) -> bool:
    """Whether the button that enlarges a picture stands right above."""
    above = next((line for line in reversed(body.printed[:index]) if line), "")
    return above.lower() in ("perbesar", "lihat foto", "zoom")


def _body_goes_on(body: _Body, below: list[tuple[int, str]]) -> bool:
    return any(
        is_prose(line) and not body.matcher.whole_line(line, Scope.LINE) for _, line in below
    )


def _drop_pager(body: _Body, rule: Rule, below: list[tuple[int, str]]) -> None:
    """Take out the page numbers below a pager's label, and the next page's opening words."""
    for number, (index, line) in enumerate(below[:12]):
        teaser = number == 0 and line.endswith(("…", "...")) and line.count(" ") < 15
        if not teaser and not (line.isdigit() and len(line) < 3):
            return
        body.drop(index, f"{rule.id}.item")


def _is_over(body: _Body, above: list[tuple[int, str]], below: list[tuple[int, str]]) -> bool:
    """Whether the body stands above and nothing but short lines below."""
    return any(is_prose(line) for _, line in above) and not _body_goes_on(body, below)


def _drop_headlines(body: _Body, rule: Rule, label: str, below: list[tuple[int, str]]) -> None:
    """Take out the links below a label: two headlines or more, a long one, or one below a colon.

    Without a colon a single short line in capitals is rather the next subheading.
    """
    colon = label.endswith((":", "："))
    found: list[int] = []
    for index, line in below[:8]:
        if body.lines[index] is None:
            continue
        if not is_headline(line) and not (colon and not found and is_title_like(line)):
            break
        found.append(index)
    if len(found) > 1 or (found and (colon or (body.lines[found[0]] or "").count(" ") >= 6)):
        for index in found:
            body.drop(index, rule.id + ".item")


def _inside_lines(body: _Body) -> None:
    if not body.matcher.may_match_within(Scope.INLINE):
        return
    for index, line in body.live():
        # From the right, so that the places of earlier matches stay true.
        found = sorted(body.matcher.within(line, Scope.INLINE), key=lambda m: -m[1].start())
        free = len(line)
        for rule, match in found:
            if match.end() > free:
                continue
            free = match.start()
            if rule.id == "related.inline":
                _cut_link(body, index, rule, match.start(), match.end())
            else:
                body.cut(index, match.start(), match.end(), rule)


def _cut_link(body: _Body, index: int, rule: Rule, start: int, end: int) -> None:
    """Cut a label and the headline behind it, where it can be told where the headline ends."""
    line = plain(body.lines[index] or "")
    length = headline_end(line[end:])
    if length is not None:
        body.cut(index, start, end + length, rule)


def _tail(body: _Body) -> None:
    """Take out what stands behind the last sentence, walking up from the end."""
    live = body.live()
    last = next((n for n in range(len(live) - 1, 0, -1) if is_prose(live[n][1])), 0)
    for number in range(last + 1, len(live)):
        rule = body.matcher.whole_line(live[number][1], Scope.TAIL)
        if rule and rule.headlines:
            body.drop(live[number][0], rule)
            _drop_below(body, rule, live[number + 1 :])
            break
    _tail_lines(body)


def _drop_below(body: _Body, rule: Rule, below: list[tuple[int, str]]) -> None:
    """Take out all that is left below: by its own rule, or as an item of the label above it."""
    label = rule
    for index, line in below:
        own = body.matcher.whole_line(line, Scope.TAIL) or body.matcher.whole_line(line, Scope.LINE)
        if own and own.kind is Kind.CREDIT and (people := credits(line)):
            body.people.append(people)
        if own and own.headlines:
            label = own
        body.drop(index, own or f"{label.id}.item")


def _tail_lines(body: _Body) -> None:
    people = set(map(_key, _everyone(body)))
    for index, line in reversed(body.live()[1:]):
        rule = body.matcher.whole_line(line, Scope.TAIL)
        if rule is not None:
            body.drop(index, rule)
        elif _key(line) in people:
            body.drop(index, "credit.known")
        else:
            return


def _ending(body: _Body) -> None:
    live = body.live()
    if not live:
        return
    index, line = live[-1]
    for rule, match in body.matcher.within(line, Scope.ENDING):
        if match.end() == len(line):
            body.cut(index, match.start(), match.end(), rule)
            return


def _everyone(body: _Body) -> Iterable[str]:
    yield from (*body.article.authors, *body.article.editors)
    for people in body.people:
        yield from (*people.authors, *people.editors)


def _joined(left: str, right: str) -> str:
    """The two sides of a cut, with one blank between them."""
    return f"{left.rstrip()} {right.lstrip()}".strip()


def _key(line: str) -> str:
    return " ".join(_WORDS.findall(line.casefold()))


def _removed(body: _Body) -> tuple[Removed, ...]:
    """What went in extraction and here, by where it stood, counted in the lines that are left."""
    kept = [0]
    for line in body.lines:
        kept.append(kept[-1] + (line is not None))
    last = len(body.lines)
    earlier = [
        Removed(line=old.line, rule=old.rule, position=kept[min(old.position, last)])
        for old in body.article.removed
    ]
    now = [
        Removed(line=line, rule=rule, position=kept[index] + (body.lines[index] is not None))
        for index, line, rule in body.gone
    ]
    return tuple(sorted([*earlier, *now], key=lambda removed: removed.position))


def _with_fields(article: Article, body: _Body) -> Article:
    """The article with its empty fields filled from what was removed."""
    credited = _once(name for c in body.people for name in c.editors)
    authors = article.authors
    if article.origin.get("authors") in ("json-ld", "meta"):
        # Structured data often calls the editor the author; the credit line knows better.
        authors = tuple(name for name in authors if name not in credited)
    authors = authors or _once(name for c in body.people for name in c.authors)
    flags = dict.fromkeys([*article.flags, *(rule.flag for rule, _ in body.notes if rule.flag)])
    captions = dict.fromkeys([*article.captions, *_captions(body)])
    filled = replace(
        article,
        authors=authors,
        editors=article.editors or credited,
        dateline=article.dateline or dateline(article.text, body.rules.brands),
        tags=article.tags or _once(_tags(body)),
        captions=tuple(captions),
        source_agency=article.source_agency or _agency(body, article.text) or _source(body),
        flags=tuple(flags),
    )
    found = {n: "text" for n in _FILLED if getattr(filled, n) != getattr(article, n)}
    return replace(filled, origin={**article.origin, **found}) if found else filled


def _once(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))


def _captions(body: _Body) -> list[str]:
    credited = [
        line
        for rule, line in body.notes
        if rule.id in ("caption.credited", "caption.copyright") and len(line.split()) > 3
    ]
    if not credited:
        return []
    known = "\n".join(_key(caption) for caption in body.article.captions)
    return [line for line in credited if _key(line) not in known]


def _tags(body: _Body) -> list[str]:
    """The tags of removed tag lines; a list of them ends at the first line that is no tag."""
    tags: list[str] = []
    listing = False
    for _, line, rule in body.gone:
        if rule == "tags.line":
            listing = True
            tags += re.split(r"\s*[,;|]\s*", _TAGS.sub("", line))
        elif rule == "tags.hashtags":
            tags += re.split(r"[\s,]+(?=#)", line)
        elif rule == "tags.line.item" and listing:
            listing = line.count(" ") < 6
            tags.append(line if listing else "")
    return [tag for raw in tags if (tag := raw.strip(" •·-*#")) and tag.count(" ") < 6]


def _agency(body: _Body, text: str) -> str:
    """The agency that the text named before it was cleaned, or after: a cut can lay a line bare."""
    return agency(body.article.text) or (agency(text) if body.gone else "")


def _source(body: _Body) -> str:
    """The outlet or agency that a removed syndication note names."""
    for rule, line in body.notes:
        if rule.kind is Kind.SYNDICATION:
            name = _DOMAIN.search(line)
            if name and name["outlet"].casefold() not in {b.casefold() for b in body.rules.brands}:
                return name["outlet"]
            for word in _WORDS.findall(line):
                if word.casefold() in AGENCIES and word != word.lower():
                    return AGENCIES[word.casefold()]
    return ""
