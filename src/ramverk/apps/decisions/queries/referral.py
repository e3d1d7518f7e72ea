"""What new days mean for a matter that was tabled or referred: which steps move, which are new, what follows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from ramverk.apps.cycle.models import Activity, ActivityKind, ActivityState, Precision
from ramverk.apps.cycle.planned import PlannedDate
from ramverk.apps.cycle.queries.consequences import Consequences, consequences
from ramverk.apps.decisions.models import Sitting, SittingState
from ramverk.apps.decisions.queries.appeal import limits_of
from ramverk.apps.decisions.queries.way_back import way_back
from ramverk.apps.organisation.models import Body, BodyKind
from ramverk.core.schedule.chains import Days

MEETS = (ActivityKind.DECISION, ActivityKind.MEETING, ActivityKind.INFORMATION)


@dataclass(frozen=True, slots=True)
class NewDays:
    """The days as proposed, and all that they bring about. `board_day` is None where the matter was only tabled."""

    sitting: Sitting
    board_day: date | None
    council_day: date | None
    board_step: Activity | None
    """A step that lies on that day already; None: a new one is added."""
    council_step: Activity | None
    """The step that moves, or one that lies on that day already; None: a new one is added."""
    moves: Mapping[Activity, PlannedDate]
    seen: Consequences | None
    refusals: Sequence[str]
    """What the law does not allow, in words."""
    is_late: bool
    """Whether the council then decides after the end of November (KL 11:10-11)."""

    @property
    def is_referral(self) -> bool:
        """Whether the executive board prepares it again first."""
        return self.sitting.state == SittingState.REMITTED

    @property
    def is_moved(self) -> bool:
        """Whether the council's step itself gets another day."""
        return self.council_step is not None and self.council_step in self.moves


def proposed_days(sitting: Sitting) -> tuple[date | None, date | None]:
    """The executive board's and the council's day, as the year's meetings lie today."""
    found = way_back(sitting, is_referral=sitting.state == SittingState.REMITTED)
    days = [date.fromisoformat(found[name]) if name in found else None for name in ("executive_board", "council")]
    return days[0], days[1]


def new_days(sitting: Sitting, board_day: date | None, council_day: date | None) -> NewDays:
    """What these days bring about. The steps that must follow the council's move go along."""
    board = step_on(sitting, BodyKind.EXECUTIVE_BOARD, board_day)
    moves: dict[Activity, PlannedDate] = {}
    council: Activity | None = None
    seen: Consequences | None = None
    if council_day is not None:
        step = sitting.activity
        if step.is_over:
            council = step_on(sitting, BodyKind.COUNCIL, council_day)
        else:
            council = step
            if (step.start, step.end) != (council_day, council_day):
                moves[step] = _moved(step, Days(council_day, council_day))
    if moves:
        first = consequences(sitting.matter.round, moves)
        moves |= {row.activity: _moved(row.activity, row.proposed) for row in first.followers if row.must_move}
        seen = consequences(sitting.matter.round, moves)
    refusals = list(_refusals(sitting, board_day, council_day))
    return NewDays(
        sitting, board_day, council_day, board, council, moves, seen, refusals, _is_late(sitting, council_day)
    )


def step_on(sitting: Sitting, kind: str, day: date | None) -> Activity | None:
    """A step of the round at which such a body meets that day and that is not over."""
    if day is None:
        return None
    rows = Activity.objects.filter(round=sitting.matter.round_id, owner__kind=kind, kind__in=MEETS, start=day)
    rows = rows.exclude(state__in=[ActivityState.DONE, ActivityState.CANCELLED]).exclude(pk=sitting.activity_id)
    return rows.order_by("order").first()


def body_of(kind: str) -> Body | None:
    """The municipality's only body of this kind."""
    return Body.objects.filter(kind=kind).order_by("pk").first()


def _moved(step: Activity, days: Days) -> PlannedDate:
    precision = Precision.DAY if days.start == days.end else Precision.RANGE
    return PlannedDate("", days.start, days.end, precision, step.starts_at, step.ends_at)


def _refusals(sitting: Sitting, board_day: date | None, council_day: date | None) -> list[str]:
    limits = limits_of(sitting)
    notice = limits.notice_days if limits else 0
    is_referral = sitting.state == SittingState.REMITTED
    found = []
    if is_referral and board_day is not None and board_day <= sitting.day:
        found.append(_("Kommunstyrelsen bereder ärendet efter det sammanträde där det återremitterades."))
    if council_day is None:
        return found
    if council_day <= sitting.day:
        found.append(_("Fullmäktige avgör ärendet vid ett senare sammanträde än det där det sköts upp."))
    earliest = max(board_day or sitting.day, sitting.day) + timedelta(days=notice)
    if limits and council_day < earliest:
        found.append(
            _(
                "Fullmäktige kan tidigast %(day)s: sammanträdet kungörs minst %(n)s dagar före (kommunallagen 5 kap. "
                "13 §)."
            )
            % {"day": date_format(earliest, "j F Y"), "n": notice}
        )
    return found


def _is_late(sitting: Sitting, council_day: date | None) -> bool:
    limits = limits_of(sitting)
    return bool(limits and council_day and council_day > limits.decision_latest.in_year(sitting.day.year))
