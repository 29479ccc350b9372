"""Bytes to text: marks, validity, declarations, damage, and what is no markup."""

import gzip

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.html.decode import decode, is_binary, utf8

TEXT = "<html><body><p>Harga “cabai” naik – kafé é</p></body></html>"
META = '<html><head><meta charset="{}"></head><body>kafé “x”</body></html>'


@pytest.mark.parametrize(
    ("html", "header"),
    [
        (TEXT.encode(), ""),
        (b"\xef\xbb\xbf" + TEXT.encode(), ""),
        (TEXT.encode(), "text/html; charset=iso-8859-1"),
        (TEXT.encode("utf-16"), ""),
        (TEXT.encode("utf-16-le"), ""),
        (TEXT.encode("utf-16-be"), "text/html; charset=utf-8"),
        (TEXT.encode("cp1252"), ""),
        (TEXT.encode("cp1252"), "text/html; charset=utf-99"),
        (TEXT.encode("cp1252"), "text/html; charset=ISO-8859-1"),
        (TEXT.encode("cp1252"), "text/html; charset=utf-8"),
    ],
)
def test_one_text_from_every_encoding(html: bytes, header: str) -> None:
    assert decode(html, header) == TEXT
    assert utf8(html, header) == TEXT.encode()


@pytest.mark.parametrize("name", ["utf-8", "utf-16", "UTF8", "x-unknown", "ascii", "base64", "hex"])
def test_what_a_page_declares_does_not_break_valid_utf8(name: str) -> None:
    page = META.format(name)
    assert decode(page.encode()) == page


def test_a_declared_character_set_counts_when_the_bytes_are_no_utf8() -> None:
    page = META.format("gb2312").replace("kafé “x”", "新闻")
    assert decode(page.encode("gb2312")) == page
    page = '<?xml version="1.0" encoding="iso-8859-2"?><p>š</p>'
    assert decode(page.encode("iso-8859-2")) == page


def test_stray_bytes_in_a_page_of_utf8_are_read_one_by_one() -> None:
    assert decode("“satu” é ".encode() * 5 + b"dua \x93tiga\x94") == "“satu” é " * 5 + "dua “tiga”"


def test_a_character_cut_in_two_at_the_end_is_left_out() -> None:
    assert decode("kafé".encode()[:-1]) == "kaf"
    assert utf8("kafé".encode()[:-1]) == b"kaf"


@pytest.mark.parametrize(
    ("html", "binary"),
    [
        (b"%PDF-1.7\n", True),
        (gzip.compress(TEXT.encode(), mtime=0), True),
        (b"\x89PNG\r\n\x1a\n", True),
        (bytes(range(256)) * 20, True),
        (TEXT.encode(), False),
        (TEXT.encode("utf-16-le"), False),
        (b"<html>" + TEXT.encode().replace(b"a", b"a\0"), False),
        (b"", False),
        (b" \n" * 50, False),
    ],
)
def test_binary(html: bytes, binary: bool) -> None:
    assert is_binary(html) is binary


@settings(max_examples=200, deadline=None, derandomize=True)
@given(st.binary(max_size=300), st.text(max_size=30))
def test_never_raises_and_gives_no_lone_surrogate(html: bytes, header: str) -> None:
    decode(html, header).encode("utf-8")


@settings(max_examples=100, deadline=None, derandomize=True)
@given(st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\ufeff\0")))
def test_utf8_comes_back_as_it_was(text: str) -> None:
    assert decode(text.encode(), "text/html; charset=iso-8859-1") == text
