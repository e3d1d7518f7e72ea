"""What is to be looked at in an edition: the ledger's own checks, and the balance requirement."""

from collections.abc import Iterator

from ramverk.apps.frames.forecast_basis import basis_findings
from ramverk.apps.frames.ledger import Line, board_key, core_of, line_of
from ramverk.apps.frames.models import AssumptionKind, Edition, Operation
from ramverk.apps.frames.remembering import remembered
from ramverk.apps.frames.rule_volumes import unknown_ages
from ramverk.apps.organisation.models import Body, BodyKind
from ramverk.core.editions.checks import check_edition
from ramverk.core.editions.editions import Edition as CoreEdition
from ramverk.core.editions.editions import fold
from ramverk.core.findings import Finding, Severity, worst_first
from ramverk.core.statements.result_budget import check_balance, result_budget

FRAMED = (BodyKind.EXECUTIVE_BOARD, BodyKind.BOARD, BodyKind.COUNCIL, BodyKind.AUDITORS)
"""The bodies that are given a frame."""


def framed_by_word() -> dict[str, Body]:
    """The bodies with a frame of their own by what files call them, in small letters: name and short name."""
    rows = Body.objects.filter(kind__in=FRAMED, valid_to=None)
    return {word.casefold(): body for body in rows for word in (body.name, body.short_name) if word}


def edition_findings(edition: Edition) -> list[Finding]:
    """Worst first."""
    return worst_first([*_findings(line_of(edition), *_known()), *_of_assumptions(edition)])


def findings_of(edition: CoreEdition) -> list[Finding]:
    """The same of an edition that is stored nowhere in clear; nothing of it is remembered."""
    return list(_found(edition, *_known()))


def _known() -> tuple[frozenset[str], frozenset[str]]:
    boards = frozenset(board_key(body) for body in Body.objects.filter(kind__in=FRAMED))
    return boards, frozenset(Operation.objects.values_list("code", flat=True))


def _of_assumptions(edition: Edition) -> Iterator[Finding]:
    """What the chosen sets do not say that they should, so that a rule leaves something out."""
    sets = {row.kind: row.assumption_set for row in edition.assumptions.select_related("assumption_set")}
    if forecast := sets.get(AssumptionKind.FORECAST):
        yield from basis_findings(forecast)
    people, priced = sets.get(AssumptionKind.POPULATION), sets.get(AssumptionKind.PRICE_LIST)
    if people and priced and (ages := ", ".join(unknown_ages(people, priced))):
        yield Finding(
            "age_group_unknown",
            Severity.WARNING,
            (),
            f"Prislistan har pris för åldersgruppen {ages}, som befolkningsprognosen saknar; den delen är inte räknad. "
            "Lägg in en prognos eller prislista med samma grupper.",
            f"The price list prices the ages {ages}, which the population forecast lacks; that part is not counted. "
            "Add a forecast or a price list with the same groups.",
        )


@remembered
def _findings(line: Line, boards: frozenset[str], operations: frozenset[str]) -> tuple[Finding, ...]:
    return _found(core_of(line), boards, operations)


def _found(loaded: CoreEdition, boards: frozenset[str], operations: frozenset[str]) -> tuple[Finding, ...]:
    budget = result_budget(fold(loaded), loaded.years)
    return tuple(worst_first([*check_balance(budget), *check_edition(loaded, boards, operations)]))
