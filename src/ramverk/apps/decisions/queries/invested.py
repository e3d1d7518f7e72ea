"""Which projects a decided edition counts on: those of the proposal whose investments won."""

from collections.abc import Sequence

from ramverk.apps.decisions.models import Clause, ClauseKind
from ramverk.apps.frames.ledger import Member, line_of
from ramverk.apps.frames.models import Edition, EditionKind
from ramverk.apps.investments.frame_rows import counted_by
from ramverk.core.investments.sheets import Sheet

_DECIDED = (EditionKind.EXECUTIVE_PROPOSAL, EditionKind.COUNCIL_DECISION, EditionKind.CONFIRMED)


def decided_projects(member: Member, _above: Sequence[Sheet], _listed: Sequence[Sheet]) -> Sequence[Sheet] | None:
    """None where the investments that won are those the decided edition stands on already."""
    if member.kind not in _DECIDED:
        return None
    edition = Edition.objects.filter(pk=member.pk, decision__isnull=False).first()
    won = Clause.objects.filter(
        sitting__decision=edition.decision_id if edition else None, sitting__decision__isnull=False,
        kind=ClauseKind.INVESTMENTS, won_by__edition__isnull=False,
    ).select_related("won_by__edition").first()  # fmt: skip
    other = won.won_by.edition if won is not None and won.won_by is not None else None
    if edition is None or other is None or other.pk in {one.pk for one in line_of(edition)}:
        return None
    found = counted_by(other)
    return found.sheets if found else None
