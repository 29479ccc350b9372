"""The file of a record that does not come with warta."""

from pathlib import Path

RECORD = '''"""Koran Coba."""

from crawler.site import Evidence, Site
from pipelines.records import Rules, Template

SITE = Site(
    name="{name}",
    title="Koran Coba",
    hosts=("www.{host}", "{host}"),
    feeds=("https://www.{host}/rss",),
    accept=("https://{host}/berita/123/contoh-judul",),
    reject=("https://{host}/",),
    rules=Rules(
        brands=("Koran Coba",),
        article_url=r"^https://www\\.{host}/berita/\\d+/",
        templates=(Template(name="2026", body=(".isi",)),),
    ),
    status="listed",
    evidence=(Evidence(what="feed", seen="2026-11"),),
)
'''


def write(folder: Path, name: str = "korancoba", host: str = "korancoba.example") -> Path:
    """Write the record of an outlet into a folder and return its path."""
    path = folder / f"{name}.py"
    path.write_text(RECORD.format(name=name, host=host), encoding="utf-8")
    return path
