"""Income equalisation and the other parts of the system (lag 2004:773). Kronor per inhabitant as exact fractions."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import prod

__all__ = ["EqualisationYear", "Grants", "income_equalisation", "own_tax_capacity"]


@dataclass(frozen=True, slots=True)
class EqualisationYear:
    """The parameters of one year and county.

    `guarantee` is a share of the average tax capacity (1.15); the rates are shares too (0.19 for 19.00 per cent).
    `fee_rate` is None where it is not known: it differs from the rate of grants (förordning 2004:881 2 and 3 §§).
    """

    year: int
    uplift_factors: tuple[Fraction, ...]
    average_tax_capacity_kr: Fraction
    grant_rate: Fraction
    guarantee: Fraction = Fraction(115, 100)
    fee_rate: Fraction | None = None


def own_tax_capacity(tax_base_kr: Fraction, uplift_factors: Sequence[Fraction], inhabitants: Fraction) -> Fraction:
    """The municipality's lifted tax base in kr per inhabitant. Raises ValueError when there are no inhabitants."""
    if inhabitants <= 0:
        raise ValueError("tax capacity is counted per inhabitant; there must be some")
    return tax_base_kr * prod(uplift_factors, start=Fraction(1)) / inhabitants


def income_equalisation(parameters: EqualisationYear, own_capacity_kr: Fraction) -> Fraction:
    """Grant (positive) or fee (negative) in kr per inhabitant.

    Below the guaranteed level the county's rate gives a grant on what is missing; above it a fee is paid with the rate
    of fees, or with that of grants where the other is not known.

    >>> year = EqualisationYear(2026, (Fraction("1.039"), Fraction("1.045")), Fraction(293583), Fraction(19, 100))
    >>> own = own_tax_capacity(Fraction(39951388600), year.uplift_factors, Fraction(160753))
    >>> round(own), round(income_equalisation(year, own))
    (269839, 12878)
    """
    missing = parameters.guarantee * parameters.average_tax_capacity_kr - own_capacity_kr
    if missing < 0 and parameters.fee_rate is not None:
        return parameters.fee_rate * missing
    return parameters.grant_rate * missing


@dataclass(frozen=True, slots=True)
class Grants:
    """The parts of the system in kr per inhabitant; all but the income equalisation are inputs from SCB."""

    income_equalisation: Fraction
    cost_equalisation: Fraction = Fraction(0)
    structural_grant: Fraction = Fraction(0)
    introduction_grant: Fraction = Fraction(0)
    regulation_item: Fraction = Fraction(0)

    def per_inhabitant(self) -> Fraction:
        """The sum of the parts."""
        return (
            self.income_equalisation
            + self.cost_equalisation
            + self.structural_grant
            + self.introduction_grant
            + self.regulation_item
        )

    def total_kr(self, inhabitants: Fraction) -> Fraction:
        """The sum for all inhabitants, in kr."""
        return self.per_inhabitant() * inhabitants
