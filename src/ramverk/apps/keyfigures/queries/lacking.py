"""Indicators that lack something: an outcome of one's own, or a goal that aims anywhere with them."""

from dataclasses import dataclass

from ramverk.apps.keyfigures.models import Indicator
from ramverk.apps.keyfigures.queries.comparing import january_set
from ramverk.apps.keyfigures.queries.known import known, own_area
from ramverk.apps.keyfigures.targets import measured_codes
from ramverk.apps.organisation.actor import Actor
from ramverk.core.keyfigures.signals import is_behind


@dataclass(frozen=True, slots=True)
class Lacking:
    """An indicator without an outcome, or with one that is older than the others'; the years where there are any."""

    indicator: Indicator
    last: int | None
    others_last: int | None


def without_outcome(actor: Actor) -> list[Lacking]:
    """Of the January set: those that tell nothing of one's own municipality, or tell later years only of others."""
    own = own_area().code
    found = []
    for of in known(january_set(actor)):
        last = of.block.last_year(own)
        others = is_behind(of.block, own)
        if last is None or others is not None:
            found.append(Lacking(of.indicator, last, others))
    return found


def without_target(actor: Actor) -> list[Indicator]:
    """Of the January set: those with a wished direction that no goal is measured by."""
    used = measured_codes(actor)
    return [one for one in january_set(actor) if one.wish != "none" and one.code not in used]
