"""The financial position: the accounts of 2017, and what moves the balance sheet from 2018 to 2021. All invented."""

import csv
from pathlib import Path

from ramverk.demo.story_frames import DIRECTIVE, NEW_POSITION, assume, choose
from ramverk.demo.year import Year

DATA = Path(__file__).parent / "data"
PRELIMINARY, ACCOUNTS, PLAN = "Preliminärt bokslut 2017", "Bokslut 2017", "Investeringar och lån, januari 2018"
THE_LEDGER = "Huvudboken per den 31 december 2017 (påhittad)"
THE_REPORT = "Årsredovisning 2017 (påhittad)"
THE_PLAN = "Investeringsbudget 2018 och planen för lån (påhittade tal)"


def close_accounts(year: Year, name: str, source: str, column: str) -> None:
    """The balance sheet of the accounts is laid in."""
    values = {row["line"]: {"2017": row[column]} for row in _rows("position.csv")}
    assume(year, "opening_balance", name, source, values)


def plan_flows(year: Year) -> None:
    """Investments, loans and provisions are planned, year by year."""
    values = {row.pop("flow"): row for row in _rows("flows.csv")}
    assume(year, "financing", PLAN, THE_PLAN, values)


def _rows(name: str) -> list[dict[str, str]]:
    lines = (DATA / name).read_text(encoding="utf-8").splitlines()
    return list(csv.DictReader((line for line in lines if not line.startswith("#")), delimiter=";"))


DEEDS = [
    ("2018-01-25", "09:00", close_accounts, PRELIMINARY, THE_LEDGER, "preliminary"),
    ("2018-01-25", "09:20", plan_flows),
    ("2018-01-25", "09:30", choose, DIRECTIVE, PRELIMINARY, PLAN),
    ("2018-04-27", "09:30", close_accounts, ACCOUNTS, THE_REPORT, "final"),
    ("2018-04-27", "09:40", choose, NEW_POSITION, ACCOUNTS),
]
