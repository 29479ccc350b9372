"""Pages with one fault each, out of the TOML files beside this module, and what must come of them.

A file has a `kind`, and a `[[fault]]` for every page: `sub` (the kind within the kind), `name`, a
`kind` of its own where it is not the file's, and either a `layout` (a page of `layouts/` with its
slots) or the whole page as `html`. `story` names the words (`stories.toml`), which stand in the
text of a fault as

- `{title}`, `{slug}`, `{t1}` to `{t5}`: the title, its slug, a paragraph's words
- `{p1}` to `{p5}`: a paragraph as `<p>`; `{all}`: all five, in `lines` one item each
- `{bulk}`, `{prose}`: more than the limit of markup in one string without words, or in paragraphs

`expect` says what a careful reader wants of the page, whatever the code does today:

- `dropped`: no article comes of it
- `title`, `section`, `image_url`, `authors`, `editors`, `tags`, `captions`: equal; `authors_like`:
  in any case of letters; `captions_like`: a part of one
- `published_at`, `modified_at`: the same moment, `none` for no value; `published_at_day`: the day
  on the article's own clock; `published_at_not`: another moment
- `lines`: the paragraphs, equal; `order`: these among them, in this order; `line_like`: a paragraph
  that matches; `contains`, `lacks`: in the text
- `removed_like`: among the lines that cleaning recorded as removed
- `no_dangling`: this line, which announces a post that the page does not hold, is gone, or a flag
  with "embed" in its name says that the post is missing
- `flags`, `flags_lack`, `flag_like`: of the flags, equal or a part of one
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from crawler.sites import rules_for
from pipelines import Article, Drop, Page, run

HERE = Path(__file__).parent
AT = "2026-11-22T10:00:00+07:00"
SLOTS = ("head", "top", "lead", "tail", "side", "after")
OVER_THE_LIMIT = 2_100_000
DATE = "<span>Selasa, 4 Juni 2019 | 10:20 WIB</span>"
BYLINE = "<span>Penulis: Ratri Wulansih</span>"
ENGLISH = {"date": "<span>4 June 2019 10:20</span>", "byline": "<span>By Helen Marsh</span>"}


@dataclass(frozen=True, slots=True, kw_only=True)
class PageFault:
    """A page at an address, fetched at a time, and what must come of it."""

    kind: str
    sub: str
    name: str
    url: str
    html: bytes
    at: datetime
    expect: Mapping[str, Any]

    @property
    def id(self) -> str:
        """The fault's name among all faults."""
        return f"{self.kind}/{self.sub}/{self.name}".replace(" ", "-")


def page_faults() -> list[PageFault]:
    """Return all of them, by file."""
    files = sorted(path for path in HERE.glob("*.toml") if path.name != "stories.toml")
    return [fault for path in files for fault in _of_file(path)]


def wrong(fault: PageFault) -> list[str]:
    """Return what is not as it must be with the article of the page, a line each."""
    page = Page(url=fault.url, html=fault.html, fetched_at=fault.at)
    result = run(page, rules_for(fault.url))
    if fault.expect.get("dropped"):
        return [] if isinstance(result, Drop) else [f"an article: {result.text[:100]!r}"]
    if isinstance(result, Drop):
        return [f"dropped: {result.reason}, {result.detail}"]
    said: list[str] = []
    for key, wanted in fault.expect.items():
        said += CHECKS.get(key, equal)(key, wanted, result)
    return said


def _of_file(path: Path) -> Iterator[PageFault]:
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    for entry in data["fault"]:
        story = stories()[entry["story"]] if "story" in entry else {}
        url, html = _page(entry)
        words = dict(story) | {key: entry[key] for key in ("title",) if key in entry}
        yield PageFault(
            kind=entry.get("kind", data["kind"]),
            sub=entry["sub"],
            name=entry["name"],
            url=_filled(entry.get("url", url), words),
            html=_filled(html, words).encode(),
            at=datetime.fromisoformat(entry.get("at", AT)),
            expect={key: _expanded(value, words) for key, value in entry["expect"].items()},
        )


@cache
def stories() -> dict[str, dict[str, Any]]:
    """Return the invented news by name: title, slug and lines."""
    return tomllib.loads((HERE / "stories.toml").read_text(encoding="utf-8"))


def _page(entry: Mapping[str, Any]) -> tuple[str, str]:
    """Return the address and the markup of an entry, the words of the story not yet in them."""
    if "html" in entry:
        return entry["url"], entry["html"]
    layout = (HERE / "layouts" / f"{entry['layout']}.html").read_text(encoding="utf-8")
    first, _, page = layout.partition("\n")
    english = ENGLISH if entry["layout"] == "english" else {}
    filled = {"date": DATE, "byline": BYLINE, "body": "{all}", **english}
    filled |= {slot: "" for slot in SLOTS} | {"title": "{title}", "slug": "{slug}"}
    filled |= {key: value for key, value in entry.items() if key in filled and key != "title"}
    page = re.sub(r"\{\{(\w+)\}\}", lambda match: filled[match[1]], page)
    url = first.removeprefix("<!-- url: ").removesuffix(" -->")
    return url.replace("{{slug}}", "{slug}"), page


