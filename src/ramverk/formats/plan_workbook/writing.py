"""A plan to a workbook: keys in hidden columns, what it was made from on a sheet of its own and in its properties."""

import io
from collections.abc import Mapping, Sequence
from datetime import datetime

import xlsxwriter

from ramverk.core.money import Ore
from ramverk.formats.plan_workbook.rows import (
    ABOUT,
    GOAL_HEADS,
    GOALS,
    SPLIT,
    SPLIT_HEADS,
    TEMPLATE,
    GoalRow,
    PlanIdentity,
    SplitRow,
)

_BLANK = 60
_GUIDE = (
    "Ändra i de vita cellerna eller lägg till rader sist. Kolumnen Nyckel ska stå orörd; den är tom på en ny rad.",
    "Belopp i tusen kronor, nettokostnad. Summan ska vara lika med ramen, på kronan, alla år.",
    "Töm beloppen på en rad, så tas den bort. Ett mål som inte står kvar i filen rörs inte.",
    "Skriv värden, inte formler. Läs in filen på planens sida; inget sparas förrän du har sett vad som ändras.",
)


def write_plan(
    identity: PlanIdentity,
    created: datetime,
    by: str,
    years: Sequence[int],
    frame: Mapping[int, Ore],
    split: Sequence[SplitRow],
    goals: Sequence[GoalRow],
    operations: Sequence[tuple[str, str]],
) -> bytes:
    """The workbook. `operations` are the codes with their names that the cells offer."""
    buffer = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(buffer, options)
    book.set_properties({"title": f"{identity.board}: verksamhetsplan", "created": created.replace(tzinfo=None)})
    book.set_custom_property("ramverk_template", TEMPLATE)
    book.set_custom_property("ramverk_edition", identity.edition)
    book.set_custom_property("ramverk_board", identity.board)
    names = dict(operations)
    _split(book, years, frame, split, names)
    _goals(book, years, goals)
    _about(book, identity, created, by, operations)
    book.close()
    return buffer.getvalue()


def _split(
    book: xlsxwriter.Workbook,
    years: Sequence[int],
    frame: Mapping[int, Ore],
    rows: Sequence[SplitRow],
    names: Mapping[str, str],
) -> None:
    page = book.add_worksheet(SPLIT)
    bold, money = book.add_format({"bold": True, "bottom": 1}), book.add_format({"num_format": "#,##0.###"})
    for column, head in enumerate((*SPLIT_HEADS, *map(str, years))):
        page.write_string(0, column, head, bold)
    for number, row in enumerate(rows, 1):
        named = f"{row.operation} {names.get(row.operation, '')}".strip()
        for column, text in enumerate((row.key, named, row.unit, row.account)):
            if text:
                page.write_string(number, column, text)
        for column, year in enumerate(years, len(SPLIT_HEADS)):
            if year in row.amounts:
                page.write_number(number, column, int(row.amounts[year]) / 100_000, money)
    last = len(rows) + _BLANK
    page.data_validation(1, 1, last, 1, {"validate": "list", "source": f"={ABOUT}!$C$12:$C${11 + len(names)}",
                                         "error_type": "warning"})  # fmt: skip
    page.write_string(last + 2, 1, "Ram (rör inte)", bold)
    for column, year in enumerate(years, len(SPLIT_HEADS)):
        page.write_number(last + 2, column, int(frame.get(year, Ore(0))) / 100_000, money)
    page.set_column(0, 0, 10, None, {"hidden": True})
    page.set_column(1, 1, 40)
    page.set_column(2, 3, 16)
    page.set_column(4, 3 + len(years), 14, money)
    page.freeze_panes(1, 2)
    page.set_footer("&LMål och fördelning, verksamhetsplan&RSida &P av &N")


def _goals(book: xlsxwriter.Workbook, years: Sequence[int], rows: Sequence[GoalRow]) -> None:
    page = book.add_worksheet(GOALS)
    bold = book.add_format({"bold": True, "bottom": 1})
    wrap = book.add_format({"text_wrap": True, "valign": "top"})
    heads = (*GOAL_HEADS, *(f"Målvärde {year}" for year in years))
    for column, head in enumerate(heads):
        page.write_string(0, column, head, bold)
    for number, row in enumerate(rows, 1):
        texts = (
            row.key, row.text, row.responsible, row.period, row.indicator_key, row.indicator, row.definition, row.unit,
            row.direction, row.baseline, row.baseline_year, row.source, *(row.targets.get(year, "") for year in years),
        )  # fmt: skip
        for column, text in enumerate(texts):
            if text:
                page.write_string(number, column, text, wrap)
    page.data_validation(1, 8, len(rows) + _BLANK, 8, {"validate": "list", "source": ["öka", "minska", "spann"]})
    page.set_column(0, 0, 10, None, {"hidden": True})
    page.set_column(1, 1, 44)
    page.set_column(2, 3, 16)
    page.set_column(4, 4, 10, None, {"hidden": True})
    page.set_column(5, 6, 32)
    page.set_column(7, len(heads) - 1, 14)
    page.freeze_panes(1, 2)


def _about(
    book: xlsxwriter.Workbook,
    identity: PlanIdentity,
    created: datetime,
    by: str,
    operations: Sequence[tuple[str, str]],
) -> None:
    page = book.add_worksheet(ABOUT)
    facts = (
        ("Mall", TEMPLATE), ("Plan", identity.plan), ("Utgåva", identity.edition), ("Nämnd", identity.board),
        ("Fördelningens version", str(identity.split_version)), ("Målens version", str(identity.goals_version)),
        ("Hämtad", f"{created:%Y-%m-%d %H:%M}, {by}"),
    )  # fmt: skip
    for number, (what, value) in enumerate(facts):
        page.write_string(number, 0, what)
        page.write_string(number, 1, value)
    for number, line in enumerate(_GUIDE, 7):
        page.write_string(number, 0, line)
    for number, (code, name) in enumerate(operations, 11):
        page.write_string(number, 2, f"{code} {name}")
    page.set_column(0, 2, 34)
