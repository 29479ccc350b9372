"""What is kept and what is dropped, and with which reason."""

import gzip
import json
from pathlib import Path

import pytest

from pipelines.quality import check_quality
from pipelines.records import Article, Drop, Limits, Reason, Rules
from tests.support.articles import article

BRIEF = (
    "Pelabuhan Teluk Biru dibuka kembali pada Senin pagi setelah dua hari ditutup karena ombak "
    "tinggi, kata kepala pelabuhan kepada wartawan."
)
PRICES = "Berikut harga ikan di pasar pagi ini.\n" + "\n".join(
    f"Ikan nomor {n} seharga {n}0.000 rupiah" for n in range(1, 9)
)
CHORUS = "\n".join(
    ["Angin membawa perahu pulang ke teluk biru", "Ombak menyanyi, kami pun rindu."] * 2
    + ["Malam turun di dermaga tua, lampu kecil menyala satu per satu di kejauhan."]
)
HEADLINES = "\n".join(f"Nelayan Teluk Biru Panen Ikan Pekan Ke {n}" for n in range(8))
MENU = "\n".join(["Berita terbaru dari pesisir hari ini lihat semua"] * 6)


@pytest.mark.parametrize("text", [BRIEF, PRICES, CHORUS, "\n".join([BRIEF] * 2), BRIEF[:-1]])
def test_articles_pass_unchanged(text: str) -> None:
    made = article(text=text)
    assert check_quality(made, Rules(), Limits()) is made


@pytest.mark.parametrize(
    ("made", "reason"),
    [
        (article(text=BRIEF, title=""), Reason.NO_TITLE),
        (article(text=BRIEF, title=" - "), Reason.NO_TITLE),
        (article(text=""), Reason.NO_TEXT),
        (article(text=" \n…\n"), Reason.NO_TEXT),
        (article(text="ADVERTISEMENT\nBaca juga: " + BRIEF), Reason.NO_TEXT),
        (article(text="Foto pelabuhan pada pagi hari."), Reason.TOO_SHORT),
        (article(text=HEADLINES), Reason.NOT_ARTICLE),
        (article(text=MENU), Reason.NOT_ARTICLE),
    ],
)
def test_the_rest_is_dropped_with_its_reason(made: Article, reason: Reason) -> None:
    dropped = check_quality(made, Rules(), Limits())
    assert isinstance(dropped, Drop)
    assert (dropped.reason, dropped.step, dropped.url) == (reason, "quality", made.url)
    assert dropped.detail


def test_the_shortest_body_is_a_limit() -> None:
    made = article(text=" ".join(f"kata{n}" for n in range(19)) + ".")
    assert isinstance(check_quality(made, Rules(), Limits()), Drop)
    assert check_quality(made, Rules(), Limits(min_words=19)) is made


@pytest.mark.shared
def test_no_real_article_is_dropped(shared: Path) -> None:
    with gzip.open(shared / "eval" / "dup_public.jsonl.gz", "rt", encoding="utf-8") as lines:
        texts = [row["text"] for row in map(json.loads, lines) if row["type"] == "doc"]
    for gold in (shared / "pages" / "gold").glob("*.json"):
        stated = json.loads(gold.read_text(encoding="utf-8"))
        texts.append("\n".join(stated["paragraphs"]))
    assert len(texts) > 1000
    dropped = [
        text
        for text in texts
        if isinstance(check_quality(article(text=text), Rules(), Limits()), Drop)
    ]
    assert dropped == []
