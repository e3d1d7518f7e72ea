"""Small documents in every format, made from the same rows, for tests. The PDF is written by hand."""

import html
import itertools
import zlib
from io import BytesIO
from pathlib import Path

import xlsxwriter
from docx import Document

SEED = Path(__file__).parents[5] / "tests/data/timetables/00_seed_2018.txt"
Rows = list[list[str]]


def seed_parts() -> tuple[str, Rows, Rows]:
    """Title, table with heads, phase bar of the reference timetable."""
    lines = [line for line in SEED.read_text().split("\n") if line.strip()]
    rows = [line.split("\t") for line in lines[1:]]
    return lines[0], [row for row in rows if len(row) == 3], rows[-2:]


def as_html(title: str, *tables: Rows) -> bytes:
    body = "".join(
        "<table>" + "".join("<tr>" + "".join(f"<td>{html.escape(c)}</td>" for c in r) + "</tr>" for r in t) + "</table>"
        for t in tables
    )
    return f"<!doctype html><html><head><meta charset=utf-8></head><body><h1>{html.escape(title)}</h1>{body}".encode()


def as_markdown(title: str, *tables: Rows) -> bytes:
    parts = [f"## {title}"]
    for table in tables:
        rows = ["| " + " | ".join(row) + " |" for row in table]
        parts.append("\n".join([rows[0], "|" + " --- |" * len(table[0]), *rows[1:]]))
    return "\n\n".join(parts).encode()


def as_docx(title: str, *tables: Rows) -> bytes:
    document = Document()
    document.add_heading(title, 1)
    for rows in tables:
        table = document.add_table(rows=0, cols=len(rows[0]))
        for row in rows:
            cells = table.add_row().cells
            for cell, text in zip(cells, row, strict=True):
                cell.text = text
        document.add_paragraph()
    return saved(document)


def saved(document) -> bytes:
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def as_xlsx(title: str, *tables: Rows) -> bytes:
    out = BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet = book.add_worksheet("Tidplan")
    sheet.merge_range(0, 0, 0, 2, title)
    row_number = 2
    for table in tables:
        for row in table:
            for column, text in enumerate(row):
                sheet.write_string(row_number, column, text)
            row_number += 1
        row_number += 1
    book.close()
    return out.getvalue()


def as_csv(title: str, *tables: Rows, delimiter: str = ";") -> bytes:
    width = max(len(row) for table in tables for row in table)
    rows = [[title], *(row for table in tables for row in table)]
    quoted = [
        delimiter.join('"' + cell.replace('"', '""') + '"' for cell in [*row, *[""] * (width - len(row))])
        for row in rows
    ]
    return "\r\n".join(quoted).encode("utf-8-sig")


def as_pdf(title: str, *tables: Rows, ruled: str = "cells") -> bytes:
    """Pages of A4 in landscape, text wrapped in its cell; lines round "cells", under "rows", or round "nothing"."""
    page = _PdfPage()
    page.text(40, 12, title)
    for table in tables:
        page.gap()
        for row in table:
            page.row(row, ruled=ruled)
    return pdf_of([*page.done, page.content])


class _PdfPage:
    """Draws rows downwards and begins a new page when one is full."""

    def __init__(self) -> None:
        self.done: list[str] = []
        self.content = ""
        self.y = 560.0

    def text(self, x: float, size: float, text: str) -> None:
        escaped = text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
        self.content += f"BT /F1 {size} Tf {x:.1f} {self.y:.1f} Td ({escaped}) Tj ET\n"

    def gap(self) -> None:
        self.y -= 30

    def row(self, cells: list[str], *, ruled: str) -> None:
        edges = [40, 180, 340, 800] if len(cells) == 3 else [40 + 180 * n for n in range(len(cells) + 1)]
        wrapped = [
            _wrap(cell, (right - left) / 4.6) for cell, left, right in zip(cells, edges, edges[1:], strict=False)
        ]
        height = 11 * max(map(len, wrapped)) + 6
        if self.y - height < 30:
            self.done.append(self.content)
            self.content, self.y = "", 560.0
        top = self.y
        for left, lines in zip(edges, wrapped, strict=False):
            self.y = top - 10
            for line in lines:
                self.text(left + 3, 8, line)
                self.y -= 11
        self.y = top - height
        if ruled == "rows":
            self.content += f"40 {top:.1f} m 800 {top:.1f} l S\n40 {self.y:.1f} m 800 {self.y:.1f} l S\n"
        elif ruled == "cells":
            for left, right in itertools.pairwise(edges):
                self.content += f"{left} {self.y:.1f} {right - left} {height} re S\n"


def _wrap(text: str, width: float) -> list[str]:
    lines = [""]
    for word in text.split(" "):
        if len(lines[-1]) + len(word) > width and lines[-1]:
            lines.append("")
        lines[-1] += (" " if lines[-1] else "") + word
    return lines


def pdf_of(contents: list[str], *, extra: str = "") -> bytes:
    """A PDF with one page per content stream, Helvetica in WinAnsi; `extra` goes into the trailer."""
    kids = " ".join(f"{4 + 2 * n} 0 R" for n in range(len(contents)))
    font = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", f"<< /Type /Pages /Kids [{kids}] /Count {len(contents)} >>", font]
    out = BytesIO(b"")
    out.write(b"%PDF-1.4\n")
    bodies = [item.encode() for item in objects]
    for number, content in enumerate(contents):
        packed = zlib.compress(content.encode("cp1252", "replace"))
        page = f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 842 595] /Contents {5 + 2 * number} 0 R"
        bodies.append((page + " /Resources << /Font << /F1 3 0 R >> >> >>").encode())
        bodies.append(f"<< /Length {len(packed)} /Filter /FlateDecode >>\nstream\n".encode() + packed + b"\nendstream")
    places = []
    for number, body in enumerate(bodies, start=1):
        places.append(out.tell())
        out.write(f"{number} 0 obj\n".encode() + body + b"\nendobj\n")
    start = out.tell()
    out.write(f"xref\n0 {len(bodies) + 1}\n0000000000 65535 f \n".encode())
    out.write("".join(f"{place:010} 00000 n \n" for place in places).encode())
    out.write(f"trailer << /Size {len(bodies) + 1} /Root 1 0 R {extra} >>\nstartxref\n{start}\n%%EOF".encode())
    return out.getvalue()
