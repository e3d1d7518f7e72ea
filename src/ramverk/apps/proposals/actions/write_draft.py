"""Begin a draft proposal, save it, share it in a joint room, complete it, open it again, approve it."""

import uuid
from collections.abc import Callable
from dataclasses import replace

from django.db import transaction
from django.utils.translation import gettext as _

from ramverk.apps.frames.models import Edition
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.proposals.draft import Draft, draft_of
from ramverk.apps.proposals.models import DraftState, ItemKind, PartyRoom, SealedItem
from ramverk.apps.proposals.policy import leads_in, may_write, parties_led
from ramverk.apps.proposals.queries.drafts import opened, outcome, stood
from ramverk.apps.proposals.queries.rooms import bases_of
from ramverk.apps.proposals.sealing import put, write
from ramverk.apps.proposals.vault import prove, unseal
from ramverk.apps.trail import clock
from ramverk.apps.trail.actions.flip import flip
from ramverk.apps.trail.actions.record import record
from ramverk.apps.trail.verdicts import Invalid, require

LARGEST = 10**15
OPEN = (DraftState.PRIVATE, DraftState.SHARED)


@transaction.atomic
def start_draft(actor: Actor, room: PartyRoom, title: str, base: Edition) -> SealedItem:
    """A draft on a frozen edition that every party may stand on."""
    proof = prove(actor, room)
    if not title.strip():
        raise Invalid(_("Ge förslaget ett namn."))
    if base not in bases_of(base.round, room):
        raise Invalid(_("Välj en fryst utgåva som alla partier kan utgå från."))
    draft = Draft(title.strip()[:160], str(base.uid)).logged(_now(), actor.name, _("började förslaget"))
    state = DraftState.SHARED if room.is_joint else DraftState.PRIVATE
    item = put(proof, room, ItemKind.DRAFT, draft.as_json(), state)
    record(actor, "proposals.start_draft", item)
    return item


@transaction.atomic
def save_draft(actor: Actor, item: SealedItem, version: int, edit: Callable[[Draft], Draft], what: str) -> SealedItem:
    """Another content, made from the one that stands; refused where somebody saved since `version`."""
    locked = _locked(item)
    proof = prove(actor, locked.room)
    require(may_write(actor, locked))
    before = draft_of(unseal(proof, locked, is_logged=False)) if locked.version == version else None
    if before is None:
        return write(proof, locked, version, {})  # raises Stale: somebody saved meanwhile
    after = edit(before)
    if after == before:
        return locked
    _check(locked, after)
    written = write(proof, locked, version, after.logged(_now(), actor.name, what).as_json())
    record(actor, "proposals.save_draft", written)
    return written


def _check(item: SealedItem, draft: Draft) -> None:
    """What can never be meant; what is only unwise is a finding on the page."""
    years = stood(item, draft).core.years
    for row in draft.rows:
        if not row.text.strip():
            raise Invalid(_("Skriv vad varje ändring gäller; texten följer beloppet hela vägen."))
        if not any(row.amounts.values()):
            raise Invalid(
                _("”%s” har inget belopp. Skriv ett belopp för minst ett år, eller ta bort raden.") % row.text
            )
        if any(abs(amount) > LARGEST for amount in row.amounts.values()):
            raise Invalid(_("”%s” är orimligt stort. Belopp skrivs i tusen kronor.") % row.text)
        if any(int(year) not in years for year in row.amounts):
            raise Invalid(_("”%s” har ett belopp utanför budgetens år.") % row.text)
    if any(not 0 < rate < 5000 for rate in draft.tax_rate.values()):
        raise Invalid(_("Skattesatsen skrivs i kronor per 100 kronor, till exempel 21:64."))


@transaction.atomic
def share_draft(actor: Actor, item: SealedItem, version: int, joint: PartyRoom) -> SealedItem:
    """Move a party's draft into a joint room: every party there reads and writes it, under that room's key."""
    locked = _locked(item)
    require(leads_in(actor, locked.room))
    require(may_write(actor, locked))
    proof, there = prove(actor, locked.room), prove(actor, joint)
    if not joint.is_joint:
        raise Invalid(_("Välj ett gemensamt rum."))
    draft = draft_of(unseal(proof, locked, is_logged=False)).logged(_now(), actor.name, _("delade förslaget"))
    from_state = locked.state
    locked.room = joint
    write(there, locked, version, draft.as_json(), state=DraftState.SHARED, room=joint)
    flip(actor, locked, from_state, DraftState.SHARED)
    record(actor, "proposals.share_draft", locked)
    return locked


