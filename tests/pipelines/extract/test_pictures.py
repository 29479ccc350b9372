"""Which pictures of a page are the article's."""

import pytest

from pipelines.extract.pictures import is_picture
from pipelines.html.tree import parse, select


@pytest.mark.parametrize(
    ("markup", "counts"),
    [
        ('<img src="/foto/banjir.jpg">', True),
        ('<img src="/foto/logogram-kuno.jpg">', True),
        # Words of icons and ads within the name of a picture.
        ('<img src="/foto/penulis-novel-itu-tiba.jpg">', True),
        ('<img src="/2026/lomba-iklan-layanan-masyarakat.jpg">', True),
        ('<img src="/2026/seminar-banner-dibentangkan.jpg">', True),
        ('<img src="/2026/presiden-share-pengalaman.jpg">', True),
        ('<img src="/banners/promo-1.jpg">', False),
        ('<img src="/penulis/12.jpg">', False),
        ('<img src="/img/avatar-7.png">', False),
        ('<img class="img-iklan" src="/a.jpg">', False),
        ('<img src="/img/banner-728x90.jpg">', False),
        ('<img class="avatar" src="/a.jpg">', False),
        ('<img src="/a.jpg" width="32">', False),
        ('<img src="/themes/x/logo.png">', False),
        ('<img src="/icons/wa.svg">', False),
        ('<aside><img src="/foto/lain.jpg"></aside>', False),
    ],
)
def test_icons_logos_and_pictures_elsewhere_are_not_the_articles(markup: str, counts: bool) -> None:
    assert is_picture(select(parse(markup), "img")[0]) is counts
