"""What classes and ids say of an element."""

import pytest

from pipelines.html.class_names import NOISE, noise


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
