"""Removes boilerplate from an article's text; runs after extraction, before language.

Works on lines, first by structure (repeats of the title, lines after the last sentence), then by
the wording in `pipelines.clean.rules`. Credits, source, tags, captions and the flag `continues` are
read from removed lines. Each removal is recorded with its rule.
"""

import re
from itertools import pairwise

from pipelines.clean.fields_from_removed import captions, with_fields
from pipelines.clean.line_editor import EditedLines, edited_lines, line_key
from pipelines.clean.rules import CleaningRule, RuleKind, RuleScope
from pipelines.clean.self_reference import campaigns, notices, tail_rule
from pipelines.clean.widget_lines import credit_rows, reactions
from pipelines.records import Article, Drop, Limits, Reason, Rules
from pipelines.text.bylines import credits, is_book_data, is_role
from pipelines.text.datelines import dateline
from pipelines.text.prose import headline_end, is_headline, is_prose, is_title_like, plain

_AGENCY_PHOTO = re.compile(
    r"\((?:foto\s?:|antara foto|ap photo|afp|reuters|epa|unsplash|shutterstock|dok\b|"
    r"(?:liputan6|bola|fimela)\.com/)[^()]*\)\W*$",
    re.I,
)


def clean(article: Article, rules: Rules, limits: Limits) -> Article | Drop:
    """Return the article without boilerplate, or a Drop if no text is left.

    Idempotent. Removed lines fill empty fields (authors, editors, dateline, tags, captions,
    source_agency) and set the flag `continues`.
    """
    body = edited_lines(article, rules)
    before = -1
    while len(body.removals) != before:
        before = len(body.removals)
        for step in STEPS:
            step(body)
    text = "\n".join(line for line in body.lines if line is not None)
    if not text:
        removed = len(body.removals)
        return Drop(
            url=article.url,
            reason=Reason.NO_TEXT,
            step="clean",
            site=article.site,
            detail=f"all {removed} lines were boilerplate" if removed else "empty text",
        )
    return with_fields(article, body, text)


def _head(body: EditedLines) -> None:
    """Remove lines above the first sentence: repeats of title, deck and captions; header lines."""
    article = body.article
    known = {
        line_key(article.title): "title.repeat",
        line_key(article.deck): "deck.repeat",
        **{line_key(caption): "caption.repeat" for caption in (*article.captions, *captions(body))},
    }
    known.pop("", None)
    names = set(map(line_key, body.all_names()))
    remaining = body.remaining()
    longest = 2 * max(map(len, known), default=0)
    opened = False
    for number, (index, line) in enumerate(remaining[:6]):
        rule: str | CleaningRule | None = (
            known.get(line_key(line)) if len(line) <= longest else None
        )
        opened = opened or is_prose(line)
        if rule is None and not opened and line_key(line) in names:
            rule = "credit.known"
        if rule is None and not opened:
            rule = body.matcher.whole_line(line, RuleScope.HEAD)
        if rule and (rule != "deck.repeat" or number < len(remaining) - 1):
            body.drop(index, rule)


def _roles(body: EditedLines) -> None:
    """Remove a role on a line of its own and the name below it (`Penulis :`, `Sari Wulan`).

    Without a colon, only below the last sentence and if no rule matches the name line.
    """
    remaining = body.remaining()
    last = _last_sentence(remaining)
    for number, ((index, line), (following, name)) in enumerate(pairwise(remaining)):
        below = (
            number > last and is_role(line) and not body.matcher.whole_line(name, RuleScope.LINE)
        )
        if (below or (line.endswith(":") and len(line) < 20)) and not is_prose(name):
            people = credits(f"{line.rstrip(' :')}: {name.lstrip(' :')}")
            if people and (people.authors or people.editors) and credits(name) is None:
                body.people.append(people)
                body.drop(index, "credit.line")
                body.drop(following, "credit.line")


def _whole_lines(body: EditedLines) -> None:
    remaining = body.remaining()
    for number, (index, line) in enumerate(remaining):
        if body.lines[index] is None:
            continue
        rule = body.matcher.whole_line(line, RuleScope.LINE)
        if rule is None or not _holds(body, rule, number, remaining):
            continue
        if rule.id == "related.titled":
            _cut_link(body, index, rule, 0, line.index(":") + 1 if ":" in line else len(line))
            continue
        body.drop(index, rule)
        below = remaining[number + 1 :]
        if rule.id == "page.counter":
            _drop_pager(body, rule, below)
        if rule.closes and _is_over(body, remaining[:number], below):
            _drop_below(body, rule, below)
        elif rule.headlines:
            _drop_headlines(body, rule, line, below)


def _holds(
    body: EditedLines, rule: CleaningRule, number: int, remaining: list[tuple[int, str]]
) -> bool:
    """Return whether the context confirms a whole-line match; keeps the people of a credit."""
    line = remaining[number][1]
    if rule.kind is RuleKind.CREDIT:
        around = [
            other
            for _, other in (remaining[max(0, number - 1) : number] + remaining[number + 1 :][:1])
        ]
        found = credits(line)
        if found is None or any(map(is_book_data, around)):
            return False
        body.people.append(found)
    if rule.id == "caption.credited" and not _below_photo(body, remaining[number][0]):
        agency_photo = _AGENCY_PHOTO.search(line)
        longest = 80 if agency_photo else 30
        return (
            len(line.split()) <= longest
            and not dateline(line, body.rules.brands)
            and (agency_photo is not None or _body_goes_on(body, remaining[number + 1 :]))
        )
    return True


