"""Save a project sheet as a whole: its fields, years, components, effects and marks of secrecy, against one version."""

import uuid
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from ramverk.apps.cycle.actions.take_step import take_step
from ramverk.apps.cycle.models import ActivityKind, Submission, SubmissionState
from ramverk.apps.investments.edits import SheetEdit
from ramverk.apps.investments.models import (
    Component,
    OperatingEffect,
    Project,
    ProjectYear,
    RevisedSheet,
    SecretText,
    SheetTouch,
)
from ramverk.apps.investments.policy import may_write_sheet, may_write_sheets
from ramverk.apps.investments.revising import decided_edition
from ramverk.apps.investments.sheet_fields import FIELDS, PARAGRAPHS
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.trail import clock
from ramverk.apps.trail.actions.change import change
from ramverk.apps.trail.actions.record import record
from ramverk.apps.trail.verdicts import Invalid, Stale, require
from ramverk.core.money import Ore, Unit, format_amount

SPELL = timedelta(minutes=15)
"""How long somebody's autosaves of a sheet are one row in the trail."""


@transaction.atomic
def save_project(
    actor: Actor,
    submission: Submission,
    project: Project | None,
    version: int,
    edit: SheetEdit,
    *,
    is_autosave: bool = False,
) -> Project:
    """Write the sheet; a new one is put last among the board's. Raises `Stale` when somebody saved it meanwhile.

    The trail has one row for a spell of autosaves, and the row after it tells all that came since.
    """
    row = lock_draft(actor, submission)
    checked(edit)
    stored = _begun(actor, row) if project is None else lock_sheet(actor, row, project)
    before = facts(stored) if project is not None else {}
    texts = {name: text.strip() for name, text in edit.texts.items() if text.strip()}
    secrecy = _secrecy(actor, stored, texts, edit.marks)
    change(stored, version if project else stored.version, texts=texts, secrecy=secrecy, **dict(edit.fields))
    _write_parts(stored, edit)
    _tell(actor, stored, before, is_autosave=is_autosave)
    return stored


def _tell(actor: Actor, stored: Project, before: dict[str, Any], *, is_autosave: bool) -> None:
    told, now = stored.told, clock.now()
    in_spell = told.get("by") == actor.person_id and told.get("auto") and told["until"] > now.isoformat()
    if is_autosave and in_spell:
        return
    if told:
        before = told["facts"]
    after = facts(Project.objects.get(pk=stored.pk))
    changed = {name: value for name, value in after.items() if before.get(name) != value}
    record(
        actor, "investments.save_project", stored,
        before={name: before[name] for name in changed if name in before}, after=changed,
    )  # fmt: skip
    told = {"facts": after, "by": actor.person_id, "auto": is_autosave, "until": (now + SPELL).isoformat()}
    Project.objects.filter(pk=stored.pk).update(told=told)


def lock_draft(actor: Actor, submission: Submission) -> Submission:
    """The board's submission, locked and a draft from now on; refused when it is no longer the board's to write."""
    rows = Submission.objects.select_for_update(of=("self",)).select_related("activity__round", "body")
    row = rows.get(pk=submission.pk)
    require(may_write_sheets(actor, row))
    if row.state != SubmissionState.DRAFT:
        row = take_step(actor, "cycle.save_submission", row)
    return row


def lock_sheet(actor: Actor, submission: Submission, project: Project) -> Project:
    """The stored sheet, locked; refused where a revision lets it stand."""
    row = Project.objects.select_for_update(of=("self",)).filter(pk=project.pk, removed_at=None).first()
    if row is None:
        raise Stale(_("Projektet är borttaget av någon annan. Det du skrev är inte sparat; lägg upp det som nytt."))
    if row.body_id != submission.body_id or row.round_id != submission.activity.round_id:
        raise Invalid(_("Projektet hör till en annan nämnd."))
    revised = RevisedSheet.objects.filter(submission=submission, project=row).first()
    require(may_write_sheet(actor, submission, revised))
    return row


