"""What a revision asks of a board's project sheets: only those that the council's decision touched."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from django.db.models import F

from ramverk.apps.cycle.models import Round, Submission
from ramverk.apps.frames.ledger import board_key
from ramverk.apps.frames.models import Edition, EditionKind, EditionState
from ramverk.apps.investments.frame_rows import counted_by
from ramverk.apps.investments.models import Component, OperatingEffect, Project, ProjectYear, RevisedSheet, SheetTouch
from ramverk.apps.investments.policy import is_sheet_revision
from ramverk.apps.investments.queries.portfolio import handed_in_by
from ramverk.apps.investments.queries.projects import in_force, projects_of, submission_for
from ramverk.apps.investments.sheets import conditions_of, findings_of, plan_years, rule_of, sheet_of, sheet_years
from ramverk.apps.organisation.models import Body
from ramverk.core.findings import Finding, Severity, worst_first
from ramverk.core.investments.revision import asked_of, check_new, check_raised
from ramverk.core.investments.sheets import Sheet, sheet_from_json
from ramverk.core.money import Ore

DECISIONS = (EditionKind.COUNCIL_DECISION, EditionKind.REVISION, EditionKind.CONFIRMED)


def decided_edition(in_round: Round) -> Edition | None:
    """What the council has decided last in the round."""
    rows = Edition.objects.filter(round=in_round, state=EditionState.DECIDED, kind__in=DECISIONS)
    return rows.select_related("decision__body").order_by(
        F("decision__decided_on").desc(nulls_last=True), "-pk"
    ).first()  # fmt: skip


def lay_out(submission: Submission) -> list[RevisedSheet]:
    """A row for each of the board's sheets, with what the decision makes of it.

    A touched sheet is filled in with what was decided. Without a decision on a list of projects every sheet that was
    handed in stands. One that never was is neither decided nor refused: the board takes it along or closes it.
    """
    return _rows_for(submission, projects_of(submission))


def lay_out_late(in_round: Round, projects: Iterable[Project]) -> list[RevisedSheet]:
    """The same for sheets that were begun after their boards' revisions had been opened; none where none is."""
    boards: dict[int, list[Project]] = {}
    for project in projects:
        boards.setdefault(project.body_id, []).append(project)
    made = []
    for body_id, late in boards.items():
        submission = submission_for(in_round, body_id)
        if submission is not None and is_sheet_revision(submission.activity):
            made += _rows_for(submission, late)
    return made


def _rows_for(submission: Submission, projects: Iterable[Project]) -> list[RevisedSheet]:
    in_round = submission.activity.round
    handed_in = {sheet.key: sheet for sheet in handed_in_by(in_round, submission.body_id)}
    edition = decided_edition(in_round)
    found = counted_by(edition) if edition else None
    decided = {sheet.key: sheet for sheet in found.sheets} if found else dict(handed_in)
    asked = asked_of(handed_in.values(), decided.values())
    made = []
    for project in projects:
        key = str(project.key)
        before, counted = handed_in.get(key), decided.get(key)
        never_in = SheetTouch.TOUCHED if counted else SheetTouch.UNSENT
        row = RevisedSheet(
            submission=submission, project=project, edition=edition,
            touch=SheetTouch(asked[key].value) if before else never_in,
            before=before.as_json() if before else {}, decided=counted.as_json() if counted else {},
        )  # fmt: skip
        if counted and row.touch == SheetTouch.TOUCHED:
            take_up(project, counted)
        made.append(row)
    return RevisedSheet.objects.bulk_create(made)


def take_up(project: Project, decided: Sheet) -> None:
    """Write the decided money, years and effects into the stored sheet."""
    year, month = decided.activated or (None, None)
    Project.objects.filter(pk=project.pk).update(
        total=None if decided.total is None else int(decided.total), activated_year=year, activated_month=month,
        version=F("version") + 1,
    )  # fmt: skip
    project.yearly.all().delete()
    ProjectYear.objects.bulk_create(
        ProjectYear(
            project=project, year=at, outlay=int(decided.outlay.get(at, Ore(0))),
            contribution=int(decided.contributions.get(at, Ore(0))),
        )
        for at in sorted({*decided.outlay, *decided.contributions})
    )  # fmt: skip
    project.components.all().delete()
    Component.objects.bulk_create(
        Component(project=project, order=order, name=part.name, amount=int(part.amount), life_years=part.life_years)
        for order, part in enumerate(decided.parts)
    )
    bodies = {board_key(body): body for body in Body.objects.all()}
    project.effects.all().delete()
    OperatingEffect.objects.bulk_create(
        OperatingEffect(
            project=project, order=order, body=bodies[one.board], is_rent=one.is_rent, because=one.because,
            amounts={str(at): int(amount) for at, amount in one.amounts.items()},
        )
        for order, one in enumerate(decided.effects)
        if one.board in bodies
    )  # fmt: skip


def revised_of(submission: Submission | None, project: Project | None) -> RevisedSheet | None:
    """The row of a project in a revision; None outside revisions and for a sheet that is not begun yet."""
    if submission is None or project is None:
        return None
    return RevisedSheet.objects.filter(submission=submission, project=project).select_related("edition").first()


