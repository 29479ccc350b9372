"""The records of outlets as rows of the database, so that queries can join them."""

from pathlib import Path

from crawler.site import Site
from crawler.sites import all_sites
from pipelines.records import Outlet
from pipelines.store import ArticleStore


def open_store(path: str | Path, *, create: bool = True) -> ArticleStore:
    """Return the database, open for writing, its table `outlets` as the records of outlets are.

    Raises `StoreError` for an unusable file.
    """
    store = ArticleStore(path, create=create)
    try:
        store.put_outlets(map(outlet_of, all_sites()))
    except BaseException:
        store.close()
        raise
    return store


def outlet_of(site: Site) -> Outlet:
    """Return what the database keeps of a record."""
    return Outlet(
        name=site.name,
        title=site.title,
        media_group=site.group,
        language=site.language,
        province=site.province,
        status=site.status,
        hosts=site.hosts,
        permission=site.permission,
    )
