"""Read the organisation in from a file: planned and shown first, then all of it or nothing."""

from collections.abc import Sequence
from typing import Any, TypeVar

from django.contrib.auth.hashers import make_password
from django.db import IntegrityError, transaction
from django.db.models import Model
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ramverk.apps.organisation.actor import Actor
from ramverk.apps.organisation.importing.planning import plan_import
from ramverk.apps.organisation.importing.snapshot import Snapshot
from ramverk.apps.organisation.importing.steps import Fate, Plan, Step
from ramverk.apps.organisation.models import (
    Body,
    Mandate,
    Municipality,
    PartyStanding,
    PendingImport,
    Person,
    StandIn,
)
from ramverk.apps.organisation.policy import may
from ramverk.apps.trail.actions.freeze import store
from ramverk.apps.trail.actions.record import record
from ramverk.apps.trail.models import Versioned
from ramverk.apps.trail.verdicts import Invalid, Stale, require
from ramverk.formats.organisation_sheets import UnreadableSheets, parse_organisation

M = TypeVar("M", bound=Model)

_FIELDS: dict[type[Model], tuple[str, ...]] = {
    Body: ("short_name", "parent", "valid_to", "email"),
    Person: ("name", "email", "external_id", "language"),
    PartyStanding: ("governs", "seats", "seats_in_executive_board", "valid_to"),
    Mandate: ("party", "order", "valid_to"),
    StandIn: ("valid_to",),
}
"""What an import may change in a stored row; nothing else is written."""


def preview_import(actor: Actor, data: bytes, name: str) -> Plan:
    """What the file would do. Nothing of the organisation is changed; the file waits with the person until accepted."""
    require(may(actor, "organisation.import_organisation"))
    plan = _plan(actor, data, name)
    PendingImport.objects.update_or_create(
        person_id=actor.person_id or 0, defaults={"name": name[:200], "content": data, "digest": plan.digest()}
    )
    return plan


def pending_import(actor: Actor) -> tuple[PendingImport, Plan] | None:
    """The file that waits for the actor's answer, planned anew against what is stored now."""
    waiting = PendingImport.objects.filter(person_id=actor.person_id or 0).first()
    return (waiting, _plan(actor, bytes(waiting.content), waiting.name)) if waiting else None


def _plan(actor: Actor, data: bytes, name: str, *, lock: bool = False) -> Plan:
    try:
        reading = parse_organisation(data, name)
    except UnreadableSheets as error:
        raise Invalid(error.sentence_en if get_language() == "en" else error.sentence_sv) from error
    plan = plan_import(actor, reading.tables, Snapshot(lock=lock))
    plan.findings = [*reading.findings, *plan.findings]
    return plan


@transaction.atomic
def import_organisation(actor: Actor, data: bytes, name: str, seen: str) -> Plan:
    """Accept what `preview_import` showed. `seen` is the digest of that plan; the same file twice changes nothing.

    All or nothing, with one trail entry that names the file's checksum, the counts, and what changed rows were before.
    """
    allowed = require(may(actor, "organisation.import_organisation"))
    municipality = Municipality.objects.select_for_update().first()  # one import at a time
    plan = _plan(actor, data, name, lock=True)
    if plan.has_errors:
        raise Invalid(_("Filen har fel som måste rättas först. Inget har sparats."))
    if plan.digest() != seen:
        raise Stale(_("Organisationen har ändrats sedan förhandsvisningen. Inget har sparats; granska filen igen."))
    PendingImport.objects.filter(person_id=actor.person_id or 0).delete()
    if not plan.changes_anything:
        return plan
    try:
        with transaction.atomic():
            _apply(plan)
    except IntegrityError as error:
        raise Invalid(_("Någon rad krockar med en annan som redan finns. Inget har sparats.")) from error
    file = store(data)
    changed = [step.as_kept() for step in plan.steps if step.fate in (Fate.CHANGED, Fate.ENDED)]
    after = {"file": name, "sha256": file.sha256, "counts": plan.counts(), "changed": changed}
    record(actor, "organisation.import_organisation", municipality or file, after=after, role=str(allowed.by))
    return plan


def _apply(plan: Plan) -> None:
    """Write in the order the rows lean on one another: bodies, their parents, people, and then what binds them."""
    _create_bodies(plan.of("bodies", Fate.NEW))
    people = [_of(Person, step) for step in plan.of("people", Fate.NEW)]
    for person in people:
        person.password = make_password(None)
    Person.objects.bulk_create(people, batch_size=500)
    for sheet in ("standings", "mandates", "stand_ins"):
        rows = [step.row for step in plan.of(sheet, Fate.NEW)]
        _MODELS[sheet]._default_manager.bulk_create(rows, batch_size=500)
    for sheet, model in _MODELS.items():
        _update(model, plan.of(sheet, Fate.CHANGED, Fate.ENDED))


_MODELS: dict[str, type[Model]] = {
    "bodies": Body,
    "people": Person,
    "standings": PartyStanding,
    "mandates": Mandate,
    "stand_ins": StandIn,
}


def _of(model: type[M], step: Step) -> M:
    if not isinstance(step.row, model):
        raise TypeError(f"{step.where} is planned as {model.__name__} but holds {type(step.row).__name__}.")
    return step.row


def _create_bodies(steps: Sequence[Step]) -> None:
    """All without parents first, since one may belong to another that is new as well."""
    bodies = [_of(Body, step) for step in steps]
    parents = [body.parent for body in bodies]
    for body in bodies:
        body.parent = None
    Body.objects.bulk_create(bodies, batch_size=500)
    for body, parent in zip(bodies, parents, strict=True):
        body.parent = parent
    Body.objects.bulk_update([body for body in bodies if body.parent], ["parent"], batch_size=200)


def _update(model: type[Model], steps: Sequence[Step]) -> None:
    """Write the changed fields in few statements: an upsert on the key, which both databases do at once."""
    rows: list[Any] = [step.row for step in steps]
    fields = list(_FIELDS[model])
    if issubclass(model, Versioned):
        fields.append("version")
        for row in rows:
            row.version += 1
    model._default_manager.bulk_create(
        rows, batch_size=500, update_conflicts=True, unique_fields=["id"], update_fields=fields
    )
