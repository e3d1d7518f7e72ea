"""Municipal tax, final settlement and property charge (lag 1965:269 4 §).

Kronor are exact fractions; nothing is rounded.
"""

from collections.abc import Sequence
from fractions import Fraction
from math import prod

__all__ = ["final_settlement_per_inhabitant", "preliminary_tax", "property_charge"]


def preliminary_tax(tax_base_kr: Fraction, uplift_factors: Sequence[Fraction], rate_kr_per_100: Fraction) -> Fraction:
    """The year's tax in kr: the base of income year t-2 lifted by the factors of t-1 and t, times the rate.

    >>> rate = Fraction("21.35")
    >>> round(preliminary_tax(Fraction(39951388600), [Fraction("1.039"), Fraction("1.045")], rate))
    9261079155
    """
    return tax_base_kr * prod(uplift_factors, start=Fraction(1)) * rate_kr_per_100 / 100


def final_settlement_per_inhabitant(
    national_final_tax_kr: Fraction, national_preliminary_tax_kr: Fraction, national_inhabitants: Fraction
) -> Fraction:
    """The one uniform amount per inhabitant, in kr: what was paid too little (or too much) in the whole country.

    Raises ValueError when there are no inhabitants.
    """
    if national_inhabitants <= 0:
        raise ValueError("the settlement is spread over the inhabitants of the country; there must be some")
    return (national_final_tax_kr - national_preliminary_tax_kr) / national_inhabitants


def property_charge(previous_year_kr: Fraction, latest_decision_kr: Fraction, decision_before_kr: Fraction) -> Fraction:
    """The property charge in kr: last year's amount moved by the change of the municipality's own charges."""
    return previous_year_kr + latest_decision_kr - decision_before_kr
