"""Write what a round's investment proposals rest on; what was sent out is followed by a new edition."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from ramverk.apps.cycle.models import Round
from ramverk.apps.frames.assumptions import decimal, percent
from ramverk.apps.investments.models import Prerequisites
from ramverk.apps.investments.policy import may
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.trail import clock
from ramverk.apps.trail.actions.change import change
from ramverk.apps.trail.actions.record import record
from ramverk.apps.trail.verdicts import Invalid, Stale, require
from ramverk.core.money import Ore, Unit, format_amount

Pairs = list[list[str]]


@dataclass(frozen=True, slots=True)
class Terms:
    """The prerequisites as somebody wrote them: per cent as text, money in öre."""

    internal_interest_pct: str
    ceiling: Mapping[int, int] = field(default_factory=dict)
    own_money: Mapping[int, int] = field(default_factory=dict)
    self_financing_pct: str = ""
    threshold: int = 0
    min_life_years: int = 3
    lives: Pairs = field(default_factory=list)
    priorities: Pairs = field(default_factory=list)
    carry_over_rules: Pairs = field(default_factory=list)
    report_within_months: int = 6
    raise_pct: str = ""
    raise_most: int | None = None
    new_pct: str = ""
    text: str = ""


@transaction.atomic
def write_prerequisites(actor: Actor, in_round: Round, version: int, terms: Terms) -> Prerequisites:
    """`version` is that of the draft the person saw, 0 where there was none."""
    require(may(actor, "investments.write_prerequisites"))
    values = _checked(terms)
    rows = Prerequisites.objects.select_for_update().filter(round=in_round).order_by("-number")
    latest = rows.first()
    if latest is None or not latest.is_open:
        if version:
            raise Stale(
                _("Förutsättningarna har skickats ut medan du skrev. Läs in sidan igen och börja en ny utgåva.")
            )
        number = latest.number + 1 if latest else 1
        made = Prerequisites.objects.create(
            round=in_round, number=number, created_at=clock.now(), created_by=actor.name, **values
        )
        record(actor, "investments.write_prerequisites", made, after=_told(values))
        return made
    before, after = change(latest, version, **values)
    record(actor, "investments.write_prerequisites", latest, before=_told(before), after=_told(after))
    return latest


def _told(values: Mapping[str, Any]) -> dict[str, Any]:
    """The same as the history tells it: amounts in thousands, shares with their sign."""
    return {name: _in_words(name, value) for name, value in values.items()}


def _in_words(name: str, value: Any) -> Any:
    if name in {"ceiling", "own_money"}:
        return {year: _tkr(amount) for year, amount in value.items()}
    if name in {"threshold", "raise_most"}:
        return None if value is None else _tkr(value)
    return f"{decimal(Fraction(value), 2)} %" if name.endswith("_pct") and value else value


def _tkr(ore: int) -> str:
    return f"{format_amount(Ore(ore), Unit.TKR)} tkr"


def _checked(terms: Terms) -> dict[str, object]:
    if not 0 <= percent(terms.internal_interest_pct) <= _MOST:
        raise Invalid(_("Internräntan är mellan 0 och 20 procent. Skriv till exempel 1,5."))
    if terms.threshold < 0 or (terms.raise_most or 0) < 0 or any(amount < 0 for amount in terms.ceiling.values()):
        raise Invalid(_("Tak och gräns skrivs utan minus."))
    codes = [code for code, _name in terms.priorities]
    if len(set(codes)) != len(codes):
        raise Invalid(_("Två prioritetsklasser har samma kod. Ge varje klass en egen."))
    goal = str(_share(terms.self_financing_pct)) if terms.self_financing_pct.strip() else ""
    return {
        "internal_interest_pct": str(percent(terms.internal_interest_pct)),
        "ceiling": {str(year): amount for year, amount in terms.ceiling.items()},
        "own_money": {str(year): amount for year, amount in terms.own_money.items()},
        "self_financing_pct": goal,
        "threshold": terms.threshold,
        "min_life_years": terms.min_life_years,
        "lives": terms.lives,
        "priorities": terms.priorities,
        "carry_over_rules": terms.carry_over_rules,
        "report_within_months": terms.report_within_months,
        "raise_pct": str(_share(terms.raise_pct)) if terms.raise_pct.strip() else "",
        "raise_most": terms.raise_most,
        "new_pct": str(_share(terms.new_pct)) if terms.new_pct.strip() else "",
        "text": terms.text.strip(),
    }


_MOST = 20


def _share(text: str) -> Fraction:
    """A goal between nothing and three times the investment, in per cent."""
    tidy = text.strip().rstrip("%").strip().replace(",", ".")
    if not re.fullmatch(r"\d{1,3}(\.\d+)?", tidy):
        raise Invalid(_("”%s” är inte en andel i procent. Skriv till exempel 80.") % text)
    return Fraction(tidy)
