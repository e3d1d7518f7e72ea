"""The same what-if as a spreadsheet would have it: a workbook of lines, and LibreOffice recalculating its sums."""

import csv
import shutil
import statistics
import subprocess
import tempfile
from pathlib import Path
from time import perf_counter

import numpy as np
import xlsxwriter

from bench.budget import LABELS, YEARS, class_rates
from ramverk.core.cube.lines import Lines

_ALWAYS_RECALCULATE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry"><item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item></oor:items>"""


def recalculation(lines: Lines, runs: int = 5) -> float | None:
    """Median ms by which a workbook of the lines takes longer to open with its sums of price and pay than without.

    None when LibreOffice is not installed, or when what it reckoned is not what the lines say.
    """
    office = shutil.which("soffice")
    if not office:
        return None
    with tempfile.TemporaryDirectory(prefix="ramverk-bench-") as folder:
        home = Path(folder)
        (home / "profile/user").mkdir(parents=True)
        (home / "profile/user/registrymodifications.xcu").write_text(_ALWAYS_RECALCULATE, encoding="utf-8")
        with_sums, without = home / "sums.xlsx", home / "lines.xlsx"
        _write(with_sums, lines, sums=True)
        _write(without, lines, sums=False)
        taken = [_open(office, home, with_sums) - _open(office, home, without) for _ in range(runs)]
        return round(statistics.median(taken), 1) if _is_right(home / "sums.csv", lines) else None


def _write(path: Path, lines: Lines, *, sums: bool) -> None:
    """First sheet: one sum per board and year, of a sum per price class times its rate. Second: the lines."""
    with xlsxwriter.Workbook(str(path), {"constant_memory": True}) as book:
        sheet, data = book.add_worksheet("sums"), book.add_worksheet("lines")
        whole = book.add_format({"num_format": "0"})  # a comma-separated export writes what the format shows
        for board in range(LABELS.size("board")):
            for year in range(len(YEARS)):
                if sums:
                    sheet.write_formula(board, year, _formula(board, year, len(lines)), whole)
        used = [lines.codes["version"], lines.codes["board"], lines.codes["price_class"], lines.codes["period"] // 12]
        for number, row in enumerate(zip(*(column.tolist() for column in [*used, lines.amount]), strict=True)):
            data.write_row(number, 0, row)


def _formula(board: int, year: int, count: int) -> str:
    def column(letter: str) -> str:
        return f"lines!${letter}$1:${letter}${count}"

    parts = [
        f"{rates[year]!r}*SUMIFS({column('E')},{column('A')},0,{column('B')},{board},{column('C')},{place}"
        f",{column('D')},{year})"
        for place, rates in enumerate(class_rates().tolist())
        if rates[year]
    ]
    return "=" + "+".join(parts)


def _open(office: str, home: Path, workbook: Path) -> float:
    start = perf_counter()
    command = [office, "--headless", f"-env:UserInstallation=file://{home}/profile", "--convert-to", "csv"]
    subprocess.run([*command, "--outdir", str(home), str(workbook)], check=True, capture_output=True, timeout=600)
    return (perf_counter() - start) * 1000


def _is_right(table: Path, lines: Lines) -> bool:
    if not table.exists():  # an office without its spreadsheet
        return False
    with table.open(encoding="utf-8") as file:
        found = np.array([[float(cell) for cell in row] for row in csv.reader(file)])
    year = lines.codes["period"] // 12
    effects = lines.amount * class_rates()[lines.codes["price_class"], year] * (lines.codes["version"] == 0)
    codes = lines.codes["board"].astype(np.intp) * len(YEARS) + year
    exact = np.bincount(codes, effects, LABELS.size("board") * len(YEARS)).reshape(-1, len(YEARS))
    return found.shape == exact.shape and bool((abs(found - exact) < 1e4).all())
