"""What the boards ask for outside their frames, from the plans as they were handed in last."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from ramverk.apps.cycle.models import Activity
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.plans.models import SectionKind
from ramverk.apps.plans.queries.summary import handed_in_before


@dataclass(frozen=True, slots=True)
class Asked:
    """One request of one board."""

    key: uuid.UUID
    body_id: int
    rank: int
    title: str
    consequence: str
    figures: dict[str, int]
    """Net cost in öre by year."""
    source: str


def requests_before(activity: Activity, actor: Actor) -> list[Asked]:
    """The requests of every plan handed in before the step, each board's in its own order."""
    found = []
    for handed_in in handed_in_before(activity, actor):
        body = handed_in.submission.body
        source = _("%(board)s, verksamhetsplan § %(paragraph)s") % {
            "board": body.name, "paragraph": handed_in.paragraph or "–",
        }  # fmt: skip
        for section in handed_in.document.content.get("sections", ()):
            if section["kind"] == SectionKind.REQUESTS:
                found += list(_rows(section.get("rows", ()), body.pk, source))
    return found


def _rows(rows: list[dict[str, object]], body_id: int, source: str) -> Iterator[Asked]:
    for row in rows:
        amounts = row["amounts"] if isinstance(row["amounts"], dict) else {}
        figures = {str(year): int(amount) for year, amount in amounts.items() if amount}
        if figures:
            yield Asked(
                uuid.UUID(str(row["key"])), body_id, int(str(row["rank"])), str(row["title"]), str(row["consequence"]),
                figures, source,
            )  # fmt: skip
