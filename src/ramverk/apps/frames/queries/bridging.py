"""Bridges as pages show them: from the opening frame or another edition, for one board, all of them, or the result."""

from dataclasses import dataclass

from ramverk.apps.frames.ledger import Line, core_of, line_of
from ramverk.apps.frames.models import Edition, EditionKind
from ramverk.apps.frames.queries.figures import cause_name, cause_words, line_name
from ramverk.apps.frames.remembering import remembered
from ramverk.core.editions.bridge import Bridge, BridgeRow, bridge, frame_bridge
from ramverk.core.editions.causes import Cause
from ramverk.core.editions.changes import Change, Post, PostKind
from ramverk.core.money import Ore

RESULT = "resultat"
"""In the place of a board: the bridge is about the year's result, with everything that moves it."""
_FEW = 120
"""Up to so many steps all are shown; of more, those of the cause that is asked for."""


def passed_between(first: Edition | None, second: Edition, organ: str, *, yearly: bool) -> Bridge:
    """The bridge of a board's key, `RESULT`, or every board where `organ` is empty. Remembered while both stand."""
    return passed_of(line_of(first) if first else None, line_of(second), organ, yearly=yearly)


@remembered
def passed_of(first: Line | None, second: Line, organ: str, *, yearly: bool) -> Bridge:
    """The same between editions whose lines are at hand."""

    def wanted(post: Post) -> bool:
        if organ == RESULT:
            return post.kind in {PostKind.FRAME, PostKind.FINANCE}
        return post.kind is PostKind.FRAME and (not organ or post.owner == organ)

    if first is None:
        return frame_bridge(core_of(second), wanted=wanted, yearly=yearly)
    return bridge(core_of(first), core_of(second), wanted=wanted)


@dataclass(frozen=True, slots=True)
class StepLine:
    """One change on a bridge, as shown."""

    change: Change
    who: str
    amounts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class BridgeLine:
    """One cause on a bridge, as shown."""

    code: str
    label: str
    amounts: tuple[int, ...]
    one_off: tuple[int, ...]
    count: int
    steps: tuple[StepLine, ...]
    """Empty where there are many and nobody asked for them."""


@dataclass(frozen=True, slots=True)
class ShownBridge:
    """A bridge with its amounts as shown, and whether it closes."""

    years: tuple[int, ...]
    start: tuple[int, ...]
    rows: tuple[BridgeLine, ...]
    end: tuple[int, ...]
    closes: bool

    def left_over(self, at: int) -> int:
        """What the rows do not explain of a year; zero."""
        return self.end[at] - self.start[at] - sum(row.amounts[at] for row in self.rows)


def show_bridge(passed: Bridge, *, sign: int, asked: str = "") -> ShownBridge:
    """`sign` is −1 where net cost is shown positive. `asked` is the cause whose steps are wanted of many."""
    years = passed.years
    is_short = sum(len(row.steps) for row in passed.rows) <= _FEW
    return ShownBridge(
        years,
        tuple(sign * int(passed.start.get(year, Ore(0))) for year in years),
        tuple(_bridge_line(row, years, sign, with_steps=is_short or row.cause == asked) for row in passed.rows),
        tuple(sign * int(passed.end.get(year, Ore(0))) for year in years),
        passed.closes(),
    )


def _bridge_line(row: BridgeRow, years: tuple[int, ...], sign: int, *, with_steps: bool) -> BridgeLine:
    steps = tuple(
        StepLine(
            step.change,
            step.change.post.owner or line_name(step.change.post.part),
            tuple(sign * int(step.in_year(year)) for year in years),
        )
        for step in (row.steps if with_steps else ())
    )
    return BridgeLine(
        row.cause.value,
        cause_name(row.cause),
        tuple(sign * int(row.amounts.get(year, Ore(0))) for year in years),
        tuple(sign * int(row.one_off.get(year, Ore(0))) for year in years),
        len(row.steps),
        steps,
    )


@dataclass(frozen=True, slots=True)
class Moved:
    """How the budget year's result moved from one edition to another. Öre, plus improves it."""

    since: Edition
    year: int
    total: int
    causes: tuple[tuple[str, str, int], ...]
    """Code, words and amount of each cause that moved it, the largest first."""


def moved_since_parent(edition: Edition) -> Moved | None:
    """From the edition it builds on; None on the opening budget, where the whole way is the bridge's to tell."""
    parent = edition.parent
    if parent is None or parent.kind == EditionKind.BASE:
        return None
    shown = show_bridge(passed_between(parent, edition, RESULT, yearly=False), sign=1)
    causes = [(row.code, cause_words(Cause(row.code)), row.amounts[0]) for row in shown.rows if row.amounts[0]]
    causes.sort(key=lambda cause: -abs(cause[2]))
    return Moved(parent, shown.years[0], shown.end[0] - shown.start[0], tuple(causes))
