"""Seeded budget lines of any number, and the assumptions tried on them: the same for everyone who is measured."""

from collections.abc import Iterator

import numpy as np

from ramverk.core.cube.assumptions import Assumptions, PayRevision
from ramverk.core.cube.cube import Classes
from ramverk.core.cube.labels import Labels, Month
from ramverk.core.cube.lines import Lines

SIZES = {"10k": 10_000, "100k": 100_000, "1m": 1_000_000, "10m": 10_000_000}
YEARS = (2019, 2020, 2021)
BOARDS, UNITS, ACTIVITIES, ACCOUNTS, VERSIONS = 12, 600, 200, 300, 2
CLASSES_OF_PRICE = ("pay", "on_cost", "rents", "contracts", "other", "capital", "transfers", "revenue")
TYPES = {
    "version": np.uint8,
    "board": np.uint8,
    "unit": np.uint16,
    "activity": np.uint16,
    "account": np.uint16,
    "period": np.uint8,
    "price_class": np.uint8,
}
_PART = 500_000


def _names(kind: str, count: int) -> tuple[str, ...]:
    return tuple(f"{kind}{number}" for number in range(count))


LABELS = Labels(
    version=_names("version", VERSIONS),
    board=_names("board", BOARDS),
    unit=_names("unit", UNITS),
    activity=_names("activity", ACTIVITIES),
    account=_names("account", ACCOUNTS),
    period=tuple(Month(year, month) for year in YEARS for month in range(1, 13)),
    price_class=CLASSES_OF_PRICE,
)
DRIVERS = _names("age", 9)
CLASSES = Classes(
    driver_of={f"activity{number}": DRIVERS[number // 2 % 9] for number in range(0, ACTIVITIES, 2)}, pay=("pay",)
)
PEOPLE = {driver: dict.fromkeys(YEARS, 1_000) for driver in DRIVERS}
ASSUMED = Assumptions(
    price_ppm={name: {2019: 20_000, 2020: 41_000, 2021: 63_000} for name in ("rents", "contracts", "other")},
    pay=(PayRevision("pay", Month(2019, 4), 21_000), PayRevision("pay", Month(2020, 4), 24_000)),
    people={driver: {2019: 4, 2020: 9, 2021: -3} for driver in DRIVERS},
)


def class_rates() -> np.ndarray:
    """What the price and pay assumptions do to a line, by price class and year: for those who have no cube."""
    rates = np.zeros((len(CLASSES_OF_PRICE), len(YEARS)))
    for name, per_year in ASSUMED.price_ppm.items():
        rates[CLASSES_OF_PRICE.index(name)] = [per_year[year] / 1e6 for year in YEARS]
    rates[0] = [0.021 * 9 / 12, 0.021 + 0.024 * 9 / 12, 0.021 + 0.024]
    return rates


def activity_rates() -> np.ndarray:
    """What the people assumptions do to a line, by activity and year."""
    rates = np.zeros((ACTIVITIES, len(YEARS)))
    for number in range(0, ACTIVITIES, 2):
        rates[number] = [ASSUMED.people[DRIVERS[number // 2 % 9]][year] / 1_000 for year in YEARS]
    return rates


def columns(count: int) -> dict[str, np.ndarray]:
    """The columns of so many lines, in no order, filled a part at a time so that making them costs no more memory."""
    made = {name: np.empty(count, kind) for name, kind in TYPES.items()} | {"amount": np.empty(count, np.int64)}
    start = 0
    for part in _parts(count):
        size = len(part["amount"])
        for name, values in part.items():
            made[name][start : start + size] = values
        start += size
    return made


def _parts(count: int) -> Iterator[dict[str, np.ndarray]]:
    chance = np.random.default_rng(2019)
    for start in range(0, count, _PART):
        size = min(_PART, count - start)
        unit, account = chance.integers(0, UNITS, size), chance.integers(0, ACCOUNTS, size)
        yield {
            "version": chance.integers(0, VERSIONS, size),
            "board": unit * BOARDS // UNITS,
            "unit": unit,
            "activity": chance.integers(0, ACTIVITIES, size),
            "account": account,
            "period": chance.integers(0, len(LABELS.period), size),
            "price_class": account * len(CLASSES_OF_PRICE) // ACCOUNTS,
            "amount": (chance.lognormal(13, 2, size) * np.where(account > ACCOUNTS * 7 // 8, 100, -100)).astype(
                np.int64
            ),
        }


def lines(made: dict[str, np.ndarray]) -> Lines:
    """The columns as lines."""
    return Lines(LABELS, {name: made[name] for name in TYPES}, made["amount"])
