"""The balance test (KL 11:5 and 11:12): from the year's result to the balance requirement result."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

__all__ = ["BalanceTest", "balance_test"]


@dataclass(frozen=True, slots=True)
class BalanceTest:
    """The two sums of the statement, in its own unit."""

    after_adjustments: Fraction
    balance_requirement_result: Fraction

    @property
    def must_be_restored(self) -> Fraction:
        """A deficit that must be restored within three years, as a positive amount; zero where there is none."""
        return max(Fraction(0), -self.balance_requirement_result)


def balance_test(result: Fraction, adjustments: Sequence[Fraction], movements: Sequence[Fraction]) -> BalanceTest:
    """Amounts carry their arithmetic sign: capital gains minus, exceptions plus, set aside minus, drawn plus.

    >>> test = balance_test(Fraction(563), [Fraction(-23)], [Fraction(-185), Fraction(-193)])
    >>> int(test.after_adjustments), int(test.balance_requirement_result)
    (540, 162)
    """
    after = result + sum(adjustments, Fraction(0))
    return BalanceTest(after, after + sum(movements, Fraction(0)))
