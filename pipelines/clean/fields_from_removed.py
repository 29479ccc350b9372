"""Fills empty fields from the lines that cleaning removed: credits, source, tags, captions."""

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from pipelines.clean.line_editor import EditedLines, line_key
from pipelines.clean.rules import RuleKind
from pipelines.records import Article
from pipelines.text.bylines import Credits, names
from pipelines.text.datelines import AGENCIES, agency, dateline

_DOMAIN = re.compile(
    r"(?:di\s?|dari\s?[:：]?\s(?:pemberitaan di )?|sumber\s?[:：]\s?)"
    r"(?P<outlet>[\w\-]+\.(?:com|co\.id|co|id|net|news)|detik\w+|[A-Z]\w+ Indonesia)",
    re.I,
)
_TAGS = re.compile(
    r"^(?:tag terkait|tags?|topik terkait|topik pilihan|topik|kata kunci)\s?[:：]?\s*", re.I
)
_SIGNED = ("credit.name", "credit.capitals", "credit.sign_off")
_CODE = re.compile(r"\s*[(\[][a-z]{2,5}(?:/[a-z]{2,5}){0,2}[)\]]$")
# Labels of buttons and plug-ins in the place of a caption.
_NO_CAPTION = frozenset({"perbesar", "lihat foto", "zoom", "ready", "viewed", "advertisement"})
_WORD = re.compile(r"\w+")
# "Artikel ini telah tayang di Harian Contoh dengan judul Antara Gunung dan Laut"
_HEADLINE = re.compile(r"\s(?:dengan\s)?(?:ber)?judul\b.*", re.IGNORECASE | re.DOTALL)
_APPEARED = re.compile(
    r"\b(?:tayang|terbit|terbitkan|dimuat|dipublikasikan)\b.{0,30}? (?:di|pada|oleh) "
    r"(?P<outlet>[A-Z][\w\-]*(?: [A-Z][\w\-]*){0,3})"
)


def with_fields(article: Article, edited: EditedLines, text: str) -> Article:
    """Return the article with its new text; empty fields are filled from removed lines."""
    people = [*edited.people, *signers(edited)]
    article = without_analytics(article) if people else article
    credited = _once(name for c in people for name in c.editors)
    authors = article.authors
    if article.origin.get("authors") in ("json-ld", "meta"):
        # Structured data often names the editor as author; the credit line is more reliable.
        authors = tuple(name for name in authors if name not in credited)
    authors = authors or _once(name for c in people for name in c.authors)
    flags = dict.fromkeys([*article.flags, *(rule.flag for rule, _ in edited.fired if rule.flag)])
    seen = dict.fromkeys(filter(is_caption, [*article.captions, *captions(edited)]))
    filled: dict[str, Any] = {
        "authors": authors,
        "editors": article.editors or credited,
        "dateline": article.dateline or dateline(text, edited.rules.brands),
        "tags": article.tags or _once(_tags(edited)),
        "captions": tuple(seen),
        "source_agency": article.source_agency or _agency(edited, text) or _source(edited),
    }
    found = {name: "text" for name, now in filled.items() if gained(now, getattr(article, name))}
    return replace(
        article,
        text=text,
        removed=edited.removed(),
        flags=tuple(flags),
        origin={**article.origin, **found},
        **filled,
    )


def gained(now: str | tuple[str, ...], before: str | tuple[str, ...]) -> bool:
    """Return whether a field has gained a value."""
    return bool(set(now) - set(before)) if isinstance(now, tuple) else now != before


def without_analytics(article: Article) -> Article:
    """Return the article without people from analytics data; used if the text names people."""
    if "analytics" not in (article.origin.get("authors"), article.origin.get("editors")):
        return article
    origin = {n: o for n, o in article.origin.items() if n not in ("authors", "editors")}
    return replace(article, origin=origin, authors=(), editors=())


def _once(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))


def captions(edited: EditedLines) -> list[str]:
    """Return the captions among the removed lines that the article does not have yet."""
    credited = [
        line
        for rule, line in edited.fired
        if rule.id in ("caption.credited", "caption.copyright") and len(line.split()) > 3
    ]
    if not credited:
        return []
    known = "\n".join(line_key(caption) for caption in edited.article.captions)
    bare = (_CODE.sub("", line) for line in credited)
    return [line for line in bare if line_key(line) not in known]


def is_caption(line: str) -> bool:
    """Return whether a line in the place of a caption is not a button or a footer."""
    return line.casefold() not in _NO_CAPTION and "all right" not in line.casefold()


def signers(edited: EditedLines) -> list[Credits]:
    """Return the people from removed sign-offs: a bare name at the end of the text."""
    found = []
    for rule, line in edited.fired:
        if rule.id == "credit.editor":
            found.append(Credits(editors=names(line)))
        elif rule.id in _SIGNED:
            # A word in lower case behind or before the name is the outlet or the editor's code.
            found.append(Credits(authors=tuple(name for name in names(line) if not name.islower())))
    return found


def _tags(edited: EditedLines) -> list[str]:
    """Return the tags from removed lines; a list ends at the first line too long for a tag."""
    tags: list[str] = []
    listing = False
    for _, line, rule in edited.removals:
        if rule == "tags.line":
            listing = True
            tags += re.split(r"\s*[,;|]\s*", _TAGS.sub("", line))
        elif rule == "tags.hashtags":
            tags += re.split(r"[\s,]+(?=#)", line)
        elif rule == "tags.line.item" and listing:
            listing = line.count(" ") < 6
            tags.append(line if listing else "")
    return [tag for raw in tags if (tag := raw.strip(" •·-*#")) and tag.count(" ") < 6]


def _agency(edited: EditedLines, text: str) -> str:
    """Return the agency named in the text before or after cleaning (cuts expose sign-offs)."""
    return agency(edited.article.text) or (agency(text) if edited.removals else "")


def _source(edited: EditedLines) -> str:
    """Return the outlet or agency named in a removed syndication note, or ""."""
    own = {brand.casefold() for brand in edited.rules.brands}
    for rule, printed in edited.fired:
        if rule.kind is RuleKind.SYNDICATION:
            line = _HEADLINE.sub("", printed)
            name = _DOMAIN.search(line) or _APPEARED.search(line)
            if name and name["outlet"].casefold() not in own:
                return name["outlet"]
            for word in _WORD.findall(line):
                if word.casefold() in AGENCIES and word != word.lower():
                    return AGENCIES[word.casefold()]
    return ""
