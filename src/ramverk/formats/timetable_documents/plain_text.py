"""Plain and tab-separated text: one line in, one line out. Columns are looked for by the core."""

import csv
import io
import re

from ramverk.formats.timetable_documents.lines import Lines

_REMARK = re.compile(r"#\s")
_QUOTED_BREAK = re.compile(r'(?:^|\t)"[^"\t]*\n[^"\t]*"(?=\t|\n|$)', re.MULTILINE)


def read_plain_text(text: str) -> Lines:
    """Lines as written. Lines that begin with `# ` are remarks about the file and are left out; numbers stay true."""
    if _QUOTED_BREAK.search(text):
        return _pasted_from_sheet(text)
    lines = Lines()
    for number, line in enumerate(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), start=1):
        lines.page += line.count("\f")
        if not _REMARK.match(line):
            lines.text(line.replace("\f", ""), number=number)
    return lines


def _pasted_from_sheet(text: str) -> Lines:
    """Cells copied from a spreadsheet: a cell with a line break inside stands in quotation marks."""
    lines = Lines()
    rows = csv.reader(io.StringIO(text, newline=""), delimiter="\t")
    before = 0
    for row in rows:
        number, before = before + 1, rows.line_num
        if len(row) > 1:
            lines.row(row, number=number)
        elif not (row and _REMARK.match(row[0])):
            lines.text(row[0] if row else "", number=number)
    return lines
