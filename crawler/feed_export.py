"""Scrapy's CSV feed with the cells of `warta export --format csv`."""

from typing import Any

from scrapy.exporters import CsvItemExporter

from pipelines.query.export import csv_cell


class CsvExporter(CsvItemExporter):
    """Writes lists joined by `; `, and no cell that a spreadsheet would run as a formula."""

    def serialize_field(self, field: Any, name: str, value: Any) -> str:
        return csv_cell(value)