def rows_of(submission: Submission) -> list[RevisedSheet]:
    """The board's sheets in its revision, in the board's own order, but for new ones that were taken away again."""
    rows = RevisedSheet.objects.filter(submission=submission, project__removed_at=None)
    return list(rows.select_related("edition", "project__body", "project__carrier").order_by("project__rank", "pk"))


def sheets_left(submission: Submission) -> int:
    """How many sheets of the revision wait for the board's word. One query."""
    rows = RevisedSheet.objects.filter(submission=submission, project__removed_at=None)
    return sum(bool(_unanswered(row)) for row in rows.select_related("project"))


def content_of_revision(submission: Submission) -> dict[str, Any]:
    """The sheets as the revision freezes them: those that go on, what was said of each, and what is closed."""
    rows = {row.project_id: row for row in rows_of(submission)}
    projects = projects_of(submission)
    going_on = [one for one in projects if one.pk not in rows or rows[one.pk].goes_on]
    edition = next((row.edition for row in rows.values() if row.edition), None)
    return {
        "years": list(sheet_years(submission.activity.round)),
        "edition": {"name": edition.name, "checksum": edition.checksum} if edition else None,
        "projects": [sheet_of(one).as_json() for one in going_on],
        "revised": [
            {
                "key": str(one.key), "name": one.name, "touch": rows[one.pk].touch,
                "explanation": rows[one.pk].explanation,
            }
            for one in projects
            if one.pk in rows
        ],
    }  # fmt: skip


def findings_of_revision(submission: Submission) -> list[Finding]:
    """What the board has not answered, and what it may not decide by itself."""
    rows = rows_of(submission)
    stored = {project.pk: sheet_of(project) for project in projects_of(submission)}
    in_round = submission.activity.round
    prerequisites = in_force(in_round)
    rule, conditions = rule_of(prerequisites), conditions_of(in_round, prerequisites)
    found = _together([finding for row in rows for finding in _unanswered(row)])
    written = [stored[row.project_id] for row in rows if row.is_written and row.project_id in stored]
    found += findings_of(written, conditions)
    for row in rows:
        sheet = stored.get(row.project_id)
        if sheet is not None and row.is_written and row.decided:
            found += check_raised(sheet, _total(sheet_from_json(row.decided)), rule, blocks=True)
    new = [stored[row.project_id] for row in rows if row.touch == SheetTouch.NEW and row.project_id in stored]
    year = plan_years(in_round)[0]
    frame = sum((sheet_from_json(row.decided).net(year) for row in rows if row.decided), Ore(0))
    return worst_first([*found, *check_new(new, frame, year, rule)])


def _total(decided: Sheet) -> Ore:
    return decided.gross_total if decided.total is None else decided.total


def _unanswered(row: RevisedSheet) -> list[Finding]:
    name = str(row.project)
    if row.touch == SheetTouch.CARRIED and row.attested_at is None:
        sv, en = f"{name}: bladet står kvar men är inte intygat.", f"{name}: the sheet stands but is not attested."
        return [_error(_NOT_ATTESTED, sv, en)]
    if row.touch == SheetTouch.REMOVED and row.closed_at is None:
        sv = f"{name}: projektet är inte med i beslutet. Avsluta det."
        return [_error("sheet.not_closed", sv, f"{name}: the project is not in the decision. Close it.")]
    if row.touch == SheetTouch.UNSENT and row.closed_at is None:
        sv = f"{name}: bladet lämnades aldrig in. Ta med det i revideringen, eller avsluta det."
        en = f"{name}: the sheet was never handed in. Take it along in the revision, or close it."
        return [_error("sheet.never_handed_in", sv, en)]
    if row.is_written and not row.explanation.strip():
        sv = f"{name}: skriv vad som ändras och varför, eller att inget mer behöver ändras."
        return [_error("sheet.no_explanation", sv, f"{name}: write what changes and why.")]
    return []


def _together(found: list[Finding]) -> list[Finding]:
    """One attest is made for all sheets that stand, so one finding asks for it."""
    waiting = [one for one in found if one.code == _NOT_ATTESTED]
    if len(waiting) < 2:
        return found
    sv = f"{len(waiting)} projektblad står kvar men är inte intygade."
    en = f"{len(waiting)} project sheets stand but are not attested."
    return [_error(_NOT_ATTESTED, sv, en), *(one for one in found if one.code != _NOT_ATTESTED)]


_NOT_ATTESTED = "sheet.not_attested"


def _error(code: str, sv: str, en: str) -> Finding:
    return Finding(code, Severity.ERROR, (), sv, en, blocks=True)


def compared(row: RevisedSheet, now: Sheet) -> tuple[Sheet | None, Sheet | None, Sheet]:
    """As handed in, as decided, as it stands; files and places in the order are not compared."""
    before = sheet_from_json(row.before) if row.before else None
    decided = sheet_from_json(row.decided) if row.decided else None
    return before, decided, replace(now, rank=before.rank if before else now.rank)