@transaction.atomic
def complete_draft(actor: Actor, item: SealedItem, version: int) -> SealedItem:
    """Mark it as complete: refused while a finding stands in the way."""
    locked = _locked(item)
    proof = prove(actor, locked.room)
    if locked.state not in OPEN:
        raise Invalid(_("Förslaget är redan klart eller överlämnat."))
    one = opened(proof, locked, is_logged=False)
    hinders = outcome(one).hinders
    if hinders:
        raise Invalid(_("Förslaget kan inte bli klart än. %s") % hinders[0].message)
    return _flip(
        actor, locked, version, DraftState.COMPLETE, _("markerade förslaget som klart"), "proposals.complete_draft"
    )


@transaction.atomic
def reopen_draft(actor: Actor, item: SealedItem, version: int) -> SealedItem:
    """Open a complete draft again; approvals fall and a set hour is taken away."""
    locked = _locked(item)
    prove(actor, locked.room)
    if locked.state != DraftState.COMPLETE:
        raise Invalid(_("Bara ett förslag som är klart kan öppnas igen."))
    state = DraftState.SHARED if locked.room.is_joint else DraftState.PRIVATE
    return _flip(actor, locked, version, state, _("öppnade förslaget igen"), "proposals.reopen_draft")


@transaction.atomic
def approve_draft(actor: Actor, item: SealedItem, version: int) -> SealedItem:
    """A party's leader in a joint room approves exactly what stands; any later change asks anew."""
    locked = _locked(item)
    proof = prove(actor, locked.room)
    require(leads_in(actor, locked.room))
    if locked.state != DraftState.COMPLETE:
        raise Invalid(_("Förslaget måste vara klart innan det godkänns."))
    one = opened(proof, locked, is_logged=False)
    found = outcome(one).checksum
    approvals = one.draft.approvals | {str(party): found for party in parties_led(actor, locked.room)}
    draft = replace(one.draft, approvals=approvals).logged(_now(), actor.name, _("godkände förslaget"))
    written = write(proof, locked, version, draft.as_json())
    record(actor, "proposals.approve_draft", written)
    return written


@transaction.atomic
def new_version(actor: Actor, item: SealedItem, version: int) -> SealedItem:
    """Open a handed-over proposal for a new version; what was handed over stands until the new one is."""
    locked = _locked(item)
    require(leads_in(actor, locked.room))
    prove(actor, locked.room)
    if locked.state != DraftState.HANDED_OVER:
        raise Invalid(_("Bara ett överlämnat förslag får en ny version."))
    state = DraftState.SHARED if locked.room.is_joint else DraftState.PRIVATE
    return _flip(actor, locked, version, state, _("började en ny version"), "proposals.new_version")


@transaction.atomic
def copy_draft(actor: Actor, item: SealedItem) -> SealedItem:
    """A copy in the same room, to try something else beside it."""
    proof = prove(actor, item.room)
    draft = draft_of(unseal(proof, item))
    title = _("%s (kopia)") % draft.title[:140]
    fresh = replace(
        draft, title=title, approvals={}, log=(), rows=tuple(replace(r, key=str(uuid.uuid4())) for r in draft.rows)
    )
    state = DraftState.SHARED if item.room.is_joint else DraftState.PRIVATE
    copied = put(proof, item.room, ItemKind.DRAFT, fresh.as_json(), state)
    record(actor, "proposals.copy_draft", copied)
    return copied


def _flip(actor: Actor, item: SealedItem, version: int, state: str, what: str, verb: str) -> SealedItem:
    proof, from_state = prove(actor, item.room), item.state
    draft = draft_of(unseal(proof, item, is_logged=False))
    draft = replace(draft, approvals={}).logged(_now(), actor.name, what)
    write(proof, item, version, draft.as_json(), state=state, hand_over_at=None, hand_over_by=None)
    flip(actor, item, from_state, state)
    record(actor, verb, item)
    return item


def _locked(item: SealedItem) -> SealedItem:
    return SealedItem.objects.select_for_update(of=("self",)).select_related("room").get(pk=item.pk)


def _now() -> str:
    return clock.now().isoformat(timespec="minutes")
