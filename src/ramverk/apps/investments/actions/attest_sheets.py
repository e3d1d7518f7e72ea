"""Attest that the sheets which the decision does not touch stand as the board adopted them."""

from django.db import transaction
from django.utils.translation import gettext as _

from ramverk.apps.cycle.models import Submission
from ramverk.apps.investments.actions.save_project import lock_draft
from ramverk.apps.investments.models import RevisedSheet, SheetTouch
from ramverk.apps.investments.policy import may_lead_revision
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.trail import clock
from ramverk.apps.trail.actions.record import record
from ramverk.apps.trail.verdicts import Invalid, require


@transaction.atomic
def attest_sheets(actor: Actor, submission: Submission) -> list[str]:
    """One attest for all sheets that are carried over. Answers their names."""
    require(may_lead_revision(actor, submission))
    locked = lock_draft(actor, submission)
    rows = RevisedSheet.objects.select_for_update(of=("self",)).filter(
        submission=locked, touch=SheetTouch.CARRIED, attested_at=None
    )
    waiting = list(rows.select_related("project"))
    if not waiting:
        raise Invalid(_("Det finns inget kvar att intyga."))
    for one in waiting:
        one.attested_at, one.attested_by, one.version = clock.now(), actor.name, one.version + 1
    RevisedSheet.objects.bulk_update(waiting, ["attested_at", "attested_by", "version"])
    names = [str(one.project) for one in waiting]
    record(actor, "investments.attest_sheets", locked, after={"projects": names})
    return names
