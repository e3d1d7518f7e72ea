"""Published figures that do not agree: both kept, the difference worked out and shown with its kind."""

from collections.abc import Iterator
from fractions import Fraction
from functools import partial

from ramverk.formats.cases.files import Case, CaseRelation, each_on_its_own, number

__all__ = ["KINDS", "check_discrepancies"]

KINDS = frozenset({"conflict", "missing", "restatement", "rounding", "scope", "sign", "sum", "table_against_text"})
"""Why two published figures may differ; one that is explained is never an error (handbook, money 12)."""


def check_discrepancies(case: Case) -> Iterator[CaseRelation]:
    """The difference of every row with both figures, and that its kind is one of `KINDS`."""
    if not case.is_table:
        return
    for at in range(len(case.content["rows"])):
        yield from each_on_its_own(case, f"/{at}", partial(_row, case, at))


def _row(case: Case, at: int) -> Iterator[CaseRelation]:
    row = case.content["rows"][at]
    first, second = number(row.get("computed_or_first_value")), number(row.get("published_or_second_value"))
    unit, kind = str(row.get("unit") or ""), str(row.get("kind") or "")
    if first is not None and second is not None:
        stated = number(row.get("difference"))
        yield CaseRelation(case.name, f"/{at}/difference", first - second, stated, unit, Fraction(0))
    why = "" if kind in KINDS else f"Slaget {kind!r} är okänt. Kända slag: {', '.join(sorted(KINDS))}."
    yield CaseRelation(case.name, f"/{at}/kind", kind, None, "", Fraction(0), why)
