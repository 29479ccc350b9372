"""Surabaya Pagi: the Surabaya daily."""

from crawler.site import Evidence, Site
from pipelines.records import Rules

SITE = Site(
    name="surabayapagi",
    title="Surabaya Pagi",
    hosts=("surabayapagi.com", "www.surabayapagi.com"),
    province="Jawa Timur",
    feeds=("https://surabayapagi.com/feed",),
    accept=("https://surabayapagi.com/news-260001-contoh-judul-berita",),
    reject=(
        "https://surabayapagi.com/",
        "https://surabayapagi.com/feed",
        "https://surabayapagi.com/kategori/surabaya",
    ),
    rules=Rules(
        brands=("SURABAYAPAGI.com", "Surabaya Pagi"),
        article_url=r"^https://surabayapagi\.com/news-(?P<id>\d+)-[^/?#]+",
    ),
    status="listed",
    notes=(
        "article:published_time states the time; no selector but <article> is known for the body.",
    ),
    evidence=(
        Evidence(
            what="crawler",
            seen="2026-08-17",
            note="feed and address pattern of an open-source crawler",
        ),
    ),
)
