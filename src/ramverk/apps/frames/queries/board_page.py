"""One board's own page of an edition: its way to the frame, its operations, its people, and what it is asked to do."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from ramverk.apps.frames.ledger import board_key, core_edition
from ramverk.apps.frames.models import AssumptionKind, Directive, DirectiveAssignment, Edition, Operation
from ramverk.apps.frames.people import averages, prices
from ramverk.apps.frames.policy import DIRECTIVES
from ramverk.apps.frames.queries.editions import chosen_sets
from ramverk.apps.frames.queries.figures import BoardLine, Figures, figures
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.organisation.models import Body
from ramverk.core.editions.causes import Cause
from ramverk.core.editions.changes import PostKind
from ramverk.core.editions.editions import Edition as CoreEdition


@dataclass(frozen=True, slots=True)
class OperationLine:
    """An operation of a board, öre of net cost: in the opening budget and each year; the name is empty for the rest."""

    name: str
    opening: int
    amounts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class AgeLine:
    """An age group that an operation of the board is paid for: tkr per person in öre, and people a year."""

    operation: str
    age: str
    price: int
    people: tuple[tuple[int, Fraction], ...]
    """From the year before the budget year on."""


@dataclass(frozen=True, slots=True)
class BoardPage:
    """What the page shows."""

    line: BoardLine
    years: tuple[int, ...]
    operations: tuple[OperationLine, ...]
    ages: tuple[AgeLine, ...]
    assignments: tuple[DirectiveAssignment, ...]
    boards: tuple[tuple[str, str], ...]


def board_page(edition: Edition, key: str, actor: Actor) -> BoardPage | None:
    """None where no board of the edition has the key."""
    of = figures(edition)
    line = next((one for one in of.boards if one.key == key), None)
    if line is None:
        return None
    body = next((one for one in Body.objects.all() if board_key(one) == key), None)
    return BoardPage(
        line=line,
        years=of.years,
        operations=tuple(_operations(core_edition(edition), key)),
        ages=tuple(_ages(edition, body)) if body else (),
        assignments=tuple(_assignments(edition, body, actor)),
        boards=tuple((one.key, one.name) for one in of.boards),
    )


def first_board(of: Figures, actor: Actor) -> str:
    """The board the actor belongs to, else the first of all."""
    mine = Body.objects.filter(pk__in={held.body_id for held in actor.mandates}).select_related("parent")
    keys = {board_key(body) for one in mine for body in (one, one.parent) if body is not None}
    return next((board.key for board in of.boards if board.key in keys), of.boards[0].key if of.boards else "")


def _operations(core: CoreEdition, key: str) -> Iterator[OperationLine]:
    opening: dict[str, int] = {}
    years: dict[str, dict[int, int]] = {}
    for change in core.all_changes():
        if change.post.kind is not PostKind.FRAME or change.post.owner != key:
            continue
        part = change.post.part
        if change.cause is Cause.OPENING_FRAME:
            opening[part] = opening.get(part, 0) - int(change.in_year(core.years[0]))
        mine = years.setdefault(part, dict.fromkeys(core.years, 0))
        for year, amount in change.amounts.items():
            mine[year] = mine.get(year, 0) - int(amount)
    names = {row.code: str(row) for row in Operation.objects.filter(code__in=years)}
    for part in sorted(years, key=lambda part: (not part, part)):
        yield OperationLine(
            names.get(part, part), opening.get(part, 0), tuple(years[part][year] for year in core.years)
        )


def _ages(edition: Edition, body: Body) -> Iterator[AgeLine]:
    sets = chosen_sets(edition)
    people, priced = sets.get(AssumptionKind.POPULATION), sets.get(AssumptionKind.PRICE_LIST)
    if people is None or priced is None:
        return
    known = averages(people.values)
    names = {row.pk: str(row) for row in Operation.objects.all()}
    for one in prices(priced.values):
        if one.body == body.pk and one.age in known:
            years = tuple((year, known[one.age][year]) for year in (edition.years[0] - 1, *edition.years))
            yield AgeLine(names.get(one.operation, ""), one.age, int(one.price), years)


def _assignments(edition: Edition, body: Body | None, actor: Actor) -> Iterator[DirectiveAssignment]:
    directive = DIRECTIVES.filter(Directive.objects.filter(edition=edition), actor).first()
    for one in directive.assignments.select_related("body") if directive else ():
        if one.body is None or one.body == body:
            yield one
