"""Words of embedded posts, and posts without words."""

import pytest

from pipelines.extract.embedded_posts import is_post_address, posts_in
from pipelines.html.tree import parse, select

TWEET = (
    '<blockquote class="twitter-tweet"><p>Air surut.<br>Warga boleh pulang.</p>&mdash; Pos '
    '(@pos) <a href="https://twitter.com/pos/status/1">6 Februari 2013</a></blockquote>'
)


@pytest.mark.parametrize(
    ("markup", "words", "missing"),
    [
        (TWEET, ["Air surut.", "Warga boleh pulang."], False),
        (f"<figure>{TWEET}<figcaption>Cuitan</figcaption></figure>", None, False),
        ('<div class="fb-post" data-href="https://www.facebook.com/x/posts/1"></div>', [], True),
        (
            '<blockquote class="instagram-media"><a href="/p/x">View this post on Instagram</a>'
            "<p>A post shared by Koran (@koran)</p></blockquote>",
            [],
            True,
        ),
        (
            '<blockquote class="twitter-tweet">Rel aman &mdash; Lintas (@rel) 1 Mei</blockquote>',
            ["Rel aman"],
            False,
        ),
        ('<div><iframe src="https://www.instagram.com/p/zz/embed"></iframe></div>', [], True),
        ('<figure><oembed url="https://x.com/a/status/1"></oembed></figure>', [], True),
    ],
)
def test_posts(markup: str, words: list[str] | None, missing: bool) -> None:
    posts = posts_in(select(parse(markup), "body > *")[0])
    assert posts is not None
    assert posts.words == (["Air surut.", "Warga boleh pulang."] if words is None else words)
    assert posts.missing is missing


@pytest.mark.parametrize(
    "markup",
    [
        "<div>Bagikan</div>",
        "<blockquote>Kata orang tua.</blockquote>",
        '<div><iframe src="https://www.youtube.com/embed/x"></iframe></div>',
        '<figure><oembed url="https://www.youtube.com/watch?v=x"></oembed></figure>',
    ],
)
def test_no_posts(markup: str) -> None:
    posts = posts_in(select(parse(markup), "body > *")[0])
    assert posts is None


@pytest.mark.parametrize(
    ("text", "is_address"),
    [
        ("https://twitter.com/klub/status/88", True),
        ("https://www.instagram.com/p/Ab_1/", True),
        ("https://twitter.com/klub", False),
        ("Lihat https://twitter.com/klub/status/88", False),
        ("https://www.instagram.com/klub/", False),
    ],
)
def test_addresses_of_posts(text: str, is_address: bool) -> None:
    assert is_post_address(text) is is_address
