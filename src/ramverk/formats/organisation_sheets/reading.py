"""A file as tables and findings: every message names sheet, cell, value and cure; all are collected."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from ramverk.core.findings import Finding, Severity
from ramverk.formats.organisation_sheets.cells import Problem, as_text, parse_cell
from ramverk.formats.organisation_sheets.errors import UnreadableSheets
from ramverk.formats.organisation_sheets.files import RawSheet, read_sheets
from ramverk.formats.organisation_sheets.tables import SHEETS, AnyRow, Column, Place, Sheet, Tables
from ramverk.formats.organisation_sheets.vocabulary import folded

HEAD_WITHIN = 10
"""A head row is looked for among this many first rows; a title may stand above it."""

INSTRUCTIONS = "Läs mig"
"""The sheet of instructions that we write ourselves; reading passes it by."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file says, and what is wrong in it. Use the tables only when there is no error."""

    tables: Tables
    findings: tuple[Finding, ...]

    @property
    def has_errors(self) -> bool:
        """Whether anything must be mended before the file can be used."""
        return any(finding.severity is Severity.ERROR for finding in self.findings)


def parse_organisation(data: bytes, name: str) -> Reading:
    """Read the five sheets, or the one a CSV file holds. Raises `UnreadableSheets` where there is nothing to read."""
    findings: list[Finding] = []
    parsed: dict[str, tuple[AnyRow, ...]] = {}
    for raw in read_sheets(data, name):
        sheet = _recognise(raw)
        if sheet is None:
            findings += _passed_by(raw)
            continue
        rows, problems = _read_rows(sheet, raw)
        if sheet.name in parsed:
            problems.append(
                error(
                    "sheet.twice",
                    raw.name,
                    f"Bladet {sheet.title} finns två gånger. Behåll ett av dem.",
                    f"sheet {sheet.title} occurs twice; keep one.",
                )
            )
        parsed[sheet.name] = rows
        findings += problems
    if not parsed:
        heads = ", ".join(sheet.title for sheet in SHEETS)
        raise UnreadableSheets(
            f"Filen följer inte mallen. Den ska ha något av bladen {heads}. Hämta mallen och fyll i den.",
            f"The file does not follow the template. It needs one of the sheets {heads}.",
        )
    return Reading(Tables(**parsed), tuple(findings))  # type: ignore[arg-type]  # each sheet names its own row type


def error(code: str, where: str, sv: str, en: str) -> Finding:
    """An error at a place: "Uppdrag, cell C14: …"."""
    return Finding(code, Severity.ERROR, (where,), f"{where}: {sv}" if where else sv, f"{where}: {en}" if where else en)


def warning(code: str, where: str, sv: str, en: str) -> Finding:
    """Something to know that stops nothing."""
    return Finding(code, Severity.WARNING, (where,), f"{where}: {sv}", f"{where}: {en}")


def _passed_by(raw: RawSheet) -> list[Finding]:
    empty = not any(as_text(value) for row in raw.rows for value in row)
    if empty or folded(raw.name) == folded(INSTRUCTIONS):
        return []
    return [
        warning(
            "sheet.unknown",
            raw.name or "Filen",
            "bladet hör inte till mallen och läses inte.",
            "not in the template, not read.",
        )
    ]


def _recognise(raw: RawSheet) -> Sheet | None:
    """The sheet of the template that this is: by its name, else by its heads."""
    name = folded(raw.name)
    for sheet in SHEETS:
        if name in (folded(sheet.title), *sheet.aliases):
            return sheet
    fitting = [sheet for sheet in SHEETS if _head_row(sheet, raw, every=True) is not None]
    return max(fitting, key=lambda sheet: len(_columns(sheet, raw.rows[_head_row(sheet, raw) or 0])), default=None)


def _columns(sheet: Sheet, heads: tuple[Any, ...]) -> dict[int, Column]:
    """The columns by their place; the first of two with the same head."""
    found: dict[int, Column] = {}
    for index, head in enumerate(heads):
        text = folded(as_text(head)).rstrip(" *:")
        for column in sheet.columns:
            if text in (folded(column.head), *column.aliases) and column not in found.values():
                found[index] = column
                break
    return found


def _head_row(sheet: Sheet, raw: RawSheet, *, every: bool = False) -> int | None:
    """The number of the row with the most known heads; with `every`, only one that has all required ones."""
    required = {column.name for column in sheet.columns if column.required}
    best, most = None, 1
    for number, row in enumerate(raw.rows[:HEAD_WITHIN]):
        known = {column.name for column in _columns(sheet, row).values()}
        if len(known) > most and (not every or required <= known):
            best, most = number, len(known)
    return best


