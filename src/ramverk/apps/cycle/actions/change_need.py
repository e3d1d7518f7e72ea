"""Add, change or remove what an activity waits for."""

from django.db import transaction
from django.utils.translation import gettext as _

from ramverk.apps.cycle.actions.flip_activity import lock_activity
from ramverk.apps.cycle.models import Activity, Need
from ramverk.apps.cycle.policy import may
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.trail.actions.change import change
from ramverk.apps.trail.actions.record import record
from ramverk.apps.trail.verdicts import Invalid, require

VERB = "cycle.change_need"


@transaction.atomic
def add_need(actor: Actor, activity: Activity, version: int, needed: Activity, what: str, *, is_gate: bool) -> Need:
    """Let `activity` wait for `needed`; said again it changes what is there."""
    allowed = require(may(actor, VERB, activity))
    row = lock_activity(activity, version)
    if needed.round_id != row.round_id or needed.pk == row.pk:
        raise Invalid(_("Välj en annan aktivitet i samma årsomgång."))
    if _waits_for(needed, row):
        raise Invalid(
            _("%(needed)s väntar redan på %(this)s. Båda kan inte vänta på varandra.") % {"needed": needed, "this": row}
        )
    need, _made = Need.objects.update_or_create(
        activity=row, needed=needed, defaults={"what": what.strip()[:200], "is_gate": is_gate, "rule": ""}
    )
    change(row, version)
    record(actor, VERB, row, after={"needs": needed.title, "is_gate": is_gate}, role=str(allowed.by))
    return need


@transaction.atomic
def remove_need(actor: Actor, need: Need, version: int, reason: str = "") -> None:
    """Take the need away; `version` is that of the waiting activity."""
    allowed = require(may(actor, VERB, need.activity))
    row = lock_activity(need.activity, version)
    need.delete()
    change(row, version)
    record(
        actor,
        VERB,
        row,
        before={"needs": need.needed.title, "is_gate": need.is_gate},
        reason=reason,
        role=str(allowed.by),
    )


def _waits_for(activity: Activity, target: Activity) -> bool:
    """Whether `activity` waits for `target`, directly or through others."""
    pairs = list(Need.objects.filter(activity__round=activity.round_id).values_list("activity_id", "needed_id"))
    seen, waiting = set(), [activity.pk]
    while waiting:
        current = waiting.pop()
        if current == target.pk:
            return True
        seen.add(current)
        waiting += [needed for waiter, needed in pairs if waiter == current and needed not in seen]
    return False
