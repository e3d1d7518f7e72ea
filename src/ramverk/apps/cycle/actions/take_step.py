"""What every step of a submission has in common: lock, compare the version, ask the policy, move, leave the rows."""

from typing import Any

from django.utils.translation import gettext as _

from ramverk.apps.cycle.models import Submission
from ramverk.apps.cycle.policy_submission import STEPS, may_take_step
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.trail.actions.change import change
from ramverk.apps.trail.actions.flip import flip
from ramverk.apps.trail.actions.record import record
from ramverk.apps.trail.verdicts import Stale, require


def lock(submission: Submission, version: int) -> Submission:
    """The row as it stands, locked until the transaction ends; `Stale` if it is no longer the one the person saw."""
    row = Submission.objects.select_for_update(of=("self",)).select_related("activity", "body").get(pk=submission.pk)
    if row.version != version:
        raise Stale(
            _(
                "%(board)s: någon annan har gjort något medan du hade sidan öppen; nu är underlaget %(state)s. "
                "Inget har sparats. Läs in sidan igen."
            )
            % {"board": row.body.name, "state": row.get_state_display()}
        )
    return row


def take_step(
    actor: Actor, verb: str, row: Submission, *, reason: str = "", after: dict[str, Any] | None = None, **fields: Any
) -> Submission:
    """Move a locked submission one step, with the fields that go with it, and leave transition and trail entry."""
    require(may_take_step(actor, verb, row))
    from_state, to_state = row.state, STEPS[verb].to_state
    before, changed = change(row, row.version, state=to_state, **fields)
    if from_state != to_state:
        flip(actor, row, from_state, to_state, reason)
    told = _told(changed) | ({"note": _("ändrat")} if "note" in changed else {})
    record(actor, verb, row, before=_told(before), after=told | (after or {}), reason=reason)
    return row


def _told(values: dict[str, Any]) -> dict[str, Any]:
    """What the trail says of the fields: a draft's words stay in the board's room, also when the trail is read."""
    return {name: value for name, value in values.items() if name not in {"note", "document", "reservations"}}
