"""Exempelby's invented economy: the budget of 2018 in detailed lines, and the assumptions that the year brings.

About 2.2 billion kr, ten bodies with frames, some five hundred cost centres. Every number is invented.
"""

import csv
import io
import random
from collections.abc import Iterator
from pathlib import Path

from ramverk.core.money import Ore, allocate

OPERATIONS = Path(__file__).parent / "data" / "operations.csv"
FILE_NAME = "Driftbudget 2018, detaljerad.csv"
CLASSES = ("pay", "on_cost", "premises", "contracts", "other", "capital", "fees", "grants")
WORDS = ("lön", "PO", "lokaler", "avtal", "övrigt", "kapital", "avgifter", "bidrag")
ACCOUNTS = ("5011", "5610", "6010", "4630", "6400", "7910", "3010", "3510")
TKR = 100_000
CENTRAL_2018 = {
    "pensions": -118_000,
    "on_cost_difference": 9_000,
    "internal_interest": 41_000,
    "executive_disposal": -10_000,
    "municipal_tax": 1_523_000,
    "income_equalisation": 462_000,
    "cost_equalisation": 58_000,
    "structural_grant": 28_000,
    "regulation_item": 5_500,
    "lss_equalisation": -12_000,
    "property_charge": 74_000,
    "other_general_grants": 96_500,
    "financial_income": 9_000,
    "financial_cost": -12_500,
}
"""Finance lines of 2018 in tkr, income positive."""
IN_YEAR = {("KS", "120", "övrigt"): (1_200, "KF 2017-12-18 § 131: valåret 2018, kommunikationsinsats")}
"""What the council decided after the budget: part of an operation's class, tkr of cost, for its own year only."""


def budget_file() -> bytes:
    """The detailed budget as a finance system gives it: board, cost centre, operation, account, class, kronor."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\n")
    headings = ["nämnd", "ansvar", "verksamhet", "benämning", "konto", "kostnadsslag", "belopp (kr)", "beslut", "varar"]
    writer.writerow(headings)
    chance = random.Random(2018)  # noqa: S311 - an invented municipality, the same every time
    for number, row in enumerate(_operations(), 1):
        for line in _lines(row, number, chance):
            writer.writerow(line)
    for code, amount in CENTRAL_2018.items():
        writer.writerow(["", "", code, "", "", "", amount * 1000, "", ""])
    return out.getvalue().encode()


def _operations() -> Iterator[dict[str, str]]:
    rows = [line for line in OPERATIONS.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    yield from csv.DictReader(rows, delimiter=";")


def _lines(row: dict[str, str], number: int, chance: random.Random) -> Iterator[list[str]]:
    """An operation's net cost, shared among its classes and each class among its cost centres, to the öre."""
    shares = [int(row[name]) for name in CLASSES]
    net = int(row["net_tkr"]) * TKR
    units = int(row["cost_centres"])
    sizes = [chance.randint(60, 140) for _unit in range(units)]
    for place, share in enumerate(shares):
        if not share:
            continue
        whole = Ore(-net * share // 100)
        decided = IN_YEAR.get((row["board"], row["code"], WORDS[place]))
        if decided is not None:
            amount, decision = decided
            whole += Ore(amount * TKR)
            first = f"{number:02d}001"
            yield [
                row["board"],
                first,
                row["code"],
                row["name"],
                ACCOUNTS[place],
                WORDS[place],
                str(-amount * 1000),
                decision,
                "engångs",
            ]
        for unit, part in enumerate(allocate(whole, sizes), 1):
            if part:
                kronor = f"{int(part) / 100:.2f}".replace(".", ",")
                centre = f"{number:02d}{unit:03d}"
                yield [row["board"], centre, row["code"], row["name"], ACCOUNTS[place], WORDS[place], kronor, "", ""]


FORECAST_DECEMBER = {
    "municipal_tax": (1_590_000, 1_655_000, 1_723_000),
    "income_equalisation": (474_000, 486_000, 499_000),
    "cost_equalisation": (57_000, 56_500, 56_000),
    "structural_grant": (28_400, 28_800, 29_200),
    "regulation_item": (12_500, 9_000, 4_500),
    "lss_equalisation": (-12_000, -12_200, -12_500),
    "property_charge": (75_000, 76_000, 77_000),
    "other_general_grants": (84_000, 79_000, 76_000),
}
"""The forecast of December 2017 for 2019 to 2021 in tkr."""
FORECAST_APRIL = FORECAST_DECEMBER | {
    "municipal_tax": (1_582_500, 1_645_600, 1_712_600),
    "income_equalisation": (472_800, 484_500, 497_200),
    "regulation_item": (13_200, 10_100, 6_000),
}
"""The forecast of April 2018: weaker growth of wages, a better regulation item."""
FORECAST_OCTOBER = FORECAST_APRIL | {
    "municipal_tax": (1_586_100, 1_649_000, 1_715_500),
}
"""The forecast of October 2018."""
TAX_RATE = "21,64"
"""What every forecast counts with, kronor per 100 kr."""
PRICES = {
    "premises": ("1,9", "2,0", "2,0"),
    "contracts": ("2,3", "2,3", "2,4"),
    "other": ("1,8", "1,9", "2,0"),
    "fees": ("1,9", "2,0", "2,0"),
}
"""Price index by class, per cent a year."""
PAY_AND_PRICES = {"2017": "2,6", "2018": "2,4", "2019": "2,5", "2020": "2,6", "2021": "2,6"}
"""Pay and prices together, per cent a year, from the year after the last accounts that are compared."""
PAY = ("2,2", "2,3", "2,3")
"""Pay revisions, per cent from April each year."""
