"""`warta sites`: the list of outlets."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from crawler.cli import completion
from crawler.cli.errors import Problem
from crawler.cli.options import Json
from crawler.cli.output import console, plural, print_json, show_pairs, show_table, show_text

if TYPE_CHECKING:
    from crawler.site import Site

CODES = ("name", "hosts", "feeds", "sitemaps", "indexes")  # printed as code in the documentation

Status = Annotated[
    str | None,
    typer.Option(
        "--status",
        metavar="STATUS",
        help="Only active, listed, unverified or blocked ones.",
        autocompletion=completion.statuses,
    ),
]
Group = Annotated[
    str | None, typer.Option("--group", metavar="NAME", help="Only those of this media group.")
]
Language = Annotated[
    str | None, typer.Option("--language", metavar="CODE", help="Only those in this language.")
]
Permission = Annotated[
    bool,
    typer.Option("--permission", help="Only those that single out scrapers or AI use."),
]


def sites(
    names: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="SITE",
            help="Only these outlets, in full.",
            autocompletion=completion.outlets_or_commands,
        ),
    ] = None,
    status: Status = None,
    group: Group = None,
    language: Language = None,
    permission: Permission = False,
    as_json: Json = False,
    markdown: Annotated[
        bool,
        typer.Option("--markdown", help="Print docs/outlets.md: outlets that come with warta."),
    ] = False,
) -> None:
    """List the outlets and what their publishers say about crawling.

    `permission` is what robots.txt or the terms say about scrapers and AI use: read it before you
    crawl, and ask the publisher where it says so.
    """
    from crawler.sites import all_sites, broken, get, source

    chosen = [get(name) for name in names] if names else list(all_sites())
    for field, wanted in (("status", status), ("group", group), ("language", language)):
        chosen = _with(field, wanted, chosen)
    chosen = [site for site in chosen if site.permission or not permission]
    if as_json:
        print_json([{**asdict(site), "source": source(site.name)} for site in chosen])
    elif markdown:
        typer.echo(as_markdown(_documented(chosen)), nl=False)
    elif names:
        _show_in_full(chosen)
    else:
        _show(chosen)
    if broken() and not names:
        count = plural(len(broken()), "record")
        raise Problem(f"{count} cannot be read and left out: correct or remove the file")


def _documented(chosen: "Sequence[Site]") -> "list[Site]":
    """Return the records of these outlets that come with warta."""
    from crawler.sites import built_in

    names = {site.name for site in chosen}
    return [site for site in built_in() if site.name in names]


def _with(field: str, wanted: str | None, chosen: "Sequence[Site]") -> "list[Site]":
    """Return the outlets that have a value, in upper or lower case. Raises `Problem` for none."""
    if wanted is None:
        return list(chosen)
    having = [site for site in chosen if getattr(site, field).lower() == wanted.strip().lower()]
    if not having:
        known = ", ".join(sorted({value for site in chosen if (value := getattr(site, field))}))
        raise Problem(f"--{field} {wanted}: no outlet has it; there are: {known}")
    return having


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
    outside = [(site.name, said) for site in chosen if (said := _source(site))]
    if outside:
        out.print("\n[bold]Records from outside warta[/]")
        show_pairs(out, outside)


def _show_in_full(chosen: "Sequence[Site]") -> None:
    """Print all that is known of each outlet, as the documentation has it."""
    out = console()
    for number, site in enumerate(chosen):
        out.print(f"{chr(10) if number else ''}[bold]{site.title}[/]")
        show_pairs(
            out,
            [
                ("" if place else name, value)
                for name, values in [
                    *_facts(site),
                    ("record", (_source(site),)),
                    ("notes", site.notes),
                ]
                for place, value in enumerate(filter(None, values))
            ],
        )


def _source(site: "Site") -> str:
    """Return where a record from outside comes from, "" for one that comes with warta."""
    from crawler.sites import BUILT_IN, built_in, source

    found = source(site.name)
    if found == BUILT_IN:
        return ""
    replaced = site.name in {record.name for record in built_in()}
    return f"{found} (replaces the one that comes with warta)" if replaced else found


def as_markdown(chosen: "Sequence[Site]") -> str:
    """Return the documentation of the outlets, a section for each."""
    head = """# Outlets

What warta knows about each outlet, from the records in `crawler/sites/`. Where a publisher singles
out scrapers or AI use, ask for permission before you crawl.

`status`: `active` if an article page came out right with the newest template and the listings are
known, `listed` if only listings or other people's crawlers were seen, `unverified` if the listings
themselves are a guess or old, `blocked` if the publisher refuses crawlers.

This page is generated: `warta sites --markdown > docs/outlets.md`.
"""
    return head + "".join(_section(site) for site in chosen)


def _facts(site: "Site") -> list[tuple[str, Sequence[str]]]:
    """Return what is known of an outlet: names with their values."""
    return [
        ("name", (site.name,)),
        ("status", (site.status,)),
        ("language", (site.language,)),
        ("group", (site.group,)),
        ("province", (site.province,)),
        ("hosts", site.hosts),
        ("feeds", site.feeds),
        ("sitemaps", site.sitemaps),
        ("indexes", [index.url for index in site.indexes]),
        ("sections", (", ".join(site.sections),)),
        ("delay", (f"{site.delay:g} s between two requests, more where robots.txt asks for it",)),
        ("templates", (", ".join(template.name for template in site.rules.templates),)),
        ("permission", (site.permission,)),
        ("evidence", ("; ".join(map(str, site.evidence)),)),
    ]


def _section(site: "Site") -> str:
    rows = "".join(
        f"| {name} | {_cell(_codes(values) if name in CODES else values[0])} |\n"
        for name, values in _facts(site)
        if any(values)
    )
    notes = "".join(f"- {note}\n" for note in site.notes)
    return f"\n## {site.title}\n\n| | |\n|---|---|\n{rows}" + (f"\n{notes}" if notes else "")


def _codes(values: Iterable[str]) -> str:
    return "<br>".join(f"`{value}`" for value in values)


def _cell(value: str) -> str:
    return value.replace("|", "\\|")
