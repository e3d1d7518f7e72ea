"""Write a finding or a conclusion of the round's analysis."""

from dataclasses import dataclass

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from ramverk.apps.cycle.models import Round
from ramverk.apps.keyfigures.models import Analysis, AnalysisFinding, ComparisonGroup, Indicator
from ramverk.apps.keyfigures.policy import may_write
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.organisation.models import Body
from ramverk.apps.trail.actions.change import change
from ramverk.apps.trail.actions.record import record
from ramverk.apps.trail.verdicts import Invalid, require


@dataclass(frozen=True, slots=True)
class Written:
    """A finding as written; a conclusion needs no figure."""

    heading: str
    text: str
    indicator: Indicator | None = None
    group: ComparisonGroup | None = None
    body: Body | None = None
    is_conclusion: bool = False


@transaction.atomic
def write_finding(
    actor: Actor, in_round: Round, words: Written, finding: AnalysisFinding | None = None, version: int = 0
) -> AnalysisFinding:
    """Add it, or change the one given against the version the writer saw."""
    analysis, _made = Analysis.objects.get_or_create(round=in_round)
    analysis = Analysis.objects.select_for_update().get(pk=analysis.pk)
    require(may_write(actor, analysis))
    if not words.heading.strip() or not words.text.strip():
        raise Invalid(_("Skriv både rubrik och text, så att den som läser förstår utan att fråga."))
    fields = {
        "heading": words.heading.strip()[:200], "text": words.text.strip(), "indicator": words.indicator,
        "group": words.group, "body": words.body, "is_conclusion": words.is_conclusion,
    }  # fmt: skip
    if finding is None:
        last = analysis.findings.aggregate(Max("order"))["order__max"] or 0
        finding = AnalysisFinding.objects.create(analysis=analysis, order=last + 1, **fields)
        record(actor, "keyfigures.write_finding", analysis, after={"heading": finding.heading})
        return finding
    before, after = change(finding, version, **fields)
    if after:
        told = {name: str(value or "") for name, value in after.items()}
        record(
            actor, "keyfigures.write_finding", analysis, before={k: str(v or "") for k, v in before.items()}, after=told
        )
    return finding
