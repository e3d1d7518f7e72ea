"""Reading an opening budget from a file."""

import pytest

from ramverk.core.money import Ore
from ramverk.formats.budget_sheets import read_budget
from ramverk.formats.organisation_sheets.errors import UnreadableSheets

GOOD = """nämnd;verksamhet;benämning;kostnadsslag;nettokostnad (tkr)
KS;100;Politisk verksamhet;lön;9 048
KS;100;Politisk verksamhet;avgifter;-120,5
;municipal_tax;;;-1 700 000
Finansförvaltningen;Pensioner;;;118 000
Summa;;;;1
"""


def test_reads_net_cost_as_money_out() -> None:
    sheet = read_budget(GOOD.encode(), "budget.csv")
    assert sheet.faults == []
    assert [(row.board, row.code, row.price_class, row.line, row.amount) for row in sheet.rows] == [
        ("KS", "100", "pay", "", Ore(-904_800_000)),
        ("KS", "100", "fees", "", Ore(12_050_000)),
        ("", "", "", "municipal_tax", Ore(170_000_000_000)),
        ("", "", "", "pensions", Ore(-11_800_000_000)),
    ]


def test_amounts_are_signed_as_they_stand() -> None:
    sheet = read_budget(b"board;operation;name;price class;amount (kr)\nKS;100;Politics;pay;-100\n", "b.csv")
    assert sheet.rows[0].amount == Ore(-10_000)


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ("KS;100;Politik;lön;1.234", "Skriv decimaler med komma"),
        ("KS;100;Politik;lön;", "Beloppet saknas"),
        ("KS;100;Politik;lön;999 999 999 999", "orimligt stort"),
        ("KS;100;Politik;guld;1", "Kostnadsslaget ”guld” är okänt"),
        ("KS;;Politik;lön;1", "kod saknas"),
        (";Tombola;;;1", "ingen rad i finansförvaltningen"),
        ("KS;120;Ledning;lön;1\nks;120;Ledning;lön;2", "står redan på rad 2"),
    ],
)
def test_says_what_is_wrong_and_where(row: str, says: str) -> None:
    sheet = read_budget(f"nämnd;verksamhet;benämning;kostnadsslag;belopp (tkr)\n{row}\n".encode(), "budget.csv")
    assert len(sheet.faults) == 1
    assert says in sheet.faults[0].swedish
    assert sheet.faults[0].place.startswith("rad ")


def test_a_column_without_unit_is_refused() -> None:
    with pytest.raises(UnreadableSheets, match="i vilken enhet"):
        read_budget(b"n\xc3\xa4mnd;verksamhet;ben\xc3\xa4mning;kostnadsslag;belopp\nKS;1;a;l\xc3\xb6n;1\n", "b.csv")


def test_a_file_without_the_columns_is_refused() -> None:
    with pytest.raises(UnreadableSheets, match="rubrikerna"):
        read_budget(b"a;b\n1;2\n", "b.csv")
