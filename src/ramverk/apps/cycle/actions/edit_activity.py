"""Change what an activity is called, what it is about, where it is and who takes part. Dates are moved, not edited."""

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from ramverk.apps.cycle.actions.add_activity import add_participants
from ramverk.apps.cycle.actions.flip_activity import lock_activity
from ramverk.apps.cycle.actions.judge_round import judge_round
from ramverk.apps.cycle.actions.tell_concerned import tell_concerned
from ramverk.apps.cycle.models import Activity
from ramverk.apps.cycle.policy import may
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.organisation.models import Audience
from ramverk.apps.trail.actions.change import change
from ramverk.apps.trail.actions.record import record
from ramverk.apps.trail.verdicts import Invalid, Refused, require

VERB = "cycle.edit_activity"
FIELDS = ("title", "text", "kind", "place", "yields", "lane", "is_deadline", "needs_adoption")
HEARD_BY_CALENDARS = {"title", "text", "place"}


@transaction.atomic
def edit_activity(
    actor: Actor,
    activity: Activity,
    version: int,
    participants: Sequence[tuple[str, Audience]] | None = None,
    reason: str = "",
    **fields: object,
) -> Activity:
    """Change these fields; `participants` replaces who takes part, None leaves them."""
    allowed = require(may(actor, VERB, activity))
    row = lock_activity(activity, version)
    if row.is_over:
        raise Refused(_("Aktiviteten är %s och ändras inte. Öppna den igen först.") % row.get_state_display())
    if unknown := set(fields) - set(FIELDS):
        raise ValueError(f"edit_activity does not change {sorted(unknown)}")
    if "title" in fields and not str(fields["title"]).strip():
        raise Invalid(_("Skriv vad som ska hända."))
    if HEARD_BY_CALENDARS.intersection(name for name in fields if getattr(row, name) != fields[name]):
        fields["sequence"] = row.sequence + 1
    before, after = change(row, version, **fields)
    if participants is not None:
        before["participants"], after["participants"] = _replace_participants(row, participants)
    before.pop("sequence", None)
    after.pop("sequence", None)
    if before == after:
        return row
    record(actor, VERB, row, before=before, after=after, reason=reason, role=str(allowed.by))
    tell_concerned(actor, [row], VERB, _("Ändrad: %s") % row.title, reason)
    judge_round(row.round_id)
    return row


def _replace_participants(row: Activity, participants: Sequence[tuple[str, Audience]]) -> tuple[list[str], list[str]]:
    before = [str(item) for item in row.participations.all()]
    known = set(row.participations.filter(audience__isnull=False).values_list("mode", "audience_id"))
    if known == {(mode, audience.pk) for mode, audience in participants}:
        return before, before
    row.participations.all().delete()
    add_participants(row, participants)
    return before, [audience.label for _mode, audience in participants]
