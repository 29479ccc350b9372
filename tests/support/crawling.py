"""Runs crawls in processes of their own: a Twisted reactor starts once in a process."""

import json
import subprocess
import sys
from dataclasses import dataclass
from typing import Any

from tests.support.paths import ROOT

CODE = """
import json, sys
from pathlib import Path
from crawler.crawl import crawl
from crawler.site import Index, Site
from pipelines.records import Rules

job = json.loads(sys.argv[1])
sites = []
for record in job["sites"]:
    rules = Rules(site=record["name"], **record.pop("rules", {}))
    indexes = tuple(Index(**index) for index in record.pop("indexes", ()))
    record = {k: tuple(v) if isinstance(v, list) else v for k, v in record.items()}
    sites.append(Site(title=record["name"], rules=rules, indexes=indexes, **record))
options = job["options"]
for name in ("db", "archive"):
    if options.get(name):
        options[name] = Path(options[name])
options["replay"] = [Path(path) for path in options.get("replay", ())]
print(json.dumps(crawl(sites, **options), default=str))
"""


@dataclass(frozen=True)
class Done:
    """What a crawl in a process of its own gave."""

    code: int
    summaries: list[dict[str, Any]]
    errors: str

    @property
    def summary(self) -> dict[str, Any]:
        (only,) = self.summaries
        return only


def start(sites: list[dict[str, Any]], **options: Any) -> "subprocess.Popen[str]":
    """Start a crawl of outlets, given as the fields of their records."""
    settings = {"WARTA_ALLOW_ADDRESSES": "127.0.0.1", "DOWNLOAD_DELAY": 0}
    options["settings"] = {**settings, **options.get("settings", {})}
    options.setdefault("workers", 1)
    job = json.dumps({"sites": sites, "options": options}, default=str)
    return subprocess.Popen(
        [sys.executable, "-c", CODE, job],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def crawl(sites: list[dict[str, Any]], **options: Any) -> Done:
    """Crawl outlets and wait for the end."""
    process = start(sites, **options)
    output, errors = process.communicate(timeout=120)
    summaries = json.loads(output) if process.returncode == 0 else []
    return Done(process.returncode, summaries, errors)
