"""Files and folders that appear whole: written beside their place, then renamed."""

import json
import os
import re
import shutil
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pipelines.query.export.formats import FORMATS, Target
from pipelines.query.export.style import Style, made_by

NOTE = "warta-export.json"  # marks a folder as an export
# What an export writes into a folder. Anything else in it is somebody's own.
_OURS = re.compile(
    r"(?:warta-export\.json|README\.md|LICENSE\.md|data|data/train-\d{5}-of-\d{5,}\.parquet"
    r"|(?:undated|\d{4}-\d\d-\d\d)-[a-z0-9.-]+\.txt)"
)
_SQLITE = b"SQLite format 3\0"


class ExportRefused(Exception):
    """The export cannot be written so; the message says why and what to do."""


def check_target(path: Path, format: str, *, replace: bool) -> None:
    """Raise `ExportRefused` unless the export may be written there."""
    if not path.parent.is_dir():
        raise ExportRefused(f"{path}: the folder {path.parent} does not exist")
    if not path.exists():
        return
    if FORMATS[format].target is Target.FOLDER:
        _check_folder(path, format, replace=replace)
    elif path.is_dir():
        raise ExportRefused(f"{path} is a folder: name a file in it for the format {format}")
    elif not path.is_file():
        raise ExportRefused(f"{path} is a device or a pipe: name a file, or write to stdout")
    elif is_database(path):
        raise ExportRefused(f"{path} is a database, which is never replaced: give another name")
    elif not replace:
        raise ExportRefused(f"{path} exists: give --force to replace it, or another name")


def _check_folder(path: Path, format: str, *, replace: bool) -> None:
    if not path.is_dir():
        raise ExportRefused(f"{path} is a file, and the format {format} is a folder: give a name")
    found = sorted(entry.name for entry in path.iterdir())
    if not found:
        return
    if NOTE not in found:
        raise ExportRefused(f"{path} has files that are no export: give the name of a new folder")
    if not replace:
        raise ExportRefused(f"{path} exists: give --force to replace it, or another name")
    inside = (entry.relative_to(path).as_posix() for entry in path.rglob("*"))
    if other := next((name for name in inside if not _OURS.fullmatch(name)), None):
        raise ExportRefused(
            f"{path} has a file that no export wrote, {other}, and would be removed with it: "
            "move that file away, or give another name"
        )


def is_database(path: Path) -> bool:
    """Return whether the file is a SQLite database or its log."""
    if path.name.endswith(("-wal", "-shm")):
        return True
    with path.open("rb") as file:
        return file.read(16) == _SQLITE


@contextmanager
def draft_file(path: Path) -> Iterator[Path]:
    """Give a file to write to, which takes the place of `path` when the block has ended well."""
    path = path.resolve()
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=_prefix(path))
    os.close(handle)
    draft = Path(name)
    try:
        yield draft
        _to_disk(draft)
        draft.chmod(0o666 & ~_umask())
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


@contextmanager
def draft_folder(path: Path) -> Iterator[Path]:
    """Give a folder to write to, which takes the place of `path` when the block has ended well."""
    path = path.resolve()
    drafts = Path(tempfile.mkdtemp(dir=path.parent, prefix=_prefix(path)))
    draft, before = drafts / "new", drafts / "before"
    try:
        draft.mkdir()
        yield draft
        draft.chmod(0o777 & ~_umask())
        if path.exists():
            path.rename(before)
        try:
            draft.rename(path)
        except BaseException:
            if before.exists():
                before.rename(path)
            raise
    finally:
        shutil.rmtree(drafts, ignore_errors=True)


def write_note(folder: Path, format: str, articles: int, last_id: int, style: Style) -> None:
    """Write into a folder what marks it as an export."""
    note = {
        "format": format,
        "articles": articles,
        "last_id": last_id,
        "made_by": made_by(),
        "made_at": style.made_at.isoformat(),
    }
    (folder / NOTE).write_text(json.dumps(note, indent=1) + "\n", encoding="utf-8")


def _prefix(path: Path) -> str:
    return f".{path.name[:40]}."


def _umask() -> int:
    umask = os.umask(0)
    os.umask(umask)
    return umask


def _to_disk(path: Path) -> None:
    """Wait until a file is on the disk: a rename may get there before what it renames."""
    with path.open("rb") as file:
        if stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            os.fsync(file.fileno())
