"""The browser in headless Chromium: what a reader sees and does, at a desk and on a phone."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.support.browsing import FIRST, fill, served
from tests.support.command import process

playwright = pytest.importorskip("playwright.sync_api", reason="needs playwright: make setup")
CHROMIUM = shutil.which("chromium") or "/usr/bin/chromium"
FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip
PAGES = (
    "/", "/search?q=harga", "/outlets", "/outlet/republika", "/questions", "/warta",
    "/warta/articles", "/warta/articles?_facet=site", "/warta/edits", "/warta/site_health",
    "/warta/coverage?topic=harga&since=2026-01-01", "/warta/who_carried?agency=ANTARA",
    "/warta?sql=select+site,count(*)+from+articles+group+by+1", "/article/1?removed=1",
    "/warta/articles/1", "/nothing",
)  # fmt: skip
# From the relative luminance of text and what is behind it, as WCAG 2.2 defines it.
CONTRAST = """
() => {
  const rgb = c => { const x = document.createElement('canvas').getContext('2d');
    x.fillStyle = c; x.fillRect(0, 0, 1, 1); return [...x.getImageData(0, 0, 1, 1).data]; };
  const lum = c => { const [r, g, b] = c.map(v => v / 255)
    .map(v => v <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4);
    return .2126 * r + .7152 * g + .0722 * b; };
  const known = {}; const low = new Set();
  for (const e of document.querySelectorAll('main *, header *, footer *')) {
    const own = [...e.childNodes].some(n => n.nodeType == 3 && n.textContent.trim());
    if (!own || !e.checkVisibility() || e.closest('svg, .unseen, option')) continue;
    let back = e; let color = [0, 0, 0, 0];
    while (back && color[3] == 0) { const c = getComputedStyle(back).backgroundColor;
      color = known[c] ??= rgb(c); back = back.parentElement; }
    const front = getComputedStyle(e).color;
    const [a, b] = [lum((known[front] ??= rgb(front)).slice(0, 3)), lum(color.slice(0, 3))];
    const ratio = (Math.max(a, b) + .05) / (Math.min(a, b) + .05);
    if (ratio < 4.5) low.add(`${e.tagName}.${e.className}: ${ratio.toFixed(2)}`);
  }
  return [...low];
}
"""
UNNAMED = """
() => [...document.querySelectorAll('input:not([type=hidden]), select, textarea, button, a')]
  .filter(e => !(e.labels?.length || e.ariaLabel || e.textContent.trim()))
  .map(e => e.outerHTML.slice(0, 90))
"""


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve the demo with a few more articles and versions."""
    if not Path(CHROMIUM).exists():
        pytest.skip("needs chromium: apt install chromium")
    folder = tmp_path_factory.mktemp("chromium")
    done = process("demo --db demo.db", folder)
    assert done.returncode == 0, done.stderr
    with served(fill(folder / "demo.db")) as address:
        yield address


@pytest.fixture(scope="module")
def chromium(base: str) -> Iterator[Any]:
    """Start Chromium."""
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        yield browser
        browser.close()


class Watched:
    """A page of Chromium that notes what should not be: errors, requests to elsewhere."""

    def __init__(self, browser: Any, base: str, width: int, scheme: str) -> None:
        self.context = browser.new_context(
            viewport={"width": width, "height": 900}, color_scheme=scheme
        )
        self.page = self.context.new_page()
        self.wrong: list[str] = []
        self.base = base
        self.page.on("request", self._asked)
        self.page.on("console", lambda said: self._said(said.type, said.text))
        self.page.on("pageerror", lambda error: self._said("error", str(error)))

    def _asked(self, request: Any) -> None:
        if not request.url.startswith(f"{self.base}/"):
            self.wrong.append(f"asked for {request.url}")

    def _said(self, kind: str, text: str) -> None:
        # That a page is not there is what the test of it asks for.
        if kind in ("error", "warning") and "404" not in text:
            self.wrong.append(f"{kind}: {text}")

    def open(self, path: str) -> Any:
        """Open a page of the browser."""
        self.page.goto(self.base + path)
        return self.page


@pytest.fixture(params=[(390, "dark"), (1440, "light")],
                ids=lambda chosen: f"{chosen[0]}-{chosen[1]}")  # fmt: skip
def watched(request: pytest.FixtureRequest, chromium: Any, base: str) -> Iterator[Watched]:
    """Return a page of Chromium in a size and a colour scheme."""
    watching = Watched(chromium, base, *request.param)
    yield watching
    watching.context.close()
    assert watching.wrong == []


@pytest.fixture
def desk(chromium: Any, base: str) -> Iterator[Watched]:
    """Return a page of Chromium at a desk."""
    watching = Watched(chromium, base, 1440, "light")
    yield watching
    watching.context.close()
    assert watching.wrong == []


