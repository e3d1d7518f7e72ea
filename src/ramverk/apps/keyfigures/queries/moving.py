"""What the newest vintage of each indicator moved."""

from ramverk.apps.keyfigures.models import Indicator
from ramverk.apps.keyfigures.policy import INDICATORS
from ramverk.apps.keyfigures.queries.known import block_of_payload, own_area
from ramverk.apps.organisation.actor import Actor
from ramverk.core.keyfigures.blocks import Move, moved

MOST = 400
"""Indicators looked through, the most recently changed first."""


def moves_of_own(actor: Actor) -> list[tuple[Indicator, Move]]:
    """One's own figures that the newest block of an indicator tells otherwise than the one before it."""
    own = own_area().code
    rows = INDICATORS.filter(Indicator.objects.filter(current__before__isnull=False), actor)
    rows = rows.select_related("current__before").order_by("-current_id")[:MOST]
    found: list[tuple[Indicator, Move]] = []
    for row in rows:
        current = row.current
        if current is None or current.before is None:
            continue
        before, now = block_of_payload(bytes(current.before.payload)), block_of_payload(bytes(current.payload))
        found += [(row, move) for move in moved(before, now, [own])]
    return found
