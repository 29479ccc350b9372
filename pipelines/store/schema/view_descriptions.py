"""Describes the views of the database and their columns, for docs/database.md."""

from pipelines.store.schema.described import Described
from pipelines.store.schema.descriptions import ARTICLE

# What `clean_articles` leaves out: the same in all its rows, or about the database.
_NOT_CLEAN = (
    "modified_offset", "first_fetched_at", "language", "duplicate_of", "text_hash", "run_id",
    "origin", "page_hash", "made_by", "seen_at", "fetches", "gone_at", "gone_why", "back_at",
)  # fmt: skip
_HEADLINE = (
    "id", "published_on", "site", "title", "deck", "authors", "section", "tags", "language",
    "words", "published_at", "story_id", "url",
)  # fmt: skip

_EDITS = {
    "article_id": "the article",
    "url": "its URL",
    "site": "its outlet",
    "seen_before_at": "when the version before the edit was fetched",
    "seen_after_at": "when the version after the edit was fetched",
    "title_before": "the title before",
    "title_after": "the title after",
    "words_before": "the length before, in words",
    "words_after": "the length after, in words",
    "kind": (
        "the first that holds of `headline`, `figures`, `quotations`, `paragraphs`, `wording`; "
        "null until compared"
    ),
    "headline": "1 if the title changed",
    "figures": "figures that only one of the versions has",
    "quotations": "quotations that only one of the versions has",
    "paragraphs_added": "paragraphs added",
    "paragraphs_removed": "paragraphs removed",
    "words_added": "words added",
    "words_removed": "words removed",
    "modified_before": "when the version before was last changed, by the page",
    "modified_after": "when the version after was last changed, by the page",
    "silent": "1 if the page states no new time of change",
    "rules_changed": "1 if another warta or other rules read the version after",
}

_COUNTED_DUPLICATES = "number of duplicates among them"

