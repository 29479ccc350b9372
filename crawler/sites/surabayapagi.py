"""Surabaya Pagi: the Surabaya daily."""

from crawler.site import Site
from pipelines.records import Rules

SITE = Site(
    name="surabayapagi",
    title="Surabaya Pagi",
    hosts=("surabayapagi.com", "www.surabayapagi.com"),
    feeds=("https://surabayapagi.com/feed",),
    accept=("https://surabayapagi.com/news-260001-contoh-judul-berita",),
    reject=(
        "https://surabayapagi.com/",
        "https://surabayapagi.com/feed",
        "https://surabayapagi.com/kategori/surabaya",
    ),
    rules=Rules(
        site="surabayapagi",
        brands=("SURABAYAPAGI.com", "Surabaya Pagi"),
        article_url=r"^https://surabayapagi\.com/news-(?P<id>\d+)-[^/?#]+",
        host_map=(("www.surabayapagi.com", "surabayapagi.com"),),
    ),
    notes=(
        "article:published_time states the time; no selector but <article> is known for the body.",
    ),
    evidence=("feed and address pattern of an open-source crawler of 2026-08-17",),
)
