"""Takes in a generated budget: `python -m bench.import_worker sqlite|postgresql csv|xlsx FOLDER`."""

import json
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from bench.cube_memory import peak
from bench.rows import Row

COUNT, SECONDS = 500_000, 60.0
HEADINGS = ("nämnd", "ansvar", "verksamhet", "benämning", "konto", "kostnadsslag", "belopp (kr)")
_CLASSES = ("lön", "PO", "lokaler", "avtal", "övrigt", "kapital", "avgifter", "bidrag")
_UNITS, _OPERATIONS, _BOARDS = 600, 200, 12


def main() -> None:
    """Make the file in a process of its own, take it in, print the rows."""
    database, kind, folder = sys.argv[1:4]
    target = Path(folder) / f"budget.{kind}"
    if database == "make":
        make(target, kind)
        return
    subprocess.run([sys.executable, "-m", "bench.import_worker", "make", kind, folder], check=True)
    import django

    django.setup()
    from bench.world import build
    from ramverk.web.setup import prepare_database

    prepare_database()
    build()
    rows = [vars(row) for row in _measured(database, kind, target)]
    print(json.dumps({"rows": rows, "megabytes": round(peak() / 2**20, 1)}))


def _measured(database: str, kind: str, target: Path) -> Iterator[Row]:
    from ramverk.apps.cycle.models import Round
    from ramverk.apps.frames.actions.import_budget import import_budget
    from ramverk.apps.organisation.actor import actor_of
    from ramverk.apps.organisation.models import Body, BodyKind, Mandate, Person, Role
    from ramverk.apps.trail.actions.freeze import store

    finance = Body.objects.get(kind=BodyKind.FINANCE_DEPARTMENT)
    person = Person.objects.first()
    Mandate.objects.create(person=person, body=finance, role=Role.HEAD, valid_from=date(2015, 1, 1))
    told: list[int] = []
    start = time.perf_counter()
    edition = import_budget(
        actor_of(person, date(2018, 1, 10)), Round.objects.get(), store(target.read_bytes()), target.name,
        progress=lambda done, _total: told.append(done),
    )  # fmt: skip
    seconds = time.perf_counter() - start
    assert edition.detail.count == COUNT
    assert len(told) == COUNT // 5_000
    name = f"import.detail.500k.{database}" if kind == "csv" else f"import.detail.500k.{kind}.{database}"
    work = f"{COUNT} detailed rows from a {kind} file to the ledger, {database}"
    yield Row(id=name, work=work, unit="s", ours=round(seconds, 2), n=COUNT, target=SECONDS)
    yield Row(id=f"{name}.rows", work=f"rows a second: {work}", unit="per_s", ours=round(COUNT / seconds), n=COUNT)


def _lines() -> Iterator[tuple[str, ...]]:
    """Seeded lines, none of them the same address twice."""
    chance = random.Random(2019)
    for number in range(COUNT):
        unit, rest = number % _UNITS, number // _UNITS
        operation, account = rest % _OPERATIONS, rest // _OPERATIONS * 40 + unit % 40
        yield (
            f"Nämnden {unit * _BOARDS // _UNITS + 1}", f"{unit:05d}", str(100 + operation), f"Verksamhet {operation}",
            str(3000 + account), _CLASSES[account % 8], f"{-chance.randint(1, 90_000_000) / 100:.2f}",
        )  # fmt: skip


def make(target: Path, kind: str) -> None:
    """Write the file."""
    if kind == "csv":
        with target.open("w", encoding="utf-8") as out:
            out.write(";".join(HEADINGS) + "\n")
            out.writelines(";".join(line).replace(".", ",") + "\n" for line in _lines())
        return
    import xlsxwriter

    book = xlsxwriter.Workbook(str(target), {"constant_memory": True})
    page = book.add_worksheet("Detaljer")
    page.write_row(0, 0, HEADINGS)
    for at, line in enumerate(_lines(), 1):
        for column, text in enumerate(line[:-1]):
            page.write_string(at, column, text)
        page.write_number(at, 6, float(line[-1]))
    book.close()


if __name__ == "__main__":
    main()
