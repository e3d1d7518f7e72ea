"""Freeze an edition with its whole line of parents: nothing in it changes any more."""

from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from ramverk.apps.frames.actions.keep_investments import keep_investments
from ramverk.apps.frames.findings import edition_findings
from ramverk.apps.frames.ledger import core_edition
from ramverk.apps.frames.models import Edition, EditionState
from ramverk.apps.frames.policy import may
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.trail import clock
from ramverk.apps.trail.actions.change import change
from ramverk.apps.trail.actions.flip import flip
from ramverk.apps.trail.actions.freeze import freeze
from ramverk.apps.trail.actions.record import record
from ramverk.apps.trail.verdicts import Invalid, Stale, require
from ramverk.core.editions.content import checksum, to_json
from ramverk.core.findings import Finding


def hinders(findings: Iterable[Finding]) -> list[Finding]:
    """Those that must be mended before an edition is frozen: a proposal may fall short of the balance requirement."""
    return [finding for finding in findings if finding.blocks and finding.code != "balance_requirement"]


@transaction.atomic
def freeze_edition(actor: Actor, edition: Edition, seen: str | None = None) -> Edition:
    """`seen` is the checksum of what the person looked at. Unbalanced transfers and the like must be mended first."""
    locked = Edition.objects.select_for_update().get(pk=edition.pk)
    require(may(actor, "frames.freeze_edition", locked))
    if locked.parent_id is not None and locked.parent and locked.parent.is_open:
        freeze_edition(actor, locked.parent)  # what a frozen edition stands on must stand still too
    content = core_edition(locked)
    found = checksum(content)
    if seen is not None and seen != found:
        raise Stale(_("Utgåvan har ändrats sedan du granskade den. Inget är fryst; granska den igen."))
    found_wrong = hinders(edition_findings(locked))
    if found_wrong:
        raise Invalid(_("Utgåvan kan inte frysas än. %s") % found_wrong[0].message)
    document = freeze(actor, "edition", locked.name, to_json(content))
    keep_investments(actor, locked)
    change(locked, locked.version, state=EditionState.FROZEN, document=document, checksum=found, frozen_at=clock.now())
    flip(actor, locked, EditionState.OPEN, EditionState.FROZEN)
    record(actor, "frames.freeze_edition", locked, after={"checksum": found})
    return locked
