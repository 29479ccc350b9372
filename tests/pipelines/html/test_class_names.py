"""What classes and ids say of an element."""

import pytest

from pipelines.html.class_names import NOISE, is_named_text, is_own_name, noise
from pipelines.html.tree import parse, select


@pytest.mark.parametrize(
    ("names", "rule"),
    [
        ("baca-juga", "related"),
        ("td_block_related_posts tdi_9", "related"),
        ("itemRelated", "related"),
        ("kg-card kg-bookmark-card", "related"),
        ("widget PopularPosts", "popular"),
        ("most__pop most-view", "popular"),
        ("kg-card kg-signup-card", "form"),
        ("itemImageCaption", "caption"),
        ("img-desc", "caption"),
        ("wp-block-kadence-tableofcontents", "navigation"),
        ("itemHits", "meta"),
        ("jeg_authorbox author-box", "author"),
    ],
)
def test_names_that_hold_no_text(names: str, rule: str) -> None:
    assert noise(names) == f"structure:{rule}"


@pytest.mark.parametrize(
    "names",
    ["entry-content", "td-post-content tagdiv-type", "sc-kXmAd bKtNav", "storytelling", "adsorb"],
)
def test_names_that_say_nothing_of_the_kind(names: str) -> None:
    assert noise(names) == ""


def test_each_rule_stands_once() -> None:
    assert len({rule for rule, _ in NOISE}) == len(NOISE)


@pytest.mark.parametrize(
    "names", ["pasar-modal", "ad-hoc", "follow-up", "topik-emiten utama", "no-comment-zone"]
)
def test_names_that_an_outlet_gave_its_text(names: str) -> None:
    assert is_own_name(names)


@pytest.mark.parametrize(
    "names", ["related-posts", "td-post-share-top", "kg-signup-card", "iklan", "pasar-modal modal"]
)
def test_names_of_templates(names: str) -> None:
    assert not is_own_name(names)


@pytest.mark.parametrize(
    ("names", "markup", "is_text"),
    [
        ("pasar-modal", "Harga saham naik 2 persen.", True),
        ("pasar-modal", "Harga saham naik", False),
        ("pasar-modal", "Isi nama Anda di sini. <input>", False),
        ("topik", "Warga menunda panen raya.", True),
        ("topik", "Warga menunda <a href=/p>panen</a> raya.", False),
        ("topik-kebun", "Warga di lereng menunda <a href=/p>panen</a> raya.", True),
        ("iklan", "Iklan ini dipasang mitra kami.", False),
    ],
)
def test_sentences_in_named_elements(names: str, markup: str, is_text: bool) -> None:
    node = select(parse(f"<div id=e class='{names}'>{markup}</div>"), "#e")[0]
    assert is_named_text(node, noise(names), names) is is_text
