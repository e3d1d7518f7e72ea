"""Open the boards' rooms: each board that owes the activity something gets its submission."""

from django.db import transaction

from ramverk.apps.cycle.actions.advance import advance
from ramverk.apps.cycle.gates import open_gates, sentence
from ramverk.apps.cycle.models import Activity, ActivityState, Submission
from ramverk.apps.cycle.policy_submission import may_open_submissions
from ramverk.apps.cycle.queries_submission import submitting_bodies
from ramverk.apps.cycle.submission_content import tell_opened
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.trail import clock
from ramverk.apps.trail.actions.record import record
from ramverk.apps.trail.verdicts import Refused, require


@transaction.atomic
def open_submissions(actor: Actor, activity: Activity) -> int:
    """Open by hand; refused while a gate is closed. Answers how many boards were added."""
    require(may_open_submissions(actor, activity))
    if gates := open_gates(activity):
        raise Refused(sentence(gates[0]))
    return open_for_boards(actor, activity)


@transaction.atomic
def open_for_boards(actor: Actor, activity: Activity, reason: str = "") -> int:
    """Create what is missing, and open the activity: what a sent dispatch does too. Twice changes nothing."""
    advance(actor, activity, ActivityState.OPEN, reason)
    there = set(activity.submissions.values_list("body_id", flat=True))
    added = [body for body in submitting_bodies(activity, clock.today()) if body.pk not in there]
    for body in added:
        tell_opened(actor, Submission.objects.get_or_create(activity=activity, body=body)[0])
    if added:
        boards = [body.name for body in added]
        record(actor, "cycle.open_submissions", activity, after={"boards": boards}, reason=reason)
    return len(added)
