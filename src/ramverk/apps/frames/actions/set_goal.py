"""Lay in a financial goal of a round."""

from collections.abc import Sequence
from fractions import Fraction

from django.db import transaction
from django.utils.translation import gettext as _

from ramverk.apps.cycle.models import Round
from ramverk.apps.frames.models import FinancialGoal, GoalFormula, GoalOperator, GoalSpan
from ramverk.apps.frames.policy import may
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.trail.actions.record import record
from ramverk.apps.trail.verdicts import Invalid, require
from ramverk.core.statements.goals import GOAL_LINES


@transaction.atomic
def set_goal(
    actor: Actor,
    in_round: Round,
    name: str,
    threshold: str,
    operator: str = GoalOperator.AT_LEAST,
    *,
    formula: str = GoalFormula.RESULT_SHARE,
    span: str = GoalSpan.EACH_YEAR,
    numerator: Sequence[str] = (),
    denominator: Sequence[str] = (),
) -> FinancialGoal:
    """`threshold` is in the formula's own measure as people write it: "1,5", "24 000".

    An own formula is made of lines, see `ramverk.core.statements.goals.GOAL_LINES`.
    """
    require(may(actor, "frames.set_goal"))
    if not name.strip():
        raise Invalid(_("Ge målet ett namn, till exempel ”Resultatet är minst en procent”."))
    is_own = formula == GoalFormula.OWN
    if is_own and not numerator:
        raise Invalid(_("Välj minst en rad till täljaren i det egna måttet."))
    if unknown := sorted({*numerator, *denominator} - set(GOAL_LINES)):
        raise Invalid(_("Raden %s finns inte bland dem som ett mått kan göras av.") % unknown[0])
    goal = FinancialGoal.objects.create(
        round=in_round, name=name.strip()[:160], threshold=str(number(threshold)), operator=operator,
        formula=GoalFormula(formula), span=GoalSpan(span),
        numerator=list(numerator) if is_own else [], denominator=list(denominator) if is_own else [],
    )  # fmt: skip
    record(actor, "frames.set_goal", goal, after={"threshold": threshold, "formula": formula, "span": span})
    return goal


_SPACES = dict.fromkeys(map(ord, " \u00a0\u202f\u2009"), None)


def number(text: str) -> Fraction:
    """A number as people write it: "1,5", "−2", "24 000". Raises `Invalid`."""
    tidy = text.strip().translate(_SPACES).replace("\u2212", "-").replace(",", ".").rstrip("%")
    try:
        value = Fraction(tidy)
    except (ValueError, ZeroDivisionError):
        raise Invalid(_("”%s” är inte ett tal. Skriv till exempel 1,5 eller 24 000.") % text) from None
    if abs(value) >= _TOO_MUCH:
        raise Invalid(_("Gränsen %s är orimligt stor.") % text)
    return value


_TOO_MUCH = 10**10
