"""The data layer of pages, in the forms that outlets write it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.extract.data_layer import NO_DATA_LAYER, DataLayer, read_data_layer

KLY = b"""<script>window.kly.gtm = { "articleId": 12, "category": "article",
  "editors": "Laras Wening", "tag": "Garam Rakyat|Panen|Pesisir",
  "authors": { "type": "author", "names": "Sari Wulan", }, "type": "TextTypeArticle" };
  window.kly.category = { "id": 38, "name": "Ekonomi", "full_slug": "ekonomi" };</script>"""
UNQUOTED = b"""window.kly.gtm = { authors: { type: "author", names: "Bayu Rahman.", }, tag: "", }"""
BY_EDITOR = b"""window.kmklabs.gtm = {"authors":{"type":"editor","names":"Dita Anjani"}}"""
LAYER = b"""window.dataLayer = window.dataLayer || []; window.dataLayer.push({
  "penulis": "Sari Wulan", "editor": "Laras Wening", "editor_id": "LW", "tags": "Garam,Panen" });"""


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        (
            KLY,
            DataLayer(
                authors=("Sari Wulan",),
                tags=("Garam Rakyat", "Panen", "Pesisir"),
                section="Ekonomi",
            ),
        ),
        (UNQUOTED, DataLayer(authors=("Bayu Rahman.",))),
        (BY_EDITOR, DataLayer(editors=("Dita Anjani",))),
        (
            LAYER,
            DataLayer(
                authors=("Sari Wulan",),
                editors=("Laras Wening",),
                tags=("Garam", "Panen"),
                codes=(("LW", "Laras Wening"),),
            ),
        ),
        (rb'dataLayer.push({"author": "Sari \u0027Wulan\u0027 &amp; Bayu"})', DataLayer(
            authors=("Sari 'Wulan' & Bayu",)
        )),
        (b"<p>authors: 'nobody'</p>", NO_DATA_LAYER),
        (b"", NO_DATA_LAYER),
    ],
)  # fmt: skip
def test_the_data_layer_is_read(markup: bytes, expected: DataLayer) -> None:
    assert read_data_layer(markup) == expected


@settings(deadline=None, derandomize=True, max_examples=100)
@given(st.text(max_size=300))
def test_no_object_raises(text: str) -> None:
    assert isinstance(
        read_data_layer(b"window.kly.gtm = {" + text.encode("utf-8", "ignore")), DataLayer
    )
