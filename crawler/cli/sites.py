"""`warta sites`: the outlets that warta knows."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from crawler.cli.options import Json
from crawler.cli.output import console, print_json, show_table, show_text

if TYPE_CHECKING:
    from crawler.site import Site


def sites(
    names: Annotated[
        list[str] | None, typer.Argument(metavar="SITE", help="Only these outlets.")
    ] = None,
    as_json: Json = False,
    markdown: Annotated[
        bool, typer.Option("--markdown", help="Print the page docs/outlets.md.")
    ] = False,
) -> None:
    """List the outlets and what their publishers say about crawling.

    `permission` is what robots.txt or the terms say about scrapers and AI use: read it before you
    crawl, and ask the publisher where it says so.
    """
    from crawler.sites import all_sites, get

    chosen = [get(name) for name in names] if names else list(all_sites())
    if as_json:
        print_json([asdict(site) for site in chosen])
    elif markdown:
        typer.echo(as_markdown(chosen), nl=False)
    else:
        _show(chosen)


def _show(chosen: "Sequence[Site]") -> None:
    out = console()
    columns = [
        "name", "outlet", "status", "language", ("feeds", "right"), ("sitemaps", "right"),
        ("indexes", "right"), ("delay", "right"), "permission",
    ]  # fmt: skip
    rows = [
        (
            site.name,
            site.title,
            site.status,
            site.language,
            len(site.feeds),
            len(site.sitemaps),
            len(site.indexes),
            f"{site.delay:g} s",
            "see below" if site.permission else "-",
        )
        for site in chosen
    ]
    show_table(out, columns, rows)
    for site in chosen:
        if site.permission:
            out.print(f"\n[bold]{site.name}[/]")
            show_text(out, site.permission)


def as_markdown(chosen: "Sequence[Site]") -> str:
    """Return the documentation of the outlets, a section for each."""
    head = """# Outlets

What warta knows about each outlet, from the records in `crawler/sites/`. Where a publisher singles
out scrapers or AI use, ask for permission before you crawl.

This page is generated: `warta sites --markdown > docs/outlets.md`.
"""
    return head + "".join(_section(site) for site in chosen)


def _section(site: "Site") -> str:
    facts = [
        ("name", f"`{site.name}`"),
        ("status", site.status),
        ("language", site.language),
        ("group", site.group),
        ("hosts", _codes(site.hosts)),
        ("feeds", _codes(site.feeds)),
        ("sitemaps", _codes(site.sitemaps)),
        ("indexes", _codes(index.url for index in site.indexes)),
        ("sections", ", ".join(site.sections)),
        ("delay", f"{site.delay:g} s between two requests, more where robots.txt asks for it"),
        ("templates", ", ".join(template.name for template in site.rules.templates)),
        ("permission", site.permission),
        ("evidence", "; ".join(site.evidence)),
    ]
    rows = "".join(f"| {name} | {_cell(value)} |\n" for name, value in facts if value)
    notes = "".join(f"- {note}\n" for note in site.notes)
    return f"\n## {site.title}\n\n| | |\n|---|---|\n{rows}" + (f"\n{notes}" if notes else "")


def _codes(values: Iterable[str]) -> str:
    return "<br>".join(f"`{value}`" for value in values)


def _cell(value: str) -> str:
    return value.replace("|", "\\|")
