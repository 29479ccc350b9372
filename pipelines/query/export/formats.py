"""The formats of an export: what each is written to, and what it needs."""

from dataclasses import dataclass
from enum import Enum
from importlib.util import find_spec


class Target(Enum):
    """What a format is written to."""

    STREAM = "stream"  # text: a file or standard output
    FILE = "file"
    FOLDER = "folder"


class MissingExtra(Exception):
    """A library that a format needs is not installed; the message says how to install it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """One format. `needs` are columns that it reads beside those that are asked for.

    `ending` is the end of a file's name that means it, empty for a folder. `library` is imported by
    its writer, which comes with the extra `extra` of warta.
    """

    name: str
    target: Target
    about: str
    ending: str = ""
    library: str = ""
    extra: str = ""
    needs: tuple[str, ...] = ()


FORMATS = {
    form.name: form
    for form in (
        Format(
            name="jsonl", target=Target.STREAM, ending="jsonl", about="one JSON object per line"
        ),
        Format(name="csv", target=Target.STREAM, ending="csv", about="CSV for spreadsheets"),
        Format(
            name="parquet",
            target=Target.FILE,
            ending="parquet",
            about="typed columns for pandas, polars and DuckDB",
            library="pyarrow",
            extra="parquet",
        ),
        Format(
            name="xlsx",
            target=Target.FILE,
            ending="xlsx",
            about="an Excel workbook",
            library="xlsxwriter",
            extra="xlsx",
            needs=("url",),
        ),
        Format(
            name="text",
            target=Target.FOLDER,
            about="a folder with one text file per article",
            needs=("id", "published_on", "site", "title", "text"),
        ),
        Format(
            name="huggingface",
            target=Target.FOLDER,
            about="a folder with Parquet files and a dataset card",
            library="pyarrow",
            extra="parquet",
            needs=("site", "published_on", "language", "flags", "duplicate_of", "words"),
        ),
        Format(
            name="atom",
            target=Target.STREAM,
            ending="atom",
            about="an Atom feed of the newest articles",
            needs=(
                "id", "url", "site", "title", "deck", "text", "authors", "editors", "section",
                "tags", "language", "published_at", "modified_at", "fetched_at", "revision",
            ),
        ),
    )
}  # fmt: skip


def format_of_ending(ending: str) -> str | None:
    """Return the format of a file whose name ends in `.ending`, None if none has that ending."""
    named = (form.name for form in FORMATS.values() if form.ending)
    return next((name for name in named if FORMATS[name].ending == ending.lower()), None)


def check_installed(name: str) -> None:
    """Raise `MissingExtra` if the library of a format is not installed."""
    form = FORMATS[name]
    if form.library and find_spec(form.library) is None:
        raise MissingExtra(
            f"the format {name} needs {form.library}, which is not installed: "
            f"pip install 'warta[{form.extra}]'"
        )
