"""Whether the budget balances, for the first screen of those who answer for it."""

from collections.abc import Sequence

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from ramverk.apps.cycle.first_lines import FirstLine
from ramverk.apps.cycle.models import Round
from ramverk.apps.frames.models import AssumptionKind, Edition, FinancialGoal
from ramverk.apps.frames.policy import CENTRES_OWN
from ramverk.apps.frames.queries.editions import chosen_sets, editions_of, leading, newer_than
from ramverk.apps.frames.queries.figures import figures
from ramverk.apps.frames.queries.goals import goals_of, held_against
from ramverk.apps.frames.queries.legal import Standing, standing
from ramverk.apps.frames.queries.statements import stated
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.organisation.models import BodyKind, Role
from ramverk.apps.trail.remembering import remembered
from ramverk.core.money import Ore, Unit, format_amount

LEADERS = (Role.CHAIR, Role.FIRST_VICE_CHAIR)


def balance_line(actor: Actor, in_round: Round) -> FirstLine | None:
    """Result, goals, law and the forecast's date in the edition that leads among the municipality's own."""
    if not (actor.owns_the_process or actor.holds(LEADERS, BodyKind.EXECUTIVE_BOARD)):
        return None
    seen = [one for one in editions_of(in_round, actor) if one.kind in CENTRES_OWN]
    leads = leading(seen, actor)
    if leads is None:
        return None
    goals = goals_of(in_round, actor)
    key = ("frames.first_line", leads.pk, *(goal.pk for goal in goals))
    held = remembered(lambda: _standing(leads, goals), *key)
    address = reverse("frames:edition", args=[leads.pk])
    facts = [*_facts(held), *_newer(leads, seen)]
    return FirstLine(_("Går budgeten ihop?"), leads.name, address, facts, _forecast(leads))


def _newer(leads: Edition, seen: Sequence[Edition]) -> list[tuple[str, str]]:
    """What is newer and waits for its decision, named."""
    told = _("Nyare, inte beslutad än: %(name)s (%(state)s)")
    return [("", told % {"name": one.name, "state": one.get_state_display()}) for one in newer_than(leads, seen)]


def _standing(edition: Edition, goals: Sequence[FinancialGoal]) -> Standing:
    numbers, of = figures(edition), stated(edition)
    return standing(edition, numbers, of, held_against(edition, goals, of))


def _facts(held: Standing) -> list[tuple[str, str]]:
    words = {"year": held.year, "result": format_amount(Ore(held.result), Unit.TKR)}
    facts = [("", _("Resultat %(year)s: %(result)s tkr") % words)]
    if held.goals:
        facts.append(("done" if held.goals_met == held.goals else "note", held.goal_words))
    return [*facts, ("late" if held.missing else "done", held.law_words)]


def _forecast(edition: Edition) -> str:
    """The tax forecast it rests on, with its day; nothing where none is chosen."""
    chosen = chosen_sets(edition).get(AssumptionKind.FORECAST)
    if chosen is None:
        return ""
    return _("Skatteprognos: %(name)s, %(day)s") % {"name": chosen.name, "day": date_format(chosen.dated, "j F Y")}
