"""Everything one activity's page shows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from ramverk.apps.cycle import desks
from ramverk.apps.cycle.gates import open_gates, sentence
from ramverk.apps.cycle.models import Activity, ActivityDate, Need, Participation
from ramverk.apps.cycle.policy import may
from ramverk.apps.cycle.queries.year import OVER, status_of
from ramverk.apps.cycle.states import FLIPS
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.organisation.models import Audience, Person
from ramverk.apps.organisation.queries import people_in_each
from ramverk.apps.trail.queries import history
from ramverk.apps.trail.verdicts import Verdict
from ramverk.apps.trail.wording import Shown, in_words


@dataclass(frozen=True, slots=True)
class Party:
    """One participant as written, in what way, and the people it means today."""

    participation: Participation
    people: Sequence[Person]


@dataclass(frozen=True, slots=True)
class ActivityPage:
    """The page's parts."""

    activity: Activity
    status: str
    state_word: str
    is_vague: bool
    dates: Sequence[ActivityDate]
    """Replaced ones first, the one in force last; extra occasions apart."""
    extras: Sequence[ActivityDate]
    parties: Sequence[Party]
    needs: Sequence[Need]
    blocks: Sequence[Need]
    desk_status: desks.DeskStatus | None
    desk_url: str
    papers: Sequence[desks.Paper]
    findings: Sequence[dict[str, object]]
    verdicts: dict[str, Verdict]
    hindrances: Sequence[str]
    entries: Sequence[Shown]


def activity_page(actor: Actor, activity: Activity, today: date) -> ActivityPage:
    """Read it all."""
    dates = list(activity.dates.all())
    status, word = status_of(activity, today)
    needs = Need.objects.filter(Q(activity=activity) | Q(needed=activity)).select_related(
        "activity__owner", "needed__owner"
    )
    both = list(needs)
    desk = desks.desk_for(activity)
    desk_status = desks.statuses([activity]).get(activity.pk)
    return ActivityPage(
        activity=activity,
        status=status,
        state_word=word,
        is_vague=activity.is_window,
        dates=[item for item in dates if not item.is_extra],
        extras=[item for item in dates if item.is_extra],
        parties=_parties(activity, today),
        needs=[need for need in both if need.activity_id == activity.pk],
        blocks=[need for need in both if need.needed_id == activity.pk],
        desk_status=desk_status,
        desk_url=desk.url(activity) if desk is not None else "",
        papers=desks.papers(activity, actor),
        findings=[item for item in activity.round.findings if activity.row and activity.row in item["rows"]],
        verdicts=_verdicts(actor, activity),
        hindrances=_hindrances(activity, desk_status),
        entries=in_words(history(activity)[:50]),
    )


def _parties(activity: Activity, today: date) -> list[Party]:
    rows = list(activity.participations.order_by("order", "pk"))
    ids = {row.audience_id for row in rows if row.audience_id}
    audiences = list(Audience.objects.filter(pk__in=ids).prefetch_related("terms"))
    people = people_in_each(audiences, today) if audiences else {}
    return [Party(row, people.get(row.audience_id or 0, [])) for row in rows]


def _verdicts(actor: Actor, activity: Activity) -> dict[str, Verdict]:
    """What the actor may do now, by the short name of the verb; what the state forbids is not offered."""
    found: dict[str, Verdict] = {}
    for verb, step in FLIPS.items():
        if activity.state in step.from_states:
            found[verb.removeprefix("cycle.").removesuffix("_activity")] = may(actor, verb, activity)
    if activity.state not in OVER:
        found["move"] = may(actor, "cycle.move_activity", activity)
        found["edit"] = may(actor, "cycle.edit_activity", activity)
        if activity.is_window:
            found["fix"] = may(actor, "cycle.fix_day", activity)
    return found


def _hindrances(activity: Activity, status: desks.DeskStatus | None) -> list[str]:
    """Why it cannot be marked as done now, in words."""
    if activity.state in OVER:
        return []
    found = [sentence(gate) for gate in open_gates(activity)]
    if status is not None and not status.is_complete:
        found += [str(blocker) for blocker in status.blockers]
    return found
