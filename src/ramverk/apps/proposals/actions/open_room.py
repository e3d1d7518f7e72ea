"""Open a party's own room, once; or a joint one that other parties are asked into."""

import uuid
from collections.abc import Sequence

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from ramverk.apps.cycle.actions.notify import notify
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.organisation.models import Body, BodyKind, Mandate, Person, Role, on
from ramverk.apps.proposals.models import PartyRoom, RoomParty
from ramverk.apps.proposals.policy import leads_party, may_open_room
from ramverk.apps.proposals.vault import new_room_key
from ramverk.apps.trail import clock
from ramverk.apps.trail.actions.record import record
from ramverk.apps.trail.verdicts import Invalid, require


@transaction.atomic
def open_room(actor: Actor, party: Body) -> PartyRoom:
    """The party's own room, with a key of its own. Anyone of the party may open it; there is never more than one."""
    require(may_open_room(actor, party))
    known = PartyRoom.objects.filter(party=party).first()
    if known is not None:
        return known
    room = _made(party.name, party)
    _seat(room, party, accepted=True)
    record(actor, "proposals.open_room", room)
    return room


@transaction.atomic
def open_joint_room(actor: Actor, party: Body, name: str, others: Sequence[Body]) -> PartyRoom:
    """A joint room; the other parties' leaders accept, each for its own party, before anyone of theirs gets in."""
    require(leads_party(actor, party))
    asked = [other for other in others if other != party]
    if not name.strip():
        raise Invalid(_("Ge rummet ett namn, till exempel ”Majoriteten”."))
    if not asked or any(other.kind != BodyKind.PARTY for other in asked):
        raise Invalid(_("Välj minst ett annat parti att dela rummet med."))
    room = _made(name.strip(), None)
    _seat(room, party, accepted=True)
    for other in asked:
        _seat(room, other, accepted=False)
    _tell(asked, _("%(party)s bjuder in er till ett gemensamt rum.") % {"party": party.name})
    record(actor, "proposals.open_joint_room", room)
    return room


def _made(name: str, party: Body | None) -> PartyRoom:
    uid = uuid.uuid4()
    return PartyRoom.objects.create(
        uid=uid, party=party, name=name[:120], wrapped_key=new_room_key(uid), created_at=clock.now()
    )


def _seat(room: PartyRoom, party: Body, *, accepted: bool) -> None:
    now = clock.now()
    RoomParty.objects.create(room=room, party=party, invited_at=now, accepted_at=now if accepted else None)


def _tell(parties: Sequence[Body], subject: str) -> None:
    leaders = Mandate.objects.filter(on(clock.today()), body__in=parties, role=Role.GROUP_LEADER)
    people = Person.objects.filter(is_active=True, pk__in=leaders.values("person"))
    notify(people, "proposals.invited", subject, path=reverse("proposals:index"))
