"""Reading an opening budget from a file."""

import datetime as dt

import pytest

from ramverk.core.money import Unit
from ramverk.formats.budget_sheets import Coding, code_lines, layout_faults, open_source, read_lines, sums_by, survey
from ramverk.formats.budget_sheets.tests.books import book, coded, lines_of
from ramverk.formats.organisation_sheets.errors import UnreadableSheets

GOOD = """nämnd;verksamhet;benämning;kostnadsslag;nettokostnad (tkr)
KS;100;Politisk verksamhet;lön;9 048
KS;100;Politisk verksamhet;avgifter;-120,5
;municipal_tax;;;-1 700 000
Finansförvaltningen;Pensioner;;;118 000
Summa;;;;1
"""


def test_reads_net_cost_as_money_out() -> None:
    found = coded(GOOD)
    assert found.lines.faults == []
    assert found.unknown == []
    assert list(found.lines.amounts) == [-904_800_000, 12_050_000, 170_000_000_000, -11_800_000_000]
    assert [found.finance_lines[at] if at >= 0 else "" for at in found.line] == ["", "", "municipal_tax", "pensions"]
    assert [found.classes[at] if at >= 0 else "" for at in found.price_class] == ["pay", "fees", "", ""]
    assert found.names == {"100": "Politisk verksamhet"}
    assert list(found.board) == [found.boards.index("KS")] * 2 + [-1, -1]


def test_amounts_are_signed_as_they_stand() -> None:
    lines = lines_of("board;operation;name;price class;amount (kr)\nKS;100;Politics;pay;-100\n")
    assert list(lines.amounts) == [-10_000]


@pytest.mark.parametrize(
    ("text", "ore"),
    [
        ("1 234,5", 123_450_000),
        ("1\u00a0234,50", 123_450_000),
        ("(300)", -30_000_000),
        ("\u2212300", -30_000_000),
        ("-300,25", -30_025_000),
        ("0", 0),
    ],
)
def test_amounts_are_read_as_people_write_them(text: str, ore: int) -> None:
    assert list(lines_of(f"nämnd;verksamhet;kostnadsslag;belopp (tkr)\nKS;1;lön;{text}\n").amounts) == [ore]


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ("KS;100;Politik;lön;1.234", "Skriv decimaler med komma"),
        ("KS;100;Politik;lön;1e9", "Skriv bara siffror"),
        ("KS;100;Politik;lön;1 2O0", "Skriv bara siffror"),
        ("KS;100;Politik;lön;", "Beloppet saknas"),
        ("KS;100;Politik;lön;-", "Beloppet saknas"),
        ("KS;100;Politik;lön;0,000001", "finare än ett öre"),
        ("KS;100;Politik;lön;999 999 999 999", "orimligt stort"),
        ("KS;;Politik;lön;1", "kod saknas"),
        ("KS;120;Ledning;lön;1\nks;120;Ledning;lön;2", "står redan på rad 2"),
    ],
)
def test_says_what_is_wrong_and_where(row: str, says: str) -> None:
    found = coded(f"nämnd;verksamhet;benämning;kostnadsslag;belopp (tkr)\n{row}\n")
    faults = [*found.lines.faults, *found.faults]
    assert len(faults) == 1
    assert says in faults[0].swedish
    assert faults[0].place.startswith("rad ")


def test_what_stands_for_nothing_yet_is_told_once_with_how_often() -> None:
    found = coded(
        "nämnd;verksamhet;benämning;kostnadsslag;belopp (tkr)\nXX;1;Skola;lön;-1\nXX;2;Bad;lön;-2\nKS;3;Väg;guld;-4\n"
        ";Tombola;;;8\n"
    )
    assert [(one.kind, one.word, one.place, one.count, one.amount) for one in found.unknown] == [
        ("board", "XX", "rad 2", 2, -300_000),
        ("price_class", "guld", "rad 4", 1, -400_000),
        ("line", "Tombola", "rad 5", 1, 800_000),
    ]