def _begun(actor: Actor, submission: Submission) -> Project:
    in_round = submission.activity.round
    last = Project.objects.filter(round=in_round, body=submission.body_id).aggregate(last=Max("rank"))["last"] or 0
    made = Project.objects.create(
        round=in_round, body=submission.body, rank=last + 1, created_at=clock.now(), created_by=actor.name
    )
    if submission.activity.kind == ActivityKind.REVISION:
        RevisedSheet.objects.create(
            submission=submission, project=made, edition=decided_edition(in_round), touch=SheetTouch.NEW
        )
    return made


def checked(edit: SheetEdit) -> None:
    """Refuse what could not be a sheet at all; what is only missing or doubtful is said as findings."""
    if not str(edit.fields.get("name", "")).strip():
        raise Invalid(_("Ge projektet ett namn, till exempel ”Ny förskola i Norrdal”."))
    unknown = [name for name in (*edit.texts, *edit.marks) if name not in FIELDS]
    paragraphs = {code for code, _label in PARAGRAPHS}
    if unknown or any(paragraph not in paragraphs for paragraph in edit.marks.values()):
        raise Invalid(_("Sidan är ofullständig. Läs in den igen."))
    money = [*edit.outlay.values(), *edit.contributions.values(), *(amount for _n, amount, _l in edit.components)]
    if any(amount < 0 for amount in money):
        raise Invalid(_("Utgifter, bidrag och komponenter skrivs utan minus: bidrag dras av i sin egen rad."))
    if any(life < 1 for _name, _amount, life in edit.components):
        raise Invalid(_("En komponent lever minst ett år. Skriv livslängden i hela år."))


def _secrecy(actor: Actor, project: Project, texts: Mapping[str, str], marks: Mapping[str, str]) -> dict[str, Any]:
    """The marks with their tokens: words that stand as they did keep theirs, so that the checksum does too."""
    found: dict[str, Any] = {}
    for name, paragraph in marks.items():
        text = texts.get(name, "")
        if not paragraph or not text:
            continue
        known = project.secrecy.get(name)
        if known and known["paragraph"] == paragraph and project.texts.get(name) == text:
            found[name] = known
            continue
        kept = SecretText.objects.create(
            project=project, token=uuid.uuid4(), field=name, paragraph=paragraph, text=text, at=clock.now(),
            by=actor.name,
        )  # fmt: skip
        found[name] = {"paragraph": paragraph, "token": str(kept.token), "since": f"{clock.today():%Y-%m-%d}"}
    return found


def _write_parts(project: Project, edit: SheetEdit) -> None:
    years = sorted({*edit.outlay, *edit.contributions})
    project.yearly.all().delete()
    ProjectYear.objects.bulk_create(
        ProjectYear(
            project=project, year=year, outlay=edit.outlay.get(year, 0), contribution=edit.contributions.get(year, 0)
        )
        for year in years
        if edit.outlay.get(year) or edit.contributions.get(year)
    )
    project.components.all().delete()
    Component.objects.bulk_create(
        Component(project=project, order=order, name=name, amount=amount, life_years=life)
        for order, (name, amount, life) in enumerate(edit.components)
    )
    project.effects.all().delete()
    OperatingEffect.objects.bulk_create(
        OperatingEffect(
            project=project, order=order, body_id=one.body_id, is_rent=one.is_rent, because=one.because,
            amounts={str(year): amount for year, amount in one.amounts.items() if amount},
        )
        for order, one in enumerate(edit.effects)
    )  # fmt: skip


def facts(project: Project) -> dict[str, Any]:
    """What the history tells of a sheet: names, kinds and sums in kronor, and how long texts are, never their words."""
    outlay = sum(row.outlay for row in project.yearly.all())
    return {
        "name": project.name,
        "funding": project.funding,
        "category": project.category,
        "priority": project.priority,
        "outlay": _kr(outlay),
        "contributions": _kr(sum(row.contribution for row in project.yearly.all())),
        "components": project.components.count(),
        "effects": project.effects.count(),
        "texts": len([text for text in project.texts.values() if text]),
        "secrecy": sorted({mark["paragraph"] for mark in project.secrecy.values()}),
    }


def _kr(ore: int) -> str:
    return f"{format_amount(Ore(ore), Unit.KR)} kr"
