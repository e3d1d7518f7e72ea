"""Take a finding out of the analysis."""

from django.db import transaction

from ramverk.apps.keyfigures.models import Analysis, AnalysisFinding
from ramverk.apps.keyfigures.policy import may_write
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.trail.actions.record import record
from ramverk.apps.trail.verdicts import require


@transaction.atomic
def remove_finding(actor: Actor, finding: AnalysisFinding) -> None:
    """Remove it; the history keeps what it said."""
    analysis = Analysis.objects.select_for_update().get(pk=finding.analysis_id)
    require(may_write(actor, analysis, "keyfigures.remove_finding"))
    record(actor, "keyfigures.remove_finding", analysis, before={"heading": finding.heading, "text": finding.text})
    finding.delete()
