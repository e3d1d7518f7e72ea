"""The prerequisites of an investment budget as a workbook: parameters on one sheet, ongoing projects on the other."""

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

import xlsxwriter

from ramverk.formats.workbook_pages import set_for_paper

TKR = 100_000
Ongoing = tuple[str, str, int | None, int, int | None, int | None, int]
"""Board, project, decided total, spent, forecast, remaining and carry-over, öre."""


@dataclass(frozen=True, slots=True)
class Parameters:
    """What goes out with the prerequisites. Amounts in öre, per cent as exact text."""

    title: str
    years: Sequence[int]
    ceiling: Mapping[int, int]
    internal_interest_pct: str
    self_financing_pct: str
    threshold: int
    min_life_years: int
    lives: Sequence[tuple[str, str]] = ()
    priorities: Sequence[tuple[str, str]] = ()
    carry_over_rules: Sequence[tuple[str, str]] = ()
    board_rules: Sequence[tuple[str, str]] = ()
    ongoing: Sequence[Ongoing] = field(default_factory=tuple)


def write_parameters(parameters: Parameters) -> bytes:
    """The workbook's bytes; texts are written as texts, whatever they begin with."""
    buffer = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(buffer, options)
    book.set_properties({"title": parameters.title})
    bold = book.add_format({"bold": True, "bottom": 1})
    money = book.add_format({"num_format": "#,##0"})
    _terms(book.add_worksheet("Parametrar"), parameters, bold, money)
    _ongoing(book.add_worksheet("Pågående projekt"), parameters, bold, money)
    book.close()
    return buffer.getvalue()


def _terms(
    page: xlsxwriter.worksheet.Worksheet,
    parameters: Parameters,
    bold: xlsxwriter.format.Format,
    money: xlsxwriter.format.Format,
) -> None:
    rows: list[tuple[str, str | float]] = [("Internränta, %", _decimal(parameters.internal_interest_pct))]
    if parameters.self_financing_pct:
        rows.append(("Mål för självfinansiering, %", _decimal(parameters.self_financing_pct)))
    rows += [(f"Tak netto {year}, tkr", parameters.ceiling[year] / TKR) for year in sorted(parameters.ceiling)]
    rows += [
        ("Gräns för aktivering, tkr", parameters.threshold / TKR),
        ("Kortaste livslängd, år", parameters.min_life_years),
    ]
    for heading, pairs in (
        ("Livslängder, år", parameters.lives),
        ("Prioritetsklasser", parameters.priorities),
        ("Regler för överföring", parameters.carry_over_rules),
        ("Vad nämnden själv får göra", parameters.board_rules),
    ):
        if pairs:
            rows += [("", ""), (heading, ""), *pairs]
    page.write_string(0, 0, parameters.title, bold)
    for number, (what, value) in enumerate(rows, 2):
        page.write_string(number, 0, what)
        if isinstance(value, str):
            page.write_string(number, 1, value)
        else:
            page.write_number(number, 1, value, money)
    page.set_column(0, 0, 34)
    page.set_column(1, 1, 50)
    set_for_paper(page, parameters.title, (0, 0))


def _decimal(text: str) -> str:
    return f"{float(Fraction(text)):g}".replace(".", ",")


def _ongoing(
    page: xlsxwriter.worksheet.Worksheet,
    parameters: Parameters,
    bold: xlsxwriter.format.Format,
    money: xlsxwriter.format.Format,
) -> None:
    heads = ("Nämnd", "Projekt", "Beslutad total, tkr", "Upparbetat, tkr", "Prognos, tkr", "Kvar, tkr", "Överförs, tkr")
    for column, head in enumerate(heads):
        page.write_string(0, column, head, bold)
    for number, row in enumerate(parameters.ongoing, 1):
        page.write_string(number, 0, row[0])
        page.write_string(number, 1, row[1])
        for column, amount in enumerate(row[2:], 2):
            if amount is not None:
                page.write_number(number, column, amount / TKR, money)
    page.set_column(0, 1, 30)
    page.set_column(2, 6, 18)
    page.freeze_panes(1, 2)
    set_for_paper(page, parameters.title, (0, 0))
