"""Whether a page is an article: evidence for and against, weighed in one table.

Each sign has a weight. A page whose weights sum to less than nothing is dropped, and the drop names
the two heaviest signs against it. Weights were set on made-up pages of 24 kinds that are no
articles and on real articles of 1998 to 2025: two ordinary signs for an article (a date by the
headline, four paragraphs in a row) outweigh one against it, and a sign that no article has decides.
"""

from collections.abc import Callable
from typing import NamedTuple

from pipelines.extract import page_signals as signs
from pipelines.extract.page_facts import PageFacts
from pipelines.extract.reading import Reading

DECIDES = -100
SETTLED = 11  # JSON-LD, meta elements, dates and prose at once: nothing found later outweighs it


class Evidence(NamedTuple):
    """A sign and its weight: more than nothing for an article, less against one.

    `found` returns what was found, "" where the page has no such sign. `always` marks a sign that
    counts even where an outlet's template found the body; the others are not looked for there.
    """

    weight: int
    found: Callable[[Reading], str]
    always: bool = False


def not_an_article(reading: Reading) -> str:
    """Return what the page is instead of an article, "" if it is or may be an article.

    The text becomes the detail of the drop. Where an outlet's template found the body, its selector
    is the evidence, and only signs that no article has are looked for.
    """
    total = 0
    against: list[tuple[int, str]] = []
    for evidence in ALWAYS if reading.is_ruled else EVIDENCE:
        if said := evidence.found(reading):
            total += evidence.weight
            if evidence.weight < 0:
                against.append((evidence.weight, said))
            if evidence.weight <= DECIDES or total >= SETTLED:
                break
    if total >= 0:
        return ""
    return "; ".join(said for _, said in sorted(against, key=lambda item: item[0])[:2])


def on(said: str, holds: Callable[[Reading], bool]) -> Callable[[Reading], str]:
    """Return a sign that says `said` where a condition holds."""
    return lambda reading: said if holds(reading) else ""


def challenge(reading: Reading) -> str:
    """Return the title of a page that asks whether the reader is a robot."""
    facts = reading.facts
    if reading.is_ruled or not is_thin(reading) or not signs.CHALLENGE.search(facts.metadata.title):
        return ""
    return f"a challenge page: {facts.metadata.title[:80]}"


def missing(reading: Reading) -> str:
    """Return what says that the page was not found."""
    said = signs.says_missing(reading.facts) if is_thin(reading) else ""
    return f"an error page: {said[:80]}" if said else ""


def is_thin(reading: Reading) -> bool:
    """Return whether an undated page has little text."""
    return reading.located.body.words < signs.SOME_WORDS and not signs.is_dated(reading.facts)


def is_stated(facts: PageFacts) -> bool:
    """Return whether the page states that it is an article."""
    return bool(facts.metadata.article) or signs.states_article(facts)


def listing_address(reading: Reading) -> str:
    """Return the path of an address that listings have."""
    address = reading.facts.address
    if signs.LISTING_PATH.search(address.path) and not signs.NUMBERED.search(address.query):
        return f"a listing by its address: {address.path[:80]}"
    return ""


def static_address(reading: Reading) -> str:
    """Return the path of an address that pages about an outlet have."""
    path = reading.facts.address.path
    found = signs.STATIC_PATH.search(path)
    return f"a page about the outlet by its address: {path[:80]}" if found else ""


def about_outlet(reading: Reading) -> str:
    """Return the title of an undated page about the outlet."""
    if not signs.is_about_outlet(reading.facts):
        return ""
    return f"a page about the outlet by its title: {reading.facts.metadata.title[:80]}"


def stub(reading: Reading) -> str:
    """Return the title of a page of pictures or a video with hardly any text."""
    title = reading.facts.metadata.title
    if has_few_words(reading) and signs.STUB_TITLE.match(title):
        return f"pictures or a video with hardly any text: {title[:80]}"
    return ""


def has_few_words(reading: Reading) -> bool:
    """Return whether the text is shorter than nearly any article's."""
    return reading.located.body.words < signs.FEW_WORDS


def is_unstated_and_short(reading: Reading) -> bool:
    """Return whether a page that states no article has hardly any text."""
    return has_few_words(reading) and not is_stated(reading.facts)


def is_short_elsewhere(reading: Reading) -> bool:
    """Return whether hardly any text stands at an address that is no article's of the outlet."""
    return has_few_words(reading) and not signs.has_article_url(reading.facts)


