"""A board answers a signed analysis."""

from django.db import transaction
from django.utils.translation import gettext as _

from ramverk.apps.keyfigures.models import AnalysisEdition, BoardAnswer
from ramverk.apps.keyfigures.policy import may_answer
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.organisation.models import Body
from ramverk.apps.trail import clock
from ramverk.apps.trail.actions.change import change
from ramverk.apps.trail.actions.record import record
from ramverk.apps.trail.verdicts import Invalid, Stale, require


@transaction.atomic
def answer_analysis(actor: Actor, edition: AnalysisEdition, body: Body, text: str, version: int = 0) -> BoardAnswer:
    """Write the board's answer, or change it against the version the writer saw (0: none yet)."""
    require(may_answer(actor, body.pk))
    if not text.strip():
        raise Invalid(_("Skriv vad nämnden svarar."))
    AnalysisEdition.objects.select_for_update().get(pk=edition.pk)
    row = BoardAnswer.objects.filter(edition=edition, body=body).first()
    if row is None:
        row = BoardAnswer.objects.create(edition=edition, body=body, text=text.strip(), at=clock.now(), by=actor.name)
        record(actor, "keyfigures.answer_analysis", row, after={"text": row.text})
        return row
    if not version:
        raise Stale(
            _("Någon annan har redan svarat för nämnden: ”%(text)s”. Läs in sidan igen och lägg till det som saknas.")
            % {"text": row.text}
        )
    before, after = change(row, version, text=text.strip(), at=clock.now(), by=actor.name)
    record(
        actor, "keyfigures.answer_analysis", row, before={"text": before.get("text")}, after={"text": after.get("text")}
    )
    return row
