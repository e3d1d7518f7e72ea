"""Take in figures from a file in the source's own form: an answer saved, or a zip of many."""

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from ramverk.apps.keyfigures.importing import Import, Origin, Outcome
from ramverk.apps.keyfigures.importing_scb import take_dataset
from ramverk.apps.keyfigures.models import ScbTable, VintageSource
from ramverk.apps.keyfigures.policy import may
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.trail.actions.freeze import store
from ramverk.apps.trail.actions.record import record
from ramverk.apps.trail.verdicts import Invalid, require
from ramverk.core.keyfigures.packing import Packed
from ramverk.formats.kolada.errors import SourceFault
from ramverk.formats.kolada.files import read_file
from ramverk.formats.kolada.shapes import Answer
from ramverk.formats.scb.decoding import is_cube
from ramverk.formats.scb.decoding import read_answer as read_scb
from ramverk.formats.scb.shapes import Dataset


def import_file(actor: Actor, name: str, content: bytes) -> Outcome:
    """All of the file or nothing. The file is kept, and the same file again changes nothing."""
    require(may(actor, "keyfigures.import_figures"))
    if is_cube(content):
        return _import_cube(actor, name, content)
    try:
        answers = list(read_file(content))
    except SourceFault as fault:
        raise Invalid(fault.message) from fault
    order = {"Kpis": 0, "Areas": 1, "Groups": 2, "Ous": 3, "Values": 4, "UnitValues": 5}
    answers.sort(key=lambda answer: order[type(answer).__name__])
    with transaction.atomic():
        file = store(content)
        return import_figures(actor, answers, Origin(VintageSource.KOLADA_FILE, name, file.sha256, file))


@transaction.atomic
def _import_cube(actor: Actor, name: str, content: bytes) -> Outcome:
    """A saved table of SCB's: how its figures come in where there is no way out to it."""
    try:
        dataset = read_scb(content, Dataset)
    except SourceFault as fault:
        raise Invalid(fault.message) from fault
    number = dataset.extension.px.tableid[:12]
    if not number:
        raise Invalid(_("Filen säger inte vilken av SCB:s tabeller den är. Hämta den igen i formen json-stat2."))
    table, _is_new = ScbTable.objects.get_or_create(table=number, defaults={"title": dataset.label[:300]})
    file = store(content)
    origin = Origin(VintageSource.SCB_FILE, name, file.sha256, file)
    return imported(actor, origin, lambda work: take_dataset(work, dataset, table))


def import_figures(actor: Actor, answers: Iterable[Answer], origin: Origin, asked: Sequence[str] = ()) -> Outcome:
    """Take the answers in, one by one; raises Invalid, with nothing stored, where one of them is wrong."""

    def take(work: Import) -> None:
        for answer in answers:
            work.take(answer)

    return imported(actor, origin, take, asked)


def import_blocks(actor: Actor, parts: Iterable[Mapping[str, Packed]], origin: Origin) -> Outcome:
    """Take in figures that are packed already, part by part: how a whole country comes in with bounded memory."""

    def take(work: Import) -> None:
        for part in parts:
            work.take_blocks(part)

    return imported(actor, origin, take)


@transaction.atomic
def imported(actor: Actor, origin: Origin, take: Callable[[Import], None], asked: Sequence[str] = ()) -> Outcome:
    """What an import brings that `take` fills; all of it or nothing, and a deed where it told anything new."""
    require(may(actor, "keyfigures.import_figures"))
    work = Import(origin, actor.name)
    try:
        take(work)
    except SourceFault as fault:
        raise Invalid(fault.message) from fault
    outcome = work.finish(asked)
    if outcome.vintage is not None:
        after = {"source": origin.name, "sha256": origin.sha256, "indicators": outcome.indicators}
        record(actor, "keyfigures.import_figures", outcome.vintage, after=after)
    return outcome


def checksum_of(parts: Iterable[bytes]) -> str:
    """One checksum of many answers, in their order."""
    digest = hashlib.sha256()
    for part in parts:
        digest.update(hashlib.sha256(part).digest())
    return digest.hexdigest()
