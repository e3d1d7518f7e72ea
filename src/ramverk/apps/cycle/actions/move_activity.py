"""Move one activity or a whole chain to new dates, told to everyone concerned, the old dates kept."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from ramverk.apps.cycle.actions.flip_activity import lock_activity
from ramverk.apps.cycle.actions.set_dates import set_dates
from ramverk.apps.cycle.models import Activity
from ramverk.apps.cycle.planned import PlannedDate
from ramverk.apps.cycle.policy import may
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.trail.verdicts import Invalid, Refused, require

VERB = "cycle.move_activity"


@dataclass(frozen=True, slots=True)
class Move:
    """One activity, the version the person saw, and where it goes."""

    activity: Activity
    version: int
    when: PlannedDate


@transaction.atomic
def move_activities(actor: Actor, moves: Sequence[Move], reason: str) -> int:
    """Move them all or none. A reason is required. Answers how many people were told."""
    allowed = require(may(actor, VERB))
    if not reason.strip():
        raise Invalid(_("Skriv varför datumet ändras. De som berörs får läsa skälet."))
    # Locked in one order, so that two who move the same rows wait for each other instead of for ever.
    ordered = sorted(moves, key=lambda move: move.activity.pk)
    locked = [(lock_activity(move.activity, move.version), move.when) for move in ordered]
    for row, when in locked:
        _require_movable(row, when)
    changed = {row: when for row, when in locked if _is_other(row, when)}
    if not changed:
        raise Invalid(_("Inget datum är ändrat. Ange ett nytt datum."))
    return set_dates(actor, VERB, changed, reason, str(allowed.by))


def move_activity(actor: Actor, activity: Activity, version: int, when: PlannedDate, reason: str) -> int:
    """Move just this one."""
    return move_activities(actor, [Move(activity, version, when)], reason)


def _require_movable(row: Activity, when: PlannedDate) -> None:
    if row.is_over:
        raise Refused(
            _("%(title)s är %(state)s och flyttas inte. Öppna den igen först.")
            % {"title": row.title, "state": row.get_state_display()}
        )
    if when.start is None:
        raise Invalid(_("%s: ange ett datum.") % row.title)
    if when.end is not None and when.end < when.start:
        raise Invalid(_("%s: slutdagen ligger före startdagen. Byt plats på dem.") % row.title)
    if when.start == when.end and when.starts_at and when.ends_at and when.ends_at <= when.starts_at:
        raise Invalid(_("%s: sluttiden ligger före starttiden. Byt plats på dem.") % row.title)


def _is_other(row: Activity, when: PlannedDate) -> bool:
    now = (row.start, row.end, row.precision, row.starts_at, row.ends_at)
    return now != (when.start, when.end, when.precision, when.starts_at, when.ends_at)
