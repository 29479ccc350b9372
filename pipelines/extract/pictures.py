"""The picture of an article and the captions of its pictures."""

from urllib.parse import urljoin

from pipelines.extract.page_facts import NO_TEXT, NO_TEXTS, Stated, Texts
from pipelines.extract.reading import Reading
from pipelines.html.tree import clean_text, text_of, value_of

MAX_CAPTIONS = 50


def image(reading: Reading) -> Stated[str]:
    """Return the absolute URL of the article's picture."""
    metadata, origin = reading.facts.metadata, reading.template_origin
    matches = reading.matches(reading.template.image)
    candidates = [
        *((value_of(nodes[0]), origin) for nodes in matches),
        (metadata.meta("og:image", "og:image:url", "og:image:secure_url"), "meta"),
        *((url, "json-ld") for url in metadata.strings("image", of="url")[:1]),
        *((url, "json-ld") for url in metadata.strings("thumbnailUrl")[:1]),
        (metadata.meta("twitter:image", "twitter:image:src"), "meta"),
    ]
    for stated, origin in candidates:
        if stated and not stated.startswith("data:"):
            url = joined(reading.facts.page.url, stated)
            if url.startswith(("http://", "https://")):
                return Stated(url, origin)
    return NO_TEXT


def captions(reading: Reading, in_body: list[str]) -> Stated[Texts]:
    """Return the captions of the article's pictures, each once, `MAX_CAPTIONS` at most.

    Those that the template's selectors find come first, then those read in the body.
    """
    lines: list[str] = []
    for nodes in reading.matches(reading.template.captions):
        lines += [text_of(node, 2_000) for node in nodes[:MAX_CAPTIONS]]
    kept = tuple(dict.fromkeys(text for text in (*lines, *in_body) if text))[:MAX_CAPTIONS]
    origin = reading.template_origin if any(lines) else "visible"
    return Stated(kept, origin) if kept else NO_TEXTS


def joined(base: str, link: str) -> str:
    """Return the link as an absolute URL, "" where it is not a valid URL."""
    try:
        return urljoin(base, clean_text(link))
    except ValueError:
        return ""
