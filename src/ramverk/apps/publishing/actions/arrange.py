"""The outline of a document: laid out when it is begun, changed part by part while it is a draft."""

from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.text import slugify
from django.utils.translation import gettext as _

from ramverk.apps.cycle.actions.notify import notify
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.organisation.models import Body, Mandate, Person, Role, on
from ramverk.apps.publishing.contents.outline import OUTLINE
from ramverk.apps.publishing.models import Publication
from ramverk.apps.publishing.models_workspace import Part, PartKind, Workspace
from ramverk.apps.publishing.policy import PUBLICATIONS
from ramverk.apps.publishing.policy_workspace import may_arrange
from ramverk.apps.trail import clock
from ramverk.apps.trail.actions.change import change
from ramverk.apps.trail.actions.record import record
from ramverk.apps.trail.verdicts import Invalid, require


@transaction.atomic
def lay_out(actor: Actor, publication: Publication) -> Workspace:
    """Give the publication the outline of a Mål & Budget; the one it has where it has one."""
    found = Workspace.objects.filter(publication=publication).first()
    if found is not None:
        return found
    made = Workspace(publication=publication)
    require(may_arrange(actor, made))
    made.save()
    Part.objects.bulk_create(
        Part(
            workspace=made, order=at, key=one.key, heading=str(one.heading), instruction=str(one.instruction),
            kind=PartKind.AUTOMATIC if one.is_automatic else PartKind.TEXT,
        )
        for at, one in enumerate(OUTLINE)
    )  # fmt: skip
    record(actor, "publishing.arrange", publication, after={"parts": len(OUTLINE)})
    return made


@transaction.atomic
def add_part(actor: Actor, workspace: Workspace, heading: str, instruction: str, writer: Body | None) -> Part:
    """A new part of words, last before the chapters of sources and changes."""
    locked = _locked(actor, workspace)
    if not heading.strip():
        raise Invalid(_("Skriv vad delen ska heta."))
    base = (slugify(heading) or "del")[:34]
    taken = set(locked.parts.values_list("key", flat=True))
    key, number = base, 1
    while key in taken:
        number += 1
        key = f"{base}-{number}"
    rows = list(locked.parts.all())
    at = next((place for place, row in enumerate(rows) if row.key == "siffrorna"), len(rows))
    made = Part.objects.create(
        workspace=locked,
        order=at,
        key=key,
        heading=heading.strip()[:160],
        instruction=instruction.strip(),
        writer=writer,
    )
    _number([*rows[:at], made, *rows[at:]])
    record(actor, "publishing.arrange", locked.publication, after={"heading": made.heading})
    _tell_writers(made)
    return made


@transaction.atomic
def rearrange(actor: Actor, part: Part, version: int, **fields: Any) -> Part:
    """Change a part's heading, instruction, writer, or whether it is left out."""
    locked = _locked(actor, part.workspace)
    row = locked.parts.select_for_update(of=("self",)).get(pk=part.pk)
    before, after = change(row, version, **fields)
    record(
        actor,
        "publishing.arrange",
        locked.publication,
        before=_worded(before),
        after=_worded(after) | {"part": row.heading},
    )
    if "writer" in after:
        row.workspace = locked
        _tell_writers(row)
    return row


@transaction.atomic
def move_part(actor: Actor, part: Part, step: int) -> None:
    """Up (-1) or down (1) in the outline."""
    locked = _locked(actor, part.workspace)
    rows = list(locked.parts.all())
    at = next(place for place, row in enumerate(rows) if row.pk == part.pk)
    to = min(max(at + step, 0), len(rows) - 1)
    rows.insert(to, rows.pop(at))
    _number(rows)
    record(actor, "publishing.arrange", locked.publication, after={"part": part.heading, "order": to + 1})


@transaction.atomic
def compare_with(actor: Actor, workspace: Workspace, version: int, since: Publication | None) -> Workspace:
    """Say which earlier document the last chapter tells the differences from."""
    locked = _locked(actor, workspace)
    if since is not None and (since.document_id is None or not PUBLICATIONS.check(actor, since)):
        raise Invalid(_("Välj ett dokument som är fryst."))
    before, after = change(locked, version, since=since)
    record(actor, "publishing.arrange", locked.publication, before=_worded(before), after=_worded(after))
    return locked


def _tell_writers(part: Part) -> None:
    """The body's chair and secretary and the head of its administration hear that a part is theirs to write."""
    if part.writer is None:
        return
    leading = Q(body=part.writer, role__in=(Role.CHAIR, Role.SECRETARY)) | Q(body__parent=part.writer, role=Role.HEAD)
    people = Person.objects.filter(pk__in=Mandate.objects.filter(leading, on(clock.today())).values("person"))
    words = {"part": part.heading, "document": part.workspace.publication.title}
    notify(
        people, "publishing.asked_to_write", _("Delen ”%(part)s” i ”%(document)s” är er att skriva") % words,
        _("Den ligger under Dokument, Att skriva i dokument. %s") % part.instruction,
        part.workspace.publication.activity,
    )  # fmt: skip


def _locked(actor: Actor, workspace: Workspace) -> Workspace:
    publication = Publication.objects.select_for_update().get(pk=workspace.publication_id)
    row = Workspace.objects.select_for_update(of=("self",)).get(pk=workspace.pk)
    row.publication = publication
    require(may_arrange(actor, row))
    return row


def _number(rows: list[Part]) -> None:
    for at, row in enumerate(rows):
        if row.order != at:
            Part.objects.filter(pk=row.pk).update(order=at)


def _worded(fields: dict[str, Any]) -> dict[str, Any]:
    return {
        name: str(value) if isinstance(value, Body | Publication) else "" if value is None else value
        for name, value in fields.items()
    }
