"""The card of a dataset for the Hugging Face Hub: what is in it and where it comes from."""

import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from pipelines.query.export.columns import ColumnKind, Value
from pipelines.query.export.rows import Chosen, Rows
from pipelines.query.export.style import Style, made_by

# Of the Hub's documentation, "Dataset cards".
_SIZES = (
    (1_000, "n<1K"),
    (10_000, "1K<n<10K"),
    (100_000, "10K<n<100K"),
    (1_000_000, "100K<n<1M"),
    (10_000_000, "1M<n<10M"),
)
_TASKS = ("text-generation", "fill-mask", "summarization", "text-classification")
# What publishers ask of those who store or mine a page.
_REQUESTS = ("noindex", "noarchive", "nosnippet", "tdm-reserved")
_LANGUAGE = re.compile(r"[a-z]{2,3}")
_TYPES = {
    ColumnKind.MOMENT: "timestamp",
    ColumnKind.DAY: "date",
    ColumnKind.TEXTS: "list of strings",
    ColumnKind.TEXT: "string",
    ColumnKind.INTEGER: "integer",
    ColumnKind.REAL: "float",
    ColumnKind.MAPPING: "list of field and source",
    ColumnKind.REMOVED: "list of line, rule and position",
}
_FILTERS = ("site", "language", "section", "author", "tag", "since", "until")
RIGHTS = (
    "The texts belong to their publishers. That they are in a dataset gives nobody a licence to "
    "them: whether and how they may be used, shared or trained on depends on the law that applies "
    "to you and on each publisher's terms. Ask the publisher where in doubt, and do not publish "
    "this dataset without checking."
)


class Tally:
    """Counts of the articles that were written, for the card: their number does not matter."""

    def __init__(self) -> None:
        self.sites: Counter[str] = Counter()
        self.languages: Counter[str] = Counter()
        self.requests: Counter[str] = Counter()
        self.words = 0
        self.duplicates = 0
        self.days: dict[str, tuple[date, date]] = {}

    def add(self, row: Mapping[str, Value]) -> None:
        """Count an article."""
        site, day = row["site"], row["published_on"]
        self.sites[site] += 1
        self.languages[row["language"] or "und"] += 1
        self.requests.update(set(row["flags"]) & set(_REQUESTS))
        self.words += row["words"]
        self.duplicates += row["duplicate_of"] is not None
        if day is not None:
            first, last = self.days.get(site, (day, day))
            self.days[site] = (min(first, day), max(last, day))


def card(rows: Rows, tally: Tally, outlets: Mapping[str, Mapping[str, Any]], style: Style) -> str:
    """Return the card as Markdown with YAML before it."""
    dated = tally.days.values()
    period = f", {min(d[0] for d in dated)} to {max(d[1] for d in dated)}" if dated else ""
    outlets_said = _plural(len(tally.sites), "outlet")
    summary = (
        f"{_plural(rows.count, 'article')} of {outlets_said}{period}, "
        f"{tally.words:,} words in all. Made with {made_by()} on {style.made_at:%Y-%m-%d}."
    )
    parts = [
        _front_matter(rows.count, tally),
        f"# News articles\n\n{summary}",
        _use(),
        _sources(tally, outlets),
        _languages(tally),
        _how(rows, tally),
        _fields(rows),
        _rights(tally, outlets),
    ]
    return "\n\n".join(parts) + "\n"


def _front_matter(count: int, tally: Tally) -> str:
    codes = [code for code, _ in tally.languages.most_common() if _is_code(code)]
    size = next((name for bound, name in _SIZES if count < bound), "10M<n<100M")
    lines = ["---"]
    if codes:
        lines += ["language:", *(f"- {json.dumps(code)}" for code in codes)]
    lines += [
        "license: other",
        "license_name: rights-of-the-publishers",
        "license_link: LICENSE.md",
        "pretty_name: News articles",
        "size_categories:",
        f"- {size}",
        "task_categories:",
        *(f"- {task}" for task in _TASKS),
        "tags:",
        "- news",
        "configs:",
        "- config_name: default",
        "  data_files:",
        "  - split: train",
        "    path: data/train-*.parquet",
        "---",
    ]
    return "\n".join(lines)


def _is_code(code: str) -> bool:
    return code != "und" and bool(_LANGUAGE.fullmatch(code))


