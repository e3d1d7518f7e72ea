"""What the opening budget holds for one year only, or not yet wholly: worked out into rows of the editions on it.

Each item says how much of the opening frame it is, and how much it should be in each year; the row is the difference.
A one-off should be nothing, an election what that year's election costs, a school opened in August its whole year.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from ramverk.apps.frames.ledger import board_key, core_edition, line_of
from ramverk.apps.frames.models import Edition, EditionState, PassingItem, PassingKind
from ramverk.apps.frames.rows import Row
from ramverk.apps.organisation.models import Body
from ramverk.core.editions.causes import Cause
from ramverk.core.editions.changes import Change as CoreChange
from ramverk.core.editions.changes import PostKind
from ramverk.core.money import Ore, format_amount

PASSING = "passing"
"""The rule; then the item's number."""
CAUSES = {
    PassingKind.ONE_OFF: Cause.ONE_OFF_REVERSAL,
    PassingKind.CYCLE: Cause.ONE_OFF_REVERSAL,
    PassingKind.FULL_YEAR: Cause.FULL_YEAR_EFFECT,
}


def wanted(item: PassingItem, years: list[int]) -> dict[int, int]:
    """Öre of net cost the item should be each year; a full-year effect without a value is as the year before."""
    found: dict[int, int] = {}
    last = item.in_opening
    for year in years:
        known = item.by_year.get(str(year))
        last = known if known is not None else last if item.kind == PassingKind.FULL_YEAR else 0
        found[year] = last
    return found


def passing_rows(edition: Edition) -> dict[str, Row]:
    """The rows of the items of the opening budget that the edition stands on; none for the opening budget itself."""
    root = line_of(edition)[0].pk
    if root == edition.pk:
        return {}
    rows: dict[str, Row] = {}
    for item in PassingItem.objects.filter(edition=root):
        amounts = {
            str(year): item.in_opening - amount  # net cost is positive in the item and negative in the ledger
            for year, amount in wanted(item, edition.years).items()
            if amount != item.in_opening
        }
        said = _("%(amount)s tkr i den ingående budgeten") % {"amount": format_amount(Ore(item.in_opening))}
        key = f"{PASSING}:{item.pk}"
        rows[key] = Row(
            body_id=item.body_id, operation_id=item.operation_id, cause=CAUSES[PassingKind(item.kind)].value,
            amounts=amounts, text=item.text, rule=key,
            source={"kind": "rule", "words": f"{item.source}; {said}", "reference": f"passing:{item.pk}"},
        )  # fmt: skip
    return rows


@dataclass(frozen=True, slots=True)
class Suggestion:
    """An item that last year's decided budget calls for, with what it rests on."""

    kind: PassingKind
    body: Body
    text: str
    source: str
    in_opening: int
    by_year: dict[str, int]


_CARRIED = frozenset(
    {
        Cause.DECISION_IN_YEAR, Cause.FULL_YEAR_EFFECT, Cause.ONE_OFF, Cause.POLITICAL, Cause.EFFICIENCY,
        Cause.EFFICIENCY_REVERSAL, Cause.STATE_TASK, Cause.ORGANISATION, Cause.RESERVE, Cause.CORRECTION,
    }
)  # fmt: skip
"""Causes whose plan years were decided. What rules make is worked out anew, never carried over."""


def decided_before(base: Edition) -> Edition | None:
    """The latest decided budget of the year before the opening budget's round, where this program holds it."""
    rows = Edition.objects.filter(
        state=EditionState.DECIDED, round__budget_year=base.round.budget_year - 1, decision__isnull=False
    )
    return rows.order_by("-decision__decided_on", "-pk").first()


def suggestions(base: Edition) -> Iterator[Suggestion]:
    """Last year's decided changes that are not the same in the coming years as in the budget that is now opening."""
    before = decided_before(base)
    if before is None:
        return
    bodies = {board_key(body): body for body in Body.objects.filter(valid_to=None)}
    opening = base.years[0] - 1
    for change in core_edition(before).all_changes():
        if change.post.kind is not PostKind.FRAME or change.rule or change.cause not in _CARRIED:
            continue
        found = _suggested(change, bodies.get(change.post.owner), opening, base, before)
        if found is not None:
            yield found


def _suggested(
    change: CoreChange, body: Body | None, opening: int, base: Edition, before: Edition
) -> Suggestion | None:
    now = -int(change.in_year(opening))
    decided = [year for year in base.years if year in before.years]
    by_year = {str(year): -int(change.in_year(year)) for year in decided}
    for year in base.years[len(decided) :]:  # beyond what was planned a change lasts as its last planned year
        by_year[str(year)] = by_year[str(decided[-1])] if decided else now
    if body is None or all(amount == now for amount in by_year.values()):
        return None
    first = by_year[str(base.years[0])]
    kind = PassingKind.CYCLE if any(by_year.values()) else PassingKind.ONE_OFF
    if abs(first) > abs(now):
        kind = PassingKind.FULL_YEAR
    source = f"{before.name}: {change.source.words}" if change.source.words else before.name
    return Suggestion(kind, body, change.text, source[:300], now, by_year)
