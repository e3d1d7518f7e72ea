"""Show a draft to the management team for a while, take in their comments, and end it (R15, R17)."""

import uuid
from dataclasses import asdict
from datetime import datetime, timedelta

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from ramverk.apps.cycle.actions.notify import notify
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.organisation.models import Body, BodyKind, Mandate, Person, Role, on
from ramverk.apps.proposals.comments import ASSIGNMENT, FRAME, NOTHING, NOWHERE, PROJECT, About, Suggestion
from ramverk.apps.proposals.contents import content_of
from ramverk.apps.proposals.models import ItemKind, SealedItem, Share, ShareComment
from ramverk.apps.proposals.policy import leads_in, may_comment
from ramverk.apps.proposals.queries.drafts import opened, outcome
from ramverk.apps.proposals.queries.rooms import seated_in
from ramverk.apps.proposals.sealing import put
from ramverk.apps.proposals.vault import prove, seal_comment, seal_share, unseal_comments
from ramverk.apps.trail import clock
from ramverk.apps.trail.actions.change import change
from ramverk.apps.trail.actions.record import record
from ramverk.apps.trail.verdicts import Invalid, require

LONGEST = timedelta(days=14)


@transaction.atomic
def share_with_leadership(actor: Actor, item: SealedItem, audience: Body, ends_at: datetime) -> Share:
    """A copy of the draft as it stands now; what is written afterwards is not shown."""
    require(leads_in(actor, item.room))
    proof = prove(actor, item.room)
    if audience.kind != BodyKind.MANAGEMENT_TEAM:
        raise Invalid(_("Utkastet kan bara visas för ledningsgruppen."))
    if not clock.now() < ends_at <= clock.now() + LONGEST:
        raise Invalid(_("Välj när visningen slutar, inom fjorton dagar."))
    one = opened(proof, item, is_logged=False)
    givers = [place.party for place in seated_in(item.room)]
    share = Share(room=item.room, draft_uid=item.uid, audience=audience, opened_at=clock.now(), ends_at=ends_at)
    seal_share(proof, share, content_of(one, outcome(one), givers))
    share.save()
    mandates = Mandate.objects.filter(on(clock.today()), body=audience, role__in=[Role.HEAD, Role.MEMBER])
    people = Person.objects.filter(is_active=True, pk__in=mandates.values("person"))
    words = _("Ett utkast visas för ledningsgruppen en begränsad tid.")
    notify(people, "proposals.shared", words, path=reverse("proposals:share", args=[share.uid]))
    record(
        actor,
        "proposals.share_with_leadership",
        share,
        after={"audience": str(audience), "ends_at": ends_at.isoformat()},
    )
    return share


@transaction.atomic
def comment_share(
    actor: Actor,
    share: Share,
    subject: str,
    text: str,
    verdict: str,
    about: About = NOWHERE,
    suggestion: Suggestion = NOTHING,
) -> ShareComment:
    """One comment on one frame, assignment or project: can it be done, with what consequence, at what cost; and what
    the team suggests instead, so that the room can take it in with one press.
    """
    locked = Share.objects.select_for_update(of=("self",)).get(pk=share.pk)
    require(may_comment(actor, locked))
    if not text.strip():
        raise Invalid(_("Skriv kommentaren."))
    if suggestion.amounts and about.kind != FRAME:
        raise Invalid(_("Belopp kan bara föreslås för en nämnds ram."))
    if suggestion.wording and about.kind != ASSIGNMENT:
        raise Invalid(_("En annan lydelse kan bara föreslås för ett uppdrag."))
    if suggestion.project and about.kind != PROJECT:
        raise Invalid(_("Ett annat år, en annan utgift eller att något utgår kan bara föreslås för ett projekt."))
    uid = uuid.uuid4()
    content = {
        "subject": subject,
        "text": text.strip(),
        "verdict": verdict,
        "by": actor.name,
        "at": clock.now().isoformat(),
        "uid": str(uid),
        "about": [about.kind, about.board, about.text, about.key],
        "amounts": dict(suggestion.amounts),
        "wording": suggestion.wording.strip(),
        "project": asdict(suggestion.project) if suggestion.project else None,
    }
    made = ShareComment.objects.create(
        share=locked, uid=uid, sealed=seal_comment(actor, locked, uid, content), at=clock.now()
    )
    record(actor, "proposals.comment_share", made)
    return made


@transaction.atomic
def end_share(actor: Actor, share: Share, version: int) -> Share:
    """End it: the comments become a note in the room, and the copy's key is thrown away."""
    locked = Share.objects.select_for_update(of=("self",)).select_related("room").get(pk=share.pk)
    require(leads_in(actor, locked.room))
    if locked.ended_at is not None:
        raise Invalid(_("Visningen är redan avslutad."))
    proof = prove(actor, locked.room)
    said = unseal_comments(actor, locked)
    if said:
        lines = [f"{one['subject']} – {one['verdict']} ({one['by']})\n{one['text']}" for one in said]
        note = {
            "heading": _("Ledningsgruppens kommentarer"), "text": "\n\n".join(lines), "by": actor.name,
            "comments": said, "draft": str(locked.draft_uid),
        }  # fmt: skip
        put(proof, locked.room, ItemKind.NOTE, note)
    change(locked, version, ended_at=clock.now(), wrapped_key=b"", sealed=b"")
    record(actor, "proposals.end_share", locked)
    return locked
