"""Bodies that a page states for machines: the data of a Next.js page, `articleBody` in JSON-LD."""

import html
import re
from dataclasses import replace

from pipelines.extract.body_lines import Body, Line
from pipelines.extract.body_reader import read_body
from pipelines.extract.page_facts import PageFacts
from pipelines.html.tree import clean_text, parse
from pipelines.text.match_key import match_key, registrable

MAX_BODY_CHARS = 500_000  # several times the longest article
MIN_GROWTH = 1.5  # times the words that the page prints; a text with fewer is no more than printed
MIN_BLANKS = 5
MARKUP = re.compile(r"</?(?:p|br|div|h[1-6]|ul|li)\b[^<>]*>", re.I)


def next_data_body(facts: PageFacts) -> Body:
    """Return the body in the data of a Next.js page, an empty one if there is none."""
    return of_markup(facts.metadata.state.get("html") or "", registrable(facts.host))


def article_body(facts: PageFacts) -> Body:
    """Return the `articleBody` that the page states, an empty one if there is none or it is paid.

    It is markup, once more encoded or not, or text with a line for each paragraph.
    """
    stated = facts.metadata.article.get("articleBody")
    if not isinstance(stated, str) or not stated.strip() or not facts.metadata.is_free:
        return Body()
    text = stated[:MAX_BODY_CHARS]
    if "&lt;" in text:
        text = html.unescape(text)
    if MARKUP.search(text):
        return of_markup(text, registrable(facts.host))
    lines = (clean_text(html.unescape(line)) for line in text.splitlines())
    return Body(lines=[Line(line) for line in lines if line])


def completed(facts: PageFacts, printed: Body, *, enough: int) -> Body:
    """Return the body that the page states where it prints only the opening, else `printed`.

    A page that prints fewer than `enough` words prints none. Where a page prints the whole text it
    counts as printed: in JSON-LD paragraphs and quotations are often lost.
    """
    if "articleBody" not in facts.metadata.article:
        return printed
    stated = article_body(facts)
    if stated.words < enough or stated.words < MIN_GROWTH * printed.words:
        return printed
    if printed.words >= enough and not opens(printed, stated):
        return printed
    return replace(stated, captions=printed.captions, removed=printed.removed)


def opens(printed: Body, stated: Body) -> bool:
    """Return whether the printed lines are the first words of the stated text.

    Short lines are not compared: "Baca selengkapnya" below the opening.
    """
    lines = [line.text for line in printed.lines if line.text.count(" ") >= MIN_BLANKS]
    key = match_key(" ".join(lines).rstrip(" .…"))
    return bool(key) and match_key(stated.text[: 2 * len(printed.text) + 200]).startswith(key)


def of_markup(markup: str, site: str) -> Body:
    """Return the body in a piece of markup of a page of `site`, an empty one for an empty piece."""
    root = parse(markup).body if markup else None
    return read_body([root], site=site) if root is not None else Body()
