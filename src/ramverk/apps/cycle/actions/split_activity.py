"""Split a row that turned out to be two activities."""

from dataclasses import dataclass
from string import ascii_lowercase

from django.db import transaction
from django.utils.translation import gettext as _

from ramverk.apps.cycle.actions.add_activity import write_first_date
from ramverk.apps.cycle.actions.flip_activity import lock_activity
from ramverk.apps.cycle.actions.judge_round import judge_round
from ramverk.apps.cycle.gate_rules import YIELDS
from ramverk.apps.cycle.models import Activity, Participation
from ramverk.apps.cycle.policy import may
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.trail.actions.change import change
from ramverk.apps.trail.actions.record import record
from ramverk.apps.trail.verdicts import Invalid, Refused, require

VERB = "cycle.split_activity"


@dataclass(frozen=True, slots=True)
class NewPart:
    """What is taken out: its title and kind, and the participants (ids) that go with it."""

    title: str
    kind: str
    participation_ids: frozenset[int]


@transaction.atomic
def split_activity(actor: Actor, activity: Activity, version: int, part: NewPart, reason: str = "") -> Activity:
    """Take `part` out as an activity of its own with the same dates and needs; answers the new one."""
    allowed = require(may(actor, VERB, activity))
    row = lock_activity(activity, version)
    if row.is_over:
        raise Refused(_("Aktiviteten är %s och delas inte.") % row.get_state_display())
    if not part.title.strip():
        raise Invalid(_("Skriv vad den nya aktiviteten heter."))
    first, second = _letters(row)
    new = Activity.objects.create(
        round=row.round, order=row.order + 1, row=second, kind=part.kind, title=part.title.strip()[:300], text=row.text,
        phase=row.phase, owner=row.owner, place=row.place, lane=row.lane, yields=YIELDS.get(part.kind, ""),
        cells=row.cells, confidence=row.confidence, start=row.start, end=row.end, precision=row.precision,
        starts_at=row.starts_at, ends_at=row.ends_at,
    )  # fmt: skip
    write_first_date(actor, new, _("Delad från %s") % (row.row or row.title))
    Participation.objects.filter(activity=row, pk__in=part.participation_ids).update(activity=new)
    for need in row.needs.all():
        new.needs.create(needed_id=need.needed_id, what=need.what, is_gate=need.is_gate, rule=need.rule)
    before = row.row
    change(row, version, sequence=row.sequence + 1)
    Activity.objects.filter(pk=row.pk).update(row=first)  # `change` has a parameter of this name
    rows = {"before": {"row": before}, "after": {"row": first, "new": new.title}}
    record(actor, VERB, row, reason=reason, role=str(allowed.by), **rows)
    judge_round(row.round_id)
    return new


def _letters(row: Activity) -> tuple[str, str]:
    """ "R10" becomes "R10a" and "R10b"; a row already split goes on with the next free letter."""
    if not row.row:
        return "", ""
    base = row.row.rstrip(ascii_lowercase)
    taken = set(Activity.objects.filter(round=row.round_id, row__startswith=base).values_list("row", flat=True))
    free = [f"{base}{letter}" for letter in ascii_lowercase if f"{base}{letter}" not in taken]
    return (row.row, free[0]) if row.row != base else (free[0], free[1])
