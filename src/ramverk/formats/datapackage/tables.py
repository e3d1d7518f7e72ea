"""Tables as CSV twice: for machines (UTF-8, comma, point) and for a Swedish Excel (BOM, semicolon, decimal comma)."""

import csv
import io
import json
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

__all__ = ["DataTable", "Field", "write_csv", "write_excel_csv", "write_package"]

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
    name: str, title: str, licence: str, tables: Sequence[DataTable], created: str, *, with_excel: bool = True
) -> bytes:
    """datapackage.json: every table in both conventions (or the plain one), its fields described; `created` is ISO."""
    resources: list[dict[str, Any]] = []
    for table in tables:
        resources.append(_resource(table, table.name, ",", None))
        if with_excel:
            resources.append(_resource(table, f"{table.name}-excel", ";", ","))
    content = {
        "$schema": _SCHEMA,
        "name": name,
        "title": title,
        "created": created,
        "licenses": [{"name": licence}],
        "resources": resources,
    }
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()


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
