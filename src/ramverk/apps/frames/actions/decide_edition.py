"""Tie a recorded decision to the edition it decided; from then on the edition is what the decision says."""

from django.db import transaction
from django.utils.translation import gettext as _

from ramverk.apps.cycle.models import DecisionRecord
from ramverk.apps.frames.actions.freeze_edition import freeze_edition
from ramverk.apps.frames.directive import contents_of
from ramverk.apps.frames.models import Directive, Edition, EditionKind, EditionState
from ramverk.apps.frames.policy import may
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.trail.actions.change import change
from ramverk.apps.trail.actions.flip import flip
from ramverk.apps.trail.actions.freeze import freeze
from ramverk.apps.trail.actions.record import record
from ramverk.apps.trail.verdicts import Invalid, require


@transaction.atomic
def decide_edition(actor: Actor, edition: Edition, decision: DecisionRecord) -> Edition:
    """An open edition is frozen first. One decision decides one edition, and an edition is decided once."""
    locked = Edition.objects.select_for_update().get(pk=edition.pk)
    require(may(actor, "frames.decide_edition"))
    if locked.state not in {EditionState.OPEN, EditionState.FROZEN}:
        raise Invalid(_("Utgåvan är redan avgjord."))
    if decision.activity.round_id != locked.round_id:
        raise Invalid(_("Beslutet hör till en annan omgång."))
    other = Edition.objects.filter(decision=decision).first()
    if other is not None:
        raise Invalid(_("Beslutet gäller redan utgåvan ”%s”.") % other)
    if locked.is_open:
        if locked.kind == EditionKind.DIRECTIVE_DRAFT:  # decided, the draft's frames are the preliminary ones
            change(locked, locked.version, kind=EditionKind.PRELIMINARY)
        locked = freeze_edition(actor, locked)
    _freeze_directive(actor, locked)
    change(locked, locked.version, state=EditionState.DECIDED, decision=decision, activity=decision.activity)
    flip(actor, locked, EditionState.FROZEN, EditionState.DECIDED)
    record(actor, "frames.decide_edition", locked, after={"decision": str(decision)})
    return locked


def _freeze_directive(actor: Actor, edition: Edition) -> None:
    """What the body decided is the directive with its frames: one document that names the edition's checksum."""
    directive = Directive.objects.filter(edition=edition).select_related("edition").first()
    if directive is not None:
        document = freeze(actor, "directive", str(directive), contents_of(directive))
        change(directive, directive.version, document=document)
