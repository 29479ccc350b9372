"""Saved pages of one article as further publishing systems and browsers write them."""

from collections.abc import Sequence

from tests.support.faults.file_faults import BLOG, KOMPAS, FileFault
from tests.support.faults.input_bytes import HOST, lines_of, page, record

NEWS = f"{HOST}/daerah/4471/pasar-induk-kertajaya-pindah"
DETIK = "https://news.detik.com/berita/d-6017731/ratusan-rumah-di-tepi-kali-ciwulan-terendam"
PASAR, BANJIR, TENUN = (tuple(lines_of(name)) for name in ("pasar", "banjir", "tenun"))


def _html(
    story: str, url: str, lines: Sequence[str] | None, row: str = "", top: str = "", head: str = ""
) -> bytes:
    """Return a page; `row` are its page numbers, `top` precedes it, `head` is in its head."""
    html = page(story, url, lines, row).replace("</head>", f"{head}</head>")
    return (top + html).encode()


def _fault(name: str, files: dict[str, bytes], story: tuple[str, ...], **more: object) -> FileFault:
    expected = {"no_flags": ("continues",), "lines": story, **more}
    return FileFault(sub="more pages", name=name, files=files, **expected)  # type: ignore[arg-type]


def _wordpress(shown: int) -> str:
    """Return the row of page numbers of `wp_link_pages` since WordPress 5.1."""
    links = [
        f'<span class="post-page-numbers current" aria-current="page">{n}</span>'
        if n == shown
        else f'<a href="{BLOG}/{n if n > 1 else ""}" class="post-page-numbers">{n}</a>'
        for n in (1, 2, 3)
    ]
    return f'<div class="page-links">Halaman: {" ".join(links)}</div>'


def _codeigniter(shown: int) -> str:
    """Return the row that CodeIgniter's pagination library prints: the shown number is bold."""
    links = [
        f"<strong>{n}</strong>"
        if n == shown
        else f'<a href="{NEWS}?page={n}" data-ci-pagination-page="{n}">{n}</a>'
        for n in (1, 2)
    ]
    return f'<div class="pagination">{"".join(links)}</div>'


def _bootstrap(shown: int, pages: int, form: str) -> str:
    """Return a list of page numbers as Laravel prints it; `form` is the address of a page."""
    items = [
        f'<li class="page-item active" aria-current="page"><span class="page-link">{n}</span></li>'
        if n == shown
        else f'<li class="page-item"><a class="page-link" href="{form.format(n)}">{n}</a></li>'
        for n in range(1, pages + 1)
    ]
    return f'<ul class="pagination">{"".join(items)}</ul>'


def _saved(url: str) -> str:
    return f"<!-- saved from url=({len(url):04}){url} -->\n"


def _single_file(url: str) -> str:
    return f"<!DOCTYPE html><!--\n Page saved with SingleFile \n url: {url} \n saved date: x\n-->"


_NEXT = '<link rel="next" href="{0}?page=2">'
_PREVIOUS = '<link rel="prev" href="{0}">'
_OTHERS = [(f"{HOST}/kabar/lain-{n}", PASAR) for n in range(30)]