def _use() -> str:
    return (
        "```python\n"
        "from datasets import load_dataset\n\n"
        'articles = load_dataset("path/to/this/folder", split="train")\n'
        "```"
    )


def _sources(tally: Tally, outlets: Mapping[str, Mapping[str, Any]]) -> str:
    lines = []
    for site, count in sorted(tally.sites.items(), key=lambda pair: (-pair[1], pair[0])):
        first, last = tally.days.get(site, ("", ""))
        title = outlets.get(site, {}).get("title", "")
        lines.append((site, title, f"{count:,}", first, last))
    return "## Sources\n\n" + _table(
        ("site", "outlet", "articles", "first published", "last published"), lines
    )


def _languages(tally: Tally) -> str:
    lines = [(f"`{code}`", f"{count:,}") for code, count in tally.languages.most_common()]
    return (
        "## Languages\n\nThe language of each text was identified from its words; `und` could not "
        "be told.\n\n" + _table(("language", "articles"), lines)
    )


def _how(rows: Rows, tally: Tally) -> str:
    if rows.chosen.which.duplicates:
        copies = (
            "Near-duplicates are included. In `duplicate_of` they name the article that is kept "
            f"of several with nearly the same text: {_plural(tally.duplicates, 'article')}."
        )
    else:
        copies = (
            f"Near-duplicates were left out ({_plural(rows.hidden, 'article')}): of several with "
            "nearly the same text, one is kept."
        )
    return (
        "## How it was made\n\n"
        "Pages of news sites were fetched or read from files, and title, text and facts were "
        "extracted by a template of the outlet or generically; `origin` says where each field was "
        "found. Boilerplate such as links to other articles was removed from the texts; where the "
        "column `removed` is present, it has every line with the rule that removed it. Fields that "
        "a page does not state are empty; nothing was guessed.\n\n" + copies + _choice(rows.chosen)
    )


def _choice(chosen: Chosen) -> str:
    """Return what the articles were chosen by; nothing if they are all of a database."""
    which = chosen.which
    asked: list[tuple[str, Sequence[object]]] = [
        ("query", [chosen.query]),
        ("sites", chosen.sites),
        *((name, [getattr(which, name)]) for name in _FILTERS),
        ("articles after id", [chosen.since_id or ""]),
        ("at most articles", [chosen.limit or ""]),
    ]
    said = [
        f"{name} {', '.join(f'`{_cell(value)}`' for value in values)}"
        for name, values in asked
        if any(values)
    ]
    return f"\n\nThe articles were chosen by: {'; '.join(said)}." if said else ""


def _fields(rows: Rows) -> str:
    lines = [(f"`{c.name}`", _TYPES[c.kind], c.meaning) for c in rows.columns]
    return "## Fields\n\n" + _table(("field", "type", "meaning"), lines)


def _rights(tally: Tally, outlets: Mapping[str, Mapping[str, Any]]) -> str:
    said = f"## Rights\n\n{RIGHTS}"
    requests = [
        (f"`{name}`", f"{tally.requests[name]:,}") for name in _REQUESTS if tally.requests[name]
    ]
    if requests:
        said += "\n\nPublishers' requests on the pages themselves (column `flags`):\n\n" + _table(
            ("request", "articles"), requests
        )
    else:
        said += "\n\nNo page carried `noindex`, `noarchive`, `nosnippet` or `tdm-reserved`."
    permissions = [
        (site, outlets[site]["permission"])
        for site in sorted(tally.sites)
        if outlets.get(site, {}).get("permission")
    ]
    if permissions:
        said += "\n\nWhat robots.txt or terms say, as far as it is recorded:\n\n" + _table(
            ("site", "robots.txt and terms"), permissions
        )
    unknown = len(tally.sites) - len(permissions)
    if unknown:
        said += f"\n\nFor {_plural(unknown, 'outlet')} nothing of the kind is recorded."
    return said


def _table(heads: Sequence[str], lines: Iterable[Sequence[object]]) -> str:
    rows = [heads, ["---"] * len(heads), *lines]
    return "\n".join("| " + " | ".join(map(_cell, row)) + " |" for row in rows)


def _cell(value: object) -> str:
    text = " ".join(str(value).split())
    return text.replace("\\", "\\\\").replace("|", "\\|").replace("<", "&lt;")


def _plural(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"
