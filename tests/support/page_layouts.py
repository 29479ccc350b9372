"""Article pages by hand: the markup of publishing systems and outlets, with places for the text.

The markup is what pages were seen to have, not what a record's selectors ask for, so that a wrong
selector fails. Places are `{title}`, `{date}` as printed, `{iso}`, and `{paragraphs}` or `{first}`
and `{rest}` of them.
"""

from collections.abc import Sequence
from pathlib import Path

from crawler.site import Site

FOLDER = Path(__file__).with_name("layouts")
OF_SYSTEM = ("kly-readpage", "promedia", "tribun", "wordpress")  # templates of cms_templates
OF_OUTLET = {
    "balipost": "wordpress-newspaper",
    "fajar": "wordpress",
    "gatra": "wordpress-newspaper",
}
"""Outlets on a system whose template their record does not name; others have a file of theirs."""


def layout_of(site: Site) -> str | None:
    """Return the markup of the outlet's pages today, None if none was written by hand."""
    newest = site.rules.templates[0].name if site.rules.templates else ""
    name = newest if newest in OF_SYSTEM else OF_OUTLET.get(site.name, site.name)
    path = FOLDER / f"{name}.html"
    return path.read_text(encoding="utf-8") if path.is_file() else None


def filled(layout: str, *, title: str, date: str, iso: str, paragraphs: Sequence[str]) -> str:
    """Return the page's markup; title and paragraphs are markup already."""
    texts = [f"<p>{paragraph}</p>" for paragraph in paragraphs]
    values = {
        "title": title,
        "date": date,
        "iso": iso,
        "paragraphs": "\n".join(texts),
        "first": texts[0],
        "rest": "\n".join(texts[1:]),
    }
    for name, value in values.items():
        layout = layout.replace(f"{{{name}}}", value)
    return layout
