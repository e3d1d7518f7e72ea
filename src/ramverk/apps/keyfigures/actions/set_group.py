"""Choose a group of municipalities to be compared with."""

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from ramverk.apps.keyfigures.models import Area, AreaKind, ComparisonGroup, GroupKind
from ramverk.apps.keyfigures.policy import may
from ramverk.apps.keyfigures.queries.known import own_area
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.trail import clock
from ramverk.apps.trail.actions.record import record
from ramverk.apps.trail.verdicts import Invalid, Stale, require


@transaction.atomic
def set_group(
    actor: Actor, title: str, codes: Sequence[str], replaces: ComparisonGroup | None = None
) -> ComparisonGroup:
    """A new group, or a changed one that takes an earlier one's place; the earlier stands in what has cited it."""
    require(may(actor, "keyfigures.set_group"))
    members = sorted(set(codes) - {own_area().code})
    known = set(Area.objects.filter(code__in=members, kind=AreaKind.MUNICIPALITY).values_list("code", flat=True))
    if not title.strip() or len(members) < 2 or known != set(members):
        raise Invalid(_("Ge gruppen ett namn och välj minst två kommuner ur listan."))
    if replaces is not None:
        if replaces.kind != GroupKind.CHOSEN:
            raise Invalid(_("Koladas grupper ändras inte här. Välj en egen grupp i stället."))
        if ComparisonGroup.objects.select_for_update().filter(replaces=replaces).exists():
            raise Stale(_("Någon annan har redan ändrat gruppen. Läs in sidan igen; inget har sparats."))
    made = ComparisonGroup.objects.create(
        kind=GroupKind.CHOSEN, title=title.strip()[:200], members=members, replaces=replaces, made_at=clock.now(),
        made_by=actor.name,
    )  # fmt: skip
    record(actor, "keyfigures.set_group", made, after={"members": members})
    return made
