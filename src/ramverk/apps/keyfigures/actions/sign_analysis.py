"""Sign the analysis: an edition with its figures as they were, for everyone to read."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from ramverk.apps.keyfigures.models import Analysis, AnalysisEdition, AnalysisFinding, AnalysisState
from ramverk.apps.keyfigures.policy import may_sign
from ramverk.apps.keyfigures.queries.analysing import figures_behind
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.trail import clock
from ramverk.apps.trail.actions.change import change
from ramverk.apps.trail.actions.flip import flip
from ramverk.apps.trail.actions.freeze import freeze
from ramverk.apps.trail.actions.record import record
from ramverk.apps.trail.verdicts import Invalid, require


@transaction.atomic
def sign_analysis(actor: Actor, analysis: Analysis, version: int) -> AnalysisEdition:
    """Freeze it with its figures. Raises Invalid where there is nothing to sign, or no conclusion."""
    require(may_sign(actor))
    locked = Analysis.objects.select_for_update().select_related("round").get(pk=analysis.pk)
    if locked.state == AnalysisState.SIGNED:
        raise Invalid(_("Analysen är redan undertecknad. Öppna den igen om något ska ändras."))
    findings = list(locked.findings.select_related("indicator__heads", "indicator__deviation", "group", "body"))
    if not any(row.is_conclusion for row in findings):
        raise Invalid(_("Analysen har ingen slutsats än. Skriv vad gruppen kommer fram till innan ni undertecknar."))
    change(locked, version, state=AnalysisState.SIGNED)
    number = locked.editions.count() + 1
    title = _("Analys inför %(round)s, version %(number)d") % {"round": locked.round, "number": number}
    document = freeze(actor, "analysis", title, {"parts": [_content(row) for row in findings]})
    edition = AnalysisEdition.objects.create(
        analysis=locked, number=number, document=document, signed_at=clock.now(), signed_by=actor.name
    )
    flip(actor, locked, AnalysisState.DRAFT, AnalysisState.SIGNED)
    record(actor, "keyfigures.sign_analysis", locked, after={"version": number, "checksum": document.checksum})
    return edition


def _content(finding: AnalysisFinding) -> dict[str, Any]:
    return {
        "heading": finding.heading,
        "text": finding.text,
        "board": finding.body.name if finding.body else "",
        "is_conclusion": finding.is_conclusion,
        "figures": figures_behind(finding),
    }
