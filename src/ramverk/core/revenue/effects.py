"""What moves the line of taxes and equalisation: the answers a what-if gives, by the formulas themselves."""

from fractions import Fraction
from math import prod

from ramverk.core.revenue.equalisation import EqualisationYear

__all__ = ["effect_of_inhabitant", "effect_of_own_tax_base", "effect_of_settlement", "effect_of_tax_rate"]


def effect_of_tax_rate(tax_base_kr: Fraction, parameters: EqualisationYear, rate_change_kr: Fraction) -> Fraction:
    """Kr a year from a changed tax rate (kr per 100 kr). The municipality's own rate does not touch equalisation."""
    return tax_base_kr * prod(parameters.uplift_factors, start=Fraction(1)) * rate_change_kr / 100


def effect_of_own_tax_base(change_kr: Fraction, parameters: EqualisationYear, rate_kr_per_100: Fraction) -> Fraction:
    """Kr a year from a changed own tax base alone: what tax gains beyond what equalisation takes.

    >>> year = EqualisationYear(2026, (Fraction("1.039"), Fraction("1.045")), Fraction(293583), Fraction(19, 100))
    >>> effect_of_own_tax_base(Fraction(100), year, Fraction("21.35")) / prod(year.uplift_factors) == Fraction("2.35")
    True
    """
    lifted = change_kr * prod(parameters.uplift_factors, start=Fraction(1))
    return lifted * (rate_kr_per_100 / 100 - parameters.grant_rate)


def effect_of_inhabitant(parameters: EqualisationYear, other_per_inhabitant_kr: Fraction) -> Fraction:
    """Kr a year from one more inhabitant on 1 November, the tax base unchanged.

    `other_per_inhabitant_kr` is cost equalisation, regulation item and structural grant together.
    """
    guaranteed = parameters.guarantee * parameters.average_tax_capacity_kr
    return parameters.grant_rate * guaranteed + other_per_inhabitant_kr


def effect_of_settlement(change_per_inhabitant_kr: Fraction, inhabitants: Fraction) -> Fraction:
    """Kr from a changed forecast of the settlement."""
    return change_per_inhabitant_kr * inhabitants
