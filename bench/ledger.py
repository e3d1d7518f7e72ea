"""A generated ledger for measuring: 100 editions with 3,000 changes in all, frozen so that everyone may see them."""

from django.db import transaction
from django.utils import timezone

from ramverk.apps.cycle.models import Round
from ramverk.apps.frames.models import Change, Edition, EditionKind, Operation
from ramverk.apps.organisation.models import Body, BodyKind
from ramverk.core.editions.causes import Cause
from ramverk.core.statements.result_budget import FINANCE_LINES

EDITIONS, CHANGES = 100, 3000
_FIRST, _SECOND = 500, 1030
"""Changes of the opening budget and of the directive; the other editions share the rest."""
_CAUSES = (Cause.VOLUME, Cause.POLITICAL, Cause.EFFICIENCY, Cause.PAY, Cause.PRICE, Cause.ONE_OFF)


@transaction.atomic
def build_ledger() -> list[Edition]:
    """Write the editions into the generated round: a line of parents, and branches on it."""
    in_round = Round.objects.get()
    boards = list(Body.objects.filter(kind=BodyKind.BOARD))
    operations = [Operation.objects.create(code=str(number), name=f"Verksamhet {number}") for number in range(40)]
    years = [in_round.budget_year, *in_round.plan_years]
    left = CHANGES - _FIRST - _SECOND
    counts = [_FIRST, _SECOND, *(left // (EDITIONS - 2) for _ in range(EDITIONS - 2))]
    editions: list[Edition] = []
    for number, count in enumerate(counts):
        parent = None if number == 0 else editions[number - 1] if number % 10 == 0 or number == 1 else editions[1]
        edition = Edition.objects.create(
            round=in_round, kind=EditionKind.BASE if number == 0 else EditionKind.REVISION, name=f"Utgåva {number}",
            parent=parent, years=years, state="frozen", created_at=timezone.now(), created_by="Mätning",
        )  # fmt: skip
        Change.objects.bulk_create(_changes(edition, count, boards, operations), batch_size=500)
        editions.append(edition)
    return editions


def _changes(edition: Edition, count: int, boards: list[Body], operations: list[Operation]) -> list[Change]:
    lines = list(FINANCE_LINES)
    is_base = edition.kind == EditionKind.BASE
    made = []
    for number in range(count):
        is_line = number % 20 == 0
        cause = Cause.OPENING_FRAME if is_base else Cause.FORECAST if is_line else _CAUSES[number % len(_CAUSES)]
        amount = (1 if is_line else -1) * (number * 7919 % 900_000 + 100_000) * (100 if is_base else 1)
        made.append(
            Change(
                edition=edition, order=number, cause=cause, post_kind="finance" if is_line else "frame",
                body=None if is_line else boards[number % len(boards)],
                operation=None if is_line else operations[number % len(operations)],
                line=lines[number % len(lines)] if is_line else "",
                amounts={str(year): amount for year in edition.years}, text=f"Ändring {number}",
                source={"kind": "person", "words": "Mätning"}, is_one_off=cause is Cause.ONE_OFF,
            )
        )  # fmt: skip
    return made


def publish_one() -> None:
    """Publish the newest edition, open since now."""
    from ramverk.apps.organisation.actor import actor_of
    from ramverk.apps.organisation.models import Mandate, Role
    from ramverk.apps.publishing.actions.prepare import prepare
    from ramverk.apps.publishing.actions.schedule import schedule
    from ramverk.apps.trail import clock

    heads = Mandate.objects.filter(body__kind=BodyKind.FINANCE_DEPARTMENT, role=Role.HEAD)
    mandate = heads.select_related("person").earliest("pk")
    actor = actor_of(mandate.person, clock.today())
    made = prepare(actor, Edition.objects.latest("pk"), "Mål och budget")
    schedule(actor, made, made.version, clock.now())
