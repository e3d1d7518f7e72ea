"""Records of labelled lines ("Datum: …", "Forum: …", "Innehåll: …"), each put together into the row of a table."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ramverk.core.timetable.columns import Column, head_of, heads_of
from ramverk.core.timetable.drafts import EMPTY
from ramverk.core.timetable.lines import Line, with_cells
from ramverk.core.timetable.passages import Passage

_LABEL = re.compile(r"^([A-ZÅÄÖ][^:.,;\d]{1,28}?)\s*:(?:\s+|$)")
_FEWEST = 2
"""Records that show a form; a single one is a heading with what belongs to it."""


@dataclass(slots=True)
class _Field:
    """One labelled line and the lines its value goes on over."""

    label: str
    name: Passage
    value: Passage
    line: Line


def unfold(lines: Sequence[Line]) -> list[Line]:
    """The lines, with every run of like records as a head row and a row of cells per record."""
    out: list[Line] = []
    at = 0
    while at < len(lines):
        run, end = _run_at(lines, at)
        rows = _rows(run)
        out += rows or [lines[at]]
        at = end if rows else at + 1
    return out


def _run_at(lines: Sequence[Line], at: int) -> tuple[list[_Field], int]:
    """The labelled lines from a place on, and where they end: at a paragraph without a label."""
    fields: list[_Field] = []
    while at < len(lines):
        found = _field(lines[at])
        if found is not None:
            fields.append(found)
        elif fields and not lines[at].blank_before and not lines[at].mark and lines[at].cells is None:
            fields[-1].value = fields[-1].value + lines[at].body
        else:
            break
        at += 1
    return fields, at


def _field(line: Line) -> _Field | None:
    text = line.body.text
    label = _LABEL.match(text) if line.cells is None else None
    if label is None or head_of(label.group(1)) is None:
        return None
    name = line.body.cut(label.start(1), label.end(1))
    return _Field(label.group(1).lower(), name, line.body.cut(label.end()), line)


def _rows(fields: Sequence[_Field]) -> list[Line]:
    """A head row and the records, each beginning with the label of the first; nothing where they make no table."""
    starts = [at for at, one in enumerate(fields) if one.label == fields[0].label]
    if len(starts) < _FEWEST:
        return []
    records = [list(fields[begin:end]) for begin, end in zip(starts, [*starts[1:], len(fields)], strict=True)]
    names = {one.label: one.name for record in records for one in record}
    columns = heads_of([name.text for name in names.values()])
    if columns is None or Column.ACTIVITY not in columns or Column.DATE not in columns:
        return []
    head = _row(fields[0].line, [names[label] for label in names])
    return [head, *(_row(record[0].line, [_value(record, label) for label in names]) for record in records)]


def _value(record: Sequence[_Field], label: str) -> Passage:
    return next((one.value for one in record if one.label == label), EMPTY)


def _row(line: Line, cells: Sequence[Passage]) -> Line:
    return replace(with_cells(line, tuple(cells)), mark="")
