"""Last year's goals from a file: what is read, and what is said row by row."""

import io

import openpyxl
import pytest

from ramverk.core.goals.goals import Direction
from ramverk.formats.goal_sheets import read_goals, write_goals_template
from ramverk.formats.organisation_sheets.errors import UnreadableSheets

CSV = """Nämnd;Mål;Indikator;Enhet;Ska;Utgångsvärde;Målvärde 2018;Målvärde 2019;Utfall 2016;Utfall 2017
BUN;Fler blir behöriga;Behöriga i nian;%;öka;81;85;86;82,5;84,5
;;Trygga elever;%;;;90;;;88
;Kortare kö;Dagar i kö;dagar;minska;40;30–35;;;36
SN;Stöd i tid;Väntetid;dagar;Minska;;;;;12
"""


def test_an_empty_cell_says_the_same_as_the_row_above():
    read = read_goals(CSV.encode(), "mal.csv")
    assert read.faults == {}
    assert [(row.board, row.text, row.name) for row in read.rows] == [
        ("BUN", "Fler blir behöriga", "Behöriga i nian"), ("BUN", "Fler blir behöriga", "Trygga elever"),
        ("BUN", "Kortare kö", "Dagar i kö"), ("SN", "Stöd i tid", "Väntetid"),
    ]  # fmt: skip
    first, _second, queue, _last = read.rows
    assert (first.targets, first.outcomes) == ({2018: "85", 2019: "86"}, {2016: "82,5", 2017: "84,5"})
    assert (queue.direction, queue.targets) == (Direction.DECREASE, {2018: "30–35"})


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("BUN;Mål;Mått;%;upp;;;;;", "öka, minska eller spann, inte ”upp”"),
        ("BUN;Mål;Mått;%;öka;;många;;;", "målvärde 2018: ”många” är inget värde"),
        ("BUN;Mål;Mått;%;öka;;;;;80–85", "utfall 2017: ”80–85” är ett spann. Skriv ett tal."),
        ("BUN;Mål;Mått;%;öka;kanske;;;;", "utgångsvärde: ”kanske” är inget värde"),
        ("BUN;Mål;;%;öka;;;;;", "Indikatorn saknas"),
        ("BUN;;Mått;%;öka;;;;;", "Målet saknas"),
        ("BUN;Fler blir behöriga;Behöriga i nian;%;öka;;;;;", "Samma mål och indikator står på rad 2"),
        (f"BUN;Mål;Mått;{'x' * 41};öka;;;;;", "Enhet är 41 tecken; högst 40 får plats"),
    ],
)
def test_what_is_wrong_is_said_by_row(row, said):
    read = read_goals((CSV + row).encode(), "mal.csv")
    assert list(read.faults) == ["rad 6"]
    assert said in " ".join(swedish for swedish, _english in read.faults["rad 6"])


def test_a_file_without_the_headings_or_without_a_year_is_refused_with_the_way_out():
    with pytest.raises(UnreadableSheets, match="Hämta mallen"):
        read_goals(b"Namn;Belopp\nEtt;2\n", "fel.csv")
    with pytest.raises(UnreadableSheets, match="Skriv året i rubriken, till exempel Utfall 2017"):
        read_goals("Mål;Indikator;Utfall\nEtt;Två;3\n".encode(), "fel.csv")


def test_the_template_is_read_back_as_it_is_filled_in():
    book = openpyxl.load_workbook(io.BytesIO(write_goals_template([2019, 2020, 2021], ["BUN"], ["Alla lyckas"])))
    page = book["Mål"]
    heads = {cell.value: cell.column for cell in page[1]}
    values = {
        "Nämnd": "BUN", "Mål": "Fler", "Indikator": "Andel", "Målvärde 2018": 85, "Utfall 2017": 84.5,
        "Utgångsår": 2016, "Fullmäktiges mål": "Alla lyckas",
    }  # fmt: skip
    for head, value in values.items():
        page.cell(2, heads[head], value)
    page.cell(3, heads["Mål"], "Ett")
    page.cell(3, heads["Indikator"], "=A1")
    buffer = io.BytesIO()
    book.save(buffer)
    read = read_goals(buffer.getvalue(), "mal.xlsx")
    (row,) = read.rows
    assert (row.targets, row.outcomes, row.baseline_year, row.above) == (
        {2018: "85"}, {2017: "84,5"}, 2016, "Alla lyckas",
    )  # fmt: skip
    assert "formel" in read.faults["Mål, rad 3"][0][0]
