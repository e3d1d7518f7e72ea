"""Save the text of a section: against the version that was seen, and never over somebody else's words."""

from django.db import transaction
from django.utils.translation import gettext as _

from ramverk.apps.organisation.actor import Actor
from ramverk.apps.plans.holding import Clash, keep, lock_section, remember, saved
from ramverk.apps.plans.models import Section
from ramverk.apps.plans.policy import PLANS
from ramverk.apps.trail.actions.record import record
from ramverk.apps.trail.verdicts import Invalid, Refused

LONGEST = 200_000
"""Signs; some sixty printed pages."""


def save_section(
    actor: Actor,
    section: Section,
    version: int,
    text: str,
    *,
    explanation: str | None = None,
    is_autosave: bool = False,
) -> Section:
    """Save; what cannot be saved is kept for the writer and `Clash` tells where both texts are."""
    text = text.replace("\r\n", "\n").rstrip()
    if len(text) > LONGEST:
        raise Invalid(_("Avsnittet är längre än ett avsnitt får vara. Dela texten, eller lägg en del i en bilaga."))
    try:
        with transaction.atomic():
            return _save(actor, section, version, text, explanation, is_autosave=is_autosave)
    except Refused as refusal:
        if not PLANS.check(actor, section.plan):
            raise
        raise Clash(refusal, keep(actor, section, version, text), section) from refusal


def _save(
    actor: Actor, section: Section, version: int, text: str, explanation: str | None, *, is_autosave: bool
) -> Section:
    row = lock_section(actor, section, version)
    fields = {} if explanation is None else {"explanation": explanation.strip()}
    was = row.explanation
    if row.text == text and all(getattr(row, name) == value for name, value in fields.items()):
        return row
    saved(actor, row, version, text=text, **fields)
    if remember(actor, row, {"text": text}, is_autosave=is_autosave):
        record(actor, "plans.save_section", row, after={"board": row.plan.submission.body.name, "signs": len(text)})
    if row.explanation != was and not (is_autosave and was):  # while one writes, its first words alone are told
        record(actor, "plans.explain_section", row, after={"board": row.plan.submission.body.name})
    return row
