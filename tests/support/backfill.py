"""A month of an outlet, made from its record and recorded: what a backfill reads."""

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from crawler.discovery import page_url
from crawler.site import Site
from pipelines.urls import listing_url
from pipelines.warc.writer import WarcArchive
from tests.support import fleet

FETCHED = datetime(2024, 6, 1, tzinfo=UTC)
A_PAGE = 3


def articles(site: Site, day: date, count: int) -> list[fleet.Sample]:
    """Return the articles of a day, the newest first."""
    zone = ZoneInfo(site.rules.time_zone)
    base = fleet.samples(site)[0]
    shape = re.compile(r"\d{4}/\d\d/\d\d/\d{6,}")
    made = []
    for number in range(count):
        at = datetime.combine(day, time(20 - number, 5), zone)
        mark = f"{day:%Y%m%d}{number:02}"
        url = shape.sub(f"{day:%Y/%m/%d}/{mark}", base.url)
        draw = random.Random(mark)
        text = tuple(
            " ".join(fleet.sentence(draw) for _ in range(3)) + f" Berkas {mark}-{n}."
            for n in range(3)
        )
        made.append(replace(base, url=url, published_at=at, title=f"Kabar {mark}", paragraphs=text))
    return made


def pages(site: Site, day: date, listed: Sequence[fleet.Sample]) -> Iterator[fleet.Response]:
    """Yield the index pages of a day, and the one behind the last, which repeats it."""
    (index,) = site.indexes
    groups = [listed[start : start + A_PAGE] for start in range(0, len(listed), A_PAGE)]
    for number, group in enumerate([*groups, groups[-1]], start=1):
        url = listing_url(page_url(index, number, day))
        yield fleet.Response(url=url, body=fleet.index_page(index, group))


def record(site: Site, folder: Path, first: date, days: int) -> set[str]:
    """Write the recording of these days and return the addresses of all articles."""
    every = set()
    robots = {"https://indeks.kompas.com", "https://www.kompas.com"}
    with WarcArchive(folder) as archive:

        def write(response: fleet.Response) -> None:
            headers = [("Content-Type", response.content_type)]
            archive.write(response.url, 200, headers, response.body, FETCHED)

        for number in range(days):
            day = first + timedelta(days=number)
            listed = articles(site, day, 2 + number % 6)
            every |= {sample.url for sample in listed}
            robots |= {"/".join(sample.url.split("/")[:3]) for sample in listed}
            for response in pages(site, day, listed):
                write(response)
            for sample in listed:
                write(fleet.article(site, sample))
        for origin in robots:
            url = f"{origin}/robots.txt"
            write(fleet.Response(url=url, body=fleet.ROBOTS, content_type="text/plain"))
    return every


def record_samples(sites: Sequence[Site], folder: Path) -> None:
    """Write a recording of each outlet's samples on the listing of their day, and page two of it.

    The second page repeats the first, as the one behind the last does on many outlets.
    """
    with WarcArchive(folder) as archive:
        for site in sites:
            index = site.indexes[0]
            found = [fleet.article(site, sample) for sample in fleet.samples(site)]
            for sample in fleet.samples(site):
                body = fleet.index_page(index, [sample])
                for page in (1, 2):
                    url = listing_url(page_url(index, page, sample.published_at.date()))
                    found.append(fleet.Response(url=url, body=body))
            for origin in sorted({"/".join(response.url.split("/")[:3]) for response in found}):
                robots = fleet.Response(url=f"{origin}/robots.txt", body=fleet.ROBOTS)
                found.append(replace(robots, content_type="text/plain"))
            for response in found:
                headers = [("Content-Type", response.content_type)]
                archive.write(response.url, 200, headers, response.body, FETCHED)
