"""The pages that are measured, each with its gold.

The project's own pages are made here, from `templates/` (the markup of an outlet or of a publishing
system, with words of nobody) and `stories.toml` (words of ours). The same call gives the same bytes
on every machine, so `digest` pins the set. Folders of saved pages with gold files are read too.

A template is TOML between two lines of `+++`, then HTML with `$fields`. What stands between ⟦ and ⟧
in it, and every insert, is boilerplate: its lines must not be in the text.
"""

import gzip
import hashlib
import html
import json
import re
import tomllib
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from itertools import groupby
from pathlib import Path
from string import Template
from typing import Any
from urllib.parse import urljoin

from tests.support.extraction.refused import Refused

HERE = Path(__file__).parent
MONTHS = "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember"
DAYS = "Senin Selasa Rabu Kamis Jumat Sabtu Minggu"
BOILERPLATE = re.compile(r"⟦(.*?)⟧", re.DOTALL)
LINE_END = re.compile(r"<(?!/?(?:a|b|i|em|strong|span|small)\b)[^>]*>")
PREFIXES = {"heading": "## ", "item": "- ", "row": "| "}
GROUPS = {"item": "list", "row": "table"}
MARKUP: dict[str, Any] = {
    "paragraph": "<p>$text</p>",
    "heading": "<h2>$text</h2>",
    "item": "<li>$text</li>",
    "row": "<tr>$text</tr>",
    "cell": "<td>$text</td>",
    "list": "<ul>\n$text\n</ul>",
    "table": "<table><tbody>\n$text\n</tbody></table>",
    "tag": '<a href="/tag/$slug">$text</a>',
    "dateline": "",
    "dateline_markup": "$text",
    "pages": ["$body"],
    "inserts": [],
    "people": ["authors", "editors"],
    "silent": [],
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Gold:
    """What a page says: `people` are all who are credited, `published` is its time if it has one.

    `optional` lines (reporter codes, "Sumber: ...") count neither way.
    """

    title: str
    paragraphs: tuple[str, ...]
    boilerplate: tuple[str, ...] = ()
    optional: tuple[str, ...] = ()
    deck: str = ""
    published: str | None = None
    people: tuple[str, ...] = ()
    section: str = ""
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """A page with its gold; `known` says that a record of warta has rules for its outlet."""

    name: str
    url: str
    html: bytes
    gold: Gold
    known: bool


def own_samples() -> list[Sample]:
    """Return the project's own pages, by name."""
    stories = tomllib.loads((HERE / "stories.toml").read_text(encoding="utf-8"))
    found = []
    for path in sorted((HERE / "templates").glob("*known/*.html")):
        _, head, page = path.read_text(encoding="utf-8").split("+++\n", 2)
        markup = MARKUP | tomllib.loads(head)
        for name in markup["stories"]:
            known = path.parent.name == "known"
            found.append(_rendered(f"{path.stem}-{name}", stories[name], markup, page, known))
    return found


def folder_samples(folder: Path) -> list[Sample]:
    """Return the saved pages of a folder that `gold/*.json` in it describes, by name."""
    found = []
    for path in sorted((folder / "gold").glob("*.json")):
        stated = json.loads(path.read_text(encoding="utf-8"))
        page = (folder / stated["file"]).read_bytes()
        gold = Gold(
            title=stated["title"],
            paragraphs=tuple(stated["paragraphs"]),
            boilerplate=tuple(stated.get("boilerplate", ())),
            optional=tuple(stated.get("optional", ())),
            deck=stated.get("deck", ""),
            published=stated.get("published") or None,
            people=tuple(stated.get("authors", ())),
        )
        page = gzip.decompress(page) if stated["file"].endswith(".gz") else page
        found.append(Sample(name=path.stem, url=stated["url"], html=page, gold=gold, known=True))
    return found


def digest(samples: Sequence[Sample | Refused]) -> str:
    """Return the SHA-256 over the pages and what is wanted of them."""
    seen = hashlib.sha256()
    for sample in samples:
        stated = asdict(sample) | {"html": sample.html.decode()}
        seen.update(json.dumps(stated, ensure_ascii=False, sort_keys=True).encode())
    return seen.hexdigest()


def _rendered(
    name: str, story: Mapping[str, Any], markup: Mapping[str, Any], page: str, known: bool
) -> Sample:
    fields = _fields(story, markup)
    tagged = "$tags" in page or "$keywords" in page
    sectioned = "$section<" in page and "section" not in markup["silent"]
    boilerplate: list[str] = []
    optional: list[str] = []
    for insert in markup["inserts"]:
        lines = markup_lines(_filled(insert["html"], fields))
        (optional if insert.get("optional") else boilerplate).extend(lines)
    page = _filled(page, fields | {"body": _body(story, markup, fields)})
    for match in BOILERPLATE.finditer(page):
        boilerplate += markup_lines(match[1])
    silent = markup["silent"]
    gold = Gold(
        title=story["title"],
        paragraphs=tuple(_paragraphs(story, _filled(markup["dateline"], fields))),
        boilerplate=tuple(dict.fromkeys(boilerplate)),
        optional=tuple(optional),
        deck="" if "deck" in silent else story["deck"],
        published=None if "published" in silent else story["published"],
        people=tuple(dict.fromkeys(name for kind in markup["people"] for name in story[kind])),
        section=story["section"] if sectioned else "",
        tags=tuple(story["tags"]) if tagged else (),
    )
    made = BOILERPLATE.sub(r"\1", page).encode()
    return Sample(name=name, url=fields["url"], html=made, gold=gold, known=known)


def _fields(story: Mapping[str, Any], markup: Mapping[str, Any]) -> dict[str, str]:
    """Return what a template may print of a story, by name."""
    when = datetime.fromisoformat(story["published"])
    changed = datetime.fromisoformat(story["modified"])
    number = zlib.crc32(story["title"].encode())
    month = MONTHS.split()[when.month - 1]
    plain = ("title", "deck", "place", "section", "caption", "credit", "published", "modified")
    fields = {name: html.escape(story[name], quote=False) for name in plain}
    fields |= {f"related{n}": text for n, text in enumerate(story["related"], start=1)}
    fields |= {
        "slug": slug(story["title"]),
        "section_slug": slug(story["section"]),
        "author_slug": slug(story["authors"][0]),
        "PLACE": story["place"].upper(),
        "author": story["authors"][0],
        "authors": ", ".join(story["authors"]),
        "authors_and": " dan ".join(story["authors"]),
        "authors_json": json.dumps([{"@type": "Person", "name": n} for n in story["authors"]]),
        "editor": story["editors"][0],
        "keywords": ", ".join(story["tags"]),
        "id": str(1_000_000 + number % 9_000_000),
        "hex": f"{number:08x}"[:6],
        "weekday": DAYS.split()[when.weekday()],
        "day": str(when.day),
        "month": month,
        "mon": "Ags" if month == "Agustus" else month[:3],
        **{name: when.strftime(f"%{code}") for name, code in _CLOCK},
        "hour_wita": f"{(when.hour + 1) % 24:02d}",
        "mysql": when.strftime("%Y-%m-%d %H:%M:%S"),
        "modified_mysql": changed.strftime("%Y-%m-%d %H:%M:%S"),
        "utc": when.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "body_json": json.dumps("\n".join(_paragraphs(story, "")), ensure_ascii=False),
    }
    fields["url"] = _filled(markup["url"], fields)
    fields["tags"] = "\n".join(
        _filled(markup["tag"], fields | {"text": tag, "slug": slug(tag)}) for tag in story["tags"]
    )
    return fields


_CLOCK = (("dd", "d"), ("mm", "m"), ("yyyy", "Y"), ("yy", "y"), ("hour", "H"), ("minute", "M"))


def _body(story: Mapping[str, Any], markup: Mapping[str, Any], fields: dict[str, str]) -> str:
    """Return the markup of the body, its inserts in place, in as many pages as the template has."""
    inserts = {n["after"]: _filled(n["html"], fields) for n in markup["inserts"]}
    glued = {n["after"] for n in markup["inserts"] if n.get("glued")}
    opening = _filled(markup["dateline_markup"], {"text": _filled(markup["dateline"], fields)})
    outside = markup.get("dateline_outside", False)
    chunks: list[str] = [opening] if outside else []
    count = 0
    for kind, lines in _runs(story["body"]):
        made = []
        for line in lines:
            count += 1
            before = opening if count == 1 and not outside else ""
            after = inserts.pop(count, "") if count in glued else ""
            text = before + _words(kind, line, markup, fields["url"]) + after
            made.append(_filled(markup[kind], {"text": text}))
        group = markup.get(GROUPS.get(kind, ""))
        chunks += [_filled(group, {"text": "\n".join(made)})] if group else made
        chunks += [inserts.pop(place) for place in sorted(inserts) if place <= count]
    chunks += [inserts[place] for place in sorted(inserts)]
    return _paged(chunks, markup["pages"], fields)


def _runs(body: Sequence[str]) -> Iterator[tuple[str, list[str]]]:
    """Yield the blocks of a story; list items and table rows that follow each other in one run."""
    for kind, run in groupby(body, _kind):
        lines = [line.removeprefix(PREFIXES.get(kind, "")) for line in run]
        yield from [(kind, lines)] if kind in GROUPS else [(kind, [line]) for line in lines]


def _kind(line: str) -> str:
    return next((kind for kind, mark in PREFIXES.items() if line.startswith(mark)), "paragraph")


def _paged(chunks: Sequence[str], pages: Sequence[str], fields: Mapping[str, str]) -> str:
    size = -(-len(chunks) // len(pages))
    parts = ["\n".join(chunks[n * size : (n + 1) * size]) for n in range(len(pages))]
    return "\n".join(
        _filled(page, {**fields, "body": part}) for page, part in zip(pages, parts, strict=True)
    )


def _words(kind: str, line: str, markup: Mapping[str, Any], url: str) -> str:
    """Return the markup of a line's words; its links lead to topics of the page's own site."""
    if kind == "row":
        cells = (_words("cell", cell, markup, url) for cell in line.split(" | "))
        return "".join(_filled(markup["cell"], {"text": cell}) for cell in cells)
    text = html.escape(line, quote=False)
    text = re.sub(r"\*(.+?)\*", r"<em>\1</em>", text)
    return re.sub(r"\[(.+?)\]", rf'<a href="{urljoin(url, "/tag/topik")}">\1</a>', text)


def _paragraphs(story: Mapping[str, Any], dateline: str) -> list[str]:
    """Return the words of the body, line by line, the first one behind the dateline."""
    lines = [re.sub(r"^(?:## |- |\| )|[*\[\]]", "", line) for line in story["body"]]
    return [dateline + lines[0], *lines[1:]]


def markup_lines(markup: str) -> list[str]:
    """Return the lines of words that stand in markup."""
    lines = (html.unescape(re.sub(r"<[^>]*>", "", part)) for part in LINE_END.split(markup))
    return [" ".join(line.split()) for line in lines if re.search(r"\w", line)]


def _filled(template: str, fields: Mapping[str, str]) -> str:
    return Template(template).substitute(fields)


def slug(text: str) -> str:
    """Return the text as it stands in an address."""
    return "-".join(re.findall(r"[a-z0-9]+", text.lower()))
