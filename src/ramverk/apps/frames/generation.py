"""The rows that rules make: indexation, pay and tax forecast. Worked out anew, never edited by hand."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction

from django.utils.translation import gettext as _
from django.utils.translation import override

from ramverk.apps.frames.assumptions import forecast_lines, pay_revisions, price_index
from ramverk.apps.frames.ledger import core_edition, line_of
from ramverk.apps.frames.models import AssumptionKind, AssumptionSet, ClassSum, Edition, PostKind, PriceClass
from ramverk.apps.frames.rows import Row
from ramverk.core.editions.causes import Cause
from ramverk.core.editions.changes import PostKind as CorePost
from ramverk.core.editions.editions import fold
from ramverk.core.money import Ore
from ramverk.core.pay import pay_revision
from ramverk.core.statements.result_budget import FINANCE_LINES

PRICE, PAY, FORECAST = "price_index", "pay_revision", "forecast"
"""The rules that make rows; `Change.rule` names one of them, then what it is about."""


def generated_rows(edition: Edition) -> dict[str, Row]:
    """Every row that the edition's assumptions call for, by its rule's key.

    Texts are Swedish whoever works them out: the same assumptions always give the same ledger.
    """
    with override("sv"):
        return _called_for(edition)


def _called_for(edition: Edition) -> dict[str, Row]:
    sets = {row.kind: row.assumption_set for row in edition.assumptions.select_related("assumption_set")}
    rows: dict[str, Row] = {}
    if chosen := sets.get(AssumptionKind.PRICE_INDEX):
        rows |= _beyond_inherited(edition, price_rows(edition, chosen))
    if chosen := sets.get(AssumptionKind.PAY):
        rows |= _beyond_inherited(edition, pay_rows(edition, chosen))
    if chosen := sets.get(AssumptionKind.FORECAST):
        rows |= _forecast_rows(edition, chosen)
    return rows


def _beyond_inherited(edition: Edition, rows: dict[str, Row]) -> dict[str, Row]:
    """What is left when the ancestors' rows of the same rules are taken away: a branch holds the difference only."""
    inherited: dict[str, dict[str, int]] = {}
    parent = core_edition(edition).parent
    for change in parent.all_changes() if parent else ():
        if change.rule in rows:
            sums = inherited.setdefault(change.rule, {})
            for year, amount in change.amounts.items():
                sums[str(year)] = sums.get(str(year), 0) + int(amount)
    left: dict[str, Row] = {}
    for key, row in rows.items():
        before = inherited.get(key, {})
        moved = {year: row.amounts.get(year, 0) - before.get(year, 0) for year in {**row.amounts, **before}}
        if kept := {year: amount for year, amount in moved.items() if amount}:
            left[key] = replace(row, amounts=kept)
    return left


_Sums = dict[tuple[int, str], int]
"""Öre by board and price class: what the lines are collapsed to, once per version."""


def _class_sums(edition: Edition) -> _Sums:
    sums: _Sums = defaultdict(int)
    root = line_of(edition)[0].pk
    for body, price_class, amount in ClassSum.objects.filter(edition=root).values_list("body", "price_class", "amount"):
        sums[body, price_class] += amount
    return sums


def price_rows(edition: Edition, chosen: AssumptionSet) -> dict[str, Row]:
    """Each class of each board times its index, every year on the years before it."""
    index = price_index(chosen.values)
    rows: dict[str, Row] = {}
    for (body, price_class), amount in sorted(_class_sums(edition).items()):
        level, amounts = Fraction(1), {}
        for year in edition.years:
            level *= 1 + index.get((price_class, year), Fraction(0)) / 100
            amounts[str(year)] = int(Ore(amount).share(level - 1))
        key = f"{PRICE}:{body}:{price_class}"
        text = _("Prisuppräkning, %s") % PriceClass(price_class).label
        rows |= _row(key, text, Cause.PRICE, amounts, chosen, body_id=body)
    return rows


def pay_rows(edition: Edition, chosen: AssumptionSet) -> dict[str, Row]:
    """The pay bill with its on-cost, revised from a month; the rest of the full year's cost the year after."""
    sums = _class_sums(edition)
    rows: dict[str, Row] = {}
    for body in sorted({body for body, price_class in sums if price_class in _PAID}):
        bill = Fraction(sum(sums.get((body, price_class), 0) for price_class in _PAID))
        amounts = dict.fromkeys(edition.years, Fraction(0))
        for revision in pay_revisions(chosen.values):
            effect = pay_revision(bill, revision.raise_pct, revision.month)
            whole = effect.revision_year + effect.full_year_effect
            for year in edition.years:
                amounts[year] += effect.revision_year if year == revision.year else whole if year > revision.year else 0
            bill += whole
        text = _("Lönekompensation")
        plain = {str(year): int(Ore(1).share(amount)) for year, amount in amounts.items()}
        rows |= _row(f"{PAY}:{body}", text, Cause.PAY, plain, chosen, body_id=body)
    return rows


_PAID = (PriceClass.PAY, PriceClass.ON_COST)


def _forecast_rows(edition: Edition, chosen: AssumptionSet) -> dict[str, Row]:
    """The difference between the forecast's line and what the edition holds without the rows of this rule."""
    held = _finance_without_rule(edition)
    rows: dict[str, Row] = {}
    for line, amounts in forecast_lines(chosen.values).items():
        moved = {str(year): int(amounts[year]) - held.get((line, year), 0) for year in edition.years if year in amounts}
        if not any(moved.values()):
            continue
        words = _("Skatteprognos: %s") % FINANCE_LINES[line].swedish.lower()
        rows |= _row(f"{FORECAST}:{line}", words, Cause.FORECAST, moved, chosen, line=line)
    return rows


def _finance_without_rule(edition: Edition) -> Mapping[tuple[str, int], int]:
    held: dict[tuple[str, int], int] = defaultdict(int)
    loaded = core_edition(edition)
    for post, amounts in fold(loaded).items():
        if post.kind is CorePost.FINANCE:
            for year, amount in amounts.items():
                held[post.part, year] += int(amount)
    for change in loaded.changes:
        if change.rule.startswith(FORECAST):
            for year, amount in change.amounts.items():
                held[change.post.part, year] -= int(amount)
    return held


def _row(
    key: str,
    text: str,
    cause: Cause,
    amounts: Mapping[str, int],
    chosen: AssumptionSet,
    *,
    body_id: int | None = None,
    line: str = "",
) -> dict[str, Row]:
    kept = {year: amount for year, amount in amounts.items() if amount}
    source = {"kind": "rule", "words": f"{chosen.name}, {chosen.source}", "reference": f"assumption:{chosen.pk}"}
    kind = PostKind.FRAME if body_id is not None else PostKind.FINANCE
    return {
        key: Row(
            post_kind=kind, body_id=body_id, line=line, cause=cause.value, amounts=kept, text=text, source=source,
            rule=key,
        )
    }  # fmt: skip
