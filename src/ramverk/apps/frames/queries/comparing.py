"""Editions side by side: each board's frame, the result, and what differs from the first."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from ramverk.apps.frames.queries.figures import Figures


@dataclass(frozen=True, slots=True)
class Beside:
    """One row in every compared edition. `None` where an edition does not have it."""

    label: str
    amounts: tuple[int | None, ...]
    differences: tuple[int | None, ...]
    is_sum: bool = False

    @property
    def pairs(self) -> list[tuple[int | None, int | None]]:
        """Amount and difference, edition by edition; the first differs from nothing."""
        return list(zip(self.amounts, (None, *self.differences), strict=True))

    @property
    def differs(self) -> bool:
        """Whether any edition has another amount than the first."""
        return any(self.differences)


def side_by_side(all_figures: Sequence[Figures], year: int) -> tuple[Beside, ...]:
    """The boards' frames with their sum (net cost), then the result budget, in one year."""
    names: dict[str, str] = {}
    for one in all_figures:
        names |= {board.key: board.name for board in one.boards}
    rows = [_beside(name, [_frame_of(one, key, year) for one in all_figures]) for key, name in names.items()]
    rows.append(_beside(_("Summa ramar"), [_at(one.total.frame, year) for one in all_figures], is_sum=True))
    for place, line in enumerate(all_figures[0].result[1:], 1):
        rows.append(
            _beside(line.label, [_at(one.result[place].cells, year) for one in all_figures], is_sum=line.is_sum)
        )
    return tuple(rows)


def _frame_of(one: Figures, key: str, year: int) -> int | None:
    return next((_at(board.frame, year) for board in one.boards if board.key == key), None)


def _at(cells: Sequence[object], year: int) -> int | None:
    return next((getattr(cell, "amount", None) for cell in cells if getattr(cell, "year", None) == year), None)


def _beside(label: str, amounts: list[int | None], *, is_sum: bool = False) -> Beside:
    first = amounts[0]
    differences = tuple(None if amount is None or first is None else amount - first for amount in amounts[1:])
    return Beside(label, tuple(amounts), differences, is_sum)
