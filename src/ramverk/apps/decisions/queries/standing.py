"""How the decision about an edition stands in law, for everybody: who decided, and appeal or legal force."""

from dataclasses import dataclass
from datetime import date

from ramverk.apps.decisions.models import Sitting
from ramverk.apps.decisions.queries.appeal import appeal_of, force_of
from ramverk.apps.frames.models import Edition


@dataclass(frozen=True, slots=True)
class Standing:
    """What the public register holds of a decision."""

    body: str
    day: date
    paragraph: str
    legally_final_on: date | None
    appeal_until: date | None
    """The last day to appeal, once the minutes are announced."""
    is_appealed: bool
    is_annulled: bool


def standing_of(edition: Edition) -> Standing | None:
    """None where the edition has not been decided as a matter."""
    if edition.decision_id is None:
        return None
    row = Sitting.objects.filter(decision=edition.decision_id).select_related("body", "matter").first()
    return standing_of_sitting(row) if row is not None else None


def standing_of_sitting(row: Sitting) -> Standing:
    """The same of one sitting, whether or not an edition has been made of what it decided."""
    clock = appeal_of(row)
    force = force_of(row, clock) if clock else None
    return Standing(
        body=row.body.name, day=row.day, paragraph=row.paragraph, legally_final_on=row.legally_final_on,
        appeal_until=clock.last_day if clock and not clock.is_reckoned else None,
        is_appealed=bool(force and force.waits_for), is_annulled=bool(force and force.is_annulled),
    )  # fmt: skip
