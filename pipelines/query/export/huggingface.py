"""Articles as a folder that `datasets.load_dataset` reads: Parquet files and a dataset card."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pipelines.query.export import parquet
from pipelines.query.export.columns import Value
from pipelines.query.export.dataset_card import RIGHTS, Tally, card
from pipelines.query.export.rows import Rows
from pipelines.query.export.style import Style

Table = Any  # pyarrow.Table


def write(rows: Rows, folder: Path, style: Style) -> None:
    """Write `data/train-00000-of-000NN.parquet`, the card `README.md` and `LICENSE.md`."""
    data = folder / "data"
    data.mkdir()
    tally = Tally()
    schema = parquet.arrow_schema(rows.columns, rows.chosen.zone)
    tables = (
        parquet.table(group, rows.columns, schema)
        for group in parquet.groups(_counted(rows, tally), rows.columns)
    )
    shards: list[Path] = []
    first = next(tables, None)
    while first is not None or not shards:
        shards.append(data / f"shard-{len(shards):05}")
        with parquet.writer(shards[-1], schema) as out:
            first = _fill(out, first, tables, style)
    for number, shard in enumerate(shards):
        shard.rename(data / f"train-{number:05}-of-{len(shards):05}.parquet")
    text = card(rows, tally, rows.outlets(), style)
    (folder / "README.md").write_text(text, encoding="utf-8", newline="\n")
    (folder / "LICENSE.md").write_text(f"# Rights\n\n{RIGHTS}\n", encoding="utf-8", newline="\n")


def _counted(rows: Rows, tally: Tally) -> Iterator[dict[str, Value]]:
    for row in rows:
        tally.add(row)
        yield row


def _fill(out: Any, first: Table | None, tables: Iterator[Table], style: Style) -> Table | None:
    """Write tables to a file until it is full; return the first one of the next file."""
    count = size = 0
    table = first
    while table is not None:
        full = count + table.num_rows > style.shard_rows or size + table.nbytes > style.shard_bytes
        if count and full:
            return table
        out.write_table(table)
        count, size = count + table.num_rows, size + table.nbytes
        table = next(tables, None)
    return None
