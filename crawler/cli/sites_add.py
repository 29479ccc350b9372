"""`warta sites add`: the record of a new outlet, written from what the outlet shows of itself."""

import asyncio
import re
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from crawler.cli.errors import WRONG, Problem
from crawler.cli.output import complain, plural
from crawler.cli.overrides import Overrides, Set, ask_for_contact, overrides
from crawler.printable import WIB

if TYPE_CHECKING:
    from crawler.newsite.look import Looked
    from crawler.site import Site

NAME = re.compile(r"[a-z][a-z0-9]*|[0-9]+[a-z][a-z0-9]*")

Name = Annotated[
    str,
    typer.Argument(metavar="NAME", help="The label of its domain in lower case: letters, digits."),
]
Url = Annotated[str, typer.Argument(metavar="URL", help="The address of its front page.")]
Files = Annotated[
    list[Path] | None,
    typer.Option(
        "--from",
        metavar="FILE",
        help="Look at this WARC or HTML file and not at the network; may be repeated.",
    ),
]
Write = Annotated[
    bool,
    typer.Option(
        "--write",
        help="Write NAME.py into crawler/sites of a checkout, else into WARTA_SITES.",
    ),
]
Into = Annotated[
    Path | None,
    typer.Option("--into", metavar="DIR", help="Write NAME.py into this folder instead."),
]
Force = Annotated[
    bool, typer.Option("--force", help="Even if warta knows the outlet: its record is replaced.")
]


def add(
    name: Name,
    url: Url,
    files: Files = None,
    write: Write = False,
    into: Into = None,
    force: Force = False,
    pairs: Set = None,
) -> None:
    """Look at an outlet and print its record.

    It reads robots.txt, feeds, sitemaps, the front page and three articles: about twenty requests,
    as politely as a crawl. Notes in the record say what is unverified.
    """
    from crawler.newsite.infer import record
    from crawler.newsite.source import python_of

    settings = overrides(pairs, a_page=True)
    address = url if "://" in url else f"https://{url}"
    folder = into or (_destination() if write else None)
    _check(name, address, force)
    if folder is not None:
        _check_folder(folder, name, force)
    looked = _from(files, address) if files else _visited(address, settings)
    site = record(name, looked)
    source = python_of(site)
    if folder is None:
        typer.echo(source, nl=False)
    else:
        (folder / f"{name}.py").write_text(source, encoding="utf-8")
        complain(f"{folder / name}.py is written")
    _say_what_comes_of_it(site, looked)


def _destination() -> Path:
    """Return the folder for a new record: `crawler/sites` of a checkout, else WARTA_SITES.

    A checkout is known by the `.git` beside the package; an installed package has none. The folder
    is created where it is missing.
    """
    import crawler.sites
    from crawler.registry import outside

    records = Path(crawler.sites.__file__).parent
    if (records.parent.parent / ".git").exists():
        return records
    folder = outside.folder()
    if folder is None:
        raise Problem("WARTA_SITES is set to nothing: set it to a folder, or give --into DIR")
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _check(name: str, url: str, force: bool) -> None:
    """Raise `Problem` for a name or address that is invalid or taken."""
    from crawler.sites import all_sites, for_url
    from pipelines.urls import host_of

    if not NAME.fullmatch(name):
        meant = re.sub(r"[^a-z0-9]", "", name.lower())
        instead = f": call it {meant}" if NAME.fullmatch(meant) else ""
        raise Problem(f"{name}: a name is lower-case letters and digits{instead}")
    if not host_of(url):
        raise Problem(f"{url}: not a web address; write it as https://www.example.co.id/")
    known = for_url(url)
    if known and not force:
        raise Problem(f"{url} belongs to {known.name} already: give --force to replace its record")
    if not force and name in {site.name for site in all_sites()}:
        raise Problem(f"there is an outlet {name} already: give --force to replace its record")


def _check_folder(folder: Path, name: str, force: bool) -> None:
    """Raise `Problem` for a folder that is missing, and for a file of that name in it."""
    if not folder.is_dir():
        raise Problem(f"--into {folder}: there is no such folder")
    if (folder / f"{name}.py").exists() and not force:
        raise Problem(f"{folder / name}.py exists: give --force to replace it")


def _from(files: Sequence[Path], url: str) -> "Looked":
    """Return what the files show of the outlet. Raises `Problem`."""
    from crawler.newsite.look import FileError, from_files, look

    try:
        get, pages = from_files(files)
    except FileError as error:
        raise Problem(str(error)) from error
    if not pages:
        raise Problem(f"{files[0]}: no page of an outlet is in it")
    latest = max(page.fetched_at for page in pages)
    return asyncio.run(look(url, get, latest.astimezone(WIB).date(), pages))


def _visited(url: str, settings: Overrides) -> "Looked":
    """Return what the outlet shows. Raises `Problem`."""
    from crawler.http.fetch import FetchError, visit
    from crawler.newsite.look import look

    ask_for_contact(settings)
    try:
        today = datetime.now(WIB).date()
        return visit(url, lambda get: look(url, get, today), **settings.given)
    except FetchError as error:
        raise Problem(
            f"{error}; pages of it that you have can be looked at with --from", WRONG
        ) from error


def _say_what_comes_of_it(site: "Site", looked: "Looked") -> None:
    """Print to stderr what the record makes of the pages, and what to do next."""
    from pipelines.chain import run
    from pipelines.records import Article

    results = [run(page, site.rules) for page in looked.pages]
    good = [result for result in results if isinstance(result, Article)]
    if results:
        complain(f"with it {len(good)} of {plural(len(results), 'page')} become articles")
    for note in site.notes:
        complain(note)
    for what, found, reasons in (
        ("feed", site.feeds, looked.no_feed),
        ("sitemap", site.sitemaps, looked.no_sitemap),
    ):
        for reason in reasons if not found else ():
            complain(f"no {what} at {reason}")
    if site.permission and "ask first" in site.permission:
        complain(site.permission)
    example = good[0].url if good else f"https://{site.hosts[0]}/..."
    complain(f"next: `warta try {example}`, `warta crawl {site.name} --limit 5`")
