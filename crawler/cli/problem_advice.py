"""What to do about a page that was dropped or failed, by reason."""

import shlex

ADVICE = {
    "empty": "The page had no content; `warta fetch URL` asks for it again.",
    "not_html": "It is a file or a picture, not a page: nothing to do.",
    "not_article": (
        "It is a listing, gallery or video page. If it is an article, correct the address pattern "
        "or the selectors of the record; `warta try URL` tells whether that helps."
    ),
    "no_title": (
        "If it is an article, add a selector for the title to the record; `warta try URL` tells "
        "whether that helps."
    ),
    "no_text": (
        "The text is elsewhere on the page, or is loaded by a script: see it in a browser, and add "
        "a selector for the body to the record; `warta try URL` tells whether that helps."
    ),
    "too_short": (
        "Too few words for an article, often a picture's caption or a paid text's opening. If the "
        "page has more, add a selector for the body to the record."
    ),
    "timeout": (
        "Extraction took too long and was stopped: try the page with `warta try URL`, and report "
        "it if it happens again."
    ),
    "crash": "A fault of warta: keep the page with `warta snapshot URL` and report it.",
    "out_of_range": (
        "It is not of the days or sections that were asked for; a crawl that asks for them "
        "stores it."
    ),
    "not_found": "The page is gone or the link was wrong: nothing to do.",
    "taken_down": "The outlet took the article down; what was stored of it stays.",
    "refused": (
        "The server refuses crawlers or wants a login: read the terms, and ask the publisher for "
        "permission before you ask again."
    ),
    "challenge": (
        "The outlet is behind protection against crawlers: leave it alone, or ask the publisher "
        "for access."
    ),
    "too_many_requests": (
        "It was asked too often; the next crawl asks again once the wait is over. If it happens "
        "often, raise the delay of the record."
    ),
    "server_error": (
        "A fault of the server; the next crawls ask again, `warta crawl SITE --retry-failed` asks "
        "at once."
    ),
    "redirected": "It leads in a circle or off the outlet: open it in a browser to see where.",
    "http_error": "The server does not take the request: open the URL in a browser.",
    "robots_txt": "robots.txt disallows it: leave it alone, or ask the publisher for permission.",
    "not_allowed": (
        "It leads to a host that is not the outlet's, or to a private address: if the host is the "
        "outlet's, add it to the record."
    ),
    "no_address": "The host name does not resolve: see whether the outlet has moved.",
    "no_connection": "The server takes no connections or breaks them off; try again later.",
    "no_answer": (
        "The server was too slow; try again later, or raise the time with "
        "`--set DOWNLOAD_TIMEOUT=60`."
    ),
    "too_large": "The page is too large; `--set DOWNLOAD_MAXSIZE=BYTES` raises the limit.",
    "other": "The detail says what happened; `warta fetch URL --verbose` shows more.",
}
"""What to do, by reason."""
OF_LISTINGS = {
    "not_found": (
        "The feed, sitemap or index page has moved: correct the record; `warta sites add --force` "
        "finds the listings anew."
    ),
    "refused": "The server refuses this listing: correct the record, or ask the publisher.",
}
"""What to do about a feed, sitemap or index page, where that differs."""
OF_STEPS = {
    ("no_text", "clean"): (
        "Cleaning removed every line, as of a page of pictures. If it has sentences of its own, "
        "keep the page with `warta snapshot URL` and report it."
    ),
}
"""What to do where the step that dropped the page says more."""


def advice(
    reason: str, *, step: str = "", is_listing: bool = False, url: str = "", site: str = ""
) -> str:
    """Return what to do about a reason; the commands name the URL and the outlet if given."""
    text = OF_LISTINGS.get(reason) if is_listing else OF_STEPS.get((reason, step))
    text = text or ADVICE[reason]
    for word, value in ((" URL", url), (" SITE", site)):
        if value:
            text = text.replace(word, f" {shlex.quote(value)}")
    return text
