"""What a record's selectors do to the fields of articles: none that a page gave may be lost."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

from pipelines.chain import run
from pipelines.extract.printed_fields import DECKS
from pipelines.records import ARTICLE_FIELDS, Article, Page, Rules, Template

OPTIONAL = tuple(field.name for field in ARTICLE_FIELDS if field.optional)
# What an article has in most outlets; the others depend on the article.
WANTED = ("deck", "authors", "editors", "published_at", "modified_at", "section", "tags",
          "image_url")  # fmt: skip
# The selectors that a template can do without, the body apart.
SELECTORS = tuple(
    field.name for field in fields(Template) if field.name not in ("name", "body", "remove")
)


# Selectors of usual names for fields that are only read without a template, by the template's name
# of the field.
USUAL: dict[str, tuple[str, tuple[str, ...]]] = {
    "deck": ("deck", (*DECKS, "h1 + h2", "h1 + h3")),
    "captions": ("captions", ("figcaption", "[class*=caption i]")),
    "image_url": ("image", ("figure img",)),
    "tags": ("tags", ("[class*=tag i] a", "a[rel~=tag]")),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A template that loses no field: some selectors left out, some of usual names added.

    `template` is None where even so it loses one: the fields are then read without it. `left_out`
    are the names of the selectors, `because` the fields that they, or the body's, lost.
    """

    template: Template | None
    left_out: tuple[str, ...] = ()
    because: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Trial:
    """The pages of an outlet, its rules without a template, and what they give."""

    pages: Sequence[Page]
    rules: Rules
    plain: Sequence[object]

    def results(self, template: Template) -> list[object]:
        ruled = replace(self.rules, templates=(template,))
        return [run(page, ruled) for page in self.pages]

    def lost(self, template: Template) -> set[str]:
        return lost_fields(self.plain, self.results(template))


def keeping_fields(template: Template | None, pages: Sequence[Page], rules: Rules) -> Kept:
    """Return what of a template can stay so that no page loses a field that it gives without.

    `rules` are those of the record, without a template.
    """
    if template is None:
        return Kept(template=None)
    trial = _Trial(pages=pages, rules=rules, plain=[run(page, rules) for page in pages])
    lost = trial.lost(template)
    if not lost:
        return Kept(template=template)
    because = tuple(sorted(lost))
    left, left_out = _without_selectors(template, trial)
    for name in sorted(trial.lost(left)):
        left = _with_usual(left, name, trial)
    if trial.lost(left):
        return Kept(template=None, because=because)
    return Kept(template=left, left_out=left_out, because=because)


def _without_selectors(template: Template, trial: _Trial) -> tuple[Template, tuple[str, ...]]:
    """Return the template without the selectors that lose a field, and their names."""
    left_out: list[str] = []
    for name in SELECTORS:
        if not getattr(template, name):
            continue
        nothing: dict[str, Any] = {name: ()}
        fewer = replace(template, **nothing)
        if trial.lost(fewer) < trial.lost(template):
            template, left_out = fewer, [*left_out, name]
    return template, tuple(left_out)


def _with_usual(template: Template, name: str, trial: _Trial) -> Template:
    """Return the template with a usual selector that gives a field as the pages do without it."""
    of_template, selectors = USUAL.get(name, ("", ()))
    wanted = [_value(result, name) for result in trial.plain]
    for selector in selectors:
        one: dict[str, Any] = {of_template: (selector,)}
        tried = replace(template, **one)
        results = trial.results(tried)
        if [_value(result, name) for result in results] == wanted:
            return tried
    return template


def lost_fields(before: Iterable[object], after: Iterable[object]) -> set[str]:
    """Return the fields that an article has before and not after, over all pages."""
    lost: set[str] = set()
    for old, new in zip(before, after, strict=True):
        if isinstance(old, Article):
            lost |= {name for name in OPTIONAL if getattr(old, name) and not _value(new, name)}
    return lost


def missing_fields(articles: Sequence[Article]) -> list[str]:
    """Return the usual fields that not every article has, with the number of those that have."""
    found = {name: sum(bool(getattr(a, name)) for a in articles) for name in WANTED}
    return [
        name if not count else f"{name} ({count} of {len(articles)} pages have it)"
        for name, count in found.items()
        if count < len(articles)
    ]


def _value(result: object, name: str) -> object:
    return getattr(result, name) if isinstance(result, Article) else None
