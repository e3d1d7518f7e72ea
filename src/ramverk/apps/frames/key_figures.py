"""Where frames and key figures meet: what operations are given, and people by age from Statistics Sweden."""

from collections.abc import Iterable, Sequence

from django.urls import reverse

from ramverk.apps.cycle.queries.rounds import current_round
from ramverk.apps.frames.assumptions import all_prices
from ramverk.apps.frames.ledger import Line, core_of, line_of
from ramverk.apps.frames.models import AssumptionKind, AssumptionSet, Edition, Operation
from ramverk.apps.frames.policy import ASSUMPTIONS
from ramverk.apps.frames.queries.editions import editions_of
from ramverk.apps.frames.remembering import remembered
from ramverk.apps.keyfigures.frames_beside import Framed, PriceIndex
from ramverk.apps.keyfigures.models import ScbTable
from ramverk.apps.keyfigures.queries.population import people_by_age
from ramverk.apps.organisation.actor import Actor
from ramverk.core.editions.changes import PostKind
from ramverk.core.editions.editions import fold
from ramverk.core.money import Ore


def frames_of(groups: Sequence[Sequence[str]], actor: Actor) -> Sequence[Framed]:
    """The frames of each group of operations, and of their parts, in the newest edition that the actor may see.

    Nothing at all where no edition may be seen.
    """
    in_round = current_round(actor)
    seen = editions_of(in_round, actor) if in_round else []
    if not seen:
        return ()
    edition, url = seen[0], reverse("frames:edition", args=[seen[0].pk])
    assumed = f"{reverse('frames:assumptions', args=[edition.pk])}#slag-{AssumptionKind.PRICE_INDEX}"
    parents: dict[str, str | None] = dict(Operation.objects.values_list("code", "parent__code"))
    frames, index = _by_operation(line_of(edition)), _index_of(edition, actor)
    found = []
    for codes in groups:
        by_year = {year: Ore(0) for year in edition.years}
        for code, amounts in frames:
            if _is_within(code, set(codes), parents):
                for year in by_year:
                    by_year[year] += Ore(-amounts.get(year, 0))
        unknown = tuple(code for code in codes if code not in parents)
        found.append(Framed(by_year, edition.name, url, unknown, assumed, index))
    return found


def _index_of(edition: Edition, actor: Actor) -> PriceIndex | None:
    """What the edition's index of prices says of pay and prices together."""
    kind = AssumptionKind.PRICE_INDEX
    chosen = ASSUMPTIONS.filter(AssumptionSet.objects.filter(editions__edition=edition, kind=kind), actor).first()
    if chosen is None:
        return None
    return PriceIndex(all_prices(chosen.values), chosen.name, chosen.source)


def population_table(table: ScbTable, groups: Sequence[str], years: Iterable[int]) -> tuple[bytes, bool]:
    """People by age at the ends of these years as a table to look over, and whether any group was added up."""
    people = people_by_age(table, groups)
    columns = list(years)
    lines = [";".join(["ålder", *(str(year) for year in columns)])]
    for row in people:
        cells = [str(row.by_year[year]) if year in row.by_year else "" for year in columns]
        if any(cells):
            lines.append(";".join([str(row.span), *cells]))
    return "\n".join([*lines, ""]).encode(), any(row.is_added for row in people)


def _is_within(code: str | None, wanted: set[str], parents: dict[str, str | None]) -> bool:
    """Whether an operation is one of those, or lies under one."""
    seen: set[str] = set()
    while code and code not in seen:
        if code in wanted:
            return True
        seen.add(code)
        code = parents.get(code)
    return False


@remembered
def _by_operation(line: Line) -> tuple[tuple[str, dict[int, int]], ...]:
    """Every frame post's operation and amounts, as the ledger counts: cost below zero."""
    edition = core_of(line)
    rows: Iterable[tuple[str, dict[int, int]]] = (
        (post.part, {year: int(amount) for year, amount in amounts.items()})
        for post, amounts in fold(edition).items()
        if post.kind is PostKind.FRAME
    )
    return tuple(rows)
