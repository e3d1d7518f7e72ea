"""The printed plan as tab-separated text and as separated values."""

import csv
import io

from ramverk.formats.timetable_export.printed import PrintedLine, PrintedPlan

_FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")


def write_text(plan: PrintedPlan) -> bytes:
    """UTF-8 text, one line per row, cells parted by tabs. Dates stand as written, superseded ones too."""
    blocks = [
        [plan.title, *plan.before] if plan.title else list(plan.before),
        [*(["\t".join(plan.heads)] if plan.heads else []), *(_tabbed(line) for line in plan.lines)],
        ["\t".join(name for name, _raw in plan.phases), "\t".join(raw for _name, raw in plan.phases)]
        if plan.phases
        else [],
        list(plan.after),
    ]
    return ("\n\n".join("\n".join(block) for block in blocks if block) + "\n").encode()


def _tabbed(line: PrintedLine) -> str:
    return "\t".join(cell.text.replace("\n", " ") for cell in line.cells)


def write_csv(plan: PrintedPlan) -> bytes:
    """Semicolons, a byte order mark and CRLF, as Excel in Swedish expects. Every line has the same number of cells.

    Texts that a spreadsheet would run as a formula get an apostrophe in front; our reader takes it away again.
    """
    out = io.StringIO(newline="")
    width = max(plan.width, len(plan.phases), 2)
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    for cells in _csv_rows(plan):
        writer.writerow([*map(_guarded, cells), *[""] * (width - len(cells))])
    return out.getvalue().encode("utf-8-sig")


def _csv_rows(plan: PrintedPlan) -> list[list[str]]:
    table = [[cell.text for cell in line.cells] for line in plan.lines]
    phases = [[name for name, _raw in plan.phases], [raw for _name, raw in plan.phases]] if plan.phases else []
    title, heads = [[plan.title]] if plan.title else [], [list(plan.heads)] if plan.heads else []
    return [
        *title,
        *([text] for text in plan.before),
        *heads,
        *table,
        *phases,
        *([text] for text in plan.after),
    ]


def _guarded(cell: str) -> str:
    risky = cell.startswith(_FORMULA_SIGNS) or (cell.startswith("'") and cell[1:].startswith(_FORMULA_SIGNS))
    return f"'{cell}" if risky else cell