def test_a_column_without_unit_is_not_guessed() -> None:
    source = open_source("nämnd;verksamhet;benämning;kostnadsslag;belopp\nKS;1;a;lön;1\n".encode(), "b.csv")
    proposed = survey(source).proposed
    assert proposed.unit is None
    assert any("i vilken enhet" in swedish for swedish, _english in layout_faults(proposed))


def test_columns_that_are_not_known_are_asked_for() -> None:
    source = open_source(b"a;b\n1;2\n", "b.csv")
    assert len(list(layout_faults(survey(source).proposed))) == 4


@pytest.mark.parametrize("heads", ["Vht;Verksamhet", "Verksamhet;Vht"])
def test_of_two_columns_of_operations_one_holds_the_codes_and_one_the_names(heads: str) -> None:
    columns = survey(open_source(f"{heads};Konto;Budget (tkr)\n1;2;3;4\n".encode(), "b.csv")).proposed.columns
    assert columns["code"] == heads.split(";").index("Vht")
    assert columns["name"] == heads.split(";").index("Verksamhet")


def test_what_a_heading_was_taken_for_is_remembered() -> None:
    source = open_source(b"Vht;Kto;Utfall (kr)\n440;5011;7\n", "b.csv")
    found = survey(source, known={"kto": "account", "utfall": "amount"})
    assert found.proposed.columns == {"code": 0, "account": 1, "amount": 2}
    assert found.proposed.unit is Unit.KR
    assert found.samples == (("440", "5011", "7"),)


def test_board_and_class_may_be_told_by_other_columns() -> None:
    source = open_source(b"verksamhet;konto;belopp (kr)\n440;5011;7\n510;3010;-9\n", "b.csv")
    lines = read_lines(source, survey(source).proposed)
    coding = Coding(boards={"440": "BUN", "510": "SN"}, classes={"5011": "pay", "3010": "fees"})
    found = code_lines(lines, coding)
    assert found.unknown == []
    assert [found.boards[at] for at in found.board] == ["BUN", "SN"]
    assert [one.word for one in code_lines(lines, Coding()).unknown] == ["440", "510", "5011", "3010"]


def test_sums_are_exact_and_know_their_first_row() -> None:
    found = coded(GOOD)
    sums = sums_by(found, found.board, found.line, found.operation)
    assert [group.amount for group in sums if group.amount < 0] == [-11_800_000_000, -892_750_000]
    assert [(group.count, group.first, group.last) for group in sums] == [(1, 2, 2), (1, 3, 3), (2, 0, 1)]


@pytest.mark.parametrize(
    ("cell", "says"),
    [
        ("12a", "inte ett belopp"),
        (True, "sant eller falskt"),
        (dt.date(2019, 1, 1), "ett datum"),
        ("=1+1", "formel utan sparat värde"),
        (0.0000123, "finare än ett öre"),
    ],
)
def test_a_cell_that_is_no_number_is_named_with_its_cure(cell: object, says: str) -> None:
    lines = lines_of(book([["KS", "1", "Väg", "lön", cell]]), "budget.xlsx")
    assert [fault.place for fault in lines.faults] == ["Blad, cell E2"]
    assert says in lines.faults[0].swedish


def test_numbers_in_cells_are_whole_ore_whatever_the_float_says() -> None:
    rows: list[list[object]] = [
        ["KS", number, "x", "lön", value] for number, value in enumerate([0.1 + 0.2, 1234.5, -3, 1e6, 69_000.125])
    ]
    assert list(lines_of(book(rows), "b.xlsx").amounts) == [30_000, 123_450_000, -300_000, 10**11, 6_900_012_500]


def test_merged_cells_are_told_by_cell() -> None:
    rows: list[list[object]] = [["KS", "1", "Väg", "lön", 1], [None, "2", "Bro", "lön", 2]]
    lines = lines_of(book(rows, merged="A2:A3"), "b.xlsx")
    assert [(fault.place, "sammanfogad" in fault.swedish) for fault in lines.faults] == [("Blad, cell A3", True)]


def test_many_faults_are_counted_and_the_first_are_kept() -> None:
    rows = "\n".join(f"KS;{number};x;lön;fel" for number in range(500))
    lines = lines_of(f"nämnd;verksamhet;benämning;kostnadsslag;belopp (tkr)\n{rows}\n")
    assert (len(lines.faults), lines.fault_count) == (200, 500)


