"""The application `warta`: its commands, `--version`, and the handling of errors."""

import os
import sys
from importlib.metadata import PackageNotFoundError, version
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from crawler.cli import (
    age_out,
    crawl,
    demo,
    edits,
    export,
    fetch,
    ingest,
    problems,
    regen,
    reprocess,
    search,
    serve,
    show,
    sites,
    sites_add,
    sites_check,
    snapshot,
    stats,
    try_page,
)
from crawler.cli.errors import explained
from crawler.cli.output import complain


class Commands(TyperGroup):
    """The commands in the order of their registration; errors become one sentence."""

    def invoke(self, ctx: Any) -> Any:
        """Run the command; an error that a user can cause becomes one sentence and an exit code."""
        try:
            return super().invoke(ctx)
        except Exception as error:
            problem = explained(error)
            if problem is None:
                raise
            complain(str(problem))
            raise typer.Exit(problem.code) from error


class Outlets(TyperGroup):
    """`warta sites`: arguments that do not start with a command go to `list`."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Put `list` before arguments that do not start with a command."""
        if args[:1] != ["--help"] and not (args and args[0] in self.commands):
            args = [LIST, *args]
        return super().parse_args(ctx, args)


LIST = "list"

app = typer.Typer(
    name="warta",
    cls=Commands,
    help="Crawl Indonesian news sites and keep clean articles in one SQLite file.",
    epilog="Exit codes: 0 done, 1 done but something is wrong (see stderr), 2 wrong call.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


def _version(wanted: bool) -> None:
    if wanted:
        try:
            typer.echo(f"warta {version('warta')}")
        except PackageNotFoundError:
            typer.echo("warta (not installed)")
        raise typer.Exit


outlets = typer.Typer(
    name="sites",
    cls=Outlets,
    help="List the outlets, write the record of a new one, check records. Alone it lists them.",
    rich_markup_mode=None,
)
outlets.command(LIST)(sites.sites)
outlets.command("add")(sites_add.add)
outlets.command("check")(sites_check.check)


@app.callback()
def _main(
    show_version: Annotated[
        bool,
        typer.Option("--version", callback=_version, is_eager=True, help="Print the version."),
    ] = False,
) -> None:
    """Crawl Indonesian news sites and keep clean articles in one SQLite file."""


app.command("crawl")(crawl.crawl)
app.command("fetch")(fetch.fetch)
app.command("ingest")(ingest.ingest)
app.command("reprocess")(reprocess.reprocess)
app.command("try")(try_page.try_page)
app.command("search")(search.search)
app.command("show")(show.show)
app.command("stats")(stats.stats)
app.command("serve")(serve.serve)
app.command("edits")(edits.edits)
app.command("problems")(problems.problems)
app.command("export")(export.export)
app.add_typer(outlets)
app.command("snapshot")(snapshot.snapshot)
app.command("regen")(regen.regen)
app.command("age-out")(age_out.age_out)
app.command("demo")(demo.demo)


def main() -> None:
    """Run `warta` and exit with its code."""
    # A terminal shows a replacement for characters that it lacks. A file or a pipe gets UTF-8,
    # whatever the locale, unless the user chose an encoding.
    chosen = "PYTHONIOENCODING" in os.environ
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            encoding = None if chosen or stream.isatty() else "utf-8"
            stream.reconfigure(encoding=encoding, errors="replace")
    app()
