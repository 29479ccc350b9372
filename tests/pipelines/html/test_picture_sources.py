"""The URL of a picture: what is loaded later, sets of sources, placeholders."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.html.picture_sources import largest, source_of
from pipelines.html.tree import parse, select


@pytest.mark.parametrize(
    ("markup", "url"),
    [
        ('<img src="/a.jpg">', "/a.jpg"),
        ('<img src="/img/placeholder.png" data-src="/a.jpg">', "/a.jpg"),
        ('<img src="data:image/gif;base64,R0" srcset="/s.jpg 320w, /l.jpg 1200w">', "/l.jpg"),
        ('<img src="/blank.gif" data-srcset="/one.jpg 1x, /two.jpg 2x">', "/two.jpg"),
        ('<amp-img src="/a.jpg" srcset="/l.jpg 1200w"></amp-img>', "/a.jpg"),
        ('<img src="/assets/loading.gif">', ""),
        ("<img>", ""),
        # Words of placeholders that are folders, or parts of a picture's name.
        ('<img src="/sites/default/files/banjir.jpg">', "/sites/default/files/banjir.jpg"),
        ('<img src="/2026/google-pixel-10-pro.jpg">', "/2026/google-pixel-10-pro.jpg"),
        ('<img src="/foto/bongkar-muat-loading-dock.jpg">', "/foto/bongkar-muat-loading-dock.jpg"),
        ('<img src="/a/blank-spot-di-lebak.webp?w=600">', "/a/blank-spot-di-lebak.webp?w=600"),
        ('<img src="/img/bg_default.png" data-src="/a.jpg">', "/a.jpg"),
        ('<img src="/x/ajax-loader.gif">', ""),
        ('<img src="/x/placeholder-300x200.svg?v=2">', ""),
        ('<img src="/x/no-image.jpg">', ""),
        ('<img src="https://cdn.id/img/1x1.png">', ""),
    ],
)
def test_the_source_of_a_picture_is_what_is_loaded_in_the_end(markup: str, url: str) -> None:
    assert source_of(select(parse(markup), "img, amp-img")[0].attributes) == url


@given(st.lists(st.tuples(st.from_regex(r"\A/f[a-z]{1,8}x\.jpg\Z"), st.integers(1, 4000))))
def test_the_largest_source_is_one_of_the_set_and_none_is_larger(
    sources: list[tuple[str, int]],
) -> None:
    found = largest(", ".join(f"{url} {width}w" for url, width in sources))
    most = max((width for _, width in sources), default=0)
    assert found in {url for url, width in sources if width == most} or (not sources and not found)


@given(st.text(max_size=200))
def test_any_text_as_a_set_of_sources_gives_a_url_of_it_or_none(text: str) -> None:
    assert largest(text) in text
