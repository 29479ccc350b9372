"""`warta sites check`: whether records of outlets hold together."""

from typing import Annotated

import typer

from crawler.cli import completion
from crawler.cli.errors import BAD_CALL, WRONG, Problem
from crawler.cli.output import complain, plural


def check(
    names: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="NAME", help="Only these outlets.", autocompletion=completion.outlets
        ),
    ] = None,
) -> None:
    """Check the records of outlets, those from outside too.

    Examples against the address pattern, selectors, listings, status against evidence. Exit code 1
    if something is wrong with a record, 2 if a record cannot be read.
    """
    from crawler.registry.contracts import problems
    from crawler.sites import all_sites, broken, get

    sites = [get(name) for name in names] if names else list(all_sites())
    found = [(site.name, problem) for site in sites for problem in problems(site)]
    for name, problem in found:
        typer.echo(f"{name}: {problem}")
    if broken() and not names:
        raise Problem(f"{plural(len(broken()), 'record')} cannot be read", BAD_CALL)
    if found:
        wrong = len({name for name, _ in found})
        raise Problem(f"something is wrong with {wrong} of {plural(len(sites), 'record')}", WRONG)
    complain(f"{plural(len(sites), 'record')} checked, nothing is wrong")
