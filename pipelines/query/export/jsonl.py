"""Articles as JSON lines, for programs."""

import json
from collections.abc import Iterator
from typing import Any, TextIO


def write(articles: Iterator[dict[str, Any]], out: TextIO) -> int:
    count = 0
    for article in articles:
        count += 1
        out.write(json.dumps(article, ensure_ascii=False) + "\n")
    return count
