"""Say, in a revision, what changes in a section and why, or why nothing has to."""

from django.db import transaction
from django.utils.translation import gettext as _

from ramverk.apps.organisation.actor import Actor
from ramverk.apps.plans.holding import lock_section, saved
from ramverk.apps.plans.models import Section
from ramverk.apps.trail.actions.record import record
from ramverk.apps.trail.verdicts import Invalid


@transaction.atomic
def explain_section(actor: Actor, section: Section, version: int, explanation: str) -> Section:
    """It is read beside the section, and frozen with it."""
    row = lock_section(actor, section, version)
    if row.plan.revises_id is None:
        raise Invalid(_("Förklaringar skrivs när en plan revideras."))
    saved(actor, row, version, explanation=explanation.strip())
    record(actor, "plans.explain_section", row, after={"board": row.plan.submission.body.name})
    return row
