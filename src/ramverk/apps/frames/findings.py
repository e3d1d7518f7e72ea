"""What is to be looked at in an edition: the ledger's own checks, and the balance requirement."""

from ramverk.apps.frames.ledger import Line, board_key, core_of, line_of
from ramverk.apps.frames.models import AssumptionKind, Edition, Operation
from ramverk.apps.frames.remembering import remembered
from ramverk.apps.organisation.models import Body, BodyKind
from ramverk.core.editions.checks import check_edition
from ramverk.core.editions.editions import fold
from ramverk.core.findings import Finding, worst_first
from ramverk.core.money import Ore
from ramverk.core.statements.result_budget import check_balance, result_budget

FRAMED = (BodyKind.EXECUTIVE_BOARD, BodyKind.BOARD, BodyKind.COUNCIL, BodyKind.AUDITORS)
"""The bodies that are given a frame."""


def edition_findings(edition: Edition) -> list[Finding]:
    """Worst first."""
    boards = frozenset(board_key(body) for body in Body.objects.filter(kind__in=FRAMED))
    operations = frozenset(Operation.objects.values_list("code", flat=True))
    plan = edition.assumptions.filter(kind=AssumptionKind.FINANCING).select_related("assumption_set").first()
    drawn = plan.assumption_set.values.get("reserve_draw", {}) if plan else {}
    return list(_findings(line_of(edition), boards, operations, tuple(sorted(drawn.items()))))


@remembered
def _findings(
    line: Line, boards: frozenset[str], operations: frozenset[str], drawn: tuple[tuple[str, int], ...]
) -> tuple[Finding, ...]:
    loaded = core_of(line)
    budget = result_budget(fold(loaded), loaded.years)
    return tuple(
        worst_first(
            [
                *check_balance(budget, {int(year): Ore(amount) for year, amount in drawn}),
                *check_edition(loaded, boards, operations),
            ]
        )
    )
