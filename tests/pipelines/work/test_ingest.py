"""Files into the database: every input has an outcome, and the same input gives nothing new."""

import gzip
import io
import json
import os
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from crawler.sites import for_text, rules_for
from pipelines.query import Filter, connect_readonly
from pipelines.query.export import Chosen, export
from pipelines.records import Limits, Page, Rules, TextPage
from pipelines.store import ArticleStore
from pipelines.warc.writer import WarcArchive
from pipelines.work import ingest as module
from pipelines.work.ingest import Report, ingest, rules_of
from pipelines.work.worker_pool import WorkerPool
from tests.support.articles import NOW
from tests.support.hostile_work import work

HTML = [("Content-Type", "text/html; charset=utf-8")]
HOST = "https://www.contoh.example/berita"
PARAGRAPHS = {
    "jembatan": (
        "Warga Desa Sukamaju kini dapat menyeberangi sungai dengan aman setelah jembatan gantung "
        "sepanjang enam puluh meter selesai dibangun pada akhir pekan lalu.",
        "Kepala desa mengatakan pembangunan memakan waktu empat bulan dan melibatkan seratus orang "
        "warga yang bekerja secara bergiliran setiap hari Minggu.",
    ),
    "panen": (
        "Petani bawang di lereng gunung memanen hasil lebih awal tahun ini karena hujan turun "
        "tidak menentu sejak bulan September dan membuat tanah terlalu basah.",
        "Harga di tingkat pengepul naik menjadi dua puluh lima ribu rupiah per kilogram, kata "
        "ketua kelompok tani setempat ketika ditemui di gudang penyimpanan.",
    ),
    "perpustakaan": (
        "Perpustakaan keliling milik kabupaten menambah tiga unit mobil agar anak-anak di "
        "kecamatan terpencil bisa meminjam buku cerita tanpa harus pergi ke kota.",
        "Setiap mobil membawa delapan ratus judul dan singgah dua kali dalam sebulan di halaman "
        "sekolah dasar yang sudah mendaftar sejak awal semester.",
    ),
}


def html(slug: str, *more: str, url: str | None = None) -> str:
    body = "".join(f"<p>{text}</p>" for text in (*PARAGRAPHS[slug], *more))
    link = url if url is not None else f"{HOST}/{slug}"
    return (
        f'<!doctype html><html lang="id"><head><meta charset="utf-8"><title>Kabar {slug}</title>'
        f'<link rel="canonical" href="{link}"><meta property="og:type" content="article">'
        '<meta property="article:published_time" content="2026-11-19T08:30:00+07:00"></head>'
        f"<body><article><h1>Kabar {slug} dari daerah</h1>{body}</article></body></html>"
    )


