"""Reading files as they come, with every oddity that real ones have."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ramverk.core.money import Ore
from ramverk.formats.sie import Balance, account_sums, dimensions_of, is_sie, object_sums, read_sie

ODD = """#FLAGGA 1
#PROGRAM "Påhittad ekonomi" 7
#FORMAT PC8
#GEN 20180110
#SIETYP 3
#ORGNR 2120000001

#FNAMN "Exempelby kommun"
#RAR 0 20180101 20181231
#RAR -1 20170101 20171231
#KPTYP Kommun-Bas
#KONTO\t5011\t"Löner"
#KONTO 3010 "Avgifter; ""ja"
#KONTO 50A "Inte en siffra"
#KTYP 5011 K
#DIM 20 "Verksamhet"
#UNDERDIM 21 "Del" 20
#OBJEKT 20 "440" "Grundskola"
#KUNDKOD 1 2 3
#KSUMMA
#PBUDGET 0 201801 5011 {} 300000.00 0
#PBUDGET 0 201801 5011 {20 "440"} 200000.00
#PBUDGET 0 201801 5011 {"20" "510"} 100000
#PBUDGET 0 201801 3010 {} -100000
#PBUDGET 0 201801 3010 {20 440} -100000.00 12.5
#PBUDGET -1 201701 5011 {20 "440"} 166667.00
#PSALDO 0 201813 5011 {} 1
#IB 0 5011 -166667.00
#RES 0 3010 1.234
#VER
{
\t#TRANS 5011 {1 "10" 6 "0047"} 10.00
   #TRANS 3010 {} -9.00 20180131 "Öre"
}
#KSUMMA 123
"""


def findings_of(data: bytes) -> dict[str, str]:
    return {finding.code: finding.swedish for finding in read_sie(data)[1]}


def test_it_reads_what_can_be_read_and_says_the_rest():
    file, findings = read_sie(ODD.encode("cp437"))
    assert file.company == "Exempelby kommun"
    assert file.organisation_number == "212000-0001"
    assert file.years[-1] == (date(2017, 1, 1), date(2017, 12, 31))
    assert file.accounts["5011"] == "Löner"
    assert file.super_dimensions == {"21": "20"}
    assert file.objects == {("20", "440"): "Grundskola"}
    assert Balance("PBUDGET", 0, "3010", Ore(10_000_000), "201801", (("20", "440"),), "12.5") in file.balances
    assert file.vouchers[0].rows[0].objects == (("1", "10"), ("6", "0047"))
    said = {finding.code for finding in findings}
    assert said == {
        "already_read", "orgnr", "account", "unknown_label", "balance", "amount", "voucher_day", "unbalanced",
        "undeclared",
    }  # fmt: skip
    assert {finding.place for finding in findings if finding.is_error} == {"rad 27", "rad 29"}


def test_account_rows_and_object_rows_are_the_same_money():
    file, _findings = read_sie(ODD.encode("cp437"))
    assert account_sums(file, "PBUDGET", 0) == {"5011": Ore(-30_000_000), "3010": Ore(10_000_000)}
    assert account_sums(file, "PBUDGET", -1) == {"5011": Ore(-16_666_700)}
    assert dimensions_of(file, "PBUDGET", 0) == ["20"]
    assert object_sums(file, "PBUDGET", 0, "20")["5011", "510"] == Ore(-10_000_000)


def test_objects_that_do_not_sum_to_their_account_are_told():
    text = '#SIETYP 3\n#RAR 0 20180101 20181231\n#PBUDGET 0 201801 5011 {} 300\n#PBUDGET 0 201801 5011 {20 "1"} 200\n'
    assert "summerar inte till kontot" in findings_of(text.encode())["objects_differ"]


@pytest.mark.parametrize("end", [b"\n", b"\r\n", b"\r"])
@pytest.mark.parametrize("table", ["cp437", "utf-8", "utf-8-sig", "cp1252"])
def test_every_line_is_read_in_its_own_table(table, end):
    data = '#SIETYP 3\n#FNAMN "Åmåls örådssköte"\n'.encode(table).replace(b"\n", end)
    file, findings = read_sie(data + b'#KONTO 1 "K\x94p"' + end)
    assert file.company == "Åmåls örådssköte"
    assert file.accounts == {"1": "Köp"}
    assert ("encoding" in {finding.code for finding in findings}) == (table != "cp437")


def test_a_single_line_of_another_table_is_no_obstacle():
    data = b'#SIETYP 4\r\n#KONTO 1 "L\x94n"\r\n#KONTO 2 "L\xf6n"\r\n#KONTO 3 "L\xc3\xb6n"\r\n'
    file, findings = read_sie(data)
    assert set(file.accounts.values()) == {"Lön"}
    assert [finding.line for finding in findings if finding.code == "encoding"] == [3, 4]


def test_missing_heads_are_told():
    assert {"no_type", "no_year", "no_orgnr"} <= set(findings_of(b"\n\n#KONTO 1 a\nskr\xe4p\n"))


def test_objects_in_a_type_two_file_are_read():
    found = findings_of(b'#SIETYP 2\n#RAR 0 20180101 20181231\n#OBJEKT 1 "10" "X"\n')
    assert "typ 2" in found["objects_early"]


def test_vouchers_that_never_end_are_kept():
    file, findings = read_sie(
        b'#SIETYP 4\n#VER A 1 20180101 "x"\n{\n#TRANS 1 {} 5\n#VER A 2 20180102\n{\n#TRANS 1 {} 0\n'
    )
    assert [(voucher.number, len(voucher.rows)) for voucher in file.vouchers] == [("1", 1), ("2", 1)]
    assert sum(finding.code == "open_voucher" for finding in findings) == 2
    assert any(finding.code == "row" for finding in read_sie(b"#SIETYP 4\n#TRANS 1 {} 5\n")[1])


def test_it_knows_a_sie_file_by_its_head():
    assert is_sie(b"\r\n#FLAGGA 0")
    assert not is_sie("nämnd;verksamhet".encode())


@given(st.binary(max_size=300))
def test_any_bytes_are_read(data):
    read_sie(data)


@given(st.lists(st.text('#PBUDGETVERTRANS{}"\\ 0123456789.-\n\tåÖ', max_size=40), max_size=20))
def test_any_lines_are_read(lines):
    read_sie("\n".join(lines).encode("cp437", errors="replace"))
