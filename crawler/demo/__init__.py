"""The recorded sample that `warta demo` replays: two outlets, invented news, some trouble.

`articles.jsonl` holds the articles as they should come out of the pages, `sample.warc.gz` the pages
as a crawl would meet them. Every person, place and event in them is made up. `record.py` makes the
recording from the articles.
"""

import json
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
SAMPLE = HERE / "sample.warc.gz"
ARTICLES = HERE / "articles.jsonl"


def articles() -> list[dict[str, Any]]:
    """Return the sample's articles, with the fields of `Article` under their names.

    `page` holds what only the page shows: the photo's credit, the related links, the breadcrumb,
    and under `edited` what a later version of the page says instead.
    """
    return [json.loads(line) for line in ARTICLES.read_text(encoding="utf-8").splitlines()]
