"""Files with one fault each, read into an empty database: what must be in it."""

import json
import re
from pathlib import Path

import pytest

from crawler.sites import for_text, rules_for
from pipelines.query import connect_readonly
from pipelines.store import ArticleStore
from pipelines.work.ingest import ingest
from tests.support.faults.file_faults import FILE_FAULTS, FileFault
from tests.support.faults.known_failing import marked
from tests.support.faults.many_pages_more import MORE_PAGES

COLUMNS = "SELECT text, flags, fetched_at FROM articles ORDER BY id"


@pytest.mark.parametrize("fault", marked((*FILE_FAULTS, *MORE_PAGES)))
def test_file(fault: FileFault, tmp_path: Path) -> None:
    folder, db = tmp_path / "in", tmp_path / "t.db"
    folder.mkdir()
    for name, content in fault.files.items():
        (folder / name).write_bytes(content)
    path = folder / next(iter(fault.files)) if len(fault.files) == 1 else folder
    with ArticleStore(db) as store:
        report = ingest([path], store, rules_for, for_text, workers=1)
    rows = [tuple(row) for row in connect_readonly(db).execute(COLUMNS)]
    if fault.refused:
        said = " ".join(report.problems).replace(str(folder / path.name), "").casefold()
        assert not rows
        assert any(re.search(pattern, said) for pattern in fault.refused), said
        return
    assert len(rows) == fault.articles, report.problems
    text, flags, fetched_at = rows[0]
    lines = text.split("\n")
    assert [line for line in lines if line in fault.lines] == list(fault.lines)
    assert not [line for line in lines if any(part in line for part in fault.lacks)]
    assert set(fault.flags) <= set(json.loads(flags or "[]"))
    assert not set(fault.no_flags) & set(json.loads(flags or "[]"))
    assert str(fetched_at).replace(" ", "T").startswith(fault.fetched_at)
