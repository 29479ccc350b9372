"""Files and folders that appear whole, and what is never replaced."""

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from pipelines.query.export.draft import (
    NOTE,
    ExportRefused,
    check_target,
    draft_file,
    draft_folder,
)


def a_file(path: Path) -> None:
    path.write_text("mine")


def a_database(path: Path) -> None:
    path.write_bytes(b"SQLite format 3\0" + bytes(100))


def a_pipe(path: Path) -> None:
    os.mkfifo(path)


def an_empty_folder(path: Path) -> None:
    path.mkdir()


def a_folder_of_files(path: Path) -> None:
    path.mkdir()
    (path / "notes.txt").write_text("mine")


def an_export(path: Path) -> None:
    path.mkdir()
    (path / NOTE).write_text(json.dumps({"format": "text"}))
    (path / "2026-11-20-a-1-judul.txt").write_text("x")
    (path / "undated-host.example-8080-2.txt").write_text("x")


def a_dataset(path: Path) -> None:
    (path / "data").mkdir(parents=True)
    for name in (NOTE, "README.md", "LICENSE.md", "data/train-00000-of-00001.parquet"):
        (path / name).write_text("x")


def an_export_with_notes(path: Path) -> None:
    an_export(path)
    (path / "notes.md").write_text("mine")


def a_dataset_with_history(path: Path) -> None:
    a_dataset(path)
    (path / ".git").mkdir()


def nothing(path: Path) -> None:
    """There is nothing."""


def no_folder(path: Path) -> None:
    path.parent.rmdir()


@pytest.mark.parametrize(
    ("there", "format", "force", "said"),
    [
        (nothing, "csv", False, None),
        (nothing, "text", False, None),
        (no_folder, "csv", False, "does not exist"),
        (no_folder, "text", True, "does not exist"),
        (a_file, "csv", False, "give --force"),
        (a_file, "csv", True, None),
        (a_file, "text", True, "is a file, and the format text is a folder"),
        (a_database, "csv", True, "is a database, which is never replaced"),
        (a_pipe, "csv", True, "is a device or a pipe"),
        (an_empty_folder, "csv", True, "is a folder: name a file in it"),
        (an_empty_folder, "text", False, None),
        (a_folder_of_files, "text", True, "has files that are no export"),
        (an_export, "text", False, "give --force"),
        (an_export, "text", True, None),
        (an_export, "huggingface", True, None),
        (a_dataset, "huggingface", True, None),
        (an_export_with_notes, "text", True, "a file that no export wrote, notes.md"),
        (a_dataset_with_history, "huggingface", True, "a file that no export wrote, .git"),
    ],
)
def test_what_may_be_written_to(
    there: Callable[[Path], None], format: str, force: bool, said: str | None, tmp_path: Path
) -> None:
    path = tmp_path / "folder" / "x"
    path.parent.mkdir()
    there(path)
    if said is None:
        check_target(path, format, replace=force)
        return
    with pytest.raises(ExportRefused) as error:
        check_target(path, format, replace=force)
    assert said in str(error.value) and str(path) in str(error.value)


def test_the_log_of_a_database_is_one(tmp_path: Path) -> None:
    (tmp_path / "a.db-wal").write_bytes(b"")
    with pytest.raises(ExportRefused, match="is a database"):
        check_target(tmp_path / "a.db-wal", "csv", replace=True)


def test_a_file_appears_when_it_is_complete(tmp_path: Path) -> None:
    path = tmp_path / "x"
    path.write_text("before")
    with draft_file(path) as draft:
        draft.write_text("after")
        assert path.read_text() == "before" and draft.parent == tmp_path
    assert path.read_text() == "after"
    assert [*tmp_path.iterdir()] == [path]
    umask = os.umask(0)
    os.umask(umask)
    assert path.stat().st_mode & 0o777 == 0o666 & ~umask


def test_what_a_link_points_to_is_replaced_not_the_link(tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    target, link = tmp_path / "other" / "x", tmp_path / "link"
    target.write_text("before")
    link.symlink_to(target)
    with draft_file(link) as draft:
        draft.write_text("after")
    assert link.is_symlink() and target.read_text() == "after"


def test_a_very_long_name_has_a_draft_too(tmp_path: Path) -> None:
    path = tmp_path / ("x" * 250)
    with draft_file(path) as draft:
        draft.write_text("long")
    assert path.read_text() == "long"


def test_a_folder_appears_when_it_is_complete(tmp_path: Path) -> None:
    path = tmp_path / "x"
    an_export(path)
    with draft_folder(path) as draft:
        (draft / "new").write_text("new")
        assert (path / NOTE).exists()
    assert [p.name for p in path.iterdir()] == ["new"]
    assert [*tmp_path.iterdir()] == [path]


def test_a_folder_stays_where_the_new_one_fails(tmp_path: Path) -> None:
    path = tmp_path / "x"
    an_export(path)
    before = sorted(path.iterdir())
    with pytest.raises(KeyboardInterrupt), draft_folder(path) as draft:
        (draft / "new").write_text("new")
        raise KeyboardInterrupt
    assert sorted(path.iterdir()) == before
    assert [*tmp_path.iterdir()] == [path]
