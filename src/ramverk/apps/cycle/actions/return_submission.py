"""Return a submission to its board with a comment; what was handed in stays in the history."""

from django.db import transaction
from django.utils.translation import gettext as _

from ramverk.apps.cycle.actions.advance import advance
from ramverk.apps.cycle.actions.notify import notify
from ramverk.apps.cycle.actions.take_step import lock, take_step
from ramverk.apps.cycle.models import ActivityState, Submission
from ramverk.apps.cycle.queries_submission import people_behind
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.trail import clock
from ramverk.apps.trail.verdicts import Invalid


@transaction.atomic
def return_submission(actor: Actor, submission: Submission, version: int, comment: str) -> Submission:
    """The board owns it again; it must adopt anew before it can hand in anew. Its people are told."""
    row = lock(submission, version)
    comment = comment.strip()
    if not comment:
        raise Invalid(_("Skriv vad nämnden ska ändra; kommentaren är det enda de har att gå på."))
    row = take_step(
        actor, "cycle.return_submission", row, reason=comment,
        return_comment=comment, document=None, adopted_on=None, paragraph="", minutes_state="", agenda_on=None,
        submitted_at=None, reservations=[],
    )  # fmt: skip
    advance(actor, row.activity, ActivityState.IN_PROGRESS, _("Ett underlag är återlämnat."), back=True)
    subject = _("Återlämnat: %(what)s") % {"what": row.activity.title}
    notify(people_behind([row.body_id], clock.today()), "submission.returned", subject, comment, row.activity)
    return row
