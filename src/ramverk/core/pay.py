"""Pay revision within the year, what it costs the year after, and the on-cost on the pay that results."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

__all__ = ["PayEffect", "Revision", "on_cost_change", "pay_revision", "revised_pay"]


@dataclass(frozen=True, slots=True)
class PayEffect:
    """What a revision costs in its own year, and the rest of it in the next; in the unit of the bill."""

    revision_year: Fraction
    full_year_effect: Fraction


def pay_revision(annual_bill: Fraction, raise_pct: Fraction, first_month: int) -> PayEffect:
    """A raise from a month of the year on an annual pay bill before the revision.

    Raises ValueError for a month that is none.

    >>> effect = pay_revision(Fraction(100), Fraction("2.1"), 4)
    >>> float(effect.revision_year), float(effect.full_year_effect)
    (1.575, 0.525)
    """
    if not 1 <= first_month <= 12:
        raise ValueError(f"there is no month {first_month}")
    whole = annual_bill * raise_pct / 100
    return PayEffect(whole * (13 - first_month) / 12, whole * (first_month - 1) / 12)


@dataclass(frozen=True, slots=True)
class Revision:
    """One year's raise in per cent, from a month."""

    year: int
    raise_pct: Fraction
    month: int


def revised_pay(annual_bill: Fraction, revisions: Iterable[Revision], years: Sequence[int]) -> dict[int, Fraction]:
    """The pay bill of each year: revisions in the order of their years, each on the bill the one before left.

    >>> two = [Revision(2019, Fraction(2), 4), Revision(2020, Fraction(2), 4)]
    >>> bills = revised_pay(Fraction(100), two, [2019, 2020])
    >>> [float(bill) for bill in bills.values()]
    [101.5, 103.53]
    """
    bills = dict.fromkeys(years, annual_bill)
    bill = annual_bill
    for revision in sorted(revisions, key=lambda one: one.year):
        effect = pay_revision(bill, revision.raise_pct, revision.month)
        whole = effect.revision_year + effect.full_year_effect
        for year in years:
            if year >= revision.year:
                bills[year] += effect.revision_year if year == revision.year else whole
        bill += whole
    return bills


def on_cost_change(pay_bill: Fraction, before_pct: Fraction, after_pct: Fraction) -> Fraction:
    """What another on-cost rate does to the cost of a year's pay.

    >>> float(on_cost_change(Fraction(100), Fraction("38.33"), Fraction("39.17")))
    0.84
    """
    return pay_bill * (after_pct - before_pct) / 100
