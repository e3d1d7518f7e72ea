"""The states of an activity as a table: which verb leads from where to where, and what it is refused with elsewhere."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from ramverk.apps.cycle.models import ActivityState as S
from ramverk.apps.trail.verdicts import Sentence


@dataclass(frozen=True, slots=True)
class Flip:
    """One verb: from these states to that one."""

    from_states: frozenset[str]
    to_state: str
    refusal: Sentence


FLIPS: dict[str, Flip] = {
    "cycle.open_activity": Flip(
        frozenset({S.PLANNED}), S.OPEN, _("Aktiviteten är redan öppen eller avslutad och kan inte öppnas igen här.")
    ),
    "cycle.complete_activity": Flip(
        frozenset({S.PLANNED, S.OPEN, S.IN_PROGRESS}), S.DONE, _("Aktiviteten är redan klar eller inställd.")
    ),
    "cycle.reopen_activity": Flip(
        frozenset({S.DONE, S.CANCELLED}), S.OPEN, _("Bara en aktivitet som är klar eller inställd kan öppnas igen.")
    ),
    "cycle.cancel_activity": Flip(
        frozenset({S.PLANNED, S.OPEN, S.IN_PROGRESS}), S.CANCELLED, _("Aktiviteten är redan klar eller inställd.")
    ),
}
