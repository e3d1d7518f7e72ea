"""A plan's workbook goes out and comes back with nothing changed; what is wrong in it is named with its place."""

import io
from datetime import datetime

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ramverk.core.money import Ore
from ramverk.formats.organisation_sheets import UnreadableSheets
from ramverk.formats.plan_workbook import GoalRow, PlanIdentity, SplitRow, read_plan, write_plan

YEARS = (2019, 2020)
IDENTITY = PlanIdentity("17", "utgåva-1", "Kulturnämnden", 3, 4)
OPERATIONS = [("320", "Bibliotek"), ("340", "Idrott")]
GOAL = GoalRow(
    "Mål, rad 2", "g1", "Fler läser", "Chefen", "2019–2021", "i1", "Lån", "Lån per barn", "st", "öka", "17,5", "2017",
    "KB", {2019: "18", 2020: "10–12"},
)  # fmt: skip


def book(split, goals=(GOAL,)):
    frame = {2019: Ore(100), 2020: Ore(100)}
    return write_plan(IDENTITY, datetime(2018, 3, 1), "Klara Kull", YEARS, frame, split, goals, OPERATIONS)


def changed(data, sheet, cell, value):
    opened = openpyxl.load_workbook(io.BytesIO(data))
    opened[sheet][cell] = value
    buffer = io.BytesIO()
    opened.save(buffer)
    return buffer.getvalue()


@given(st.lists(st.tuples(st.sampled_from(["320", "340"]), st.integers(-(10**11), 10**11)), max_size=6))
def test_what_is_written_is_read(parts):
    split = [
        SplitRow(f"Fördelning, rad {at}", f"k{at}", code, "Norr", "", {2019: Ore(amount), 2020: Ore(-amount)})
        for at, (code, amount) in enumerate(parts, 5)
    ]
    read = read_plan(book(split), "plan.xlsx")
    assert (read.identity, read.split, read.goals, read.faults) == (IDENTITY, split, [GOAL], [])


def test_faults_name_sheet_row_and_cure():
    data = book([SplitRow("", "k1", "320", "", "", {2019: Ore(100_000)})])
    read = read_plan(changed(data, "Fördelning", "E5", "1 2O0"), "plan.xlsx")
    assert read.faults[0].place == "Fördelning, rad 5"
    assert "”1 2O0” är inte ett belopp" in read.faults[0].swedish
    read = read_plan(changed(data, "Fördelning", "E5", "=1+1"), "plan.xlsx")
    assert "är en formel" in read.faults[0].swedish


def test_another_workbook_is_refused_with_the_way_out():
    with pytest.raises(UnreadableSheets, match="planens sida"):
        read_plan(changed(book([]), "Om", "B1", "något annat"), "plan.xlsx")
