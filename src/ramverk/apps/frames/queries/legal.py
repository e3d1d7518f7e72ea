"""What the law asks of the budget (KL 11:5 and 11:6), requirement by requirement, held against an edition."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ramverk.apps.frames.models import Edition, FinancialGoal
from ramverk.apps.frames.queries.balancing import drawn_from_reserves
from ramverk.apps.frames.queries.figures import Figures
from ramverk.apps.frames.queries.goals import ShownGoal
from ramverk.apps.frames.queries.statements import Stated
from ramverk.core.findings import Finding
from ramverk.core.money import Ore, format_amount
from ramverk.core.statements.result_budget import covered_by_reserve


@dataclass(frozen=True, slots=True)
class Requirement:
    """One requirement of the law, whether it is met, and what is there or missing."""

    law: str
    name: str
    is_met: bool
    sentence: str


def requirements(edition: Edition, of: Figures, statements: Stated) -> tuple[Requirement, ...]:
    """In the order of the law."""
    year = int(edition.years[0])
    result = of.budget.result(year)
    drawn = drawn_from_reserves(statements.position, year) if statements.position else Ore(0)
    balance = statements.position is not None
    goals = FinancialGoal.objects.filter(round=edition.round_id).count()
    years = [int(one) for one in edition.years]
    ahead = years == list(range(year, year + 3))
    return (
        Requirement(
            "11:5", _("Intäkterna överstiger kostnaderna"), result > 0 or (drawn > 0 and result + drawn >= 0),
            _("Årets resultat %(year)s är %(amount)s tkr.") % {"year": year, "amount": format_amount(result)},
        ),
        Requirement(
            "11:6", _("Anslag till varje nämnd"), bool(of.boards),
            _("%s nämnder har en ram.") % len(of.boards) if of.boards else _("Inga ramar är lagda än."),
        ),
        Requirement(
            "11:6", _("Resultatbudget"), bool(of.budget.taxes_and_grants(year)),
            _("Ramar, skatter och finansnetto är med.") if of.budget.taxes_and_grants(year)
            else _("Lägg in en skatteprognos, så finns det något att betala med."),
        ),
        Requirement(
            "11:6", _("Ekonomisk ställning vid årets slut och finansiering"), balance and statements.plan is not None,
            _("Balans- och kassaflödesbudgeten räcker till slutet av %s.") % years[-1]
            if balance and statements.plan is not None
            else _("Lägg in den ingående balansen och planen för investeringar och lån, så räknas budgetarna fram."),
        ),
        Requirement(
            "11:6", _("Finansiella mål"), goals > 0,
            _("%s mål är inlagda.") % goals if goals else _("Budgeten ska ha minst ett."),
        ),
        Requirement(
            "11:6", _("Ekonomisk plan för tre år, budgetåret först"), ahead,
            _("Planen gäller %(first)s–%(last)s.") % {"first": years[0], "last": years[-1]},
        ),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Standing:
    """How an edition stands in three short facts: the result, the goals and the law."""

    year: int
    result: int
    goals: int
    goals_met: int
    missing: int

    @property
    def goal_words(self) -> str:
        """How many goals are met."""
        return _("%(met)s av %(all)s mål nås") % {"met": self.goals_met, "all": self.goals}

    @property
    def law_words(self) -> str:
        """Whether the law's requirements are met."""
        if not self.missing:
            return _("Lagkraven är uppfyllda")
        return ngettext("%(n)s lagkrav återstår", "%(n)s lagkrav återstår", self.missing) % {"n": self.missing}


def standing(edition: Edition, of: Figures, statements: Stated, goals: Sequence[ShownGoal]) -> Standing:
    """What is always in sight at the foot of an edition's pages."""
    year = int(edition.years[0])
    missing = sum(not one.is_met for one in requirements(edition, of, statements))
    return Standing(year, int(of.budget.result(year)), len(goals), sum(bool(one.is_met) for one in goals), missing)


def with_reserve(findings: Sequence[Finding], edition: Edition, of: Stated) -> list[Finding]:
    """The findings, where a deficit of the budget year that the reserve covers is a warning and not a refusal."""
    year = int(edition.years[0])
    result, position = of.results.result(year), of.position
    drawn = drawn_from_reserves(position, year) if position else Ore(0)
    if result >= 0 or drawn <= 0 or result + drawn < 0:
        return list(findings)
    kept = [one for one in findings if one.code != "balance_requirement"]
    return [covered_by_reserve(year, -result, drawn), *kept]
