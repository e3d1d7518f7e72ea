"""Begin a sheet for each ongoing project: from last round's sheets, or from the finance system's list."""

import uuid
from collections.abc import Iterable, Sequence

from django.db import transaction
from django.db.models import Max
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ramverk.apps.cycle.models import Round, Submission
from ramverk.apps.frames.findings import framed_by_word
from ramverk.apps.investments.models import CarryOver, Component, OperatingEffect, Project, ProjectPhase, ProjectYear
from ramverk.apps.investments.policy import UNDER_DECISION, may
from ramverk.apps.investments.queries.projects import submission_for
from ramverk.apps.investments.revising import lay_out_late
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.organisation.models import Body
from ramverk.apps.trail import clock
from ramverk.apps.trail.actions.record import record
from ramverk.apps.trail.models import StoredFile
from ramverk.apps.trail.verdicts import Invalid, Refused, require
from ramverk.core.money import Ore
from ramverk.formats.ongoing_projects import OngoingFile, OngoingRow, read_ongoing
from ramverk.formats.organisation_sheets import UnreadableSheets

OVER = (ProjectPhase.FINAL_REPORT, ProjectPhase.STOPPED)


@transaction.atomic
def start_from_file(actor: Actor, in_round: Round, file: StoredFile, name: str) -> int:
    """A sheet per row, all or none; a project that has a sheet in the round already is left as it is.

    A board whose revision is open gets it there, to take along or to close.
    """
    require(may(actor, "investments.start_sheets"))
    read = _read(bytes(file.content), name)
    bodies = framed_by_word()
    unknown = [row for row in read.rows if row.board.casefold() not in bodies]
    if unknown:
        raise Invalid(
            _("%(place)s: ”%(name)s” är ingen nämnd med egen ram. Skriv nämndens namn eller kortnamn.")
            % {"place": unknown[0].place, "name": unknown[0].board}
        )
    known = set(Project.objects.filter(round=in_round, removed_at=None).values_list("body", "name"))
    new = [row for row in read.rows if (bodies[row.board.casefold()].pk, row.name) not in known]
    _lock_boards(in_round, {bodies[row.board.casefold()] for row in new})
    lay_out_late(in_round, [_begin(actor, in_round, bodies[row.board.casefold()], row) for row in new])
    record(actor, "investments.start_sheets", in_round, after={"file": name, "projects": len(new)})
    return len(new)


def _lock_boards(in_round: Round, bodies: Iterable[Body]) -> None:
    """Hold the boards' submissions; refused while a board is deciding: what it decides on is not added to meanwhile."""
    held = [found.pk for body in bodies if (found := submission_for(in_round, body.pk)) is not None]
    rows = Submission.objects.select_for_update(of=("self",)).select_related("body").filter(pk__in=held)
    deciding = sorted(row.body.name for row in rows.order_by("pk") if row.state in UNDER_DECISION)
    if deciding:
        raise Refused(
            _(
                "Inget är inläst: %s håller på att besluta om sina projektblad. Vänta tills bladen är inlämnade, eller "
                "be nämnden ta tillbaka dem till utkast."
            )
            % ", ".join(deciding)
        )


def _read(data: bytes, name: str) -> OngoingFile:
    english = get_language() == "en"
    try:
        read = read_ongoing(data, name)
    except UnreadableSheets as error:
        raise Invalid(error.sentence_en if english else error.sentence_sv) from error
    if read.faults:
        said = [f"{place}: {pair[1 if english else 0]}" for place, pair in list(read.faults.items())[:5]]
        raise Invalid(_("Inget är inläst. %s") % " ".join(said))
    return read


