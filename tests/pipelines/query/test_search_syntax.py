"""What people type becomes a valid FTS5 expression: only quotes and a final star mean something."""

import pytest

from pipelines.query.search_syntax import match_expression


@pytest.mark.parametrize(
    ("query", "expression"),
    [
        ("banjir", '"banjir"'),
        ("banjir demak", '"banjir" AND "demak"'),
        ('"banjir demak" subuh', '"banjir demak" AND "subuh"'),
        ('"banjir demak', '"banjir demak"'),
        ("covid-19", '"covid-19"'),
        ("pemilu: 2024", '"pemilu:" AND "2024"'),
        ("korup*", '"korup*" *'),
        ('"dana de"*', '"dana de" *'),
        ("a & b 🌋", '"a" AND "b"'),
        ("NOT OR", '"NOT" AND "OR"'),
        ("a\0b", '"a\ufffdb"'),
    ],
)
def test_expression(query: str, expression: str) -> None:
    assert match_expression(query) == expression
