"""What every rule needs: the opening budget's classes per board, and a row with its rule, its cause and its sources."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from fractions import Fraction

from ramverk.apps.frames.ledger import line_of
from ramverk.apps.frames.models import AssumptionSet, ClassSum, Edition, PostKind
from ramverk.apps.frames.rows import Row
from ramverk.core.editions.causes import Cause
from ramverk.core.money import Ore

Rows = dict[str, Row]
"""Rows by their rule's key."""


def class_sums(edition: Edition) -> dict[tuple[int, str], int]:
    """Öre by board and price class: what the lines are collapsed to, once per version."""
    sums: dict[tuple[int, str], int] = defaultdict(int)
    root = line_of(edition)[0].pk
    for body, price_class, amount in ClassSum.objects.filter(edition=root).values_list("body", "price_class", "amount"):
        sums[body, price_class] += amount
    return sums


def whole(amount: Fraction) -> int:
    """Whole öre, half away from zero."""
    return int(Ore(1).share(amount))


def rule_row(
    key: str,
    text: str,
    cause: Cause,
    amounts: Mapping[str, int],
    chosen: Sequence[AssumptionSet],
    *,
    body_id: int | None = None,
    operation_id: int | None = None,
    line: str = "",
) -> Rows:
    """One row by its key; `chosen` are the sets it rests on, which it names as its source."""
    kept = {year: amount for year, amount in amounts.items() if amount}
    source = {
        "kind": "rule",
        "words": "; ".join(f"{one.name}, {one.source}" for one in chosen),
        "reference": " ".join(f"assumption:{one.pk}" for one in chosen),
    }
    kind = PostKind.FRAME if body_id is not None else PostKind.FINANCE
    return {
        key: Row(
            post_kind=kind, body_id=body_id, operation_id=operation_id, line=line, cause=cause.value, amounts=kept,
            text=text, source=source, rule=key,
        )
    }  # fmt: skip


def counterpart(
    key: str, text: str, cause: Cause, rows: Mapping[str, Row], chosen: Sequence[AssumptionSet], line: str
) -> Rows:
    """The other side on central finance: what the boards' rows sum to each year, with the opposite sign."""
    sums: dict[str, int] = {}
    for row in rows.values():
        for year, amount in row.amounts.items():
            sums[year] = sums.get(year, 0) - amount
    return rule_row(key, text, cause, sums, chosen, line=line)
