"""A generated record loses no field: selectors that do are left out, and the notes say so."""

from dataclasses import replace
from datetime import date

import pytest

from crawler.newsite import kept_fields
from crawler.newsite.infer import record
from crawler.newsite.kept_fields import keeping_fields, lost_fields, missing_fields
from crawler.newsite.look import Looked
from crawler.site import Site
from pipelines.chain import run
from pipelines.records import Article, Page, Rules, Template
from tests.support.articles import NOW

WORDS = " ".join(["Warga menata ulang kebun bibit di tepi sungai setelah hujan reda."] * 6)
DECK = "Warga kampung menata kebun bibit lagi setelah banjir besar surut pekan lalu"
TAGS = '<div class="tags">Tags: <a href="/tag/kebun">kebun</a> <a href="/tag/bibit">bibit</a></div>'
BODY_ONLY = Template(name="2026", body=(".article-content",))
RULES = Rules(site="korancoba", brands=("Koran Coba",))


def page(
    number: int,
    *,
    container: str = "article-content",
    deck: str = "",
    tags: str = "",
    head: str = "",
) -> Page:
    title = f"Kebun Bibit {number} Ditata"
    html = f"""<!DOCTYPE html><html lang="id"><head><title>{title} - Koran Coba</title>
<meta property="og:site_name" content="Koran Coba"><meta property="og:type" content="article">
<meta property="article:published_time" content="2026-11-20T08:00:00+07:00">{head}</head>
<body><nav><a href="/">Beranda</a></nav><main><article><h1>{title}</h1>{deck}
<div class="{container}"><p>{WORDS}</p><p>{WORDS}</p><p>{WORDS}</p></div>{tags}</article></main>
</body></html>"""
    url = f"https://www.korancoba.id/baca/{number}/satu"
    return Page(url=url, html=html.encode(), fetched_at=NOW)


def looked(pages: list[Page]) -> Looked:
    return Looked(url="https://www.korancoba.id/", day=date(2026, 11, 20), pages=tuple(pages))


FIGURE = """<figure><img src="https://www.korancoba.id/a.jpg" width="800" height="600">
<figcaption>Warga menata kebun bibit (Foto: Sari/Koran Coba)</figcaption></figure>"""
LOSING = {
    "a printed deck": ({"deck": f"<h2>{DECK}</h2>"}, {"deck": ("h1 + h2",)}),
    "a picture": (
        {"deck": FIGURE}, {"captions": ("figcaption",), "image": ("figure img",)},
    ),
    "a deck that no usual selector finds": (
        {"deck": f"<h4>{DECK}</h4>"}, None,
    ),
}  # fmt: skip


@pytest.mark.parametrize(("parts", "added"), LOSING.values(), ids=LOSING.keys())
def test_no_page_has_fewer_fields_with_the_record(
    parts: dict[str, str], added: dict[str, tuple[str, ...]] | None
) -> None:
    pages = [page(number, **parts) for number in (4001, 4002, 4003)]
    site = record("korancoba", looked(pages))
    plain = [run(one, Rules()) for one in pages]
    assert lost_fields(plain, [run(one, site.rules) for one in pages]) == set()
    # The body's selector alone loses a field.
    alone = replace(site.rules, templates=(BODY_ONLY,))
    assert lost_fields(plain, [run(one, alone) for one in pages])
    if added is None:
        assert site.rules.templates == ()
        assert "The body is found without selectors: with them deck was lost." in site.notes
    else:
        (template,) = site.rules.templates
        assert template == replace(BODY_ONLY, **added)  # type: ignore[arg-type]


def test_selectors_that_lose_nothing_stay() -> None:
    pages = [page(number) for number in (4001, 4002)]
    site = record("korancoba", looked(pages))
    assert [template.body for template in site.rules.templates] == [(".article-content",)]
    assert not any("was lost" in note for note in site.notes)


def test_the_selector_that_loses_a_field_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """A field that is lost whenever the template has selectors for tags."""
    real = kept_fields.run

    def losing(page: Page, rules: Rules) -> object:
        result = real(page, rules)
        has_tags = any(template.tags for template in rules.templates)
        return replace(result, tags=()) if has_tags and isinstance(result, Article) else result

    monkeypatch.setattr(kept_fields, "run", losing)
    pages = [page(number, tags=TAGS) for number in (4001, 4002)]
    template = replace(BODY_ONLY, title=("h1",), tags=(".topik a",))
    kept = keeping_fields(template, pages, RULES)
    assert kept.template == replace(template, tags=())
    assert (kept.left_out, kept.because) == (("tags",), ("tags",))


def test_what_no_page_has_is_named() -> None:
    pages = [page(4001, tags=TAGS), page(4002)]
    site: Site = record("korancoba", looked(pages))
    (said,) = [note for note in site.notes if note.startswith("Missing on the pages: ")]
    assert "authors" in said and "section" in said and "tags (1 of 2 pages have it)" in said
    assert "published_at" not in said


def test_lost_and_missing_fields() -> None:
    whole = run(page(1, tags=TAGS), RULES)
    assert isinstance(whole, Article)
    bare = replace(whole, tags=(), published_at=None)
    assert lost_fields([whole], [bare]) == {"tags", "published_at"}
    assert lost_fields([bare], [whole]) == set()
    assert lost_fields([whole], [None]) >= {"tags", "published_at"}
    assert "tags (1 of 2 pages have it)" in missing_fields([whole, bare])
