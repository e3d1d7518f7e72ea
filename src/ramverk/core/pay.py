"""Pay revision within the year, and what it costs the year after."""

from dataclasses import dataclass
from fractions import Fraction

__all__ = ["PayEffect", "pay_revision"]


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
