"""Who there is to be compared with."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from ramverk.apps.keyfigures.models import Area, AreaKind, ComparisonGroup, GroupKind
from ramverk.apps.keyfigures.policy import GROUPS
from ramverk.apps.keyfigures.queries.known import own_area
from ramverk.apps.organisation.actor import Actor

COUNTY, ALL = "lan", "alla"


@dataclass(frozen=True, slots=True)
class Group:
    """Some municipalities under a name. `key` is what an address calls it."""

    key: str
    title: str
    members: tuple[str, ...]
    stored: ComparisonGroup | None = None


def group_named(title: str) -> Group | None:
    """The newest stored group of a name, also one that another has replaced since; nothing for none."""
    stored = ComparisonGroup.objects.filter(title=title).order_by("-pk").first() if title else None
    return Group(str(stored.pk), stored.title, tuple(stored.members), stored) if stored else None


def groups_for(actor: Actor) -> list[Group]:
    """The stored groups that hold now, then the county and the whole country."""
    rows = GROUPS.filter(ComparisonGroup.objects.filter(replaced_by=None), actor)
    order = {GroupKind.SIMILAR: 0, GroupKind.CHOSEN: 1, GroupKind.OTHER: 2, GroupKind.COUNTY: 3}
    stored = sorted(rows, key=lambda row: (order[GroupKind(row.kind)], "övergripande" not in row.title, row.title))
    groups = [Group(str(row.pk), row.title, tuple(row.members), row) for row in stored]
    own = own_area().code
    codes = list(Area.objects.filter(kind=AreaKind.MUNICIPALITY).exclude(code=own).values_list("code", flat=True))
    county = tuple(sorted(code for code in codes if code[:2] == own[:2])) if own else ()
    if county:
        groups.append(Group(COUNTY, _("Kommunerna i länet"), county))
    if codes:
        groups.append(Group(ALL, _("Alla kommuner"), tuple(sorted(codes))))
    return groups


def chosen_group(actor: Actor, key: str) -> tuple[Group | None, list[Group]]:
    """The group asked for, else the first, and all there are."""
    groups = groups_for(actor)
    return next((one for one in groups if one.key == key), groups[0] if groups else None), groups


def titles(codes: set[str]) -> dict[str, str]:
    """The names of areas by their codes."""
    return dict(Area.objects.filter(code__in=codes).values_list("code", "title"))
