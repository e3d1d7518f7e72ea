"""Change a phase's name or days. Activities stay where they are unless their day is now in another phase."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from ramverk.apps.cycle.actions.judge_round import judge_round
from ramverk.apps.cycle.actions.set_dates import phase_for
from ramverk.apps.cycle.models import Activity, Phase
from ramverk.apps.cycle.planned import PlannedDate
from ramverk.apps.cycle.policy import may
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.trail.actions.change import change
from ramverk.apps.trail.actions.record import record
from ramverk.apps.trail.verdicts import Invalid, require

VERB = "cycle.change_phase"


@transaction.atomic
def change_phase(actor: Actor, phase: Phase, version: int, name: str, start: date, end: date, reason: str) -> Phase:
    """Change it; a reason is required when the days change."""
    allowed = require(may(actor, VERB))
    if end < start:
        raise Invalid(_("%s: slutdagen ligger före startdagen. Byt plats på dem.") % name)
    if (start, end) != (phase.start, phase.end) and not reason.strip():
        raise Invalid(_("Skriv varför fasens dagar ändras."))
    before, after = change(phase, version, name=name.strip()[:80] or phase.name, start=start, end=end)
    if not after:
        return phase
    for activity in Activity.objects.filter(round=phase.round_id).select_related("round"):
        when = PlannedDate("", activity.start, activity.end, activity.precision)
        wanted = phase_for(activity, when)
        if wanted is not None and wanted.pk != activity.phase_id:
            change(activity, activity.version, phase=wanted)
    judge_round(phase.round_id)
    record(actor, VERB, phase, before=before, after=after, reason=reason, role=str(allowed.by))
    return phase
