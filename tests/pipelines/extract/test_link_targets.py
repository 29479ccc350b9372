"""Where links point."""

import pytest

from pipelines.extract.link_targets import ARTICLE, ELSEWHERE, OWN, TOPIC, target_of


@pytest.mark.parametrize(
    ("href", "target"),
    [
        ("/berita/12/pasar", OWN),
        ("https://m.koran.co.id/berita/12", OWN),
        ("#bagian-2", OWN),
        ("", OWN),
        ("mailto:redaksi@koran.co.id", OWN),
        ("http://[salah", OWN),
        ("https://www.facebook.com/koran", OWN),
        ("/tag/pasar-ikan", TOPIC),
        ("https://www.koran.co.id/tokoh/surti", TOPIC),
        ("/tagihan/listrik", OWN),
        ("/go/ketel-listrik", ELSEWHERE),
        ("https://bursa.example/laporan.pdf", ELSEWHERE),
        ("//lain.co.id/tag/x", ELSEWHERE),
        ("https://www.lain.co.id/read/20412/kiper-muda", ARTICLE),
        ("https://lain.example/2019/06/kiper-muda/", ARTICLE),
        ("https://lain.example/kiper-muda-menolak-pindah-klub", ARTICLE),
        ("https://toko.example/kiper-muda", ELSEWHERE),
    ],
)
def test_target(href: str, target: str) -> None:
    assert target_of(href, "koran.co.id") == target


def test_where_the_site_is_unknown_no_link_points_elsewhere() -> None:
    assert target_of("https://bursa.example/laporan.pdf", "") == OWN
