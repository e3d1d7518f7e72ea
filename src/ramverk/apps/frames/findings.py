"""What is to be looked at in an edition: the ledger's own checks, and the balance requirement."""

from ramverk.apps.frames.ledger import Line, board_key, core_of, line_of
from ramverk.apps.frames.models import Edition, Operation
from ramverk.apps.frames.remembering import remembered
from ramverk.apps.organisation.models import Body, BodyKind
from ramverk.core.editions.checks import check_edition
from ramverk.core.editions.editions import fold
from ramverk.core.findings import Finding, worst_first
from ramverk.core.statements.result_budget import check_balance, result_budget

FRAMED = (BodyKind.EXECUTIVE_BOARD, BodyKind.BOARD, BodyKind.COUNCIL, BodyKind.AUDITORS)
"""The bodies that are given a frame."""


def edition_findings(edition: Edition) -> list[Finding]:
    """Worst first."""
    boards = frozenset(board_key(body) for body in Body.objects.filter(kind__in=FRAMED))
    operations = frozenset(Operation.objects.values_list("code", flat=True))
    return list(_findings(line_of(edition), boards, operations))


@remembered
def _findings(line: Line, boards: frozenset[str], operations: frozenset[str]) -> tuple[Finding, ...]:
    loaded = core_of(line)
    budget = result_budget(fold(loaded), loaded.years)
    return tuple(worst_first([*check_balance(budget), *check_edition(loaded, boards, operations)]))
