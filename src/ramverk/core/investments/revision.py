"""What a decision on the investments asks of the boards' sheets, and how far a board may go by itself.

Amounts are positive öre, shares per cent of exact fractions.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from ramverk.core.findings import Finding, Severity
from ramverk.core.investments.sheets import NOTHING, Sheet
from ramverk.core.money import Ore, Unit, format_amount

__all__ = ["Asked", "Rule", "asked_of", "check_new", "check_raised"]


class Asked(StrEnum):
    """What a board is asked about a sheet after the decision."""

    CARRIED = "carried"
    """Nothing: it stands as it was handed in."""
    TOUCHED = "touched"
    """The decision counts on other money or other years."""
    REMOVED = "removed"
    """The decision does without the project."""


def asked_of(handed_in: Iterable[Sheet], counted: Iterable[Sheet], left_out: Iterable[str] = ()) -> Mapping[str, Asked]:
    """By the sheets' keys: what `counted`, the projects of the decision, changes in those that were handed in.

    >>> bridge, road = Sheet("a", "Bron", "TN", outlay={2019: Ore(5)}), Sheet("b", "Vägen", "TN")
    >>> [str(one) for one in asked_of([bridge, road], [bridge.delayed(1)]).values()]
    ['touched', 'removed']
    """
    known, outside = {sheet.key: sheet for sheet in counted}, set(left_out)
    return {
        sheet.key: Asked.REMOVED
        if sheet.key in outside or sheet.key not in known
        else Asked.CARRIED
        if sheet.money == known[sheet.key].money
        else Asked.TOUCHED
        for sheet in handed_in
    }


@dataclass(frozen=True, slots=True)
class Rule:
    """What a board may do within what is decided. None is no limit of that kind; without both a raise is not limited.

    `raise_pct` and `raise_most` hold together: a project may be raised by neither more per cent nor more money.
    `new_pct` limits all projects that were not in the decision, of what the board may invest in the budget year.
    """

    raise_pct: Fraction | None = None
    raise_most: Ore | None = None
    new_pct: Fraction | None = None

    def room(self, decided: Ore) -> Ore | None:
        """How much a project with this decided total may be raised by; rounded down to whole öre.

        >>> Rule(Fraction(10), Ore(300)).room(Ore(2_000))
        Ore(200)
        """
        limits = []
        if self.raise_pct is not None:
            limits.append(Ore(int(Fraction(int(decided)) * self.raise_pct / 100)))
        if self.raise_most is not None:
            limits.append(self.raise_most)
        return min(limits) if limits else None


def _tkr(amount: Ore) -> str:
    return f"{format_amount(amount, Unit.TKR)} tkr"


def check_raised(sheet: Sheet, decided: Ore | None, rule: Rule, *, blocks: bool) -> list[Finding]:
    """Whether the sheet asks for more than its decided total and what the board may add to it by itself."""
    asked = max(sheet.gross_total, sheet.total or NOTHING, sheet.forecast or NOTHING)
    room = None if decided is None else rule.room(decided)
    if decided is None or room is None or asked <= decided + room:
        return []
    more = asked - decided
    return [
        Finding(
            "sheet.raised_too_much", Severity.ERROR if blocks else Severity.WARNING, (),
            f"{sheet.name}: {_tkr(more)} mer än de beslutade {_tkr(decided)}. Nämnden får själv höja med högst "
            f"{_tkr(room)}; resten beslutar fullmäktige om.",
            f"{sheet.name}: {_tkr(more)} above the decided {_tkr(decided)}. The board itself may add {_tkr(room)} at "
            "most; the council decides on the rest.",
            blocks=blocks,
        )
    ]  # fmt: skip


def check_new(new: Sequence[Sheet], frame: Ore, year: int, rule: Rule) -> list[Finding]:
    """Whether projects that were not in the decision stay within the board's own room, in the budget year."""
    asked = sum((sheet.net(year) for sheet in new), NOTHING)
    room = NOTHING if rule.new_pct is None else Ore(int(Fraction(int(frame)) * rule.new_pct / 100))
    if not new or asked <= room:
        return []
    return [
        Finding(
            "sheet.new_above_room", Severity.ERROR, (),
            f"Nya projekt tar {_tkr(asked)} netto {year}. Nämnden får själv lägga till högst {_tkr(room)}; "
            "resten tas upp i nästa års budget eller beslutas av fullmäktige.",
            f"New projects take {_tkr(asked)} net in {year}. The board itself may add {_tkr(room)} at most.",
            blocks=True,
        )
    ]  # fmt: skip
