"""Cleaning: boilerplate out of an article's text, each removal recorded with the rule that did it.

Works on lines, by structure first (what repeats the title, what stands behind the last sentence)
and by the wording of `pipelines.clean.rules` second. What a removed line says about the article
becomes a field before it goes: credits, the source, tags, captions, that the text continues.
"""

import re
from itertools import pairwise

from pipelines.clean.fields_from_removed import captions, with_fields
from pipelines.clean.line_editor import Cuts, begin, key
from pipelines.clean.rules import Kind, Rule, Scope
from pipelines.records import Article, Drop, Limits, Reason, Rules
from pipelines.text.bylines import credits, is_role
from pipelines.text.datelines import dateline
from pipelines.text.prose import headline_end, is_headline, is_prose, is_title_like, plain

_BOOK_DATA = re.compile(r"(?:judul|penerbit|halaman|tahun terbit|isbn|cetakan|tebal)\b", re.I)
_AGENCY_PHOTO = re.compile(
    r"\((?:foto\s?:|antara foto|ap photo|afp|reuters|epa|unsplash|shutterstock|dok\b|"
    r"(?:liputan6|bola|fimela)\.com/)[^()]*\)\W*$",
    re.I,
)


def clean(article: Article, rules: Rules, limits: Limits) -> Article | Drop:
    """Return the article without boilerplate, or a Drop where nothing is left of its text.

    Cleaning twice changes nothing more. Empty fields are filled from what the removed lines say:
    authors, editors, dateline, tags, captions, source_agency, and the flag `continues`.
    """
    body = begin(article, rules)
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
    return with_fields(article, body, text)


def _head(body: Cuts) -> None:
    """Take out what stands above the first sentence: the title again, the deck, a date line."""
    article = body.article
    known = {
        key(article.title): "title.repeat",
        key(article.deck): "deck.repeat",
        **{key(caption): "caption.repeat" for caption in (*article.captions, *captions(body))},
    }
    known.pop("", None)
    live = body.live()
    longest = 2 * max(map(len, known), default=0)
    opened = False
    for number, (index, line) in enumerate(live[:6]):
        rule: str | Rule | None = known.get(key(line)) if len(line) <= longest else None
        opened = opened or is_prose(line)
        if rule is None and not opened:
            rule = body.matcher.whole_line(line, Scope.HEAD)
        if rule and (rule != "deck.repeat" or number < len(live) - 1):
            body.drop(index, rule)


def _roles(body: Cuts) -> None:
    """Take out a role that stands alone with the name below it (`Penulis :`, `Sari Wulan`).

    Without a colon that holds below the last sentence only, and for no line of boilerplate.
    """
    live = body.live()
    last = _last_sentence(live)
    for number, ((index, line), (following, name)) in enumerate(pairwise(live)):
        below = number > last and is_role(line) and not body.matcher.whole_line(name, Scope.LINE)
        if (below or (line.endswith(":") and len(line) < 20)) and not is_prose(name):
            people = credits(f"{line.rstrip(' :')}: {name.lstrip(' :')}")
            if people and (people.authors or people.editors) and credits(name) is None:
                body.people.append(people)
                body.drop(index, "credit.line")
                body.drop(following, "credit.line")


def _whole_lines(body: Cuts) -> None:
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


def _holds(body: Cuts, rule: Rule, number: int, live: list[tuple[int, str]]) -> bool:
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


def _below_photo(body: Cuts, index: int) -> bool:
    """Whether the button that enlarges a picture stands right above."""
    above = next((line for line in reversed(body.printed[:index]) if line), "")
    return above.lower() in ("perbesar", "lihat foto", "zoom")


def _body_goes_on(body: Cuts, below: list[tuple[int, str]]) -> bool:
    return any(
        is_prose(line) and not body.matcher.whole_line(line, Scope.LINE) for _, line in below
    )


def _drop_pager(body: Cuts, rule: Rule, below: list[tuple[int, str]]) -> None:
    """Take out the page numbers below a pager's label, and the next page's opening words."""
    for number, (index, line) in enumerate(below[:12]):
        teaser = number == 0 and line.endswith(("…", "...")) and line.count(" ") < 15
        if not teaser and not (line.isdigit() and len(line) < 3):
            return
        body.drop(index, f"{rule.id}.item")


def _is_over(body: Cuts, above: list[tuple[int, str]], below: list[tuple[int, str]]) -> bool:
    """Whether the body stands above and nothing but short lines below."""
    return any(is_prose(line) for _, line in above) and not _body_goes_on(body, below)


def _drop_headlines(body: Cuts, rule: Rule, label: str, below: list[tuple[int, str]]) -> None:
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


def _inside_lines(body: Cuts) -> None:
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


def _cut_link(body: Cuts, index: int, rule: Rule, start: int, end: int) -> None:
    """Cut a label and the headline behind it, where it can be told where the headline ends."""
    line = plain(body.lines[index] or "")
    length = headline_end(line[end:])
    if length is not None:
        body.cut(index, start, end + length, rule)


def _tail(body: Cuts) -> None:
    """Take out what stands behind the last sentence, walking up from the end."""
    live = body.live()
    for number in range(_last_sentence(live) + 1, len(live)):
        rule = body.matcher.whole_line(live[number][1], Scope.TAIL)
        if rule and rule.headlines:
            body.drop(live[number][0], rule)
            _drop_below(body, rule, live[number + 1 :])
            break
    _tail_lines(body)


def _last_sentence(live: list[tuple[int, str]]) -> int:
    """The number of the last line that is running text, 0 where none is."""
    return next((n for n in range(len(live) - 1, 0, -1) if is_prose(live[n][1])), 0)


def _drop_below(body: Cuts, rule: Rule, below: list[tuple[int, str]]) -> None:
    """Take out all that is left below: by its own rule, or as an item of the label above it."""
    label = rule
    for index, line in below:
        own = body.matcher.whole_line(line, Scope.TAIL) or body.matcher.whole_line(line, Scope.LINE)
        if own and own.kind is Kind.CREDIT and (people := credits(line)):
            body.people.append(people)
        if own and own.headlines:
            label = own
        body.drop(index, own or f"{label.id}.item")


def _tail_lines(body: Cuts) -> None:
    longest = 2 * max(map(len, (*body.everyone(), *body.article.tags)), default=0)
    for index, line in reversed(body.live()[1:]):
        rule: Rule | str | None = body.matcher.whole_line(line, Scope.TAIL)
        if rule is None and len(line) <= longest:
            rule = _known(body, key(line))
        if rule is None:
            return
        body.drop(index, rule)


def _known(body: Cuts, words: str) -> str | None:
    """The rule for a line that says what a field has: a name, a topic."""
    if words in map(key, body.everyone()):
        return "credit.known"
    return "tags.known" if words in map(key, body.article.tags) else None


def _ending(body: Cuts) -> None:
    live = body.live()
    if not live:
        return
    index, line = live[-1]
    for rule, match in body.matcher.within(line, Scope.ENDING):
        if match.end() == len(line):
            body.cut(index, match.start(), match.end(), rule)
            return
