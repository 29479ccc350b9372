"""Writes the questions of docs/querying.md with their answers: `python -m crawler.demo.guide`.

The answers are those of the demo's database. Numbers of articles and times of the run are left out:
they differ from one demo to the next.
"""

import tempfile
from collections.abc import Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from pipelines.query import ask, connect_readonly
from pipelines.query.questions import QUESTIONS, Question

GUIDE = Path(__file__).parents[2] / "docs" / "querying.md"
MARK = "The rest of this page is written by `python -m crawler.demo.guide`.\n"
ROWS = 5
_NOT_SHOWN = frozenset({"id", "article_id", "story_id", "last_at", "last_run_at"})
_CHANGED = (
    "https://news.republika.co.id/berita/tkm4a1x18/"
    "kebakaran-pasar-loak-karangmulya-padam-setelah-lima-jam"
)
_COVERED = (
    "https://www.idntimes.com/business/economy/"
    "harga-cabai-rawit-melonjak-di-enam-provinsi-00-hi5j2-k3lm14"
)
# What is asked instead of the example, which is the number of an article.
_ASKED: Mapping[str, Mapping[str, str]] = {
    "history": {"article": _CHANGED},
    "story_spread": {"article": _COVERED},
}


def questions_part(path: Path) -> str:
    """Return what the guide says after `MARK`, with the answers of a database."""
    with closing(connect_readonly(path)) as db:
        parts = [_part(each, ask(db, each.name, **_ASKED.get(each.name, {}))) for each in QUESTIONS]
    return "\n" + "\n".join(parts)


def _part(question: Question, rows: Sequence[Mapping[str, Any]]) -> str:
    parts = [
        f"### {question.title}",
        f"`{question.name}`: {question.about[0].lower()}{question.about[1:]}",
        f"```sql\n{question.sql}\n```",
    ]
    if question.parameters:
        parts.append(_parameters(question))
    return "\n\n".join([*parts, _table(rows)]) + "\n"


def _parameters(question: Question) -> str:
    """Return a list of the parameters, with the values that were asked with."""
    given = {one.name: one.example for one in question.parameters}
    given.update(_ASKED.get(question.name, {}))
    return "\n".join(
        f"- `:{one.name}`: {one.about}" + (f" (here `{given[one.name]}`)" if one.example else "")
        for one in question.parameters
    )


def _table(rows: Sequence[Mapping[str, Any]]) -> str:
    """Return the first rows as a table of Markdown."""
    if not rows:
        return "The demo has no such row."
    names = [name for name in rows[0] if name not in _NOT_SHOWN]
    lines = [names, ["---"] * len(names), *([_cell(row[n]) for n in names] for row in rows[:ROWS])]
    table = "\n".join(f"| {' | '.join(line)} |" for line in lines)
    more = len(rows) - ROWS
    return table if more <= 0 else f"{table}\n\n... and {more} more."


def _cell(value: Any) -> str:
    return "" if value is None else str(value).replace("|", "\\|")


def main() -> None:
    """Make the demo's database, ask it, and write the guide."""
    from crawler.cli.demo import demo

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "warta-demo.db"
        demo(db=path)
        part = questions_part(path)
    text = GUIDE.read_text(encoding="utf-8")
    GUIDE.write_text(text[: text.index(MARK)] + MARK + part, encoding="utf-8")


if __name__ == "__main__":
    main()
