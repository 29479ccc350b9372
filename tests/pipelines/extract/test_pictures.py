"""Pictures and captions: URLs that are loaded later, sets of sources, what is no picture."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.extract.pictures import is_picture, largest, source_of
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
    ],
)
def test_the_source_of_a_picture_is_what_is_loaded_in_the_end(markup: str, url: str) -> None:
    assert source_of(select(parse(markup), "img, amp-img")[0]) == url


@pytest.mark.parametrize(
    ("markup", "counts"),
    [
        ('<img src="/foto/banjir.jpg">', True),
        ('<img src="/foto/logogram-kuno.jpg">', True),
        ('<img class="avatar" src="/a.jpg">', False),
        ('<img src="/a.jpg" width="32">', False),
        ('<img src="/themes/x/logo.png">', False),
        ('<img src="/icons/wa.svg">', False),
        ('<aside><img src="/foto/lain.jpg"></aside>', False),
    ],
)
def test_icons_logos_and_pictures_elsewhere_are_not_the_articles(markup: str, counts: bool) -> None:
    assert is_picture(select(parse(markup), "img")[0]) is counts


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
