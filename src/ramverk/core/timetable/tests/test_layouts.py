"""One plan in many layouts: whatever the columns, their order and the way they were pasted, the rows are the same."""

import textwrap

import pytest

from ramverk.core.timetable.model import SourceDocument, SourceLine
from ramverk.core.timetable.reader import parse_timetable

HEADS = ("Tid", "Deltagare", "Aktivitet")
PLAN = [
    ("December 2018", "Ekonomiavdelningen", "Utskick till nämnderna om förutsättningar för investeringsbudget"),
    ("22 januari 2019 kl 09.00-16.00", "KS, nämndernas presidier, ledningsgruppen",
     "Mål- och resursdiskussion där alla nämnder deltar och presenterar läget i verksamheten"),
    ("5 februari (ev. info KS 15/1)", "KS", "Beslut om ramdirektiv och preliminära budgetramar för nämnderna"),
    ("mars", "Partierna", "Eget arbete i partigrupperna"),
    ("senast 12 april", "Samtliga nämnder", "Inlämning av verksamhetsplaner (antagna av nämnden)"),
    ("2-3 maj", "Budgetberedningen", "Genomgång av nämndernas förslag"),
    ("månadsskiftet maj - juni", "Majoriteten", "Majoriteten överlämnar sitt förslag till oppositionen"),
    ("4 juni, kl 11-12", "Fackliga organisationer", "Förhandling enligt MBL § 11"),
    ("11 juni", "Kommunstyrelsen", "Kommunstyrelsen bereder mål och budget"),
    ("19 juni, kl. 10.00", "Kommunfullmäktige", "Beslut om mål och budget samt skattesats"),
    ("Sep-okt", "Nämnderna", "Revidering av verksamhetsplaner"),
]  # fmt: skip


def separated(sign, order=(0, 1, 2)):
    return "\n".join(sign.join(row[at] for at in order) for row in [HEADS, *PLAN])


def piped():
    return "\n".join(f"| {' | '.join(row)} |" for row in [HEADS, *PLAN])


def fixed(order=(0, 1, 2), widths=(20, 30, 44)):
    lines = []
    for row in [HEADS, *PLAN]:
        cells = [textwrap.wrap(row[at], widths[at] - 2) for at in order]
        for n in range(max(len(cell) for cell in cells)):
            parts = (
                (cell[n] if n < len(cell) else "").ljust(widths[at]) for cell, at in zip(cells, order, strict=True)
            )
            lines.append("".join(parts).rstrip())
    return "\n".join(lines)


def stacked(between="\n"):
    return between.join(cell for row in [HEADS, *PLAN] for cell in row)


def labelled():
    return "\n\n".join("\n".join(f"{head}: {cell}" for head, cell in zip(HEADS, row, strict=True)) for row in PLAN)


LAYOUTS = {
    "tabs": separated("\t"),
    "pipes": piped(),
    "activity first": separated("\t", (2, 0, 1)),
    "date last": separated("\t", (2, 1, 0)),
    "fixed width": fixed(),
    "fixed width, activity in the middle": fixed((0, 2, 1)),
    "narrow columns": fixed(widths=(15, 22, 30)),
    "one cell per line": stacked(),
    "one cell per paragraph": stacked("\n\n"),
    "labelled lines": labelled(),
}


def rows(text):
    lines = f"Tidplan mål och budget 2020\n\n{text}".split("\n")
    document = SourceDocument(tuple(SourceLine(number, line) for number, line in enumerate(lines, 1)), "txt")
    return [(row.start, row.end, row.time, row.kind, row.participants) for row in parse_timetable(document).activities]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_layout_changes_nothing_of_what_is_read(layout):
    assert rows(LAYOUTS[layout]) == rows(LAYOUTS["tabs"])
    assert len(rows(LAYOUTS[layout])) == len(PLAN)
