"""Rows of code strings: nothing is lost between the edition and the file."""

import io
from datetime import UTC, datetime

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ramverk.core.money import Ore, Unit
from ramverk.formats.codestring import (
    COLUMNS,
    About,
    CodePost,
    CodeRow,
    Format,
    Period,
    Profile,
    Sign,
    Zeros,
    code_rows,
    control_totals,
    difference,
    profile_faults,
    profile_from_json,
    profile_to_json,
    read_rows,
    write_rows,
)
from ramverk.formats.sie import read_sie

ABOUT = About(
    "Beslut 2019", "a" * 64, "uid", datetime(2018, 11, 26, tzinfo=UTC), names={"verksamhet": {"440": "Skola"}}
)
SCHOOL = ("5011", "01001", "440", "", "", "")
POST = CodePost("BUN", SCHOOL, 2019, Ore(-100_000_00), "Löner")
AMOUNTS = st.integers(-(10**13), 10**13).map(Ore)
POSTS = st.lists(
    st.builds(
        CodePost, board=st.sampled_from(["BUN", "SN"]),
        codes=st.tuples(*(st.sampled_from(["", "1", "22", "=3"]) for _ in range(6))),
        year=st.sampled_from([2019, 2020]), amount=AMOUNTS, text=st.text("aå;\"'=\n ", max_size=5),
    ),
    max_size=8,
)  # fmt: skip
PROFILES = st.builds(
    Profile, columns=st.permutations(COLUMNS).map(tuple), delimiter=st.sampled_from(";|\t"),
    encoding=st.sampled_from(["utf-8-sig", "utf-8", "cp1252"]), unit=st.sampled_from([Unit.KR, Unit.TKR]),
    decimals=st.sampled_from([0, 2]), sign=st.sampled_from(Sign), zero_rows=st.sampled_from(Zeros),
    period=st.sampled_from(Period), weights=st.lists(st.integers(1, 9), min_size=12, max_size=12).map(tuple),
)  # fmt: skip


@settings(max_examples=40, deadline=None)
@given(POSTS, PROFILES)
def test_reading_what_was_written_gives_the_rows_back(posts, profile):
    rows = code_rows(posts, profile)
    data, replaced = write_rows(rows, profile, ABOUT)
    assert replaced == {}
    assert read_rows(data, profile) == rows


@settings(max_examples=40, deadline=None)
@given(POSTS, PROFILES)
def test_each_boards_year_is_its_rounded_total_whatever_the_periods(posts, profile):
    rows = code_rows(posts, profile)
    for board in ("BUN", "SN"):
        for year in (2019, 2020):
            exact = sum(int(post.amount) for post in posts if (post.board, post.year) == (board, year))
            written = sum(int(row.amount) for row in rows if row.board == board and row.period[:4] == str(year))
            assert abs(written - exact) * 2 <= profile.step
            assert written % profile.step == 0
    assert sum(int(amount) for amount in control_totals(rows).values()) == sum(int(row.amount) for row in rows)


@given(POSTS, POSTS)
def test_what_was_delivered_and_the_difference_are_what_stands_now(before, now):
    first, second = code_rows(before, Profile()), code_rows(now, Profile())
    delivered = {(row.board, row.codes, row.period): int(row.amount) for row in first}
    for row in difference(second, delivered):
        key = (row.board, row.codes, row.period)
        delivered[key] = delivered.get(key, 0) + int(row.amount)
    stands = {(row.board, row.codes, row.period): int(row.amount) for row in second}
    assert {key: amount for key, amount in delivered.items() if amount} == stands
    assert difference(second, stands) == []


def test_twelfths_leave_the_rest_to_the_last_month():
    rows = code_rows([POST], Profile())
    assert [int(row.amount) for row in rows] == [-8_333_00] * 11 + [-8_337_00]
    assert rows[0].period == "201901"


def test_a_csv_is_laid_out_as_the_profile_says():
    profile = Profile(("konto", "verksamhet", "belopp", "text"), period=Period.YEAR, decimals=2)
    data, _replaced = write_rows(code_rows([POST], profile), profile, ABOUT)
    assert data.decode("utf-8-sig") == "konto;verksamhet;belopp;text\r\n5011;440;100000,00;Löner\r\n"
    shown = Profile(("konto", "belopp"), period=Period.YEAR, sign=Sign.SHOWN, unit=Unit.TKR, encoding="cp1252")
    assert write_rows(code_rows([POST], shown), shown, ABOUT)[0] == b"konto;belopp\r\n5011;-100\r\n"


def test_text_that_a_spreadsheet_would_calculate_is_made_harmless():
    profile = Profile(("konto", "belopp", "text"), period=Period.YEAR)
    row = CodeRow("BUN", SCHOOL, "2019", Ore(-100), "=1+1")
    assert b"'=1+1" in write_rows([row], profile, ABOUT)[0]


def test_a_character_that_the_table_lacks_is_told():
    profile = Profile(("konto", "belopp", "text"), period=Period.YEAR, encoding="cp1252")
    row = CodeRow("BUN", SCHOOL, "2019", Ore(-100), "→")
    assert write_rows([row], profile, ABOUT)[1] == {"→": "?"}


def test_a_workbook_carries_its_edition_and_control_totals():
    profile = Profile(format=Format.XLSX, period=Period.YEAR)
    book = openpyxl.load_workbook(io.BytesIO(write_rows(code_rows([POST], profile), profile, ABOUT)[0]))
    assert [cell.value for cell in book["Rader"][2]] == ["5011", "01001", "440", "2019", 100_000, "Löner"]
    assert [cell.value for cell in book["Kontroll"][5]] == ["BUN", "2019", "5", 100_000]
    assert ABOUT.checksum in book["Kontroll"]["A2"].value


def test_a_sie_file_has_the_months_of_one_dimension():
    profile = Profile(format=Format.SIE)
    file, findings = read_sie(write_rows(code_rows([POST], profile), profile, ABOUT)[0])
    assert file.objects == {("20", "440"): "Skola"}
    assert sum(int(row.amount) for row in file.balances if not row.objects) == -100_000_00
    assert [finding.code for finding in findings] == ["no_orgnr"]


@pytest.mark.parametrize(
    ("profile", "says"),
    [
        (Profile(("konto", "period")), "belopp måste"),
        (Profile(("belopp", "period")), "konto måste"),
        (Profile(("konto", "belopp")), "period måste"),
        (Profile(("konto", "belopp", "period", "slump")), "slump finns inte"),
        (Profile(("konto", "konto", "belopp", "period")), "två gånger"),
        (Profile(period=Period.WEIGHTS), "tolv vikter"),
        (Profile(period=Period.WEIGHTS, weights=(0,) * 12), "inte vara noll"),
        (Profile(format=Format.SIE, period=Period.YEAR), "månader"),
        (Profile(delimiter=","), "måste vara olika"),
        (Profile(unit=Unit.MNKR), "kr eller tkr"),
    ],
)
def test_a_layout_that_cannot_be_is_told(profile, says):
    assert any(says in swedish for swedish, _english in profile_faults(profile))


@given(PROFILES)
def test_a_profile_is_stored_and_read_back(profile):
    assert profile_from_json(profile_to_json(profile)) == profile
