"""Reading timetables: every development document, after the library is imported."""

from collections.abc import Iterator
from pathlib import Path

from bench.rows import Row, median_row, milliseconds

FOLDER = Path(__file__).parents[1] / "tests" / "data" / "timetables"
YEARS = {"05": 2018, "06": 2018, "10": 2014, "11": 2015, "16": 2017}


def rows() -> Iterator[Row]:
    """One row per document; the peer only decodes the bytes and splits the lines: the least any reader must do."""
    from ramverk.formats.timetable_documents import read_document
    from ramverk.rules.plan import read_plan

    for file in sorted(FOLDER.glob("*.txt")):
        data = file.read_bytes()
        year = YEARS.get(file.name[:2])
        taken = milliseconds(lambda data=data, file=file, year=year: read_plan(read_document(data, file.name), year))
        floor = milliseconds(lambda data=data: data.decode().splitlines())
        name = "seed" if file.name.startswith("00") else file.stem
        work = f"read {file.name} from bytes to rows with findings"
        yield median_row(
            taken,
            id=f"timetable.read.{name}",
            work=work,
            unit="ms",
            n=len(data),
            target=150,
            limit=round(min(floor), 4),
        )