def _read_rows(sheet: Sheet, raw: RawSheet) -> tuple[tuple[AnyRow, ...], list[Finding]]:
    head = _head_row(sheet, raw)
    if head is None:
        if not any(as_text(value) for row in raw.rows for value in row):
            return (), []
        wanted = ", ".join(column.head for column in sheet.columns)
        return (), [
            error(
                "sheet.no_heads",
                sheet.title,
                f"rubrikraden saknas. Skriv rubrikerna {wanted}.",
                "the head row is missing.",
            )
        ]
    columns = _columns(sheet, raw.rows[head])
    findings = [*_missing_heads(sheet, columns), *_unread_heads(sheet, raw.rows[head], columns)]
    letters = {column.name: _letter(index) for index, column in columns.items()}
    rows: list[AnyRow] = []
    for number in range(head + 1, len(raw.rows)):
        if any(as_text(value) for value in raw.rows[number]):
            place = Place(sheet.title, number + 1, letters)
            findings += _unusable_cells(raw, number, columns, place)
            if row := _row(sheet, columns, raw.rows[number], place, findings):
                rows.append(row)
    findings += _duplicates(sheet, rows)
    return tuple(rows), findings


def _missing_heads(sheet: Sheet, columns: dict[int, Column]) -> Iterator[Finding]:
    known = {column.name for column in columns.values()}
    for column in sheet.columns:
        if column.required and column.name not in known:
            yield error(
                "sheet.missing_head",
                sheet.title,
                f"kolumnen {column.head} saknas. Lägg till den i rubrikraden.",
                f"column {column.head} is missing.",
            )


def _unread_heads(sheet: Sheet, heads: tuple[Any, ...], columns: dict[int, Column]) -> Iterator[Finding]:
    for index, head in enumerate(heads):
        text = as_text(head)
        if text and index not in columns:
            where = f"{sheet.title}, kolumn {_letter(index)}"
            yield warning(
                "sheet.unknown_head",
                where,
                f"kolumnen '{text[:60]}' hör inte till mallen och läses inte.",
                "not in the template, not read.",
            )


def _unusable_cells(raw: RawSheet, number: int, columns: dict[int, Column], place: Place) -> Iterator[Finding]:
    for index, column in columns.items():
        if (number, index) in raw.formulas:
            yield error(
                "sheet.formula",
                place.cell(column.name),
                "cellen har en formel. Klistra in värdet i stället.",
                "a formula; paste its value.",
            )
        if (number, index) in raw.merged:
            yield error(
                "sheet.merged",
                place.cell(column.name),
                "cellen är sammanfogad. Dela den och fyll i varje rad.",
                "merged; split it and fill in each row.",
            )


def _row(
    sheet: Sheet, columns: dict[int, Column], values: tuple[Any, ...], place: Place, findings: list[Finding]
) -> AnyRow | None:
    """The row, or None where a cell of it cannot be used; what was wrong is added to `findings`."""
    fields: dict[str, Any] = {}
    is_whole = True
    for index, column in columns.items():
        value = parse_cell(column, values[index] if index < len(values) else None)
        if isinstance(value, Problem):
            findings.append(error(f"sheet.{value.code}", place.cell(column.name), value.sv, value.en))
            is_whole = False
        fields[column.name] = value
    needed = {column.name for column in sheet.columns if column.required}
    if not is_whole or not needed <= fields.keys():
        return None
    if sheet.name == "people" and not (fields.get("email") or fields.get("external_id")):
        findings.append(
            error(
                "sheet.no_identity",
                place.cell("email"),
                "personen har varken e-post eller id. Fyll i en av dem.",
                "the person has neither e-mail nor id.",
            )
        )
        return None
    starts, ends = fields.get("valid_from"), fields.get("valid_to")
    if isinstance(starts, date) and isinstance(ends, date) and ends < starts:
        findings.append(
            error(
                "sheet.period",
                place.cell("valid_to"),
                f"slutet {ends} ligger före början {starts}. Byt ett av dem.",
                "the end is before the start.",
            )
        )
        return None
    return sheet.row(**fields, place=place)


def _duplicates(sheet: Sheet, rows: list[AnyRow]) -> Iterator[Finding]:
    """Rows that speak of the same thing twice; for people a shared e-mail or a shared id is enough."""
    keys = [(name,) for name in sheet.same] if sheet.name == "people" else [sheet.same]
    for names in keys:
        first: dict[tuple[str, ...], Place] = {}
        for row in rows:
            key = tuple(folded(str(getattr(row, name) or "")) for name in names)
            if not any(key):
                continue
            if key in first:
                cell = row.place.cell(names[0])
                yield error(
                    "sheet.duplicate",
                    cell,
                    f"'{getattr(row, names[0])}' står redan på rad {first[key].number}. Behåll en av raderna.",
                    f"already on row {first[key].number}.",
                )
            first.setdefault(key, row.place)


def _letter(index: int) -> str:
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
