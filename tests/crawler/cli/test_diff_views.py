"""How a diff of paragraphs is printed: what changed, with little around it."""

import io
from dataclasses import asdict

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.cli.diff_views import show_diff
from crawler.cli.output import SafeConsole
from pipelines.text.word_diff import word_diff
from tests.support.word_diffs import MARKED, both

FAR = "\n".join(f"Paragraf nomor {n} tetap sama seperti semula." for n in range(5))
TEXTS = st.lists(st.sampled_from([*"abc.\n ", "naik ", "\n\n", "di "]), max_size=25).map("".join)
WORDS = " ".join(f"kata{n}" for n in range(60))


def printed(before: str, after: str, width: int = 78) -> list[str]:
    out = SafeConsole(file=io.StringIO(), width=200, soft_wrap=True, color_system=None)
    parts = [asdict(part) for part in word_diff(before, after)]
    show_diff(out, parts, indent=2, width=width)
    assert isinstance(out.file, io.StringIO)
    return [line.removeprefix("  ") for line in out.file.getvalue().splitlines()]


@pytest.mark.parametrize(
    ("before", "after", "lines"),
    [
        ("Harga naik.", "Harga turun.", ["Harga [-naik-]{+turun+}."]),
        (
            f"{FAR}\nHarga naik.\n{FAR}",
            f"{FAR}\nHarga turun.\n{FAR}",
            [
                "…",
                "Paragraf nomor 4 tetap sama seperti semula.",
                "Harga [-naik-]{+turun+}.",
                "Paragraf nomor 0 tetap sama seperti semula.",
                "…",
            ],
        ),
        (
            f"{WORDS} naik {WORDS}",
            f"{WORDS} turun {WORDS}",
            [
                f"… {' '.join(f'kata{n}' for n in range(48, 58))}",
                "kata58 kata59 [-naik-]{+turun+} "
                + " ".join(f"kata{n}" for n in range(7)),
                f"{' '.join(f'kata{n}' for n in range(7, 12))} …",
            ],
        ),
        ("Satu.\nTiga.", "Satu.\nDua.\nTiga.", ["Satu.", "{+Dua.+}", "Tiga."]),
        ("Satu.\nDua.\nTiga.", "Satu.\nTiga.", ["Satu.", "[-Dua.-]", "Tiga."]),
        ("Satu.", "Satu.\nDua.", ["Satu.", "{+Dua.+}"]),
        (
            "Menteri datang pada Sabtu. Ia pulang hari itu juga.",
            "Menteri datang pada Sabtu.\nIa pulang hari itu juga.",
            ["Menteri datang pada Sabtu.{+¶+}", "Ia pulang hari itu juga."],
        ),
        ("", "Baru.", ["{+Baru.+}"]),
        ("Lama.", "", ["[-Lama.-]"]),
    ],
)  # fmt: skip
def test_what_is_printed(before: str, after: str, lines: list[str]) -> None:
    assert printed(before, after) == lines


@pytest.mark.parametrize("name", MARKED)
def test_every_word_that_changed_is_printed(name: str) -> None:
    before, after = both(MARKED[name])
    text = " ".join(printed(before, after))
    changed = [part.text for part in word_diff(before, after) if part.kind != "same"]
    for word in " ".join(changed).split():
        assert word in text


@settings(max_examples=60, deadline=None, derandomize=True)
@given(TEXTS, TEXTS)
def test_nothing_that_changed_is_left_out(before: str, after: str) -> None:
    text = "".join(printed(before, after)).replace(" ", "")
    for part in word_diff(before, after):
        if part.kind != "same":
            assert set(part.text.split()) <= {word for word in part.text.split() if word in text}


def test_a_long_address_is_not_cut() -> None:
    address = f"https://koran.example/{'a' * 120}"
    assert printed("Lihat situs.", f"Lihat {address} situs.", width=40) == [
        "Lihat", f"{{+{address}+}}", "situs.",
    ]  # fmt: skip
