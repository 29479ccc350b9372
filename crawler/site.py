"""The `Site` record: everything warta knows about one outlet, as data."""

from dataclasses import dataclass, field

from pipelines.records import Rules


@dataclass(frozen=True, slots=True, kw_only=True)
class Index:
    """A listing by page or by day.

    `url` is a template with `{page}` or `{offset}`, and for a listing by day `{yyyy}`, `{mm}`,
    `{dd}`, `{m}` and `{d}` (not padded) and `{next}`, the day after as yyyy-mm-dd. Without any of
    them the listing has one page. `step` is what `{page}` or `{offset}` grows by, `first` where it
    starts. `pages` is how many the outlet gives out at most; with 0 they go on until one is empty,
    or repeats what was listed. `first_url` is the template of the first page where it has an
    address of its own.

    `item` is a CSS selector for one entry; `link`, `date` and `title` select inside it. A listing
    that is data (JSON, or a page that carries it) has `entry` instead: the template of an article's
    address, with fields of an entry in braces (`{category.slug}` for a field of a field). With
    neither, every link that looks like an article counts.
    """

    url: str
    first_url: str = ""
    item: str = ""
    link: str = "a"
    date: str = ""
    title: str = ""
    entry: str = ""
    first: int = 1
    step: int = 1
    pages: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """One outlet: how it is named, where its articles are listed, how it wants to be treated.

    `hosts` are the hosts that belong to it; a leading `*.` takes in every subdomain. `accept` and
    `reject` are example URLs that `rules.article_url` must and must not match. `delay` is the
    seconds between two requests to one host; robots.txt may only raise it. `local_clocks` begins
    the URLs of feeds and sitemaps whose times are local time, whatever zone they name. `status` is
    `active`, `unverified` or `blocked`. `permission` says, with a date, where robots.txt or the
    terms single out scrapers or AI use, so that the operator asks first. `evidence` is what the
    facts rest on.
    """

    name: str
    title: str
    hosts: tuple[str, ...]
    rules: Rules
    language: str = "id"
    group: str = ""
    feeds: tuple[str, ...] = ()
    sitemaps: tuple[str, ...] = ()
    indexes: tuple[Index, ...] = ()
    accept: tuple[str, ...] = ()
    reject: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    delay: float = 2.0
    local_clocks: tuple[str, ...] = ()
    status: str = "active"
    permission: str = ""
    notes: tuple[str, ...] = ()
    evidence: tuple[str, ...] = field(default=())
