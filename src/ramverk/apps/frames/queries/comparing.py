"""Editions side by side: each board's frame, the result, and what differs from the first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from ramverk.apps.frames.models import Edition
from ramverk.apps.frames.policy import CENTRES_OWN, SHOWN_TO_ALL
from ramverk.apps.frames.queries.figures import Figures, figures


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


@dataclass(frozen=True, slots=True)
class Milestone:
    """Where the budget stood in one edition. Öre: frames as net cost, the result as it counts."""

    edition: Edition
    on: date
    frames: int
    taxes_and_grants: int
    result: int
    moved: int | None
    """What the result moved since the milestone before; None for the first."""


def milestones(seen: Sequence[Edition], year: int) -> tuple[Milestone, ...]:
    """The frozen and decided editions in the order they were begun, and the newest open one; at most the last dozen."""
    own = [one for one in seen if one.kind in CENTRES_OWN]
    kept = [one for one in own if one.state in SHOWN_TO_ALL]
    kept += [one for one in own if one.is_open][:1]
    kept.sort(key=lambda edition: edition.pk)
    found: list[Milestone] = []
    for edition in kept[-_MOST:]:
        of = figures(edition)
        if year not in of.years:
            continue
        result = int(of.budget.result(year))
        moved = result - found[-1].result if found else None
        frames, paid = -int(of.budget.frames[year]), int(of.budget.taxes_and_grants(year))
        found.append(Milestone(edition, _when(edition), frames, paid, result, moved))
    return tuple(found)


def _when(edition: Edition) -> date:
    """The day of its decision, else the day it was begun."""
    return edition.decision.decided_on if edition.decision else timezone.localdate(edition.created_at)


_MOST = 12
