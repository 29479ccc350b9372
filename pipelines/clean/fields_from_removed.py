"""What the lines that cleaning took out say about the article: credits, source, tags, captions."""

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from pipelines.clean.line_editor import Cuts, key
from pipelines.clean.rules import Kind
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
# What buttons over pictures and plug-ins leave where a caption stands.
_NO_CAPTION = frozenset({"perbesar", "lihat foto", "zoom", "ready", "viewed", "advertisement"})
_WORD = re.compile(r"\w+")
# "Artikel ini telah tayang di Harian Contoh dengan judul Antara Gunung dan Laut"
_HEADLINE = re.compile(r"\s(?:dengan\s)?(?:ber)?judul\b.*", re.IGNORECASE | re.DOTALL)
_APPEARED = re.compile(
    r"\b(?:tayang|terbit|terbitkan|dimuat|dipublikasikan)\b.{0,30}? (?:di|pada|oleh) "
    r"(?P<outlet>[A-Z][\w\-]*(?: [A-Z][\w\-]*){0,3})"
)


def with_fields(article: Article, cuts: Cuts, text: str) -> Article:
    """Return the article with its new text, and empty fields filled from what was removed."""
    people = [*cuts.people, *signers(cuts)]
    article = without_analytics(article) if people else article
    credited = _once(name for c in people for name in c.editors)
    authors = article.authors
    if article.origin.get("authors") in ("json-ld", "meta"):
        # Structured data often calls the editor the author; the credit line knows better.
        authors = tuple(name for name in authors if name not in credited)
    authors = authors or _once(name for c in people for name in c.authors)
    flags = dict.fromkeys([*article.flags, *(rule.flag for rule, _ in cuts.notes if rule.flag)])
    seen = dict.fromkeys(filter(is_caption, [*article.captions, *captions(cuts)]))
    filled: dict[str, Any] = {
        "authors": authors,
        "editors": article.editors or credited,
        "dateline": article.dateline or dateline(text, cuts.rules.brands),
        "tags": article.tags or _once(_tags(cuts)),
        "captions": tuple(seen),
        "source_agency": article.source_agency or _agency(cuts, text) or _source(cuts),
    }
    found = {name: "text" for name, now in filled.items() if gained(now, getattr(article, name))}
    return replace(
        article,
        text=text,
        removed=cuts.removed(),
        flags=tuple(flags),
        origin={**article.origin, **found},
        **filled,
    )


def gained(now: str | tuple[str, ...], before: str | tuple[str, ...]) -> bool:
    """Return whether a field holds more than before."""
    return bool(set(now) - set(before)) if isinstance(now, tuple) else now != before


def without_analytics(article: Article) -> Article:
    """Return the article without people whom only the page's analytics name: the text knows."""
    if "analytics" not in (article.origin.get("authors"), article.origin.get("editors")):
        return article
    origin = {n: o for n, o in article.origin.items() if n not in ("authors", "editors")}
    return replace(article, origin=origin, authors=(), editors=())


def _once(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))


def captions(cuts: Cuts) -> list[str]:
    """Return the removed lines that are captions which the article does not have yet."""
    credited = [
        line
        for rule, line in cuts.notes
        if rule.id in ("caption.credited", "caption.copyright") and len(line.split()) > 3
    ]
    if not credited:
        return []
    known = "\n".join(key(caption) for caption in cuts.article.captions)
    bare = (_CODE.sub("", line) for line in credited)
    return [line for line in bare if key(line) not in known]


def is_caption(line: str) -> bool:
    """Return whether a line printed where captions stand is one, not a button or a footer."""
    return line.casefold() not in _NO_CAPTION and "all right" not in line.casefold()


def signers(cuts: Cuts) -> list[Credits]:
    """Return who signed the text with a bare name in its last line."""
    found = []
    for rule, line in cuts.notes:
        if rule.id == "credit.editor":
            found.append(Credits(editors=names(line)))
        elif rule.id in _SIGNED:
            found.append(Credits(authors=names(line)))
    return found


def _tags(cuts: Cuts) -> list[str]:
    """The tags of removed tag lines; a list of them ends at the first line that is no tag."""
    tags: list[str] = []
    listing = False
    for _, line, rule in cuts.gone:
        if rule == "tags.line":
            listing = True
            tags += re.split(r"\s*[,;|]\s*", _TAGS.sub("", line))
        elif rule == "tags.hashtags":
            tags += re.split(r"[\s,]+(?=#)", line)
        elif rule == "tags.line.item" and listing:
            listing = line.count(" ") < 6
            tags.append(line if listing else "")
    return [tag for raw in tags if (tag := raw.strip(" •·-*#")) and tag.count(" ") < 6]


def _agency(cuts: Cuts, text: str) -> str:
    """The agency that the text named before it was cleaned, or after: a cut can lay a line bare."""
    return agency(cuts.article.text) or (agency(text) if cuts.gone else "")


def _source(cuts: Cuts) -> str:
    """The outlet or agency that a removed syndication note names."""
    own = {brand.casefold() for brand in cuts.rules.brands}
    for rule, printed in cuts.notes:
        if rule.kind is Kind.SYNDICATION:
            line = _HEADLINE.sub("", printed)
            name = _DOMAIN.search(line) or _APPEARED.search(line)
            if name and name["outlet"].casefold() not in own:
                return name["outlet"]
            for word in _WORD.findall(line):
                if word.casefold() in AGENCIES and word != word.lower():
                    return AGENCIES[word.casefold()]
    return ""
