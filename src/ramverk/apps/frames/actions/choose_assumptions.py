"""Let an edition rest on another set of assumptions, and work its generated rows out anew."""

from django.db import transaction
from django.db.models import F

from ramverk.apps.frames.actions.generate_changes import generate_changes
from ramverk.apps.frames.models import AssumptionSet, Edition, EditionAssumption
from ramverk.apps.frames.policy import may
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.trail.actions.record import record
from ramverk.apps.trail.verdicts import require


@transaction.atomic
def choose_assumptions(actor: Actor, edition: Edition, chosen: AssumptionSet) -> Edition:
    """One set of each kind; what was chosen before stays in the history."""
    locked = Edition.objects.select_for_update().get(pk=edition.pk)
    require(may(actor, "frames.choose_assumptions", locked))
    before = EditionAssumption.objects.filter(edition=locked, kind=chosen.kind).select_related("assumption_set").first()
    if before is not None and before.assumption_set_id == chosen.pk:
        return locked
    EditionAssumption.objects.update_or_create(edition=locked, kind=chosen.kind, defaults={"assumption_set": chosen})
    Edition.objects.filter(pk=locked.pk).update(version=F("version") + 1)
    generate_changes(actor, locked)
    was = {chosen.kind: str(before.assumption_set)} if before else {}
    record(actor, "frames.choose_assumptions", locked, before=was, after={chosen.kind: str(chosen)})
    return Edition.objects.get(pk=locked.pk)