def test_every_page_fits_and_can_be_read(watched: Watched) -> None:
    for path in PAGES:
        page = watched.open(path)
        width = page.viewport_size["width"]
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
        assert page.evaluate(CONTRAST) == [], path
        assert page.evaluate(UNNAMED) == [], path
    assert page.locator("h1").inner_text() == "Not found"


def follow(page: Any, name: str) -> None:
    """Follow a link, to the end of loading the page it leads to."""
    with page.expect_navigation(wait_until="load"):
        page.get_by_role("link", name=name).click()


def test_a_reader_goes_from_search_to_story(desk: Watched) -> None:
    page = desk.open("/")
    page.get_by_role("searchbox").fill("feri tanjungsari")
    with page.expect_navigation(wait_until="load"):
        page.keyboard.press("Enter")
    assert page.locator("mark").first.inner_text().lower() in ("feri", "tanjungsari")
    follow(page, "Tarif Feri Tanjungsari Naik 12 Persen")
    assert page.locator("h1").inner_text() == "Tarif Feri Tanjungsari Naik 12 Persen"
    removed = page.get_by_text("Baca Juga: Jadwal Feri Hari Ini").first
    assert not removed.is_visible()
    page.get_by_text("1 line removed here").first.click()
    assert removed.is_visible()
    follow(page, "Compare 1 with 2")
    assert page.locator("#diff .words del").first.is_visible()
    assert "12" in page.locator("#diff .words ins").first.inner_text()
    follow(page, "The whole story")
    assert page.locator(".timeline li").count() == 3
    follow(page, "Naik 15 Persen, Penumpang Feri")
    assert "lintas" in page.locator(".kicker").inner_text()
    address = page.get_by_role("link", name="https://lintas.example/berita/3")
    assert address.get_attribute("rel") == "noopener noreferrer"


def test_questions_draw_charts(watched: Watched) -> None:
    page = watched.open("/questions")
    box = page.get_by_label("topic").first
    box.fill("gempa OR harga")
    box.press("Enter")
    page.wait_for_url("**/warta/coverage?*", wait_until="load")
    chart = page.locator("svg.chart:visible")
    assert chart.count() == 1 and chart.locator(".line").count() >= 2
    assert chart.bounding_box()["width"] > 300
    # What is written in a chart can be read: nine pixels high at least, none over another.
    boxes = [text.bounding_box() for text in chart.locator("text").all()]
    assert min(box["height"] for box in boxes) >= 9
    labels = sorted(box["x"] for box in boxes if box["y"] == max(b["y"] for b in boxes))
    assert len(labels) >= 2
    home = watched.open("/")
    assert home.locator("svg.chart .bar").count() >= 14


def test_by_keyboard_alone(desk: Watched) -> None:
    page = desk.open("/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the content"
    page.keyboard.press("Enter")
    for _ in range(3):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.type") == "search":
            break
    ring = page.evaluate("getComputedStyle(document.activeElement).outlineWidth")
    assert float(ring.removesuffix("px")) >= 2
    page.keyboard.type("garam")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?*")
    for _ in range(25):
        page.keyboard.press("Tab")
        if "Panen Garam" in page.evaluate("document.activeElement.textContent"):
            break
    page.keyboard.press("Enter")
    page.wait_for_url("**/article/*")
    assert page.locator("h1").inner_text() == "Panen Garam Datang Lebih Awal"


def test_the_theme_stays(desk: Watched) -> None:
    page = desk.open("/search?q=feri")
    light = page.evaluate("getComputedStyle(document.body).backgroundColor")
    with page.expect_navigation(wait_until="load"):
        page.get_by_role("button", name="Dark").click()
    assert page.url.endswith("/search?q=feri")
    dark = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page = desk.open("/outlets")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == dark != light
    with page.expect_navigation(wait_until="load"):
        page.get_by_role("button", name="Light").click()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == light


def test_hostile_texts_are_texts(desk: Watched) -> None:
    page = desk.open("/search?q=cabai+aneh")
    with page.expect_navigation(wait_until="load"):
        page.get_by_role("link", name=re.compile("<script>")).click()
    assert page.locator("h1").inner_text().startswith('<script>alert("x")</script>')
    assert page.locator("article b").count() == 0
    assert FIRST.image_url and page.locator("img").count() == 0


def test_a_table_is_searched_counted_and_sorted(desk: Watched) -> None:
    page = desk.open("/warta/articles")
    page.get_by_label("Words in the text").fill("feri")
    page.get_by_role("button", name="Apply").click()
    page.wait_for_url("**_search=feri*", wait_until="load")
    assert page.locator("table.rows tbody tr").count() == 4
    page.get_by_role("link", name="words", exact=True).click()
    page.wait_for_url("**_sort_desc=words*", wait_until="load")
    words = [int(cell) for cell in page.locator("td.col-words").all_inner_texts()]
    assert words == sorted(words, reverse=True)
    page.locator("td.col-site a").first.click()
    page.wait_for_url("**/outlet/*")