VIEWS: dict[str, Described] = {
    "clean_articles": Described(
        about="The Indonesian articles without duplicates, for most queries.",
        columns={
            **{name: text for name, text in ARTICLE.items() if name not in _NOT_CLEAN},
            "published_local": "`published_at` as a clock shows it where `published_on` is the day",
        },
        example=(
            "SELECT published_local, site, title FROM clean_articles ORDER BY published_at DESC\n"
            "LIMIT 10"
        ),
    ),
    "headlines": Described(
        about="The articles without duplicates, in the columns that fit on a screen.",
        columns={name: ARTICLE[name] for name in _HEADLINE},
        example=(
            "SELECT * FROM headlines WHERE published_on >= '2026-11-01' AND site = 'republika'\n"
            "LIMIT 10"
        ),
    ),
    "daily_counts": Described(
        about="One row per day of publication and site.",
        columns={
            "day": "the day of publication, as `articles.published_on`; null without a date",
            "site": ARTICLE["site"],
            "articles": "articles published that day",
            "duplicates": _COUNTED_DUPLICATES,
            "in_indonesian": "of those, in Indonesian",
            "words": "the length of their texts in words",
        },
        example=(
            "SELECT day, sum(articles) AS articles FROM daily_counts GROUP BY day ORDER BY day\n"
            "DESC"
        ),
    ),
    "edits": Described(
        about=(
            "One row per edit of the outlet: a version of an article and the one that followed it. "
            "What changed because warta or its rules did is in `reprocessed`."
        ),
        columns=_EDITS,
        example=(
            "SELECT seen_after_at, site, title_before, title_after FROM edits\n"
            "WHERE kind = 'headline'"
        ),
    ),
    "silent_edits": Described(
        about="The rows of `edits` whose page states no new time of change.",
        columns=_EDITS,
        example="SELECT site, count(*) AS edits FROM silent_edits GROUP BY site ORDER BY edits",
    ),
    "deletions": Described(
        about="One row per article that the outlet took down, also if it is there again.",
        columns={
            "article_id": "the article",
            "url": "its URL",
            "site": "its outlet",
            "title": "its title",
            "published_on": ARTICLE["published_on"],
            "published_at": ARTICLE["published_at"],
            "last_changed_at": "when its newest version was fetched first",
            "last_seen_at": "when it was fetched last",
            "gone_at": "when the outlet no longer had it",
            "gone_why": ARTICLE["gone_why"],
            "back_at": "when it was there again",
            "is_gone": "1 if it is gone, 0 if it is there again",
        },
        example=(
            "SELECT gone_at, site, title, gone_why FROM deletions WHERE is_gone ORDER BY gone_at\n"
            "DESC"
        ),
    ),
    "site_health": Described(
        about="One row per site: articles stored, URLs pending, and completeness of fields.",
        columns={
            "site": ARTICLE["site"],
            "articles": "articles stored",
            "duplicates": _COUNTED_DUPLICATES,
            "dropped": "pages that are not articles",
            "pending": "URLs never fetched",
            "retrying": "URLs that failed and will be tried again",
            "waiting": "URLs that wait because the server or robots.txt asked for it",
            "gone": "URLs given up on",
            "newest_published_at": "the newest time of publication",
            "last_stored_at": "when the last article or revision was fetched",
            "last_fetched_at": "when any URL of the site was last requested",
            "last_dropped_at": "when a page was last dropped",
            "last_run_at": "when the last crawl of it began",
            "last_run_ended": "why that crawl ended: `blocked` means by the outlet",
            "with_published_at": "the share of articles with a time of publication",
            "with_authors": "the share of articles with an author",
            "by_fallback": "the share of articles that the outlet's rules did not match",
            "average_words": "the average length of an article",
        },
        example="SELECT site, articles, newest_published_at, last_run_ended FROM site_health",
    ),
    "stories": Described(
        about=(
            "One row per story: articles of different outlets about one event, published "
            "within three days of the first. Its articles: `SELECT * FROM articles WHERE "
            "story_id = ...`."
        ),
        columns={
            "id": "the first article of the story",
            "title": "that article's title",
            "first_at": "when the first article was published or, if unknown, fetched",
            "last_at": "the same for the last article",
            "articles": "number of articles",
            "duplicates": "number of duplicates among them",
            "sites": "number of outlets",
        },
        example="SELECT title, articles, sites FROM stories ORDER BY sites DESC LIMIT 10",
    ),
    "story_members": Described(
        about="One row per article of a story, with what it shares with the story's first article.",
        columns={
            "story_id": "the story: the id of its first article",
            "article_id": "the article",
            "published_on": "its day of publication",
            "published_at": "its time of publication",
            "site": "its outlet",
            "title": "its title",
            "duplicate_of": "the article kept instead of this one; null for a kept article",
            "similarity": (
                "0 to 1: how alike it and the first article are; null for the first one and"
                " its copies"
            ),
            "shared": (
                "what both have in common: JSON object of `quote`, `sentence`, `name`, "
                "`place`, `number` and `word`, each an array of strings"
            ),
            "url": "the article's URL",
        },
        example=(
            "SELECT published_at, site, title FROM story_members ORDER BY story_id,\n"
            "published_at"
        ),
    ),
    "syndication": Described(
        about=(
            "One row per outlet and text from elsewhere: the article names an agency or "
            "outlet as its source, or another outlet published the same text first. Other "
            "copies by the same outlet, such as mobile pages, are left out."
        ),
        columns={
            "article_id": "the article",
            "published_on": "its day of publication",
            "site": "its outlet",
            "title": "its title",
            "credited": "the agency or outlet that it names as its source; empty if none or itself",
            "first_id": "the kept article, of another outlet: the earliest published; null if none",
            "first_site": "the outlet of that article",
            "lag_hours": "hours between the publication of that article and of this one",
            "first_title": "the title of that article",
            "url": "the article's URL",
        },
        example=(
            "SELECT site, count(*) AS articles FROM syndication WHERE credited = 'ANTARA' GROUP\n"
            "BY site"
        ),
    ),
    "problems": Described(
        about="One row per page that was dropped and per URL that failed, in its last state.",
        columns={
            "last_at": "when it happened last",
            "what": "`dropped` (read, and no article) or `failed` (not read)",
            "site": "the outlet",
            "reason": (
                "why: a reason of `drops`, or `not_found`, `refused`, `server_error`, ... "
                "for what failed"
            ),
            "detail": "details of the reason",
            "url": "the URL",
            "kind": "what it should lead to: `article`, `feed`, `sitemap`, `index`",
            "step": "the step of the pipeline that dropped it; `fetch` for what failed",
            "times": "how often it was dropped, or how often it has failed in a row",
            "next_try_at": "when a crawl asks for it again; null for never",
        },
        example=(
            "SELECT site, reason, count(*) AS urls FROM problems GROUP BY site, reason ORDER BY\n"
            "urls DESC"
        ),
    ),
}  # fmt: skip