def save(path: Path, content: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    os.utime(path, (NOW.timestamp(), NOW.timestamp()))
    return path


def run(db: Path, *paths: Path, **options: Any) -> Report:
    with ArticleStore(db) as store:
        report = ingest(paths, store, rules_for, for_text, **{"workers": 2} | options)
    parts = ("stored", "unchanged", "revised", "reprocessed", "dropped", "failed")
    assert report.seen == sum(getattr(report, name) for name in parts)
    assert report.stored == report.new + report.duplicates
    return report


def rows(db: Path, sql: str) -> list[tuple[Any, ...]]:
    return [tuple(row) for row in connect_readonly(db).execute(sql)]


def test_every_kind_of_input_has_an_outcome_and_comes_again_unchanged(tmp_path: Path) -> None:
    folder, db = tmp_path / "in", tmp_path / "t.db"
    save(folder / "a" / "jembatan.html", html("jembatan"))
    save(folder / "a" / "panen.html.gz", gzip.compress(html("panen").encode()))
    save(folder / "a" / "foto.jpg", b"\xff\xd8")
    save(folder / "kosong.html", b"")
    save(folder / "gambar.html", b"\x89PNG\r\n\x1a\n" + bytes(range(256)))
    save(folder / "rusak.html.gz", gzip.compress(b"x" * 999)[:20])
    line = {"id": 7, "title": "Kabar perpustakaan", "text": "\n".join(PARAGRAPHS["perpustakaan"])}
    save(folder / "baris.jsonl", json.dumps(line) + '\n{"id": 8')
    save(folder / "salin.txt", "Kabar dari daerah\n\n" + "\n\n".join(PARAGRAPHS["panen"]) + "\n")
    with WarcArchive(folder / "warc") as archive:
        archive.write(f"{HOST}/jembatan?utm_source=x", 200, HTML, html("jembatan").encode(), NOW)
        archive.write("https://www.contoh.example/robots.txt", 404, HTML, b"", NOW)

    first = run(db, folder)
    assert first.seen == 9
    assert (first.new, first.duplicates, first.unchanged) == (3, 1, 1)
    assert (first.dropped, first.failed, first.skipped) == (2, 2, 3)
    warned = {problem.removeprefix(str(folder)).partition(": ")[0] for problem in first.problems}
    assert warned == {"/kosong.html", "/gambar.html", "/rusak.html.gz", "/baris.jsonl:2"}

    second = run(db, folder)
    assert (second.stored, second.revised, second.unchanged) == (0, 0, 5)
    assert second.problems == first.problems
    counters = "seen, stored, new, duplicates, unchanged, revised, dropped, failed, finish_reason"
    assert rows(db, f"SELECT {counters} FROM runs ORDER BY id") == [
        (9, 4, 3, 1, 1, 0, 2, 2, "finished"),
        (9, 0, 0, 0, 5, 0, 2, 2, "finished"),
    ]


def test_two_versions_of_one_url_in_one_run_are_one_article_and_a_revision(tmp_path: Path) -> None:
    first = save(tmp_path / "1.html", html("jembatan"))
    same = save(tmp_path / "2.html", html("jembatan", url=f"{HOST}/jembatan?fbclid=1"))
    longer = "Jembatan itu akan diresmikan oleh bupati pada hari Jumat pekan depan di balai desa."
    edited = save(tmp_path / "3.html", html("jembatan", longer))
    os.utime(edited, (NOW.timestamp() + 60, NOW.timestamp() + 60))
    report = run(tmp_path / "t.db", first, same, edited)
    assert (report.new, report.unchanged, report.revised) == (1, 1, 1)
    ((text,),) = rows(tmp_path / "t.db", "SELECT text FROM articles")
    assert text.endswith(longer)


def hostile(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "WorkerPool", partial(WorkerPool, work=work))


def test_pages_that_hang_or_kill_their_worker_do_not_stop_the_batch(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hostile(monkeypatch)
    bad = ["crash", "exit", "hang", "raise"]
    for i, what in enumerate([*bad, *(f"page {i}" for i in range(8))]):
        save(tmp_path / "in" / f"{i:02}.html", what)
    report = run(tmp_path / "t.db", tmp_path / "in", limits=Limits(seconds=1))
    assert (report.seen, report.stored, report.dropped) == (12, 8, 4)
    reasons = [problem.split(": ")[1] for problem in report.problems]
    assert reasons == ["crash", "crash", "timeout", "crash"]
    assert report.problems[2].endswith("in/02.html: timeout: no result after 1 s")


def test_articles_are_stored_in_the_order_of_the_input(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hostile(monkeypatch)
    for i in range(24):
        save(tmp_path / "in" / f"{i:02}.html", "slow" if i % 5 == 0 else f"page {i}")
    run(tmp_path / "t.db", tmp_path / "in", workers=3)
    names = [url[5:7] for (url,) in rows(tmp_path / "t.db", "SELECT url FROM articles ORDER BY id")]
    assert names == [f"{i:02}" for i in range(24)]


def test_an_interrupted_run_says_so_and_the_next_one_finishes_the_work(tmp_path: Path) -> None:
    for slug in PARAGRAPHS:
        save(tmp_path / "in" / f"{slug}.html", html(slug))
    seen: list[Mapping[str, int]] = []

    def stop(counts: Mapping[str, int]) -> None:
        seen.append(counts)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run(tmp_path / "t.db", tmp_path / "in", on_progress=stop)
    assert seen[0]["seen"] == 3
    report = run(tmp_path / "t.db", tmp_path / "in")
    assert report.unchanged + report.new == 3
    assert rows(tmp_path / "t.db", "SELECT finish_reason FROM runs ORDER BY id") == [
        ("interrupted",),
        ("finished",),
    ]


def test_what_was_exported_comes_back_equal(tmp_path: Path) -> None:
    for slug in PARAGRAPHS:
        save(tmp_path / "in" / f"{slug}.html", html(slug, "Baca juga: Kabar lain dari daerah"))
    run(tmp_path / "a.db", tmp_path / "in")
    exported = save(tmp_path / "a.jsonl", written(tmp_path / "a.db"))
    assert '"rule"' in exported.read_text()
    assert run(tmp_path / "b.db", exported).new == 3
    assert written(tmp_path / "b.db") == exported.read_text()
    assert run(tmp_path / "a.db", exported).unchanged == 3


def written(db: Path) -> str:
    out = io.StringIO()
    export(connect_readonly(db), "jsonl", out, Chosen(which=Filter(duplicates=True)))
    return out.getvalue()


def test_nothing_to_read_is_a_problem_not_an_error(tmp_path: Path) -> None:
    report = run(tmp_path / "t.db", tmp_path / "tidak-ada", tmp_path / "t.db-folder")
    assert (report.seen, report.failed) == (2, 2)
    assert report.problems[0] == f"{tmp_path / 'tidak-ada'}: there is no such file or folder"


def outlet_rules(url: str) -> Rules:
    return Rules(site="contoh") if "contoh.example" in url else Rules()


def page(url: str, html: str) -> Page:
    return Page(url=url, html=html.encode(), fetched_at=NOW)


OWN = '<a href="https://m.contoh.example/a">a</a>'
OTHER = "<a class=x href='//lain.example/b'>b</a>"
ASSET = "<script src='//x.example'></script><img src=https://cdn.lain.example/b.png>"
OWNERS = [
    ("https://contoh.example/1", "", "contoh"),
    ("https://lain.example/1", OWN * 9, ""),
    ("file:a.html#1", OWN * 6 + OTHER * 3, "contoh"),
    ("file:a.html#1", OWN * 5 + OTHER * 3, ""),
    ("file:a.html#1", OTHER * 9, ""),
    ("file:a.html#1", OWN * 3 + ASSET * 9, "contoh"),
    ("file:a.html#1", OWN * 2, ""),
    ("file:a.html#1", "<a href='/a'>a</a>" * 9, ""),
    ("file:a.html#1", "", ""),
]


@pytest.mark.parametrize(("url", "markup", "site"), OWNERS)
def test_the_outlet_of_a_page_that_does_not_know_its_url(url: str, markup: str, site: str) -> None:
    assert rules_of(page(url, markup), outlet_rules, lambda text: None).site == site


def test_the_outlet_of_a_text(tmp_path: Path) -> None:
    text = TextPage(url="file:a.txt#1", text="CONTOH.EXAMPLE, JAKARTA - Isi", fetched_at=NOW)
    named = Rules(site="contoh")
    assert rules_of(text, outlet_rules, lambda text: named) is named
    assert rules_of(text, outlet_rules, lambda text: None) == Rules()


def test_all_shared_pages_ingest_and_ingest_again_unchanged(tmp_path: Path, shared: Path) -> None:
    first = run(tmp_path / "t.db", shared / "pages" / "html")
    assert (first.seen, first.failed, first.problems) == (118, 0, [])
    assert first.stored >= 100
    second = run(tmp_path / "t.db", shared / "pages" / "html")
    assert (second.stored, second.revised) == (0, 0)
    assert second.dropped == first.dropped


def test_pages_that_come_in_another_call_add_to_the_article_and_never_take_from_it(
    tmp_path: Path,
) -> None:
    url = f"{HOST}/jembatan-gantung"
    row = f'<a href="{url}?page=2">2</a>'
    lines = PARAGRAPHS["jembatan"]
    one = html("panen", url=url).replace("</h1>", f"</h1>{row}")
    two = html("jembatan", url=f"{url}?page=2").replace("</h1>", f'</h1><a href="{url}">1</a>')
    first, second = save(tmp_path / "1.html", one), save(tmp_path / "2.html", two)
    kinds = []
    for paths in ([first], [first, second], [second, first], [first], [second]):
        report = run(tmp_path / "t.db", *paths)
        kinds.append((report.new, report.reprocessed, report.unchanged))
    assert kinds == [(1, 0, 0), (0, 1, 0), (0, 0, 1), (0, 0, 1), (1, 0, 0)]
    stored = rows(tmp_path / "t.db", "SELECT url, text, flags FROM articles ORDER BY id")
    assert [address for address, _, _ in stored] == [url, f"{url}?page=2"]
    assert stored[0][1] == "\n".join((*PARAGRAPHS["panen"], *lines))
    assert "continues" not in (stored[0][2] or "")
    assert "continues" in stored[1][2]
