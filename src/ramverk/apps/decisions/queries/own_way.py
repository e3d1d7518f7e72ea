"""What a change that is not technical would take: preparation, consultation, financing, and the days."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from ramverk.apps.cycle.models import Activity, ActivityState, Round
from ramverk.apps.organisation.models import BodyKind
from ramverk.core.decisions.postponement import Return, calculate_return, last_reserve_meeting
from ramverk.core.timetable.clock import calculate_year_limits
from ramverk.rules.loader import RuleError
from ramverk.rules.plan import load_limits


@dataclass(frozen=True, slots=True)
class Demand:
    """One thing that is required, with its ground and its day where there is one."""

    words: str
    law: str
    day: date | None = None


def demands(in_round: Round, today: date) -> list[Demand]:
    """What a matter of its own requires from `today`, with the days worked out from the year's meetings."""
    back = _way(in_round, today)
    found = [
        Demand(_("Kommunstyrelsen bereder och lämnar förslag."), "Kommunallagen 5 kap. 26–28 §§",
               back.executive_board if back else None),
        Demand(_("Samverkan med de fackliga organisationerna, om ändringen rör personalen (obekräftad regel)."),
               "MBL 11 §"),
        Demand(_("Beslutet anger hur utgiften finansieras."), "Kommunallagen 11 kap. 15 §"),
        Demand(_("Kungörelse och kallelse minst en vecka före."), "Kommunallagen 5 kap. 13–15 §§",
               back.announcement_latest if back else None),
        Demand(_("Fullmäktige beslutar."), "Kommunallagen 5 kap. 1 §", back.council if back else None),
    ]  # fmt: skip
    if back is not None and not back.is_in_time:
        found.append(
            Demand(
                _("Hinns inte före november månads utgång: skattesatsen fastställs för sig, budgeten i december."),
                "Kommunallagen 11 kap. 11 §", back.fallback,
            )
        )  # fmt: skip
    return found


def _way(in_round: Round, today: date) -> Return | None:
    try:
        limits = load_limits(today)
    except RuleError:
        return None
    days = {kind: _days(in_round, kind, today) for kind in (BodyKind.EXECUTIVE_BOARD, BodyKind.COUNCIL)}
    return calculate_return(today, limits, days[BodyKind.EXECUTIVE_BOARD], days[BodyKind.COUNCIL], is_referral=True)


def _days(in_round: Round, kind: str, today: date) -> list[date]:
    rows = Activity.objects.filter(round=in_round, owner__kind=kind, start__gt=today)
    return sorted({day for day in rows.exclude(state=ActivityState.CANCELLED).values_list("start", flat=True) if day})


def confirming_days(in_round: Round, meeting: date) -> list[Demand]:
    """The legal clock around a confirming decision: in an election year everything is decided by the new council."""
    try:
        limits = load_limits(meeting)
    except RuleError:
        return []
    year = calculate_year_limits(meeting.year, limits, election_year=in_round.is_election_year)
    reserve = last_reserve_meeting(meeting, limits)
    found = []
    if year.new_council_from:
        found.append(
            Demand(_("Det nyvalda fullmäktige tillträder; beslutet tar med hela budgeten och skattesatsen."),
                   "Kommunallagen 11 kap. 10 §", year.new_council_from)
        )  # fmt: skip
    found += [
        Demand(_("Kommunstyrelsens förslag senast."), "Kommunallagen 11 kap. 8 §",
               year.executive_board_proposal_latest),
        Demand(_("Kungörelse och kallelse senast."), "Kommunallagen 5 kap. 13–15 §§",
               date.fromordinal(meeting.toordinal() - limits.notice_days)),
        Demand(_("Fullmäktige sammanträder."), "", meeting),
        Demand(_("Budgeten fastställs senast."), "Kommunallagen 11 kap. 10 §", year.budget_decision_latest),
    ]  # fmt: skip
    if reserve is not None:
        found.append(
            Demand(_("Extra sammanträde om ärendet bordläggs, kungjort senast en vecka före."),
                   "Kommunallagen 5 kap. 50 §", reserve[0])
        )  # fmt: skip
        found.append(Demand(_("Det extra sammanträdet kungörs senast."), "Kommunallagen 5 kap. 13 §", reserve[1]))
    found.append(
        Demand(_("Annars fastställs skattesatsen för sig i november och budgeten senast."),
               "Kommunallagen 11 kap. 11 §", year.fallback_budget_latest)
    )  # fmt: skip
    return sorted(found, key=lambda one: one.day or date.max)
