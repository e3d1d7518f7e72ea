"""How much may be set aside to the result reserve (KL 11:14, in force 2024-01-01)."""

from dataclasses import dataclass
from fractions import Fraction

__all__ = ["ReserveRoom", "reserve_room"]

_CAP = Fraction(5, 100)
_THRESHOLD, _THRESHOLD_NEGATIVE_EQUITY = Fraction(1, 100), Fraction(2, 100)


@dataclass(frozen=True, slots=True)
class ReserveRoom:
    """The threshold (as a share and an amount), the room under the cap, and the most that may be set aside."""

    threshold_share: Fraction
    threshold: Fraction
    room_under_cap: Fraction
    most: Fraction


def reserve_room(
    taxes_and_grants: Fraction,
    result: Fraction,
    adjusted_result: Fraction,
    reserve_before: Fraction,
    equity_with_pensions: Fraction,
) -> ReserveRoom:
    """All amounts in one unit. Equity includes the contingent pension liability; exactly zero is not negative.

    >>> room = reserve_room(Fraction("1102.2"), Fraction(30), Fraction("24.5"), Fraction(0), Fraction(310))
    >>> float(room.threshold), float(room.room_under_cap), float(room.most)
    (11.022, 55.11, 13.478)
    """
    share = _THRESHOLD_NEGATIVE_EQUITY if equity_with_pensions < 0 else _THRESHOLD
    threshold = share * taxes_and_grants
    room = _CAP * taxes_and_grants - reserve_before
    most = max(Fraction(0), min(min(result, adjusted_result) - threshold, room))
    return ReserveRoom(share, threshold, room, most)
