"""Exact shares of whole öre, many at a time."""

import numpy as np

from ramverk.core.cube.limits import refuse_overflow
from ramverk.core.cube.lines import Amounts

ROUNDING = "half_away_per_move"
"""Each move (one board, one year, one lever) is reckoned exactly and rounded once to whole öre, half away from zero.
Everything above is a sum of moves, so that what is explained always adds up to what is shown."""


def multiply_divide(amounts: Amounts, numerators: Amounts, denominators: Amounts) -> Amounts:
    """`amounts * numerators / denominators`, exact until rounded to a whole number, half away from zero.

    The arrays broadcast; denominators are positive. Whole multiples and remainders are multiplied apart, so that the
    product itself need not fit in int64. Raises OverflowError when a result, or a remainder's product, might not.
    """
    whole, rest = np.divmod(amounts, denominators)
    # Neither product is larger than this; floats suffice to see that it is far from the end of int64, or not.
    reach = np.maximum(np.abs(whole) + 2.0, rest) * numerators
    refuse_overflow(int(max(-reach.min(initial=0), reach.max(initial=0))) + 2**11)
    more, rest = np.divmod(rest * numerators, denominators)
    floor = whole * numerators + more
    # The exact value is floor + rest/denominator: half goes up when it is positive and down when it is negative.
    twice = rest - (denominators - rest)
    return np.asarray(floor + ((twice > 0) | ((twice == 0) & (floor >= 0))))
