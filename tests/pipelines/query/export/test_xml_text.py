"""Text for XML, whatever is in it."""

from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.query.export.xml_text import element, legal


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Harga naik", "Harga naik"),
        ("a\tb\nc", "a\tb\nc"),
        ("\x1b[1;31mMerah\x1b[0m", "Merah"),
        ("\x1b]0;judul\x07Sri \x1b]8;;http://x\x1b\\tautan", "Sri tautan"),
        ("\x1bM\x9b2J", "M2J"),
        ("\x00\x08\x0b\x7f\ud800\udfff\ufffe\uffff", ""),
        ("🔥 e\u0301 \u202e \U0010fffd", "🔥 e\u0301 \u202e \U0010fffd"),
    ],
)
def test_what_xml_cannot_hold_is_left_out(text: str, expected: str) -> None:
    assert legal(text) == expected


@given(st.text(st.characters(codec=None)), st.text(st.characters(codec=None)))
def test_any_text_makes_an_element(text: str, value: str) -> None:
    found = ElementTree.fromstring(element("a", text, xml_lang=value).encode("utf-8"))
    assert (found.text or "") == legal(text).replace("\r\n", "\n").replace("\r", "\n")
    assert found.attrib == {"{http://www.w3.org/XML/1998/namespace}lang": legal(value)}
