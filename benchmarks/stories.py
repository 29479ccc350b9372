"""How well articles are put into stories, on labelled articles.

    python -m benchmarks.stories LABELLED.jsonl.gz [--show 20]

The labelled file has documents (`type` doc: id, group, kind, title, text) and pairs of them. Each
document is stored as an article of an outlet of its own, all at one time, so nothing but the texts
can tell them apart. A pair of the kinds `natural_same_event` and `same_event_shared_quotes` is one
event; two documents of a group are one article; any other pair in one story is counted as false,
those with a distractor or a template apart, since two documents of the other kinds may well be
about one event without a label that says so.
"""

import argparse
import gzip
import itertools
import json
import sqlite3
import sys
import tempfile
import time
from collections import Counter, defaultdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from pipelines.records import Article
from pipelines.store import ArticleStore

NOW = datetime(2026, 11, 21, tzinfo=UTC)
EVENT = ("natural_same_event", "same_event_shared_quotes")
APART = ("distractor", "template_quake", "template_gold")


def load(path: str) -> tuple[list[dict[str, Any]], dict[frozenset[str], str]]:
    """Return the documents, and the kind of each labelled pair."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        rows = [json.loads(line) for line in file]
    pairs = {frozenset((r["a"], r["b"])): r["why"] for r in rows if r["type"] == "pair"}
    return [row for row in rows if row["type"] == "doc"], pairs


def told(documents: list[dict[str, Any]], path: Path) -> dict[str, int | None]:
    """Return the story of each document after storing all of them."""
    with ArticleStore(path) as store:
        store.add_many(
            Article(
                url=f"https://outlet{number}.example/{row['id']}",
                site=f"outlet{number}",
                title=row["title"],
                text=row["text"],
                fetched_at=NOW,
            )
            for number, row in enumerate(documents)
        )
    conn = sqlite3.connect(path)
    stories = dict(conn.execute("SELECT url, story_id FROM articles"))
    conn.close()
    return {url.rsplit("/", 1)[1]: story for url, story in stories.items()}


def score(
    documents: list[dict[str, Any]],
    pairs: dict[frozenset[str], str],
    story: dict[str, int | None],
) -> tuple[dict[str, Any], list[tuple[str, str]]]:
    """Return precision and recall of the pairs that are in one story, and the false pairs."""
    by_id = {row["id"]: row for row in documents}
    members = defaultdict(set)
    for name, number in story.items():
        if number is not None:
            members[number].add(name)
    found: Counter[str] = Counter()
    wanted = Counter(why for why in pairs.values() if why in EVENT)
    for pair, why in pairs.items():
        one, other = pair
        found[why] += why in EVENT and story[one] is not None and story[one] == story[other]
    # Variants of one document are one: pairs of groups are counted, as the labels name them.
    groups = {name: row["group"] for name, row in by_id.items()}
    events = {frozenset(groups[name] for name in pair) for pair, why in pairs.items()}
    false: dict[frozenset[str], tuple[str, str]] = {}
    for names in members.values():
        for pair in itertools.combinations(sorted(names), 2):
            key = frozenset(groups[name] for name in pair)
            if len(key) == 2 and key not in events:
                false.setdefault(key, pair)
    apart = [p for p in false.values() if any(by_id[name]["kind"] in APART for name in p)]
    right = sum(found[why] for why in EVENT)
    return {
        "stories": len(members),
        "recall": round(right / sum(wanted.values()), 3),
        **{f"recall {why}": f"{found[why]}/{wanted[why]}" for why in EVENT},
        "precision against distractors and templates": round(right / (right + len(apart)), 3),
        "precision, every unlabelled pair false": round(right / (right + len(false)), 3),
        "false pairs": len(false),
        "false pairs with a distractor": len(apart),
        "false pairs with a template": sum(
            any(by_id[name]["kind"].startswith("template") for name in p) for p in apart
        ),
    }, list(false.values())


def main() -> None:
    """Print the scores as JSON, then the false pairs."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("file")
    parser.add_argument("--show", type=int, default=0, help="how many false pairs to print")
    args = parser.parse_args()
    documents, pairs = load(args.file)
    start = time.process_time()
    with tempfile.TemporaryDirectory() as folder:
        stories = told(documents, Path(folder) / "stories.db")
    seconds = time.process_time() - start
    scores, false = score(documents, pairs, stories)
    scores["documents"] = len(documents)
    scores["ms per document, whole store"] = round(1000 * seconds / len(documents), 2)
    json.dump(scores, sys.stdout, indent=1)
    print()
    by_id = {row["id"]: row for row in documents}
    for pair in false[: args.show]:
        for name in pair:
            row = by_id[name]
            print(f"{row['kind']:26}{row['title'][:60]} | {' '.join(row['text'].split())[:110]}")
        print()


if __name__ == "__main__":
    main()