def empty(reading: Reading) -> str:
    """Return what a page without body text is, "" where it has text."""
    if signs.has_text(reading.located.body, reading.title.value):
        return ""
    return signs.empty_body(reading.facts)


def unstated_stub(reading: Reading) -> str:
    """Return what a page with hardly any text is that states no article: a login page, a video."""
    if is_stated(reading.facts) or not has_few_words(reading):
        return ""
    return signs.empty_body(reading.facts)


def is_links(reading: Reading) -> bool:
    """Return whether the body is nothing but links."""
    body = reading.located.body
    return body.linked > 0.6 and len(body.lines) > 3


def has_dated_teasers(reading: Reading) -> bool:
    """Return whether a page that states no article has many lines with a date and a time."""
    if is_stated(reading.facts):
        return False
    dated = sum(bool(signs.TEASER_DATE.search(x.text)) for x in reading.located.body.lines)
    return dated >= signs.MIN_HEADLINES


def is_undated(reading: Reading) -> bool:
    """Return whether neither the metadata nor a line by the headline dates the page."""
    return not signs.is_dated(reading.facts) and not reading.prints_date


EVIDENCE: tuple[Evidence, ...] = (
    Evidence(DECIDES, challenge),
    Evidence(DECIDES, missing, always=True),
    Evidence(DECIDES, about_outlet),
    Evidence(DECIDES, on("nothing but links", is_links), always=True),
    Evidence(DECIDES, on("a listing: teasers with their dates", has_dated_teasers), always=True),
    Evidence(DECIDES, stub, always=True),
    Evidence(DECIDES, empty, always=True),
    Evidence(DECIDES, on("names of the staff", lambda r: signs.is_masthead(r.located.body))),
    Evidence(+3, on("article in JSON-LD", lambda r: bool(r.facts.metadata.article))),
    Evidence(+2, on("article in meta elements", lambda r: signs.states_article(r.facts))),
    Evidence(+2, on("date in the metadata", lambda r: signs.is_dated(r.facts))),
    Evidence(+2, on("date by the headline", lambda r: r.prints_date)),
    Evidence(+1, on("headline printed", signs.prints_headline)),
    Evidence(+1, on("credit", signs.prints_credit)),
    Evidence(+1, on("title in the address", signs.is_named_in_address)),
    Evidence(
        +2,
        on("class of a post", lambda r: bool(signs.SINGLE_CLASS.search(signs.body_class(r.facts)))),
    ),
    Evidence(+3, on("four paragraphs in a row", lambda r: signs.longest_run(r) >= 4)),
    Evidence(+1, on("much text", lambda r: r.located.body.words >= signs.SOME_WORDS)),
    Evidence(-5, unstated_stub),
    Evidence(-5, listing_address),
    Evidence(-5, static_address),
    Evidence(
        -6,
        on(
            "a listing by its JSON-LD",
            lambda r: bool(r.facts.metadata.types() & signs.LISTING_TYPES),
        ),
    ),
    Evidence(-6, on("a listing by its title", lambda r: signs.is_titled_listing(r.facts))),
    Evidence(-5, on("a listing by the class of its body", lambda r: signs.is_archive(r.facts))),
    Evidence(-6, on("a product, a shop or a profile", lambda r: signs.is_other_thing(r.facts))),
    Evidence(
        -2,
        on(
            "no article's address on this outlet, and no template matches",
            lambda r: not signs.has_article_url(r.facts),
        ),
    ),
    Evidence(
        -5,
        on("a listing: as many headlines that link elsewhere as paragraphs", signs.is_listing),
    ),
    Evidence(-4, on("a listing: a line of text below each headline", signs.are_teasers)),
    Evidence(-3, on("no article stated and hardly any text", is_unstated_and_short)),
    Evidence(-5, on("prices and a button to buy", lambda r: is_undated(r) and signs.sells(r))),
    Evidence(-8, on("advertisements", lambda r: is_undated(r) and signs.is_spam(r))),
    Evidence(-3, on("rows of a table only", lambda r: signs.only_tables(r.located.body))),
    Evidence(-8, on("the outlet's name for a title", signs.is_named_as_outlet)),
    Evidence(-5, on("a home page by its title", signs.is_titled_home)),
    Evidence(-6, on("hardly any text at such an address", is_short_elsewhere)),
    Evidence(-5, on("a link in each line", lambda r: signs.only_linked_lines(r.located.body))),
    Evidence(-1, on("no date", is_undated)),
)
"""Signs with their weights; those that decide come first and end the search."""
ALWAYS = tuple(evidence for evidence in EVIDENCE if evidence.always)
