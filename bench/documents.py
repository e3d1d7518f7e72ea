"""A whole Mål & Budget as PDF: 150 pages, 60 tables, 20 drawings, beside other engines that are installed."""

import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from bench.rows import Row, median_row

RUNS = 5


ANNEX_RUNS = 3


def rows() -> Iterator[Row]:
    """Each run is a process of its own that only writes the document, so that start-up and memory are counted."""
    seconds, peaks, pages = _several("ours", RUNS)
    measured = {name: _one(name) if there else None for name, there in _others().items()}
    work = f"a document of {pages} pages, 60 tables and 20 drawings to PDF/UA-1 and PDF/A-3a, in a fresh process"
    peers = {name: found[0] if found else None for name, found in measured.items()}
    yield median_row(seconds, id="pdf.150_pages", work=work, unit="s", n=pages, target=5, peers=peers)
    peers = {name: found[1] if found else None for name, found in measured.items()}
    memory = f"peak memory: {work}"
    yield median_row(peaks, id="pdf.150_pages.memory", work=memory, unit="MB", n=pages, target=500, peers=peers)
    seconds, peaks, pages = _several("annex", ANNEX_RUNS)
    work = f"a table of 5,000 rows as PDF ({pages} pages), Word, web page and workbook, in a fresh process"
    yield median_row(seconds, id="documents.annex_5000_rows", work=work, unit="s", n=5000)
    memory = f"peak memory: {work}"
    yield median_row(peaks, id="documents.annex_5000_rows.memory", work=memory, unit="MB", n=5000, target=650)


def _several(engine: str, runs: int) -> tuple[list[float], list[float], int]:
    found = [_one(engine) for _ in range(runs)]
    return [one[0] for one in found], [one[1] for one in found], found[-1][2]


def _others() -> dict[str, bool]:
    from importlib.util import find_spec

    return {"WeasyPrint": find_spec("weasyprint") is not None, "LibreOffice": shutil.which("soffice") is not None}


def _one(engine: str) -> tuple[float, float, int]:
    done = subprocess.run([sys.executable, "-m", "bench.documents", engine], check=True, stdout=subprocess.PIPE)
    found = json.loads(done.stdout)
    return found["seconds"], found["peak_mb"], found["pages"]


def a_document() -> "Document":  # noqa: F821
    """150 pages of words, tables and drawings."""
    from ramverk.core.documents.model import Cell, Chart, Column, Document, Heading, Paragraph, Row, Table
    from ramverk.formats.charts.declaration import Chart as Declared
    from ramverk.formats.charts.declaration import Kind, Series
    from ramverk.formats.charts.svg import for_print

    columns = (Column("Rad"), *(Column(str(year), is_figures=True) for year in range(2018, 2022)))
    blocks: list[object] = []
    for at in range(60):
        cells = [
            (Cell(f"Rad {row} i tabell {at}"), *(Cell(f"{row * 1117 + at:,}") for _ in columns[1:]))
            for row in range(18)
        ]
        table = Table(
            f"t{at}", f"Tabell {at}, tkr", columns, tuple(Row(one) for one in cells), source="Källa: mätning."
        )
        blocks += [
            Heading(1, f"Kapitel {at}"),
            *(Paragraph("Ett stycke om budgeten och dess mål. " * 22) for _ in range(9 + at % 2)),
        ]
        blocks.append(table)
        if at % 3 == 0:
            series = tuple(Series(f"Stapel {bar}", (bar * 10_000_000 + at,)) for bar in range(12))
            drawing = for_print(Declared(Kind.SHARES, "Liggande staplar.", ("2019",), series)).decode()
            blocks.append(Chart(f"c{at}", f"Diagram {at}", "Liggande staplar.", drawing, None))
    return Document("mal-och-budget", "Mål och budget", "Exempelby", "2018-06-20", tuple(blocks))  # type: ignore[arg-type]


def an_annex() -> "Document":  # noqa: F821
    """A table of 5,000 rows, as the annex of every change in a large municipality's budget."""
    from ramverk.core.documents.model import Cell, Column, Document, Heading, Row, Table

    columns = (Column("Ändring"), Column("Orsak"), *(Column(str(year), is_figures=True) for year in range(2018, 2022)))
    rows = tuple(
        Row(
            (
                Cell(f"Ändring {at} av en verksamhet med ett ganska långt namn"), Cell("Volym"),
                *(Cell(f"{at * 17 + year:,}", at * 1700) for year in range(4)),
            )
        )
        for at in range(5000)
    )  # fmt: skip
    annex = (Heading(1, "Bilaga: alla ändringar"), Table("bilaga", "Alla ändringar, tkr", columns, rows))
    return Document("mal-och-budget", "Mål och budget", "Exempelby", "2018-06-20", annex)


def main() -> None:
    """Write it once with one engine; print seconds, peak memory and pages."""
    import time

    from bench.cube_memory import peak

    made = an_annex() if sys.argv[1] == "annex" else a_document()
    start = time.perf_counter()
    content = ENGINES[sys.argv[1]](made)
    seconds = time.perf_counter() - start
    most = peak() / 1e6
    import pypdfium2

    print(
        json.dumps(
            {"seconds": round(seconds, 3), "peak_mb": round(most, 1), "pages": len(pypdfium2.PdfDocument(content))}
        )
    )


def _ours(made: "Document") -> bytes:  # noqa: F821
    from ramverk.formats.documents.pdf import write_pdf

    return write_pdf(made)


def _annex(made: "Document") -> bytes:  # noqa: F821
    from ramverk.formats.documents.forms import FORMS

    written = {ending: form.write(made) for ending, form in FORMS.items()}
    return written["pdf"]


def _weasyprint(made: "Document") -> bytes:  # noqa: F821
    import weasyprint

    from ramverk.formats.documents.web import write_html

    return weasyprint.HTML(string=write_html(made).decode()).write_pdf(pdf_variant="pdf/ua-1")


def _libreoffice(made: "Document") -> bytes:  # noqa: F821
    from ramverk.formats.documents.word import write_docx

    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "document.docx"
        file.write_bytes(write_docx(made))
        command = ["soffice", "--headless", "--convert-to", "pdf", "--outdir", folder, str(file)]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        return file.with_suffix(".pdf").read_bytes()


ENGINES = {"ours": _ours, "annex": _annex, "WeasyPrint": _weasyprint, "LibreOffice": _libreoffice}

if __name__ == "__main__":
    main()
