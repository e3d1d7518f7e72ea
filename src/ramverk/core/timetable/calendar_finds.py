"""What the passes over a meeting calendar bring home, before years and findings."""

from dataclasses import dataclass, field

from ramverk.core.timetable.calendar_cells import Cell, Slot

__all__ = ["Harvest", "Loss", "Meeting"]


@dataclass(frozen=True, slots=True)
class Meeting:
    """One meeting day with what its column, row and heading say of it.

    `base_year` is the year that stands above it, None where none does; `part` numbers the table it came from. `how`
    names the pass that decided the column: "column", "position", "pattern", "list". `matrix` tells that it came
    from bodies by months.
    """

    slot: Slot
    bodies: tuple[str, ...]
    cell: Cell
    raw: str
    usual_weekday: int | None = None
    usual_time: str | None = None
    base_year: int | None = None
    label: str = ""
    step: str = ""
    part: int = 0
    how: str = "column"
    matrix: bool = False


@dataclass(frozen=True, slots=True)
class Loss:
    """A row whose values could not be put into their columns."""

    label: str
    line: int
    expected: int
    found: int
    kept: int = 0


@dataclass(slots=True)
class Harvest:
    """Meetings in document order, rows that were lost, and the numbers of the lines that were understood."""

    meetings: list[Meeting] = field(default_factory=list)
    losses: list[Loss] = field(default_factory=list)
    used: set[int] = field(default_factory=set)
    parts: int = 0
