"""Say on which side a party is and how many seats it holds, from a day on."""

from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from ramverk.apps.organisation.actor import Actor
from ramverk.apps.organisation.models import Body, BodyKind, PartyStanding, on
from ramverk.apps.organisation.policy import may
from ramverk.apps.trail.actions.change import change
from ramverk.apps.trail.actions.record import record
from ramverk.apps.trail.verdicts import Invalid, require


@transaction.atomic
def set_party_standing(
    actor: Actor,
    party: Body,
    version: int,
    *,
    governs: bool,
    seats: int,
    seats_in_executive_board: int,
    valid_from: date,
    reason: str = "",
) -> PartyStanding:
    """The standing from that day; the one in force until then ends the day before. The token is the party's version."""
    allowed = require(may(actor, "organisation.set_party_standing", party))
    if party.kind != BodyKind.PARTY:
        raise Invalid(_("%s är inget parti.") % party.name)
    if later := PartyStanding.objects.filter(party=party, valid_from__gt=valid_from).first():
        raise Invalid(_("Det finns redan uppgifter från %s. Välj en dag efter den.") % later.valid_from)
    change(party, version)
    fields = {"governs": governs, "seats": seats, "seats_in_executive_board": seats_in_executive_board}
    current = PartyStanding.objects.filter(on(valid_from), party=party).first()
    before = {name: getattr(current, name) for name in fields} if current else {}
    if current is not None and current.valid_from == valid_from:
        PartyStanding.objects.filter(pk=current.pk).update(**fields)
        standing = PartyStanding.objects.get(pk=current.pk)
    else:
        if current is not None:
            PartyStanding.objects.filter(pk=current.pk).update(valid_to=valid_from - timedelta(days=1))
        standing = PartyStanding.objects.create(party=party, valid_from=valid_from, **fields)
    after = {**fields, "valid_from": valid_from}
    record(
        actor, "organisation.set_party_standing", party, before=before, after=after, reason=reason, role=str(allowed.by)
    )
    return standing
