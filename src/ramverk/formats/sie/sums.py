"""Sums that count every krona once: account rows and object rows of a file describe the same money."""

from collections import defaultdict

from ramverk.core.money import Ore
from ramverk.formats.sie.model import SieFile


def account_sums(file: SieFile, record: str, year: int) -> dict[str, Ore]:
    """Per account: the account rows, or where an account has none, the object rows of its first dimension."""
    totals: dict[str, int] = defaultdict(int)
    by_dimension: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for row in file.balances:
        if row.record != record or row.year != year:
            continue
        if not row.objects:
            totals[row.account] += int(row.amount)
        else:
            by_dimension[row.account][_first(row.objects)] += int(row.amount)
    for account, dimensions in by_dimension.items():
        if account not in totals:
            totals[account] = dimensions[min(dimensions, key=_order)]
    return {account: Ore(amount) for account, amount in totals.items()}


def object_sums(file: SieFile, record: str, year: int, dimension: str) -> dict[tuple[str, str], Ore]:
    """Per account and object of one dimension."""
    sums: dict[tuple[str, str], int] = defaultdict(int)
    for row in file.balances:
        if row.record == record and row.year == year:
            for own, number in row.objects[:1]:
                if own == dimension:
                    sums[row.account, number] += int(row.amount)
    return {key: Ore(amount) for key, amount in sums.items()}


def dimensions_of(file: SieFile, record: str, year: int) -> list[str]:
    """The dimensions that object rows of a year are told in."""
    found = {_first(row.objects) for row in file.balances if row.record == record and row.year == year and row.objects}
    return sorted(found, key=_order)


def _first(objects: tuple[tuple[str, str], ...]) -> str:
    return objects[0][0]


def _order(dimension: str) -> tuple[int, str]:
    return (int(dimension) if dimension.isdecimal() else 10**6, dimension)
