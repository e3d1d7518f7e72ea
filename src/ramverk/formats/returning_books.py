"""Workbooks that go out and come back: headings locked, cells to write in white, what it is at the foot, texts kept."""

from dataclasses import dataclass

import xlsxwriter

from ramverk.formats.workbook_pages import set_for_paper

__all__ = ["Looks", "as_written", "finish"]

_MONEY = {"num_format": "#,##0.###;[Red]-#,##0.###"}
_SHADE = "#EDEAE2"
_TOO_WIDE = 18
"""Columns that would be too small to read on one sheet of paper: they go on over several, the first repeated."""
_MAY = ("format_cells", "format_columns", "format_rows", "insert_rows", "delete_rows", "sort", "autofilter")
"""What a locked sheet still lets people do; its lock is a help against slips and has no password."""


@dataclass(frozen=True, slots=True)
class Looks:
    """The formats of a workbook's cells."""

    head: xlsxwriter.format.Format
    head_number: xlsxwriter.format.Format
    text: xlsxwriter.format.Format
    money: xlsxwriter.format.Format
    fixed: xlsxwriter.format.Format
    fixed_money: xlsxwriter.format.Format
    whole: xlsxwriter.format.Format
    """Lies over an amount without decimals, which would otherwise be shown with a comma and nothing after it."""

    @classmethod
    def of(cls, book: xlsxwriter.Workbook) -> "Looks":
        """The formats, added to the workbook."""
        head = {"bold": True, "bottom": 1, "bg_color": _SHADE, "text_wrap": True, "valign": "bottom"}
        writes, fixed = {"locked": False, "valign": "top"}, {"bg_color": _SHADE, "bold": True}
        return cls(
            head=book.add_format(head),
            head_number=book.add_format(head | {"align": "right"}),
            text=book.add_format(writes | {"text_wrap": True}),
            money=book.add_format(writes | _MONEY),
            fixed=book.add_format(fixed),
            fixed_money=book.add_format(fixed | _MONEY),
            whole=book.add_format({"num_format": "#,##0;[Red]-#,##0"}),
        )


def as_written(text: str) -> str:
    """A text as it stands in a cell, however its lines were ended; nothing else in it is changed, but for its edges."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def finish(
    page: xlsxwriter.worksheet.Worksheet, looks: Looks, footer: str, *, freeze: tuple[int, int], cells: tuple[int, int]
) -> None:
    """Lock what is not to be written in, and set the page for paper. `cells` are the last row and column in use.

    `footer` says what the sheet is and is printed as it stands, whatever signs are in it.
    """
    page.protect("", dict.fromkeys(_MAY, True))
    page.freeze_panes(*freeze)
    row, column = cells
    integral = {"type": "formula", "criteria": "=AND(ISNUMBER(A1),A1=ROUND(A1,0))", "format": looks.whole}
    page.conditional_format(0, 0, row, column, integral)
    set_for_paper(page, footer, (0, 0), is_one_wide=column < _TOO_WIDE)
    if column >= _TOO_WIDE and freeze[1]:
        page.repeat_columns(0, freeze[1] - 1)
