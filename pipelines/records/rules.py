"""What is known of an outlet's pages, and the limits on one page."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """Where one generation of an outlet's article pages keeps its parts.

    Every field but `name` is a tuple of CSS selectors. For `body` the first selector that matches
    an element with text wins and all its matches are joined in order (pages of one article stand in
    several containers); for the others the first selector that gives a value wins. `remove` names
    what is taken out of the body before its text is read, `pages` the links to the further pages of
    an article, which need no naming where their address is the article's with a page number.
    """

    name: str
    body: tuple[str, ...]
    title: tuple[str, ...] = ()
    deck: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    editors: tuple[str, ...] = ()
    byline: tuple[str, ...] = ()
    published: tuple[str, ...] = ()
    modified: tuple[str, ...] = ()
    section: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    captions: tuple[str, ...] = ()
    image: tuple[str, ...] = ()
    remove: tuple[str, ...] = ()
    pages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """What is known of an outlet's pages; the default serves an unknown host.

    `templates` are tried in order, newest first. `brands` are the outlet's names as printed in
    titles and datelines. `article_url` is a regular expression for an article's canonical URL.
    `host_map` turns a host into its canonical one (mobile to desktop), `drop_params` names query
    parameters that never tell pages apart, with `*` at the end as a wildcard. `drop_path` is a
    regular expression for what in an article's path asks for one of its pages or another view of
    it. `json_ld_author` says whom the JSON-LD `author` names on this outlet's pages: `author`,
    `editor` or `none`. `single_page` is what an article's URL is asked with to have all its pages
    in one: a query (`page=all`), or with a slash in front what the path ends in (`/all`).
    """

    site: str = ""
    templates: tuple[Template, ...] = ()
    brands: tuple[str, ...] = ()
    article_url: str = ""
    host_map: tuple[tuple[str, str], ...] = ()
    drop_params: tuple[str, ...] = ()
    drop_path: str = ""
    time_zone: str = "Asia/Jakarta"
    json_ld_author: str = "author"
    junk_tags: tuple[str, ...] = ()
    single_page: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Bounds on one page. `seconds` is wall-clock time in a worker, `markup_bytes` the markup read
    (the rest is left out and the article flagged `truncated`), `min_words` the shortest body kept,
    `memory_bytes` the address space of a worker."""

    seconds: float = 10.0
    markup_bytes: int = 2_000_000
    min_words: int = 20
    memory_bytes: int = 2_000_000_000
