"""Files to read, made on the spot."""

import io

import openpyxl

from ramverk.formats.budget_sheets import BudgetLines, Coded, Coding, code_lines, open_source, read_lines, survey

HEAD = ["nämnd", "verksamhet", "benämning", "kostnadsslag", "belopp (tkr)"]


def book(rows: list[list[object]], head: list[str] | None = None, merged: str = "", title: str = "Blad") -> bytes:
    """A workbook with one sheet of rows, and the sheet that says what it is."""
    made = openpyxl.Workbook()
    page = made.active
    page.title = title
    for row in [head or HEAD, *rows]:
        page.append(row)
    if merged:
        page.merge_cells(merged)
    if title != "Blad":
        about = made.create_sheet("Om")
        about.append(["Mall", "changes/1"])
        about.append(["Utgåva", "uid"])
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def lines_of(data: bytes | str, name: str = "budget.csv") -> BudgetLines:
    """The lines of a file laid out as proposed."""
    source = open_source(data.encode() if isinstance(data, str) else data, name)
    return read_lines(source, survey(source).proposed)


def coded(data: bytes | str, name: str = "budget.csv", *, boards: str = "KS BUN SN") -> Coded:
    """The same, with boards of these short names known."""
    known = {word.casefold(): word for word in boards.split()}
    return code_lines(lines_of(data, name), Coding(boards=known))
