"""What int64 can hold, reckoned with integers that have no limit."""

from ramverk.core.cube.lines import Amounts

INT64_MAX = 2**63 - 1
PART = 1 << 16
"""Amounts bounded at a time: one huge amount should not make the bound of millions of others huge."""


def bound_of(amounts: Amounts) -> int:
    """A number of öre that no sum over any of the amounts exceeds. Raises OverflowError when int64 cannot hold it."""
    parts = [amounts[start : start + PART] for start in range(0, len(amounts), PART)]
    bound = sum(len(part) * largest(part) for part in parts)
    if bound > INT64_MAX:
        bound = sum(_sum_of_sizes(part) for part in parts)
    if bound > INT64_MAX:
        raise OverflowError(f"the amounts together may reach {bound} öre; a sum holds {INT64_MAX}")
    return bound


def _sum_of_sizes(amounts: Amounts) -> int:
    """The exact sum of absolute values, from sums of high and low halves that cannot overflow."""
    high, low, negative = amounts >> 32, amounts & 0xFFFF_FFFF, amounts < 0
    below, above = [(int(high[rows].sum()) << 32) + int(low[rows].sum()) for rows in (negative, ~negative)]
    return above - below


def refuse_overflow(bound: int) -> None:
    """Raise OverflowError when a result that may be this large does not fit in int64."""
    if bound > INT64_MAX:
        raise OverflowError("an assumption this large times an amount this large does not fit in int64 öre")


def largest(numbers: Amounts) -> int:
    """The largest size among the numbers; 0 for none."""
    return max(-int(numbers.min()), int(numbers.max())) if numbers.size else 0
