"""From stored projects to the core's sheets, and to what a board adopts."""

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ramverk.apps.cycle.models import Round
from ramverk.apps.frames.assumptions import decimal
from ramverk.apps.frames.ledger import board_key
from ramverk.apps.investments.edits import SheetEdit
from ramverk.apps.investments.models import Prerequisites, Project
from ramverk.apps.organisation.models import Body
from ramverk.core.findings import Finding, worst_first
from ramverk.core.investments.checks import Conditions, check_sheet
from ramverk.core.investments.revision import Rule, check_raised
from ramverk.core.investments.sheets import Effect, Part, Sheet
from ramverk.core.money import Ore, Unit, format_amount

HORIZON = 10
"""How many years a sheet looks ahead."""


def sheet_years(in_round: Round) -> tuple[int, ...]:
    """The years a sheet has columns for."""
    return tuple(range(in_round.budget_year, in_round.budget_year + HORIZON))


def plan_years(in_round: Round) -> tuple[int, ...]:
    """The budget year and the plan years."""
    return (in_round.budget_year, *in_round.plan_years)


def sheet_of(project: Project) -> Sheet:
    """The sheet a stored project is; a field marked as secret carries its token and paragraph, never its words."""
    activated = (
        (project.activated_year, project.activated_month)
        if project.activated_year and project.activated_month
        else None
    )
    return Sheet(
        key=str(project.key), name=project.name, board=board_key(project.body),
        carrier=board_key(project.carrier) if project.carrier else "", funding=project.funding,
        category=project.category, priority=project.priority, phase=project.phase, rank=project.rank,
        is_block=project.is_block, is_ongoing=project.is_ongoing, total=_ore(project.total), spent=Ore(project.spent),
        forecast=_ore(project.forecast), carry_over=Ore(project.carry_over),
        outlay={row.year: Ore(row.outlay) for row in project.yearly.all() if row.outlay},
        contributions={row.year: Ore(row.contribution) for row in project.yearly.all() if row.contribution},
        parts=tuple(Part(row.name, Ore(row.amount), row.life_years) for row in project.components.all()),
        activated=activated,
        effects=tuple(
            Effect(board_key(row.body), _amounts(row.amounts), row.because, row.is_rent)
            for row in project.effects.all()
        ),
        texts=_texts(project),
        files=tuple((row.name, row.file.sha256) for row in project.files.all()),
    )  # fmt: skip


def _ore(value: int | None) -> Ore | None:
    return None if value is None else Ore(value)


def _amounts(value: Mapping[str, int]) -> dict[int, Ore]:
    return {int(year): Ore(amount) for year, amount in value.items()}


def _texts(project: Project) -> dict[str, Any]:
    texts: dict[str, Any] = {name: text for name, text in project.texts.items() if text}
    for name, mark in project.secrecy.items():
        if name in texts:
            texts[name] = {"secret": mark["token"], "paragraph": mark["paragraph"]}
    return texts


def conditions_of(in_round: Round, prerequisites: Prerequisites | None) -> Conditions:
    """What the prerequisites ask of a sheet."""
    if prerequisites is None:
        return Conditions(sheet_years(in_round))
    return Conditions(
        sheet_years(in_round),
        Ore(prerequisites.threshold),
        prerequisites.min_life_years,
        tuple(code for code, _name in prerequisites.priorities),
    )


def rule_of(prerequisites: Prerequisites | None) -> Rule:
    """How far a board may go by itself; without prerequisites nothing is laid down."""
    if prerequisites is None:
        return Rule()
    share, new = prerequisites.raise_pct, prerequisites.new_pct
    return Rule(Fraction(share) if share else None, _ore(prerequisites.raise_most), Fraction(new) if new else None)


def rule_words(prerequisites: Prerequisites) -> list[tuple[str, str]]:
    """What a board may do by itself, as the prerequisites are read: label and words."""
    rows: list[tuple[str, str]] = []
    limits = []
    if prerequisites.raise_pct:
        limits.append(_("högst %s procent") % decimal(Fraction(prerequisites.raise_pct), 1))
    if prerequisites.raise_most is not None:
        limits.append(_("högst %s tkr") % format_amount(Ore(prerequisites.raise_most), Unit.TKR))
    if limits:
        rows.append((_("Nämnden får höja ett projekt"), _(" och ").join(limits)))
    if prerequisites.new_pct:
        share = decimal(Fraction(prerequisites.new_pct), 1)
        rows.append((_("Nämnden får lägga till nya projekt"), _("högst %s procent av sin ram") % share))
    return rows


def interest_of(prerequisites: Prerequisites | None) -> Fraction:
    """The internal interest in per cent; nothing where none is laid down."""
    return Fraction(prerequisites.internal_interest_pct) if prerequisites else Fraction(0)


def findings_of(sheets: Iterable[Sheet], conditions: Conditions, rule: Rule | None = None) -> list[Finding]:
    """The findings of some sheets, worst first. `rule` tells what a board may add to what is decided already."""
    every = list(sheets)
    found = [finding for sheet in every for finding in check_sheet(sheet, conditions)]
    if rule is not None:
        ongoing = [sheet for sheet in every if sheet.is_ongoing]
        found += [finding for sheet in ongoing for finding in check_raised(sheet, sheet.total, rule, blocks=False)]
    return worst_first(found)


def said(finding: Finding) -> str:
    """A finding's sentence in the reader's language."""
    return finding.message_en if get_language() == "en" else finding.message


def sheet_from_edit(edit: SheetEdit, body: Body) -> Sheet:
    """The sheet that would be saved: what its capital cost is counted on before it is."""
    fields = edit.fields
    year, month = fields.get("activated_year"), fields.get("activated_month")
    return Sheet(
        key="", name=str(fields.get("name", "")), board=board_key(body),
        outlay={year: Ore(amount) for year, amount in edit.outlay.items() if amount},
        contributions={year: Ore(amount) for year, amount in edit.contributions.items() if amount},
        spent=Ore(int(fields.get("spent") or 0)),
        parts=tuple(Part(name, Ore(amount), life) for name, amount, life in edit.components),
        activated=(year, month) if year and month else None,
    )  # fmt: skip
