"""What a move would mean, before anybody makes it: what follows, what the law says, who is told."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from ramverk.apps.cycle import reading
from ramverk.apps.cycle.models import Activity, ActivityState, Need, Phase, Precision, Round
from ramverk.apps.cycle.planned import PlannedDate
from ramverk.apps.cycle.queries.people import concerned
from ramverk.apps.cycle.queries.plan import as_timetable
from ramverk.apps.cycle.wording import day_text
from ramverk.apps.organisation.models import Person
from ramverk.apps.trail import clock
from ramverk.core.findings import Finding, worst_first
from ramverk.core.schedule.chains import Days, calculate_pushed, calculate_shifted


@dataclass(frozen=True, slots=True)
class Follower:
    """A later activity that hangs on a moved one, and where it would go."""

    activity: Activity
    proposed: Days
    must_move: bool
    """True where it would otherwise come before what it waits for; false where it only belongs to the same chain."""
    waits_for: str


@dataclass(frozen=True, slots=True)
class Consequences:
    """Everything a person sees before they decide."""

    followers: Sequence[Follower]
    untouched: Sequence[Activity]
    """Done or cancelled ones in the same chain: they stay."""
    new_findings: Sequence[Finding]
    kept_findings: Sequence[Finding]
    """What the checks said of these rows before, and still do."""
    warnings: Sequence[str]
    people: Sequence[Person]


def day_off(day: date) -> str:
    """Why no meeting is expected on this day, or nothing."""
    from ramverk.rules.days_off import days_off

    return days_off([day.year]).name(day) or ""


def is_day_off(day: date) -> bool:
    """Whether a chain should avoid the day."""
    return bool(day_off(day))


def shifted(activity: Activity, days: int) -> Days | None:
    """Where the activity lands when its chain is moved by so many days; None where it has no date."""
    if activity.start is None:
        return None
    return calculate_shifted(Days(activity.start, activity.end or activity.start), days, is_day_off)


def consequences(in_round: Round, moves: Mapping[Activity, PlannedDate]) -> Consequences:
    """What these moves would mean for the rest of the round."""
    activities = {item.pk: item for item in in_round.activities.select_related("owner", "phase")}
    needs = list(Need.objects.filter(activity__round=in_round).select_related("needed"))
    moved = {item.pk: _days(when) for item, when in moves.items() if when.start is not None}
    followers = _followers(activities, needs, moved)
    chain = _chain(needs, set(moved))
    told = concerned([*moves], clock.today())
    before, after = _judged(in_round, {item.pk: when for item, when in moves.items()})
    known = {(finding.code, finding.message) for finding in before}
    rows = {item.row for item in moves if item.row}
    return Consequences(
        followers=followers,
        untouched=[activities[pk] for pk in chain if pk in activities and activities[pk].is_over],
        new_findings=worst_first([item for item in after if (item.code, item.message) not in known]),
        kept_findings=worst_first(
            [item for item in after if (item.code, item.message) in known and rows.intersection(item.rows)]
        ),
        warnings=[*_warnings(in_round, moves, needs)],
        people=sorted(
            {person.pk: person for people in told.values() for person in people}.values(), key=lambda p: p.name
        ),
    )


def _days(when: PlannedDate) -> Days:
    start = when.start or date.min
    return Days(start, when.end or start)


def _judged(in_round: Round, moved: Mapping[int, PlannedDate]) -> tuple[list[Finding], list[Finding]]:
    whole = Round.objects.get(pk=in_round.pk)
    return reading.judge(as_timetable(whole)), reading.judge(as_timetable(whole, moved))


def _chain(needs: Sequence[Need], from_ids: set[int]) -> list[int]:
    """Everything that comes after the given activities, directly or through others, nearest first."""
    found: list[int] = []
    waiting = list(from_ids)
    while waiting:
        cause = waiting.pop(0)
        for need in needs:
            if need.needed_id == cause and need.activity_id not in found and need.activity_id not in from_ids:
                found.append(need.activity_id)
                waiting.append(need.activity_id)
    return found


def _followers(activities: Mapping[int, Activity], needs: Sequence[Need], moved: Mapping[int, Days]) -> list[Follower]:
    open_ones = {pk: item for pk, item in activities.items() if not item.is_over and item.start is not None}
    days = {pk: Days(item.start, item.end or item.start) for pk, item in open_ones.items() if item.start is not None}
    waits: dict[int, frozenset[int]] = {}
    for need in needs:
        waits[need.activity_id] = waits.get(need.activity_id, frozenset()) | {need.needed_id}
    firm = {pk: when for pk, when in days.items() if not _is_window(open_ones[pk]) or pk in moved}
    pushed = calculate_pushed(firm, waits, moved, is_day_off)
    shift = _common_shift(days, moved)
    found = []
    for pk in _chain(needs, set(moved)):
        if pk not in firm:
            continue
        proposed = pushed.get(pk) or calculate_shifted(days[pk], shift, is_day_off)
        if pk in pushed or proposed != days[pk]:
            found.append(Follower(open_ones[pk], proposed, pk in pushed, _cause(needs, pk)))
    return sorted(found, key=lambda item: (not item.must_move, item.proposed.start))


def _is_window(activity: Activity) -> bool:
    return activity.precision in {Precision.MONTH, Precision.MONTHS}


def _common_shift(days: Mapping[int, Days], moved: Mapping[int, Days]) -> int:
    shifts = {(new.start - days[pk].start).days for pk, new in moved.items() if pk in days}
    return max(shifts, key=abs) if shifts else 0


def _cause(needs: Sequence[Need], pk: int) -> str:
    return next((need.needed.title for need in needs if need.activity_id == pk), "")


def _warnings(in_round: Round, moves: Mapping[Activity, PlannedDate], needs: Sequence[Need]) -> list[str]:
    """What no rule of law says but a person should see: days off, other phases, steps that come before their needs."""
    found: list[str] = []
    phases = list(in_round.phases.all())
    for activity, when in moves.items():
        if when.start is None or when.precision not in {Precision.DAY, Precision.RANGE}:
            continue
        found += _day_warnings(activity, when, phases)
    found += _order_warnings(moves, needs)
    return found


def _day_warnings(activity: Activity, when: PlannedDate, phases: Sequence[Phase]) -> list[str]:
    found = []
    days = _days(when)
    for offset in range(min((days.end - days.start).days, 14) + 1):
        day = days.start + timedelta(days=offset)
        if why := day_off(day):
            words = {"title": activity.title, "day": day_text(day), "why": why}
            found.append(_("%(title)s hamnar på %(day)s (%(why)s).") % words)
    new = next((phase for phase in phases if phase.start <= days.start <= phase.end), None)
    if activity.phase and new and new.pk != activity.phase_id:
        words = {"title": activity.title, "new": new.name, "old": activity.phase.name}
        found.append(_("%(title)s hamnar i fasen %(new)s i stället för %(old)s.") % words)
    return found


def _order_warnings(moves: Mapping[Activity, PlannedDate], needs: Sequence[Need]) -> list[str]:
    new = {item.pk: _days(when) for item, when in moves.items() if when.start is not None}
    found = []
    for need in needs:
        needed = need.needed
        if need.activity_id not in new or needed.state in {ActivityState.DONE, ActivityState.CANCELLED}:
            continue
        end = new[needed.pk].end if needed.pk in new else needed.end
        if end is not None and not _is_window(needed) and end > new[need.activity_id].end:
            later = next(item for item in moves if item.pk == need.activity_id)
            words = {"later": later.title, "needed": needed.title, "day": day_text(end)}
            found.append(_("%(later)s skulle komma före det den behöver: %(needed)s (%(day)s).") % words)
    return found
