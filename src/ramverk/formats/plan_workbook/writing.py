"""A plan to a workbook: keys in hidden columns, what it was made from on a sheet of its own and in its properties."""

import io
from collections.abc import Mapping, Sequence
from datetime import datetime

import xlsxwriter

from ramverk.core.money import Ore
from ramverk.formats.plan_workbook.rows import (
    ABOUT,
    CHECKS,
    GOAL_HEADS,
    GOALS,
    SPLIT,
    SPLIT_HEADS,
    TEMPLATE,
    GoalRow,
    PlanIdentity,
    SplitRow,
)
from ramverk.formats.returning_books import Looks, as_written, finish

_BLANK = 60
_TKR = 100_000
_GUIDE = (
    "Ändra i de vita cellerna eller lägg till rader sist. Kolumnen Nyckel ska stå orörd; den är tom på en ny rad.",
    "Belopp i tusen kronor, nettokostnad. Kvar att fördela, överst på bladet, ska vara noll alla år, på kronan.",
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
    looks, named = Looks.of(book), identity.edition_name or identity.edition
    footer = f"{identity.board}: verksamhetsplan, ramen i ”{named}”, hämtad {created:%Y-%m-%d %H:%M}"
    _split(book, looks, footer, years, frame, split, names)
    _goals(book, looks, footer, years, goals)
    _about(book, identity, created, by, operations)
    book.close()
    return buffer.getvalue()


def _split(
    book: xlsxwriter.Workbook,
    looks: Looks,
    footer: str,
    years: Sequence[int],
    frame: Mapping[int, Ore],
    rows: Sequence[SplitRow],
    names: Mapping[str, str],
) -> None:
    page = book.add_worksheet(SPLIT)
    first, last = 1 + len(CHECKS), len(CHECKS) + len(rows) + _BLANK
    page.set_column(0, 0, 10, looks.text, {"hidden": True})
    page.set_column(1, 1, 40, looks.text)
    page.set_column(2, 3, 16, looks.text)
    page.set_column(4, 3 + len(years), 16, looks.money)
    for column, head in enumerate((*SPLIT_HEADS, *map(str, years))):
        page.write_string(0, column, head, looks.head_number if column >= len(SPLIT_HEADS) else looks.head)
    _checks(page, looks, years, frame, rows, last)
    for number, row in enumerate(rows, first):
        named = f"{row.operation} {names.get(row.operation, '')}".strip()
        for column, text in enumerate((row.key, named, row.unit, row.account)):
            if text:
                page.write_string(number, column, text, looks.text)
        for column, year in enumerate(years, len(SPLIT_HEADS)):
            if year in row.amounts:
                page.write_number(number, column, int(row.amounts[year]) / _TKR, looks.money)
    page.data_validation(first, 1, last, 1, {"validate": "list", "source": f"={ABOUT}!$C$12:$C${11 + len(names)}",
                                             "error_type": "warning"})  # fmt: skip
    finish(page, looks, footer, freeze=(first, 2), cells=(last, 3 + len(years)))


def _checks(
    page: xlsxwriter.worksheet.Worksheet,
    looks: Looks,
    years: Sequence[int],
    frame: Mapping[int, Ore],
    rows: Sequence[SplitRow],
    last: int,
) -> None:
    """The frame, what the rows below come to and what is left, always in sight under the headings."""
    for number, name in enumerate(CHECKS, 1):
        for column in range(len(SPLIT_HEADS)):
            page.write_string(number, column, name if column == 1 else "", looks.fixed)
    for column, year in enumerate(years, len(SPLIT_HEADS)):
        whole, laid = int(frame.get(year, Ore(0))), sum(int(row.amounts.get(year, Ore(0))) for row in rows)
        name = xlsxwriter.utility.xl_col_to_name(column)
        page.write_number(1, column, whole / _TKR, looks.fixed_money)
        total = f"=SUM({name}{2 + len(CHECKS)}:{name}{last + 1})"
        page.write_formula(2, column, total, looks.fixed_money, laid / _TKR)
        left = f"=ROUND({name}2-{name}3,5)"
        page.write_formula(3, column, left, looks.fixed_money, (whole - laid) / _TKR)


def _goals(book: xlsxwriter.Workbook, looks: Looks, footer: str, years: Sequence[int], rows: Sequence[GoalRow]) -> None:
    page = book.add_worksheet(GOALS)
    heads = (*GOAL_HEADS, *(f"Målvärde {year}" for year in years))
    page.set_column(0, 0, 10, looks.text, {"hidden": True})
    page.set_column(1, 1, 44, looks.text)
    page.set_column(2, 3, 16, looks.text)
    page.set_column(4, 4, 10, looks.text, {"hidden": True})
    page.set_column(5, 6, 32, looks.text)
    page.set_column(7, len(heads) - 1, 14, looks.text)
    for column, head in enumerate(heads):
        page.write_string(0, column, head, looks.head)
    for number, row in enumerate(rows, 1):
        texts = (
            row.key, row.text, row.responsible, row.period, row.indicator_key, row.indicator, row.definition, row.unit,
            row.direction, row.baseline, row.baseline_year, row.source, *(row.targets.get(year, "") for year in years),
        )  # fmt: skip
        for column, text in enumerate(texts):
            if text:
                page.write_string(number, column, as_written(text), looks.text)
    last = len(rows) + _BLANK
    page.data_validation(1, 8, last, 8, {"validate": "list", "source": ["öka", "minska", "spann"]})
    finish(page, looks, footer, freeze=(1, 2), cells=(last, len(heads) - 1))


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
    page.protect()
