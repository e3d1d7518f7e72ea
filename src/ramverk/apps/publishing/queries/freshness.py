"""Whether a public page that was made a moment ago still says what is so, and how long it will."""

from dataclasses import dataclass
from datetime import datetime

from ramverk.apps.organisation.models import Municipality
from ramverk.apps.publishing.models import Publication, PublicationState
from ramverk.apps.trail import clock
from ramverk.apps.trail.models import TrailHead

KEEP_FOR = 60
"""Seconds a page may be kept by whoever has read it; less when something opens sooner."""


@dataclass(frozen=True, slots=True)
class Freshness:
    """`mark` changes with every deed, every opening and every midnight; `keep_for` never passes the next opening."""

    mark: str
    keep_for: int


def freshness() -> Freshness:
    """Three small queries."""
    now = clock.now()
    rows = Publication.objects.filter(state=PublicationState.SCHEDULED).order_by("pk")
    times = list(rows.values_list("pk", "version", "opens_at"))
    open_now = [(pk, version) for pk, version, opens_at in times if opens_at is not None and opens_at <= now]
    waiting = [opens_at for _pk, _version, opens_at in times if opens_at is not None and opens_at > now]
    deed = TrailHead.objects.values_list("last_hash", flat=True).first()
    who = Municipality.objects.values_list("pk", "version").first()
    return Freshness(f"{deed} {open_now} {who} {clock.today()}", _keep_for(waiting, now))


def _keep_for(waiting: list[datetime], now: datetime) -> int:
    if not waiting:
        return KEEP_FOR
    return max(0, min(KEEP_FOR, int((min(waiting) - now).total_seconds())))
