"""Rows as the passes leave them: which text is the date, who and what, before anything is resolved."""

from dataclasses import dataclass, field
from enum import StrEnum

from ramverk.core.timetable.date_values import DateExpression
from ramverk.core.timetable.lines import Line
from ramverk.core.timetable.passages import Passage


class Form(StrEnum):
    """How a row stands in the document; the form decides how its text is read."""

    TABLE = "table"
    BULLET = "bullet"
    NUMBERED = "numbered"
    LINE = "line"
    SENTENCE = "sentence"
    SLIDE = "slide"


EMPTY = Passage()


@dataclass(slots=True)
class Draft:
    """One row found by a pass.

    `date` is the row's own date as written, or the heading's or the row's above (`inherited` says where from). `who`
    is None
    where the form has no participant column. `cells` are the source cells for printing back.
    """

    form: Form
    text: Passage
    date: Passage = EMPTY
    who: Passage | None = None
    forum: Passage = EMPTY
    place: Passage = EMPTY
    note: Passage = EMPTY
    recipients: Passage = EMPTY
    invited: Passage = EMPTY
    cells: tuple[str, ...] = ()
    inherited: str = ""  # "" own date, "row" the row above, "heading" a heading
    date_at: tuple[int, int] | None = None  # where in `text` the date stands, for dates inside a sentence
    section: str = ""
    struck: bool = False
    page: int = 1
    clock: str = ""  # a time that stands in the row although the date is a heading's
    label: str = ""  # the activity's name, where another line than the text gives it
    lines: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class YearMark:
    """A year row or a heading that states a year: what follows lies in it."""

    year: int
    line: int


@dataclass(frozen=True, slots=True)
class PhaseDraft:
    """A phase as written, before its year is known."""

    name: str
    raw: str
    span: DateExpression


@dataclass(slots=True)
class Harvest:
    """What the passes bring home, in document order; `unread` are lines nobody could use."""

    items: list[Draft | YearMark] = field(default_factory=list)
    header: tuple[str, ...] = ()
    unread: list[Line] = field(default_factory=list)
    codes: dict[str, str] = field(default_factory=dict)
    preface: str = ""  # what stands before the first row of a run-on text
    phases: list[PhaseDraft] = field(default_factory=list)
    short: list[Draft] = field(default_factory=list)  # rows with fewer values than columns
    lost_order: bool = False
    lost_counts: dict[str, int] = field(default_factory=dict)
    by_position: list[Draft] = field(default_factory=list)

    @property
    def drafts(self) -> list[Draft]:
        """The rows alone."""
        return [item for item in self.items if isinstance(item, Draft)]
