"""One crawl of the farm in a process of its own: what it cost and what came of it, as JSON."""

import json
import sys
import time
from pathlib import Path
from typing import Any

from crawler.crawl import crawl
from tests.support.farm.outlets import chosen

HANDLER = "tests.support.farm.route.FarmHandler"


def main(job: dict[str, Any]) -> None:
    settings = {
        "DOWNLOAD_HANDLERS": {"http": HANDLER, "https": HANDLER},
        "DOWNLOAD_DELAY": 0,
        "FARM_PORT": job["port"],
        "WARTA_ALLOW_ADDRESSES": "127.0.0.1",
        **job.get("settings", {}),
    }
    began, cpu = time.monotonic(), time.process_time()
    summaries = crawl(
        chosen(job["outlets"], job.get("names", ())),
        db=Path(job["db"]),
        workers=job.get("workers"),
        settings=settings,
    )
    took = {"seconds": time.monotonic() - began, "cpu": time.process_time() - cpu}
    print(json.dumps({**took, "summaries": summaries}, default=str))


if __name__ == "__main__":
    main(json.loads(sys.argv[1]))
