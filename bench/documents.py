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


def rows() -> Iterator[Row]:
    """Each run is a process of its own that only writes the document, so that start-up and memory are counted."""
    taken, peaks, pages = [], [], 0
    for _ in range(RUNS):
        seconds, peak, pages = _one("ours")
        taken.append(seconds)
        peaks.append(peak)
    peers = {name: _one(name)[0] if there else None for name, there in _others().items()}
    work = f"a document of {pages} pages, 60 tables and 20 drawings to PDF/UA-1 and PDF/A-3a, in a fresh process"
    yield median_row(taken, id="pdf.150_pages", work=work, unit="s", n=pages, target=5, peers=peers)
    yield median_row(peaks, id="pdf.150_pages.memory", work=f"peak memory: {work}", unit="MB", n=pages, target=500)


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
            *(Paragraph("Ett stycke om budgeten och dess mål. " * 22) for _ in range(9)),
        ]
        blocks.append(table)
        if at % 3 == 0:
            series = tuple(Series(f"Stapel {bar}", (bar * 10_000_000 + at,)) for bar in range(12))
            drawing = for_print(Declared(Kind.SHARES, "Liggande staplar.", ("2019",), series)).decode()
            blocks.append(Chart(f"c{at}", f"Diagram {at}", "Liggande staplar.", drawing, None))
    return Document("mal-och-budget", "Mål och budget", "Exempelby", "2018-06-20", tuple(blocks))  # type: ignore[arg-type]


def main() -> None:
    """Write it once with one engine; print seconds, peak memory and pages."""
    import time

    from bench.cube_memory import _peak

    made = a_document()
    start = time.perf_counter()
    content = ENGINES[sys.argv[1]](made)
    seconds = time.perf_counter() - start
    peak = _peak() / 1e6
    import pypdfium2

    print(
        json.dumps(
            {"seconds": round(seconds, 3), "peak_mb": round(peak, 1), "pages": len(pypdfium2.PdfDocument(content))}
        )
    )


def _ours(made: "Document") -> bytes:  # noqa: F821
    from ramverk.formats.documents.pdf import write_pdf

    return write_pdf(made)


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


ENGINES = {"ours": _ours, "WeasyPrint": _weasyprint, "LibreOffice": _libreoffice}

if __name__ == "__main__":
    main()
