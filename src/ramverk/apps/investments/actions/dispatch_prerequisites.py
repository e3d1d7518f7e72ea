"""Freeze the prerequisites and write the dispatch that carries them, with what the ongoing projects have left."""

from collections.abc import Iterator
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from ramverk.apps.cycle.models import Activity, ActivityKind, Round
from ramverk.apps.cycle.queries_submission import submitting_bodies
from ramverk.apps.dispatch.actions.attach import attach
from ramverk.apps.dispatch.actions.compose import Draft, compose
from ramverk.apps.dispatch.models import Dispatch
from ramverk.apps.dispatch.queries import first_values
from ramverk.apps.frames.ledger import board_key
from ramverk.apps.investments.models import Prerequisites, Project
from ramverk.apps.investments.policy import WORD, may
from ramverk.apps.investments.queries.projects import PARTS
from ramverk.apps.investments.round_trip import board_book
from ramverk.apps.investments.sheets import plan_years, rule_words, sheet_of
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.organisation.models import Body
from ramverk.apps.trail import clock
from ramverk.apps.trail.actions.change import change
from ramverk.apps.trail.actions.freeze import NamedFile, freeze
from ramverk.apps.trail.actions.record import record
from ramverk.apps.trail.uploads import keep_bytes
from ramverk.apps.trail.verdicts import Invalid, require
from ramverk.formats.investment_workbook import Parameters, write_parameters


def dispatch_to_write(in_round: Round) -> Activity | None:
    """The timetable's dispatch about investments that has not been begun."""
    waiting = Activity.objects.filter(
        round=in_round, kind=ActivityKind.DISPATCH, title__icontains=WORD, dispatches=None
    )
    return waiting.select_related("round", "owner").order_by("order").first()


@transaction.atomic
def dispatch_prerequisites(actor: Actor, in_round: Round) -> Dispatch:
    """A draft dispatch with the parameters and the ongoing projects as a workbook. Nothing is sent yet."""
    row = Prerequisites.objects.select_for_update().filter(round=in_round).order_by("-number").first()
    require(may(actor, "investments.dispatch_prerequisites", row))
    if row is None:
        raise Invalid(_("Skriv förutsättningarna först: tak, internränta, gräns och prioritetsklasser."))
    activity = dispatch_to_write(in_round)
    if activity is None:
        raise Invalid(
            _("Tidplanen har inget utskick om investeringar kvar att skriva. Skriv ett nytt utskick i stället.")
        )
    content = frozen_terms(row)
    document = freeze(actor, "prerequisites", str(row), content)
    change(row, row.version, document=document)
    first = first_values(activity)
    draft = Draft(
        subject=first["subject"], text=row.text, legal_ground=first["legal_ground"], reply_by=first["reply_by"],
        audiences=first["audiences"], opens=first["opens"],
    )  # fmt: skip
    dispatch = compose(actor, activity, draft)
    name = f"Förutsättningar investeringsbudget {in_round.budget_year}.xlsx"
    files, owners = [keep_bytes(name, write_parameters(parameters_of(row)))], {}
    for body, named in _board_books(actor, in_round):
        files.append(named)
        owners[named.name] = body
    dispatch = attach(actor, dispatch, dispatch.version, files, addressed_to=owners)
    record(
        actor, "investments.dispatch_prerequisites", row,
        after={"checksum": document.checksum, "projects": len(content["ongoing"])},
    )  # fmt: skip
    return dispatch


def _board_books(actor: Actor, in_round: Round) -> Iterator[tuple[Body, NamedFile]]:
    """Each board's own workbook, its ongoing projects filled in: what its copy of the dispatch brings."""
    rows = Activity.objects.filter(round=in_round, kind=ActivityKind.SUBMISSION, title__icontains=WORD)
    activity = rows.select_related("round").order_by("order").first()
    if activity is not None:
        for body in submitting_bodies(activity, clock.today()):
            yield body, keep_bytes(*board_book(actor, activity, body))


def frozen_terms(row: Prerequisites) -> dict[str, Any]:
    """The prerequisites and the sheets of ongoing projects as they are when they go out."""
    names = (
        "number", "ceiling", "own_money", "self_financing_pct", "internal_interest_pct", "threshold",
        "min_life_years", "lives", "priorities", "carry_over_rules", "report_within_months", "raise_pct", "raise_most",
        "new_pct", "text",
    )  # fmt: skip
    content: dict[str, Any] = {name: getattr(row, name) for name in names}
    content["ongoing"] = [sheet_of(project).as_json() for project in _ongoing(row.round)]
    return content


def _ongoing(in_round: Round) -> list[Project]:
    rows = Project.objects.filter(round=in_round, is_ongoing=True, removed_at=None).select_related("body", "carrier")
    return list(rows.prefetch_related(*PARTS).order_by("body__name", "rank", "pk"))


def parameters_of(row: Prerequisites) -> Parameters:
    """The parameters as their workbook shows them."""
    return Parameters(
        title=str(row),
        years=plan_years(row.round),
        ceiling={int(year): amount for year, amount in row.ceiling.items()},
        internal_interest_pct=row.internal_interest_pct,
        self_financing_pct=row.self_financing_pct,
        threshold=row.threshold,
        min_life_years=row.min_life_years,
        lives=[(name, str(years)) for name, years in row.lives],
        priorities=[(code, name) for code, name in row.priorities],
        carry_over_rules=[(code, name) for code, name in row.carry_over_rules],
        board_rules=rule_words(row),
        ongoing=[
            (
                board_key(project.body), project.name, project.total, project.spent, project.forecast,
                None if project.total is None else project.total - project.spent, project.carry_over,
            )
            for project in _ongoing(row.round)
        ],
    )  # fmt: skip
