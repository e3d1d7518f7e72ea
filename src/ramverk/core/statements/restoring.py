"""Deficits that must be restored (KL 11:12): which year's, what restores them, and when they are due."""

from collections.abc import Mapping
from dataclasses import dataclass

from ramverk.core.findings import Finding, Severity
from ramverk.core.money import Amounts, Ore, format_amount

__all__ = ["Deficit", "check_restored", "restore"]

_YEARS_TO_RESTORE = 3


@dataclass(frozen=True, slots=True)
class Deficit:
    """One year's negative balance requirement result: how much is left to restore, and what each later year restores.

    `amount` is positive.
    """

    year: int
    amount: Ore
    restored: Amounts

    @property
    def due(self) -> int:
        """The last of the three years that follow."""
        return self.year + _YEARS_TO_RESTORE

    def rest(self, year: int) -> Ore:
        """What is left at the end of a year."""
        return self.amount - sum((amount for at, amount in self.restored.items() if at <= year), Ore(0))


def restore(left: Mapping[int, Ore], results: Amounts) -> tuple[Deficit, ...]:
    """Let each year's positive balance requirement result restore the oldest deficit first; a negative one adds a row.

    `left` is what earlier years have left, positive. Raises ValueError where one of them is not before the results.

    >>> rows = restore({2017: Ore(500)}, {2018: Ore(300), 2019: Ore(-100), 2020: Ore(400)})
    >>> [(row.year, int(row.amount), {year: int(amount) for year, amount in row.restored.items()}) for row in rows]
    [(2017, 500, {2018: 300, 2020: 200}), (2019, 100, {2020: 100})]
    """
    if left and results and max(left) >= min(results):
        raise ValueError("a deficit of an earlier year must lie before the years that restore it")
    amounts = {year: Ore(int(amount)) for year, amount in sorted(left.items()) if amount > 0}
    restored: dict[int, Amounts] = {year: {} for year in amounts}
    for year, result in sorted(results.items()):
        if result < 0:
            amounts[year], restored[year] = -result, {}
            continue
        room = int(result)
        for deficit, amount in amounts.items():
            rest = int(amount) - sum(int(one) for one in restored[deficit].values())
            used = min(rest, room)
            if used > 0:
                restored[deficit][year] = Ore(used)
                room -= used
    return tuple(Deficit(year, amount, restored[year]) for year, amount in amounts.items())


def check_restored(deficits: tuple[Deficit, ...], last: int, decided_in: int) -> list[Finding]:
    """What is not restored when it is due, among the years up to `last`.

    The rule is read in the wording of 2019; a budget decided earlier is warned about only.
    """
    found = []
    for deficit in deficits:
        rest = deficit.rest(deficit.due)
        if deficit.due > last or rest <= 0:
            continue
        left, whole = format_amount(rest), format_amount(deficit.amount)
        found.append(
            Finding(
                "deficit_not_restored",
                Severity.ERROR if decided_in >= _READ_FROM else Severity.WARNING,
                (),
                f"Underskottet {deficit.year} på {whole} tkr ska vara återställt senast {deficit.due}, men {left} tkr "
                "återstår då. Höj resultatet, eller redovisa synnerliga skäl i beslutet.",
                f"The deficit of {deficit.year}, {whole} tkr, must be restored by {deficit.due}, but {left} tkr is "
                "left then. Raise the result, or state exceptional reasons in the decision.",
                "Kommunallagen 11 kap. 12 §",
            )
        )
    return found


_READ_FROM = 2019