def _begin(actor: Actor, in_round: Round, body: Body, row: OngoingRow) -> Project:
    made = Project.objects.create(
        round=in_round, body=body, name=row.name[:160], rank=_next_rank(in_round, body.pk),
        phase=ProjectPhase.EXECUTION, is_ongoing=True, total=_plain(row.total), spent=int(row.spent or 0),
        forecast=_plain(row.forecast), appropriated=int(row.appropriated or 0), used=int(row.used or 0),
        carry_over=int(row.carry_over or 0),
        carry_over_class=CarryOver.FOLLOWS if row.carry_over else CarryOver.NONE,
        activated_year=row.activated[0] if row.activated else None,
        activated_month=row.activated[1] if row.activated else None,
        created_at=clock.now(), created_by=actor.name,
    )  # fmt: skip
    ProjectYear.objects.bulk_create(
        ProjectYear(project=made, year=year, outlay=int(amount)) for year, amount in sorted(row.outlay.items())
    )
    return made


def _plain(amount: Ore | None) -> int | None:
    return None if amount is None else int(amount)


def _next_rank(in_round: Round, body: int) -> int:
    rows = Project.objects.filter(round=in_round, body=body)
    return (rows.aggregate(last=Max("rank"))["last"] or 0) + 1


@transaction.atomic
def start_from_last_round(actor: Actor, in_round: Round) -> int:
    """A sheet per project of the round before that is neither reported nor stopped, with its key and all its parts.

    What was planned for the year before the budget year counts as spent until somebody writes what was.
    """
    require(may(actor, "investments.start_sheets"))
    before = Round.objects.filter(budget_year__lt=in_round.budget_year).order_by("-budget_year", "-pk").first()
    if before is None:
        raise Invalid(_("Det finns ingen tidigare omgång. Läs in pågående projekt från en fil i stället."))
    here = set(Project.objects.filter(round=in_round).values_list("key", flat=True))
    rows = Project.objects.filter(round=before, removed_at=None).exclude(phase__in=OVER).exclude(key__in=here)
    ongoing = list(
        rows.select_related("body").prefetch_related("yearly", "components", "effects").order_by("body", "rank", "pk")
    )
    _lock_boards(in_round, {project.body for project in ongoing})
    lay_out_late(in_round, [_carry(actor, in_round, project) for project in ongoing])
    after = {"list": before.name, "projects": len(ongoing)}
    record(actor, "investments.start_sheets", in_round, after=after)
    return len(ongoing)


def _carry(actor: Actor, in_round: Round, old: Project) -> Project:
    yearly: Sequence[ProjectYear] = list(old.yearly.all())
    components, effects = list(old.components.all()), list(old.effects.all())
    passed = sum(row.outlay for row in yearly if row.year < in_round.budget_year)
    made = Project.objects.get(pk=old.pk)
    made.pk, made.round, made.came_from, made.version = None, in_round, old, 1
    made.key = old.key if isinstance(old.key, uuid.UUID) else uuid.UUID(str(old.key))
    made.rank = _next_rank(in_round, old.body_id)
    made.is_ongoing, made.spent = True, old.spent + passed
    made.secrecy = {}
    made.appropriated, made.used = sum(row.outlay for row in yearly if row.year == in_round.budget_year - 1), 0
    made.texts = {name: text for name, text in old.texts.items() if name not in old.secrecy}
    made.created_at, made.created_by = clock.now(), actor.name
    made.save(force_insert=True)
    ProjectYear.objects.bulk_create(
        ProjectYear(project=made, year=row.year, outlay=row.outlay, contribution=row.contribution)
        for row in yearly
        if row.year >= in_round.budget_year
    )
    Component.objects.bulk_create(
        Component(project=made, order=row.order, name=row.name, amount=row.amount, life_years=row.life_years)
        for row in components
    )
    OperatingEffect.objects.bulk_create(
        OperatingEffect(
            project=made, order=row.order, body_id=row.body_id, is_rent=row.is_rent, because=row.because,
            amounts={year: amount for year, amount in row.amounts.items() if int(year) >= in_round.budget_year},
        )
        for row in effects
    )  # fmt: skip
    return made
