"""Add an activity to a running round."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from ramverk.apps.cycle.actions.judge_round import judge_round
from ramverk.apps.cycle.actions.set_dates import as_written, phase_for
from ramverk.apps.cycle.actions.tell_concerned import tell_concerned
from ramverk.apps.cycle.gate_rules import YIELDS
from ramverk.apps.cycle.models import Activity, ActivityDate, Participation, ParticipationMode, Round
from ramverk.apps.cycle.planned import PlannedDate
from ramverk.apps.cycle.policy import may
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.organisation.models import Audience
from ramverk.apps.trail import clock
from ramverk.apps.trail.actions.record import record
from ramverk.apps.trail.verdicts import Invalid, require

VERB = "cycle.add_activity"


@transaction.atomic
def add_activity(
    actor: Actor,
    in_round: Round,
    kind: str,
    title: str,
    when: PlannedDate,
    participants: Sequence[tuple[str, Audience]] = (),
    reason: str = "",
    **fields: Any,
) -> Activity:
    """Add it where its date belongs; `participants` are (mode, audience). Those concerned are told."""
    allowed = require(may(actor, VERB))
    if not title.strip():
        raise Invalid(_("Skriv vad som ska hända."))
    if when.end is not None and when.start is not None and when.end < when.start:
        raise Invalid(_("Slutdagen ligger före startdagen. Byt plats på dem."))
    activity = Activity(
        round=in_round, kind=kind, title=title.strip()[:300], order=_order(in_round, when), yields=YIELDS.get(kind, ""),
        start=when.start, end=when.end, precision=when.precision, starts_at=when.starts_at, ends_at=when.ends_at,
        **fields,
    )  # fmt: skip
    activity.phase = phase_for(activity, when)
    activity.save()
    write_first_date(actor, activity, reason or _("Tillagd"))
    add_participants(activity, participants)
    shown = {"title": activity.title, "date": as_written(activity)}
    record(actor, VERB, activity, after=shown, reason=reason, role=str(allowed.by))
    tell_concerned(actor, [activity], VERB, _("Ny aktivitet: %s") % activity.title, as_written(activity))
    judge_round(in_round.pk)
    return activity


def write_first_date(actor: Actor, activity: Activity, reason: str) -> None:
    """Begin the activity's date history with the date it has."""
    ActivityDate.objects.create(
        activity=activity, raw=as_written(activity), start=activity.start, end=activity.end,
        precision=activity.precision, starts_at=activity.starts_at, ends_at=activity.ends_at, set_at=clock.now(),
        set_by_id=actor.person_id, set_by=actor.name, reason=reason,
    )  # fmt: skip


def add_participants(activity: Activity, participants: Sequence[tuple[str, Audience]]) -> None:
    """Let these audiences take part."""
    Participation.objects.bulk_create(
        Participation(
            activity=activity, mode=ParticipationMode(mode), as_written=audience.label, audience=audience, order=order
        )
        for order, (mode, audience) in enumerate(participants)
    )


def _order(in_round: Round, when: PlannedDate) -> int:
    """After the last row that begins no later; the document's own order is kept around it."""
    rows = in_round.activities.all()
    if when.start is not None:
        rows = rows.filter(start__lte=when.start)
    return (rows.aggregate(last=Max("order"))["last"] or 0) + 1