def test_a_sie_file_has_a_sheet_for_each_dimension() -> None:
    text = """#FLAGGA 0
#SIETYP 3
#RAR 0 20180101 20181231
#KONTO 5011 "Löner"
#DIM 1 "Ansvar"
#DIM 20 "Verksamhet"
#OBJEKT 20 440 "Grundskola"
#PBUDGET 0 201801 5011 {} 300
#PBUDGET 0 201801 5011 {1 10} 300
#PBUDGET 0 201801 5011 {20 440} 200
"""
    source = open_source(text.encode(), "budget.se")
    assert [sheet.name for sheet in source.sheets] == ["2018 Ansvar", "2018 Verksamhet"]
    lines = read_lines(source, survey(source).proposed)
    assert lines.columns["cost_centre"].words == ["", "10"]
    assert list(lines.amounts) == [-30_000]
    lines = read_lines(source, survey(source, survey(source).proposed.__class__("2018 Verksamhet")).proposed)
    assert sorted(lines.amounts) == [-20_000, -10_000]
    assert lines.columns["name"].words == ["", "Grundskola"]


def test_a_sie_file_without_budget_or_with_broken_rows_is_refused() -> None:
    with pytest.raises(UnreadableSheets, match="inga budgetrader"):
        open_source(b"#FLAGGA 0\n#SIETYP 2\n", "b.se")
    with pytest.raises(UnreadableSheets, match="inte går att läsa"):
        open_source(b"#FLAGGA 0\n#SIETYP 2\n#PBUDGET 0 201801 5011 {} fel\n", "b.se")


@pytest.mark.parametrize("table", ["cp1252", "utf-8-sig", "utf-16", "mac-roman", "cp437"])
def test_any_character_table_is_read(table: str) -> None:
    data = "nämnd;verksamhet;benämning;kostnadsslag;belopp (tkr)\nKS;1;Äldreomsorg på ön;lön;1\n".encode(table)
    assert lines_of(data).columns["name"].words == ["", "Äldreomsorg på ön"]


FOLLOWED = "nämnd;verksamhet;kostnadsslag;nettokostnad (tkr);beslut;varar;helårsbelopp (tkr)\n"


def test_what_was_decided_during_the_year_and_what_does_not_last_stand_in_columns_of_their_own() -> None:
    found = coded(
        f"{FOLLOWED}KS;120;övrigt;500;;;\nKS;120;övrigt;120;KF § 9;engångs;\n"
        "KS;440;lön;50;KF § 9;;115\n;Pensioner;;7;KF § 3;;\n"
    )
    assert found.faults == found.lines.faults == []
    assert [found.decisions[code] if code >= 0 else "" for code in found.decision] == ["", "KF § 9", "KF § 9", "KF § 3"]
    assert list(found.one_off) == [False, True, False, False]
    assert found.lines.whole_year is not None
    assert list(found.lines.whole_year - found.lines.amounts) == [0, 0, -6_500_000, 0]


def test_both_amounts_of_a_row_are_told_of_at_once() -> None:
    faults = coded(f"{FOLLOWED}KS;120;övrigt;mycket;;;1e9\n").lines.faults
    assert [fault.swedish.split("”")[1] for fault in faults] == ["mycket", "1e9"]


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ("KS;120;övrigt;5;;kanske;", "säger inte om raden varar"),
        ("KS;120;övrigt;5;;engångs;9", "har ett annat helårsbelopp"),
        (";Pensioner;;5;;engångs;", "på nämndernas rader"),
        (";Pensioner;;5;;;9", "på nämndernas rader"),
        ("KS;120;övrigt;5;;;1e9", "Skriv bara siffror"),
        ("KS;120;övrigt;5;KF § 9;;\nKS;120;övrigt;6;KF § 9;;", "står redan på rad 2"),
    ],
)
def test_what_is_said_of_the_coming_years_is_understood_or_told(row: str, says: str) -> None:
    found = coded(f"{FOLLOWED}{row}\n")
    faults = [*found.lines.faults, *found.faults]
    assert len(faults) == 1
    assert says in faults[0].swedish