JOINED = (
    _fault("wordpress-three-files-in-any-order", {
        "1.html": _html("tenun", f"{BLOG}/3/", TENUN[4:], _wordpress(3)),
        "2.html": _html("tenun", f"{BLOG}/", TENUN[:2], _wordpress(1)),
        "3.html": _html("tenun", f"{BLOG}/2/", TENUN[2:4], _wordpress(2)),
    }, TENUN),
    _fault("codeigniter-one-canonical-link", {
        "a.html": _html("pasar", NEWS, PASAR[:3], _codeigniter(1)),
        "b.html": _html("pasar", NEWS, PASAR[3:], _codeigniter(2)),
    }, PASAR),
    _fault("halaman-in-the-query", {
        "b.html": _html("banjir", f"{NEWS}?halaman=2", BANJIR[3:], _bootstrap(2, 2, "?halaman={}")),
        "c.html": _html("banjir", NEWS, BANJIR[:3], _bootstrap(1, 2, "?halaman={}")),
    }, BANJIR),
    _fault("saved-from-comments-and-page-in-the-path", {
        "x.html": _html("banjir", NEWS, BANJIR[3:], _bootstrap(2, 2, NEWS + "/page/{}"),
                        top=_saved(f"{NEWS}/page/2")),
        "y.html": _html("banjir", NEWS, BANJIR[:3], _bootstrap(1, 2, NEWS + "/page/{}"),
                        top=_saved(NEWS)),
    }, BANJIR),
    _fault("singlefile-three-pages", {
        f"{n}.html": _html("tenun", NEWS, TENUN[first:last],
                           "".join(f'<a href="{NEWS}?page={m}">Bagian {m}</a>' for m in (1, 2, 3)),
                           top=_single_file(f"{NEWS}?page={n}"))
        for n, first, last in ((1, 0, 2), (2, 2, 4), (3, 4, 9))
    }, TENUN),
    _fault("links-in-the-head-only", {
        "1.html": _html("pasar", NEWS, PASAR[:3], head=_NEXT.format(NEWS)),
        "2.html": _html("pasar", f"{NEWS}?page=2", PASAR[3:], head=_PREVIOUS.format(NEWS)),
    }, PASAR),
    _fault("previous-and-next-without-numbers", {
        "1.html": _html("pasar", NEWS, PASAR[:3], f'<a href="{NEWS}?page=2">Selanjutnya &gt;</a>'),
        "2.html": _html("pasar", NEWS, PASAR[3:], f'<a href="{NEWS}?page=1">&lt; Sebelumnya</a>'),
    }, PASAR),
    _fault("number-in-the-name-of-the-file", {
        "1.html": _html("banjir", f"{HOST}/arsip/banjir-ciwulan.html", BANJIR[:3],
                        '<a href="banjir-ciwulan-page2.html">2</a>'),
        "2.html": _html("banjir", f"{HOST}/arsip/banjir-ciwulan-page2.html", BANJIR[3:],
                        '<a href="banjir-ciwulan.html">1</a>'),
    }, BANJIR),
    _fault("httrack-with-local-links", {
        "1.html": _html("tenun", NEWS, TENUN[:3], '<a href="hal679c.html">2</a>',
                        top=f"<!-- Mirrored from {NEWS[8:]} by HTTrack Website Copier/3.x -->"),
        "2.html": _html("tenun", NEWS, TENUN[3:], '<a href="hal.html">1</a>',
                        top=f"<!-- Mirrored from {NEWS[8:]}?page=2 by HTTrack Website Copier -->"),
    }, TENUN),
    _fault("far-apart-in-an-archive", {
        "a.warc": record(NEWS, _html("tenun", NEWS, TENUN[:3], _codeigniter(1)))
        + b"".join(record(url, page("pasar", url, lines).encode()) for url, lines in _OTHERS)
        + record(f"{NEWS}?page=2", _html("tenun", NEWS, TENUN[3:], _codeigniter(2)))
    }, PASAR, articles=31),
    _fault("captured-twice", {
        "a.warc": 2 * (
            record(NEWS, _html("tenun", NEWS, TENUN[:3], _codeigniter(1)))
            + record(f"{NEWS}?page=2", _html("tenun", NEWS, TENUN[3:], _codeigniter(2)))
        )
    }, TENUN),
    _fault("captured-twice-but-for-the-first-page", {
        "a.warc": record(NEWS, _html("tenun", NEWS, TENUN[:3], _codeigniter(1)))
        + 2 * record(f"{NEWS}?page=2", _html("tenun", NEWS, TENUN[3:], _codeigniter(2)))
    }, TENUN),
    _fault("the-first-is-missing", {
        "2.html": _html("tenun", f"{BLOG}/2/", TENUN[2:4], _wordpress(2)),
        "3.html": _html("tenun", f"{BLOG}/3/", TENUN[4:], _wordpress(3)),
    }, TENUN[2:], flags=("continues",), no_flags=()),
)  # fmt: skip
"""Pages to be joined."""

WHOLE = (
    _fault("view-of-all-pages-of-a-known-outlet", {
        "a.warc": record(f"{DETIK}?single=1", _html("banjir", DETIK, None,
                         '<a href="?page=1">1</a> <a href="?page=2">2</a>'))
    }, BANJIR),
    _fault("view-of-all-pages-noted-by-the-browser", {
        "a.html": _html("pasar", KOMPAS, None, '<a href="?page=1">1</a> <a href="?page=2">2</a>',
                        top=_saved(f"{KOMPAS}?page=all"))
    }, PASAR),
    _fault("view-of-all-pages-in-the-path", {
        "a.warc": record(f"{NEWS}/all", _html("pasar", NEWS, None,
                         f'<a href="{NEWS}/page/2">2</a>'))
    }, PASAR),
    _fault("articles-with-numbers-for-names", {
        "2.html": _html("pasar", f"{HOST}/berita/2", None, '<a href="/berita/3">Berikutnya</a>'),
        "3.html": _html("tenun", f"{HOST}/berita/3", None, '<a href="/berita/2">Sebelumnya</a>'),
    }, PASAR, articles=2),
    _fault("page-is-the-id-of-an-article", {
        "2.html": _html("pasar", f"{HOST}/index.php?page=57", None, '<a href="?page=58">Lain</a>'),
        "3.html": _html("tenun", f"{HOST}/index.php?page=58", None, '<a href="?page=57">Lain</a>'),
    }, PASAR, articles=2),
    _fault("pages-of-a-listing-beside-the-text", {
        "1.html": _html("tenun", NEWS, None,
                        '<aside>Indeks <a href="/daerah?page=1">1</a><a href="/daerah?page=2">2</a>'
                        '<a href="/daerah/page/3">3</a></aside>')
    }, TENUN),
    _fault("pictures-of-a-gallery", {
        "1.html": _html("tenun", NEWS, None, '<a href="?foto=2">2</a> <a href="?img=3">3</a>')
    }, TENUN),
    _fault("a-sequel-with-a-number", {
        "1.html": _html("tenun", NEWS, None, f'<a href="{NEWS}-2">Bagian kedua</a>'),
        "2.html": _html("pasar", f"{NEWS}-2", None, f'<a href="{NEWS}">Bagian pertama</a>'),
    }, TENUN, articles=2),
)  # fmt: skip
"""Counter-examples: nothing is joined, and nothing is missing."""

MORE_PAGES = (*JOINED, *WHOLE)
