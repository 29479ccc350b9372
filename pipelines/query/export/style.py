"""How an export is written, where a format has a choice."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """`bom` and `delimiter` are for csv, `feed_url` (where the feed will be) for atom.

    `shard_rows` and `shard_bytes` bound the files of huggingface; the bytes are those before
    compression. `made_at` (now) is stated in files that say when they were made.
    """

    made_at: datetime = field(default_factory=lambda: datetime.now(UTC))
    bom: bool = False
    delimiter: str = ","
    feed_url: str = ""
    shard_rows: int = 100_000
    shard_bytes: int = 500_000_000


def made_by() -> str:
    """Return the name and version of this program."""
    try:
        return f"warta {version('warta')}"
    except PackageNotFoundError:
        return "warta"
