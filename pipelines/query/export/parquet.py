"""Articles as Parquet: typed columns, compressed with zstd."""

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime, tzinfo
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from pipelines.query.export.columns import Column, ColumnKind, Value
from pipelines.query.export.rows import Rows
from pipelines.query.export.style import Style, made_by

GROUP_ROWS = 1_000
GROUP_BYTES = 16_000_000
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
# A list of pairs, not a map: the library `datasets` has no map, and DuckDB makes one of the pairs.
_ORIGIN = pa.list_(pa.struct([("field", pa.string()), ("source", pa.string())]))
_REMOVED = pa.list_(
    pa.struct([("line", pa.string()), ("rule", pa.string()), ("position", pa.int32())])
)
_TYPES = {
    ColumnKind.TEXT: pa.string(),
    ColumnKind.TEXTS: pa.list_(pa.string()),
    ColumnKind.DAY: pa.date32(),
    ColumnKind.INTEGER: pa.int64(),
    ColumnKind.REAL: pa.float64(),
    ColumnKind.MAPPING: _ORIGIN,
    ColumnKind.REMOVED: _REMOVED,
}
# Least and greatest values help readers to skip row groups; of long texts they help nobody.
_WITHOUT_STATISTICS = {"text", "deck", "title", "image_url"}


def write(rows: Rows, path: Path, style: Style) -> None:
    """Write one file, in row groups of bounded size."""
    schema = arrow_schema(rows.columns, rows.chosen.zone)
    with writer(path, schema) as out:
        for group in groups(rows, rows.columns):
            out.write_table(table(group, rows.columns, schema))


def writer(path: Path, schema: pa.Schema) -> Any:
    """Return what writes tables of the schema to a file."""
    statistics = [
        field.name
        for field in schema
        if field.name not in _WITHOUT_STATISTICS and not pa.types.is_list(field.type)
    ]
    return pq.ParquetWriter(path, schema, compression="zstd", write_statistics=statistics)


def arrow_schema(columns: Sequence[Column], zone: tzinfo | None) -> pa.Schema:
    """Return the schema, with the meaning of each column in its metadata."""
    moment = pa.timestamp("ms", tz=getattr(zone, "key", None) or "UTC")
    fields = [
        pa.field(
            column.name,
            _TYPES.get(column.kind, moment),
            metadata={"description": column.meaning},
        )
        for column in columns
    ]
    about = {"made_by": made_by(), "columns": {c.name: c.meaning for c in columns}}
    return pa.schema(fields, metadata={"warta": json.dumps(about, ensure_ascii=False)})


def groups(
    rows: Iterable[dict[str, Value]], columns: Sequence[Column]
) -> Iterator[list[dict[str, Value]]]:
    """Yield the rows in lists that make a row group each."""
    group: list[dict[str, Value]] = []
    size = 0
    for row in rows:
        group.append(row)
        size += sum(len(v) for v in row.values() if isinstance(v, str))
        if len(group) == GROUP_ROWS or size >= GROUP_BYTES:
            yield group
            group, size = [], 0
    if group:
        yield group


def table(
    group: Sequence[dict[str, Value]], columns: Sequence[Column], schema: pa.Schema
) -> pa.Table:
    """Return the rows as a table of the schema."""
    arrays = [
        _array([row[column.name] for row in group], column.kind, field.type)
        for column, field in zip(columns, schema, strict=True)
    ]
    return pa.Table.from_arrays(arrays, schema=schema)


def _array(values: list[Value], kind: ColumnKind, type_: pa.DataType) -> pa.Array:
    match kind:
        case ColumnKind.MOMENT:
            return pa.array([_milliseconds(value) for value in values], pa.int64()).cast(type_)
        case ColumnKind.MAPPING:
            values = [[{"field": k, "source": v} for k, v in value.items()] for value in values]
    return pa.array(values, type_)


def _milliseconds(moment: datetime | None) -> int | None:
    # Subtracted, not converted: a conversion leaves the calendar in the years 1 and 9999.
    return None if moment is None else round((moment - _EPOCH).total_seconds() * 1000)
