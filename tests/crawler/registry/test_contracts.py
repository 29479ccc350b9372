"""Each contract of a record finds what breaks it."""

from dataclasses import replace
from typing import Any

import pytest

from crawler.registry.contracts import problems
from crawler.site import Evidence, Index
from crawler.sites import get
from pipelines.records import Template

GOOD = get("tempo")


def broken(**changes: Any) -> str:
    rules = {name[6:]: value for name, value in changes.items() if name.startswith("rules_")}
    fields = {name: value for name, value in changes.items() if not name.startswith("rules_")}
    return "\n".join(problems(replace(GOOD, rules=replace(GOOD.rules, **rules), **fields)))


def test_a_good_record_has_none() -> None:
    assert problems(GOOD) == []


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"name": "Tempo.co"}, "name: 'Tempo.co'"),
        ({"rules_site": "kompas"}, "rules.site: 'kompas'"),
        ({"title": ""}, "title"),
        ({"rules_brands": ()}, "rules.brands"),
        ({"delay": 0.5}, "0.5 s is less than 1 s"),
        ({"rules_json_ld_author": "redaksi"}, "json_ld_author"),
        ({"rules_templates": (Template(name="x", body=("p[",)),)}, "template x: body: 'p['"),
        ({"indexes": (Index(url="https://www.tempo.co/", item="p["),)}, "'p['"),
        ({"rules_templates": (Template(name="x", body=()),)}, "template x: body is empty"),
        ({"rules_templates": GOOD.rules.templates[:1] * 2}, "two have one name"),
        ({"rules_article_url": r"tempo\.co/"}, "must start with ^https://"),
        ({"accept": ()}, "at least one example"),
        ({"accept": ("https://www.tempo.co/",)}, "is not an article"),
        ({"accept": ("https://lain.example/x-9100001",)}, "belongs to no outlet"),
        ({"accept": ("https://www.detik.com/x",)}, "belongs to detik"),
        ({"reject": GOOD.accept[:1]}, "is an article"),
        ({"indexes": (Index(url="https://tempo.co/", item="p", entry="{url}"),)}, "exclude"),
        ({"indexes": (Index(url="https://tempo.co/", date="p"),)}, "select inside item"),
        ({"local_clocks": ("https://www.tempo.co/x",)}, "not the start of a feed"),
        ({"feeds": ("ftp://tempo.co/rss",)}, "not an http"),
        ({"feeds": ("https://lain.example/rss",)}, "not one of hosts"),
        ({"indexes": (Index(url="https://tempo.co/{tahun}"),)}, "unknown placeholder"),
        ({"evidence": ()}, "say what was seen"),
        ({"evidence": (Evidence(what="pages", seen="2026"),)}, "what is 'pages'"),
        ({"evidence": (Evidence(what="page", seen="2026-13"),)}, "seen is '2026-13'"),
        ({"status": "aktif"}, "status: 'aktif'"),
        ({"feeds": (), "indexes": ()}, "has no feed, sitemap or index"),
        ({"evidence": (Evidence(what="feed", seen="2026"),)}, "status active"),
        ({"evidence": (Evidence(what="page", seen="2024"),)}, "status active"),
        ({"rules_templates": ()}, "status active"),
        ({"status": "listed", "evidence": (Evidence(what="list", seen="2026"),)}, "status listed"),
    ],
)
def test_what_breaks_it_is_named(changes: dict[str, Any], said: str) -> None:
    assert said in broken(**changes)


@pytest.mark.parametrize("what", ["feed", "sitemap", "index", "crawler"])
def test_a_listing_or_a_crawler_is_enough_for_listed(what: str) -> None:
    assert broken(status="listed", evidence=(Evidence(what=what, seen="2026-07"),)) == ""


def test_a_name_that_is_not_a_year_says_nothing_of_age() -> None:
    template = replace(GOOD.rules.templates[0], name="wordpress")
    seen = (Evidence(what="page", seen="2019"),)
    assert broken(rules_templates=(template,), evidence=seen) == ""
