"""The lines around a headline and below a body."""

from pipelines.extract.body_reader import read_body
from pipelines.extract.nearby_lines import NearbyLines, headline, nearby_lines
from pipelines.html.tree import parse, select

TEXT = "Hujan turun sejak pagi di lereng utara dan warga menunda panen sampai pekan depan."
PAGE = f"""<body><div>Beranda</div><div>Daerah</div><h1>Panen Ditunda</h1><p>Ringkas.</p>
<img><p>Rabu, 4 Maret 2026</p><div id=b><p>{TEXT}</p><p>{TEXT} Besok cerah.</p></div>
<p>Penulis: Sari Wulan</p><p>Terkait</p></body>"""


def lines_of(page: str, title: str = "Panen Ditunda") -> NearbyLines:
    tree = parse(page)
    return nearby_lines(tree, headline(tree, title), title, read_body(select(tree, "#b")))


def test_lines_by_where_they_stand() -> None:
    found = lines_of(PAGE)
    assert found.leading == ("Beranda", "Daerah")
    assert found.opening == ("Ringkas.", "Rabu, 4 Maret 2026")
    assert found.pictured == 1
    assert found.near[:2] == ("Ringkas.", "Rabu, 4 Maret 2026")
    assert found.near[-2:] == ("Beranda", "Daerah")
    assert found.below[-2:] == ("Penulis: Sari Wulan", "Terkait")
    assert found.text.startswith("Panen Ditunda\nHujan")


def test_without_a_headline_there_is_only_the_end_of_the_body() -> None:
    found = lines_of(PAGE, "Judul lain")
    assert (found.leading, found.opening, found.near) == ((), (), ())
    assert found.below == (TEXT, f"{TEXT} Besok cerah.")


def test_where_the_body_is_not_found_nothing_stands_before_it() -> None:
    assert lines_of(PAGE.replace("id=b", "id=c")).opening == ()


def test_a_dateline_on_a_line_of_its_own_begins_the_body() -> None:
    page = f"<h1>Panen Ditunda</h1><p>Ringkas.</p><div id=b><p>PATI -</p><p>{TEXT}</p></div>"
    assert lines_of(page).opening == ("Ringkas.",)


def test_a_headline_is_found_in_old_markup_too() -> None:
    tree = parse("<table><tr><td><font size=5><b>Panen Ditunda</b></font></td></tr></table>")
    node = headline(tree, "Panen Ditunda!")
    assert node is not None and node.tag == "font"
