"""Let an activity's state follow the work done at its desk."""

from django.utils.translation import gettext as _

from ramverk.apps.cycle.models import Activity, ActivityState
from ramverk.apps.trail.actions.change import change
from ramverk.apps.trail.actions.flip import flip
from ramverk.apps.trail.actors import Actor

_ORDER = (ActivityState.PLANNED, ActivityState.OPEN, ActivityState.IN_PROGRESS, ActivityState.DONE)


def advance(actor: Actor, activity: Activity, to_state: str, reason: str = "", *, back: bool = False) -> bool:
    """Bring the activity forward to `to_state`, or, with `back`, from done back to it; say whether anything changed.

    A consequence of a deed that was allowed, so it asks no policy of its own. Call inside the deed's transaction. An
    activity that is further on already, or cancelled, is left alone.
    """
    row = Activity.objects.select_for_update(of=("self",)).get(pk=activity.pk)
    if row.state in {ActivityState.CANCELLED, to_state}:
        return False
    forward = _ORDER.index(ActivityState(to_state)) > _ORDER.index(ActivityState(row.state))
    if forward == back:
        return False
    from_state = row.state
    change(row, row.version, state=to_state)
    flip(actor, row, from_state, to_state, reason or _("Följer av arbetet i aktiviteten."))
    activity.state, activity.version = row.state, row.version
    return True
