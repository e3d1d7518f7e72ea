"""Write a part of a document: against the version that was seen, and never over somebody else's words."""

from django.db import transaction
from django.utils.translation import gettext as _

from ramverk.apps.organisation import holding
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.publishing.holding import Clash, free_part, holder_of, keep, leave, lock_part
from ramverk.apps.publishing.models_workspace import Part, PartLease
from ramverk.apps.publishing.policy_workspace import PARTS
from ramverk.apps.trail import clock
from ramverk.apps.trail.actions.change import change
from ramverk.apps.trail.actions.record import record
from ramverk.apps.trail.verdicts import Invalid, Refused
from ramverk.formats.documents.marked_text import LONGEST


def write_part(actor: Actor, part: Part, version: int, text: str, *, is_autosave: bool = False) -> Part:
    """Save; what cannot be saved is kept for the writer and `Clash` tells that both texts are there."""
    text = text.replace("\r\n", "\n").replace("\0", "").rstrip()
    if len(text) > LONGEST:
        words = {"signs": f"{len(text):,}".replace(",", " "), "limit": f"{LONGEST:,}".replace(",", " ")}
        raise Invalid(
            _(
                "Texten är %(signs)s tecken; en del får ha högst %(limit)s. Inget är sparat och inget är borttaget: "
                "dela texten på flera delar."
            )
            % words
        )
    try:
        with transaction.atomic():
            return _save(actor, part, version, text, is_autosave=is_autosave)
    except Refused as refusal:
        if not PARTS.check(actor, part):
            raise
        raise Clash(refusal, keep(actor, part, version, text)) from refusal


def _save(actor: Actor, part: Part, version: int, text: str, *, is_autosave: bool) -> Part:
    row = lock_part(actor, part, version)
    if row.text == text:
        return row
    was_saved_by = row.saved_by
    change(row, version, text=text, saved_at=clock.now(), saved_by=actor.name, is_ready=False)
    if not is_autosave or was_saved_by != actor.name:
        record(
            actor, "publishing.write_part", row.workspace.publication, after={"part": row.heading, "signs": len(text)}
        )
    return row


@transaction.atomic
def hold_part(actor: Actor, part: Part) -> PartLease:
    """Fifteen minutes from now; refused while somebody else writes there."""
    return holding.renew(actor, PartLease, part=free_part(actor, part))


@transaction.atomic
def release_part(actor: Actor, part: Part) -> None:
    """Leave it to others at once."""
    leave(actor, part)


@transaction.atomic
def mark_part(actor: Actor, part: Part, version: int, *, is_ready: bool) -> Part:
    """A mark for the others who write, and for whoever freezes the document."""
    row = lock_part(actor, part, version)
    change(row, version, is_ready=is_ready)
    leave(actor, row)
    record(actor, "publishing.mark_part", row.workspace.publication, after={"part": row.heading, "is_ready": is_ready})
    return row


@transaction.atomic
def take_over_part(actor: Actor, part: Part, reason: str) -> PartLease:
    """Take over a part that somebody else holds. What they go on writing is kept beside it."""
    row = free_part(actor, part)
    held = holder_of(row)
    if held is None or held.person_id == actor.person_id:
        raise Invalid(_("Ingen annan skriver i delen. Det är bara att börja."))
    if not reason.strip():
        raise Invalid(_("Skriv varför du tar över; den som skrev får se det i historiken."))
    earlier = held.person.name
    lease = holding.hand_on(actor, held)
    record(
        actor, "publishing.take_over_part", row.workspace.publication, before={"holder": earlier},
        after={"holder": actor.name, "part": row.heading}, reason=reason.strip(),
    )  # fmt: skip
    return lease
