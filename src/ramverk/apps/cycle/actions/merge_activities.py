"""Merge an activity into another: people and needs go along, the row that disappears says what it became."""

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from ramverk.apps.cycle.actions.flip_activity import lock_activity
from ramverk.apps.cycle.actions.judge_round import judge_round
from ramverk.apps.cycle.actions.tell_concerned import tell_concerned
from ramverk.apps.cycle.models import Activity, ActivityState, Need
from ramverk.apps.cycle.policy import may
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.trail.actions.change import change
from ramverk.apps.trail.actions.flip import flip
from ramverk.apps.trail.actions.record import record
from ramverk.apps.trail.verdicts import Invalid, Refused, require

VERB = "cycle.merge_activities"


@transaction.atomic
def merge_activities(
    actor: Actor, kept: Activity, version: int, merged: Activity, merged_version: int, reason: str = ""
) -> Activity:
    """Merge `merged` into `kept`, whose date and title stay."""
    allowed = require(may(actor, VERB, kept))
    if kept.pk == merged.pk or kept.round_id != merged.round_id:
        raise Invalid(_("Välj en annan aktivitet i samma årsomgång."))
    seen = {kept.pk: (kept, version), merged.pk: (merged, merged_version)}
    locked = {
        pk: lock_activity(*seen[pk]) for pk in sorted(seen)
    }  # in one order, so that two mergers never wait in a ring
    into, gone = locked[kept.pk], locked[merged.pk]
    if into.is_over or gone.is_over:
        raise Refused(_("Det som är klart eller inställt slås inte ihop med något annat."))
    _take_over_participants(into, gone)
    _take_over_needs(into, gone)
    from_state = gone.state
    change(into, version, sequence=into.sequence + 1)
    change(gone, merged_version, state=ActivityState.CANCELLED, became=into, sequence=gone.sequence + 1)
    flip(actor, gone, from_state, ActivityState.CANCELLED, reason)
    record(actor, VERB, into, after={"merged": gone.title}, reason=reason, role=str(allowed.by))
    tell_concerned(actor, [into], VERB, _("Sammanslagen: %s") % into.title, reason)
    judge_round(into.round_id)
    return into


def _take_over_participants(into: Activity, gone: Activity) -> None:
    known = set(into.participations.values_list("mode", "as_written"))
    for item in list(gone.participations.all()):
        if (item.mode, item.as_written) not in known:
            into.participations.create(
                mode=item.mode, as_written=item.as_written, audience_id=item.audience_id, order=item.order + 100
            )


def _take_over_needs(into: Activity, gone: Activity) -> None:
    """What either waited for, the merged one waits for; what waited for either, waits for it."""
    for need in Need.objects.filter(Q(activity=gone) | Q(needed=gone)):
        activity_id = into.pk if need.activity_id == gone.pk else need.activity_id
        needed_id = into.pk if need.needed_id == gone.pk else need.needed_id
        if activity_id != needed_id:
            values = {"what": need.what, "is_gate": need.is_gate, "rule": need.rule}
            Need.objects.get_or_create(activity_id=activity_id, needed_id=needed_id, defaults=values)
    Need.objects.filter(Q(activity=gone) | Q(needed=gone)).delete()