def _filled(text: str, words: Mapping[str, Any]) -> str:
    """Return the text with the words of the story in the places of their names."""
    return re.sub(
        r"\{(title|slug|all|bulk|prose|[pt][1-5])\}", lambda match: _word(match[1], words), text
    )


def _word(name: str, words: Mapping[str, Any]) -> str:
    if name in ("title", "slug"):
        return str(words[name])
    if name == "bulk":
        return "QUJD" * (OVER_THE_LIMIT // 4)
    if name == "prose":
        sentence = "Kios nomor {0} mencatat {1} pembeli pada hari itu, kata penjaganya."
        count = OVER_THE_LIMIT // 60
        return "</p><p>".join(sentence.format(n, n * 37 % 1009) for n in range(count))
    if name == "all":
        return "".join(f"<p>{line}</p>" for line in words["lines"])
    line = words["lines"][int(name[1]) - 1]
    return f"<p>{line}</p>" if name[0] == "p" else str(line)


def _expanded(value: Any, words: Mapping[str, Any]) -> Any:
    """Return what is expected with the words of the story in it."""
    if isinstance(value, str):
        return _filled(value, words)
    if isinstance(value, list):
        lines = [line for item in value for line in (words["lines"] if item == "{all}" else [item])]
        return [_expanded(line, words) for line in lines]
    return value


def equal(key: str, wanted: Any, article: Article) -> list[str]:
    """Return what the field has where that is not what is wanted."""
    got = getattr(article, key)
    got = list(got) if isinstance(got, tuple) else got
    return [] if got == wanted else [f"{key}: {got!r}, not {wanted!r}"]


def _moment(key: str, wanted: str, article: Article) -> list[str]:
    got = getattr(article, key)
    same = got == (None if wanted == "none" else datetime.fromisoformat(wanted))
    return [] if same else [f"{key}: {got}, not {wanted}"]


def _day(key: str, wanted: str, article: Article) -> list[str]:
    got = article.published_at
    return [] if got and got.date().isoformat() == wanted else [f"{key}: {got}, not {wanted}"]


def _not_moment(key: str, wanted: str, article: Article) -> list[str]:
    return [f"{key}: {wanted}"] if article.published_at == datetime.fromisoformat(wanted) else []


def _like(key: str, wanted: list[str], article: Article) -> list[str]:
    got = [name.casefold() for name in article.authors]
    return [] if got == wanted else [f"{key}: {article.authors}, not {wanted}"]


def _captions_like(key: str, wanted: str, article: Article) -> list[str]:
    found = any(wanted in caption for caption in article.captions)
    return [] if found else [f"no caption with {wanted!r} in {article.captions}"]


def _lines(key: str, wanted: list[str], article: Article) -> list[str]:
    got = list(article.paragraphs)
    lost = [f"lost: {line[:90]!r}" for line in wanted if line not in got]
    left = [f"left in: {line[:90]!r}" for line in got if line not in wanted]
    return lost + left or ([] if got == wanted else ["the paragraphs are in another order"])


def _order(key: str, wanted: list[str], article: Article) -> list[str]:
    rest = iter(article.paragraphs)
    return [f"not in its place: {line[:90]!r}" for line in wanted if line not in rest][:1]


def _line_like(key: str, wanted: list[str], article: Article) -> list[str]:
    return [
        f"no line like {pattern!r}"
        for pattern in wanted
        if not any(re.fullmatch(pattern, line) for line in article.paragraphs)
    ]


def _contains(key: str, wanted: list[str], article: Article) -> list[str]:
    return [f"lost: {part[:90]!r}" for part in wanted if part not in article.text]


def _lacks(key: str, wanted: list[str], article: Article) -> list[str]:
    return [f"left in: {part[:90]!r}" for part in wanted if part in article.text]


def _removed(key: str, wanted: list[str], article: Article) -> list[str]:
    lines = [removed.line for removed in article.removed]
    return [f"not recorded: {part!r}" for part in wanted if not any(part in ln for ln in lines)]


def _no_dangling(key: str, wanted: str, article: Article) -> list[str]:
    told = any("embed" in flag for flag in article.flags)
    return [] if told or wanted not in article.paragraphs else [f"left dangling: {wanted!r}"]


def _has_flags(key: str, wanted: list[str], article: Article) -> list[str]:
    return [f"no flag {flag}" for flag in wanted if flag not in article.flags]


def _lacks_flags(key: str, wanted: list[str], article: Article) -> list[str]:
    return [f"flag {flag}" for flag in wanted if flag in article.flags]


def _flag_like(key: str, wanted: str, article: Article) -> list[str]:
    found = any(wanted in flag for flag in article.flags)
    return [] if found else [f"no flag with {wanted!r} in {article.flags}"]


CHECKS = {
    "published_at": _moment,
    "modified_at": _moment,
    "published_at_day": _day,
    "published_at_not": _not_moment,
    "authors_like": _like,
    "captions_like": _captions_like,
    "lines": _lines,
    "order": _order,
    "line_like": _line_like,
    "contains": _contains,
    "lacks": _lacks,
    "removed_like": _removed,
    "no_dangling": _no_dangling,
    "flags": _has_flags,
    "flags_lack": _lacks_flags,
    "flag_like": _flag_like,
}