def _below_photo(body: EditedLines, index: int) -> bool:
    """Return whether the line above is the button that enlarges a picture."""
    above = next((line for line in reversed(body.original[:index]) if line), "")
    return above.lower() in ("perbesar", "lihat foto", "zoom")


def _body_goes_on(body: EditedLines, below: list[tuple[int, str]]) -> bool:
    return any(
        is_prose(line) and not body.matcher.whole_line(line, RuleScope.LINE) for _, line in below
    )


def _drop_pager(body: EditedLines, rule: CleaningRule, below: list[tuple[int, str]]) -> None:
    """Remove the page numbers below a pager's label, and the teaser of the next page."""
    for number, (index, line) in enumerate(below[:12]):
        teaser = number == 0 and line.endswith(("…", "...")) and line.count(" ") < 15
        if not teaser and not (line.isdigit() and len(line) < 3):
            return
        body.drop(index, f"{rule.id}.item")


def _is_over(body: EditedLines, above: list[tuple[int, str]], below: list[tuple[int, str]]) -> bool:
    """Return whether there is running text above and none below."""
    return any(is_prose(line) for _, line in above) and not _body_goes_on(body, below)


def _drop_headlines(
    body: EditedLines, rule: CleaningRule, label: str, below: list[tuple[int, str]]
) -> None:
    """Remove the links below a label: two or more headlines, a long one, or one after a colon.

    Without a colon, a single short headline is probably a subheading.
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


def _inside_lines(body: EditedLines) -> None:
    if not body.matcher.may_match_within(RuleScope.INLINE):
        return
    for index, line in body.remaining():
        # From the right, so that the offsets of earlier matches stay valid.
        found = sorted(body.matcher.within(line, RuleScope.INLINE), key=lambda m: -m[1].start())
        free = len(line)
        for rule, match in found:
            if match.end() > free:
                continue
            free = match.start()
            if rule.id == "related.inline":
                _cut_link(body, index, rule, match.start(), match.end())
            else:
                body.cut(index, match.start(), match.end(), rule)


def _cut_link(body: EditedLines, index: int, rule: CleaningRule, start: int, end: int) -> None:
    """Cut a label and the headline after it, if the end of the headline is clear."""
    line = plain(body.lines[index] or "")
    length = headline_end(line[end:])
    if length is not None:
        body.cut(index, start, end + length, rule)


def _tail(body: EditedLines) -> None:
    """Remove lines after the last sentence: a list of links, then line by line from the end."""
    remaining = body.remaining()
    for number in range(_last_sentence(remaining) + 1, len(remaining)):
        rule = body.matcher.whole_line(remaining[number][1], RuleScope.TAIL)
        if rule and rule.headlines:
            body.drop(remaining[number][0], rule)
            _drop_below(body, rule, remaining[number + 1 :])
            break
    _tail_lines(body)


def _last_sentence(remaining: list[tuple[int, str]]) -> int:
    """Return the index of the last line of running text, 0 if there is none."""
    return next((n for n in range(len(remaining) - 1, 0, -1) if is_prose(remaining[n][1])), 0)


def _drop_below(body: EditedLines, rule: CleaningRule, below: list[tuple[int, str]]) -> None:
    """Remove all lines below, each by its own rule or as an item of the label above it."""
    label, matcher = rule, body.matcher
    for index, line in below:
        own = matcher.whole_line(line, RuleScope.TAIL) or matcher.whole_line(line, RuleScope.LINE)
        if own and own.kind is RuleKind.CREDIT and (people := credits(line)):
            body.people.append(people)
        if own and own.headlines:
            label = own
        body.drop(index, own or f"{label.id}.item")


def _tail_lines(body: EditedLines) -> None:
    longest = 2 * max(map(len, (*body.all_names(), *body.article.tags)), default=0)
    for index, line in reversed(body.remaining()[1:]):
        rule: CleaningRule | str | None = body.matcher.whole_line(line, RuleScope.TAIL)
        if rule is None and len(line) <= longest:
            rule = _known(body, line_key(line))
        rule = rule or tail_rule(line)
        if rule is None:
            return
        body.drop(index, rule)


def _known(body: EditedLines, words: str) -> str | None:
    """Return the rule for a line that repeats a known name or tag, or None."""
    if words in map(line_key, body.all_names()):
        return "credit.known"
    return "tags.known" if words in map(line_key, body.article.tags) else None


def _ending(body: EditedLines) -> None:
    remaining = body.remaining()
    if not remaining:
        return
    index, line = remaining[-1]
    for rule, match in body.matcher.within(line, RuleScope.ENDING):
        if match.end() == len(line):
            body.cut(index, match.start(), match.end(), rule)
            return


STEPS = (
    _head,
    _roles,
    credit_rows,
    _whole_lines,
    reactions,
    notices,
    campaigns,
    _inside_lines,
    _tail,
    _ending,
)
