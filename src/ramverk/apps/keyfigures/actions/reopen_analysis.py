"""Open a signed analysis again; its signed edition stands."""

from django.db import transaction
from django.utils.translation import gettext as _

from ramverk.apps.keyfigures.models import Analysis, AnalysisState
from ramverk.apps.keyfigures.policy import may_write
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.trail.actions.change import change
from ramverk.apps.trail.actions.flip import flip
from ramverk.apps.trail.actions.record import record
from ramverk.apps.trail.verdicts import Invalid, require


@transaction.atomic
def reopen_analysis(actor: Actor, analysis: Analysis, version: int, reason: str) -> None:
    """Reopen it, with why."""
    require(may_write(actor, analysis, "keyfigures.reopen_analysis"))
    if analysis.state != AnalysisState.SIGNED:
        raise Invalid(_("Analysen är redan öppen."))
    if not reason.strip():
        raise Invalid(_("Skriv varför analysen öppnas igen. Skälet syns i historiken."))
    change(analysis, version, state=AnalysisState.DRAFT)
    flip(actor, analysis, AnalysisState.SIGNED, AnalysisState.DRAFT, reason)
    record(actor, "keyfigures.reopen_analysis", analysis, reason=reason)
