"""The financial position: the accounts of 2017, and what moves the balance sheet from 2018 to 2021. All invented."""

import csv
from pathlib import Path

from ramverk.apps.frames.actions.set_goal import set_goal
from ramverk.demo.story_frames import DIRECTIVE, NEW_POSITION, assume, choose
from ramverk.demo.year import Year

DATA = Path(__file__).parent / "data"
PRELIMINARY, ACCOUNTS, PLAN = "Preliminärt bokslut 2017", "Bokslut 2017", "Investeringar och lån, januari 2018"
THE_LEDGER = "Huvudboken per den 31 december 2017 (påhittad)"
THE_REPORT = "Årsredovisning 2017 (påhittad)"
THE_PLAN = "Investeringsbudget 2018 och planen för lån (påhittade tal)"
LOANS = "Lån och avsättningar, april 2018"
THE_LOANS = "Planen för lån; investeringarna i nämndernas lista (påhittade tal)"
LISTED = ("tangible_investment", "intangible_investment", "contributions")
"""The flows that the list of investments answers for, in the years it holds."""


def close_accounts(year: Year, name: str, source: str, column: str) -> None:
    """The balance sheet of the accounts is laid in."""
    values = {row["line"]: {"2017": row[column]} for row in _rows("position.csv")}
    assume(year, "opening_balance", name, source, values)


def plan_flows(year: Year) -> None:
    """Investments, loans and provisions are planned, year by year."""
    values = {row.pop("flow"): row for row in _rows("flows.csv")}
    assume(year, "financing", PLAN, THE_PLAN, values)


def leave_investments_to_the_list(year: Year) -> None:
    """When an edition counts on the boards' list the plan says what the list does not: loans, provisions, land."""
    values = {row.pop("flow"): row for row in _rows("flows.csv")}
    for flow in LISTED:
        values[flow] = {"2018": values[flow]["2018"]}
    assume(year, "financing", LOANS, THE_LOANS, values)


def aim(year: Year, name: str, threshold: str, operator: str, formula: str, span: str) -> None:
    """A goal of the financial position is laid in."""
    set_goal(year.finance, year.round, name, threshold, operator, formula=formula, span=span)


def aim_at_own(year: Year, name: str, threshold: str, operator: str, over: list[str], under: list[str]) -> None:
    """A goal with a measure of the municipality's own."""
    set_goal(
        year.finance, year.round, name, threshold, operator, formula="own", numerator=over, denominator=under
    )  # fmt: skip


def _rows(name: str) -> list[dict[str, str]]:
    lines = (DATA / name).read_text(encoding="utf-8").splitlines()
    return list(csv.DictReader((line for line in lines if not line.startswith("#")), delimiter=";"))


DEEDS = [
    ("2018-01-25", "09:00", close_accounts, PRELIMINARY, THE_LEDGER, "preliminary"),
    ("2018-01-25", "09:20", plan_flows),
    (
        "2018-01-25",
        "10:00",
        aim,
        "Investeringarna betalas till hälften med egna medel",
        "50",
        "at_least",
        "self_financing",
        "four_years",
    ),
    ("2018-01-25", "10:05", aim, "Soliditeten är minst 40 procent", "40", "at_least", "equity_ratio", "each_year"),
    (
        "2018-01-25",
        "10:10",
        aim,
        "Soliditeten med alla pensioner är positiv",
        "0",
        "at_least",
        "equity_ratio_with_pensions",
        "each_year",
    ),
    (
        "2018-01-25",
        "10:15",
        aim,
        "Lånen är högst 30 000 kr per invånare",
        "30 000",
        "at_most",
        "debt_per_inhabitant_kr",
        "each_year",
    ),
    (
        "2018-01-25",
        "10:20",
        aim_at_own,
        "Kassan täcker minst en fjärdedel av de kortfristiga skulderna",
        "25",
        "at_least",
        ["cash"],
        ["short_term_liabilities"],
    ),
    ("2018-01-25", "09:30", choose, DIRECTIVE, PRELIMINARY, PLAN),
    ("2018-04-27", "09:30", close_accounts, ACCOUNTS, THE_REPORT, "final"),
    ("2018-04-27", "09:40", choose, NEW_POSITION, ACCOUNTS),
    ("2018-04-27", "10:10", leave_investments_to_the_list),
    ("2018-04-27", "10:20", choose, NEW_POSITION, LOANS),
]
