"""Rules for the pages of an outlet, and limits on one page; input of every step of the chain."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """CSS selectors for one generation of an outlet's article pages.

    Every field but `name` is a tuple of selectors. For `body`, the first selector that matches an
    element with text is used, with all its matches joined in order (an article may be in several
    containers). For the others, the first selector that gives a value is used. `remove` selects
    elements to remove from the body, `pages` links to further pages of an article; these are found
    without a selector if their URL is the article's with a page number.
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
    """The rules of an outlet; the default is for unknown hosts.

    - `templates`: tried in order, newest first
    - `brands`: the outlet's names as printed in titles and datelines
    - `article_url`: regular expression for the canonical URL of an article
    - `host_map`: pairs of host (may start with `*.`) and canonical host
    - `drop_params`: query parameters that do not identify a page; a final `*` is a wildcard
    - `drop_path`: regular expression for the part of a path that selects a page or view
    - `json_ld_author`: who the JSON-LD `author` is: `author`, `editor` or `none`
    - `single_page`: gives all pages of an article in one: a query (`page=all`) or, with a slash in
      front, an ending of the path (`/all`)
    - `pages_in_one`: an article's page holds all of it, though it links to pages by number
    - `wrong_offset`: an offset that the outlet's stamps state by mistake (`-0700`); they are of
      `time_zone`
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
    pages_in_one: bool = False
    wrong_offset: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Limits on one page.

    `seconds` is wall-clock time in a worker, `markup_bytes` the markup read, in which data URIs,
    styles and scripts do not count (an article with more is flagged `truncated`), `min_words` the
    shortest body kept, `memory_bytes` the address space of a worker.
    """

    seconds: float = 10.0
    markup_bytes: int = 2_000_000
    min_words: int = 20
    memory_bytes: int = 2_000_000_000
