"""Tables as CSV twice and as Parquet: for machines (UTF-8, comma, point), for a Swedish Excel (BOM, semicolon, decimal
comma), and as typed columns.
"""

import csv
import io
import json
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import pyarrow as pa

from ramverk.formats.parquet.details import written

__all__ = ["DataTable", "Field", "write_csv", "write_excel_csv", "write_package", "write_parquet"]

_SCHEMA = "https://datapackage.org/profiles/2.0/datapackage.json"
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Field:
    """A column: its name (lower case, no åäö), its type in the package (string, integer, number), what it means."""

    name: str
    type: str
    title: str


@dataclass(frozen=True, slots=True)
class DataTable:
    """A table of open data. Numbers are whole numbers or decimals, never floats."""

    name: str
    title: str
    fields: tuple[Field, ...]
    rows: Sequence[tuple[str | int | Decimal | None, ...]]


def write_csv(table: DataTable) -> bytes:
    """RFC 4180 with LF, UTF-8, decimal point."""
    return _written(table, ",", ".").encode()


def write_excel_csv(table: DataTable) -> bytes:
    """With a byte order mark, semicolons and decimal comma, as a Swedish Excel opens it."""
    return b"\xef\xbb\xbf" + _written(table, ";", ",").encode()


_TYPES = {"string": pa.string(), "integer": pa.int64(), "number": pa.decimal128(18, 2)}


def write_parquet(table: DataTable) -> bytes:
    """The same columns with types: text, int64, and amounts as decimals of two places; equal tables, equal bytes."""
    columns = zip(*table.rows, strict=True) if table.rows else ((),) * len(table.fields)
    arrays = [pa.array(column, _TYPES[field.type]) for field, column in zip(table.fields, columns, strict=True)]
    schema = pa.schema(
        pa.field(field.name, _TYPES[field.type], metadata={"title": field.title}) for field in table.fields
    )
    return written(pa.Table.from_arrays(arrays, schema=schema), {"title": table.title})


def _written(table: DataTable, delimiter: str, point: str) -> str:
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\r\n")
    writer.writerow([field.name for field in table.fields])
    for row in table.rows:
        writer.writerow([_cell(value, point) for value in row])
    return out.getvalue()


def _cell(value: str | int | Decimal | None, point: str) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return f"'{value}" if value.startswith(_FORMULA) else value
    return str(value).replace(".", point)


def write_package(
    name: str, title: str, licence: str, tables: Sequence[DataTable], created: str, *, only_plain: bool = False
) -> bytes:
    """datapackage.json: every table in each of its files (or the plain CSV alone), its fields described.

    `created` is ISO.
    """
    resources: list[dict[str, Any]] = []
    for table in tables:
        resources.append(_resource(table, table.name, ",", None))
        if not only_plain:
            resources.append(_resource(table, f"{table.name}-excel", ";", ","))
            resources.append(_typed(table))
    content = {
        "$schema": _SCHEMA,
        "name": name,
        "title": title,
        "created": created,
        "licenses": [{"name": licence}],
        "resources": resources,
    }
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()


def _typed(table: DataTable) -> dict[str, Any]:
    """The Parquet file, which says its columns' types itself."""
    plain = _resource(table, f"{table.name}-parquet", ",", None)
    kept = {key: value for key, value in plain.items() if key not in {"encoding", "dialect"}}
    path = {"path": f"{table.name}.parquet", "format": "parquet", "mediatype": "application/vnd.apache.parquet"}
    return kept | path


def _resource(table: DataTable, name: str, delimiter: str, decimal: str | None) -> dict[str, Any]:
    fields = []
    for field in table.fields:
        described: dict[str, str] = {"name": field.name, "type": field.type, "title": field.title}
        if decimal and field.type == "number":
            described["decimalChar"] = decimal
        fields.append(described)
    return {
        "name": name,
        "type": "table",
        "title": table.title,
        "path": f"{name}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"delimiter": delimiter},
        "schema": {"fields": fields},
    }
