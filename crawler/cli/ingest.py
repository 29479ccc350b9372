"""`warta ingest`: read pages and articles from files and store them."""

from pathlib import Path
from typing import Annotated

import typer

from crawler.cli.errors import WRONG, Problem, opening
from crawler.cli.options import DEFAULT_DB, Db, Json, Workers
from crawler.cli.output import complain, console, print_json, show_table
from crawler.cli.overrides import overrides
from crawler.cli.progress import progress
from crawler.cli.stdin import NAME, STDIN, standard_input, without_folder
from crawler.stop import stopping

COUNTED = ("seen", "new", "duplicates", "revised", "reprocessed", "unchanged", "dropped", "failed")

Paths = Annotated[
    list[Path],
    typer.Argument(metavar="PATH", help="WARC, HTML, JSON lines or plain text: files or folders."),
]


Url = Annotated[
    str | None,
    typer.Option("--url", metavar="URL", help="The URL of the page in the one file."),
]


def ingest(
    paths: Paths,
    db: Db = DEFAULT_DB,
    url: Url = None,
    workers: Workers = None,
    as_json: Json = False,
) -> None:
    """Read files and store the articles, as a crawl would."""
    with stopping("ingest", db):
        _checked(paths, db, url, workers, as_json)


def _checked(
    paths: list[Path], db: Path, url: str | None, workers: int | None, as_json: bool
) -> None:
    if Path(STDIN) in paths:
        if len(paths) > 1:
            raise Problem("- is standard input: give it alone")
        with standard_input() as path:
            _ingest([path], db, url, workers, as_json)
        return
    missing = [path for path in paths if not path.exists()]
    if len(missing) == len(paths):
        raise Problem(f"{missing[0]}: there is no such file or folder")
    if url is not None and (len(paths) > 1 or paths[0].is_dir()):
        raise Problem("--url is the URL of one page: give it with one file")
    _ingest(paths, db, url, workers, as_json)


def _ingest(
    paths: list[Path], db: Path, url: str | None, workers: int | None, as_json: bool
) -> None:
    workers = overrides(None).workers(workers)
    from crawler.registry.stored_outlets import open_store
    from crawler.sites import for_text, rules_for
    from pipelines.work.ingest import ingest as run

    with opening():
        store = open_store(db)
    with store, progress("ingest") as update:
        report = run(
            paths, store, rules_for, for_text, workers=workers, url=url, on_progress=update
        )
    if as_json:
        print_json(report)
    else:
        counts = [getattr(report, name) for name in (*COUNTED, "skipped")]
        show_table(console(), [(name, "right") for name in (*COUNTED, "skipped")], [counts])
    for problem in report.problems:
        complain(without_folder(problem, paths[0]) if paths[0].name == NAME else problem)
    if report.problems:
        raise typer.Exit(WRONG)
