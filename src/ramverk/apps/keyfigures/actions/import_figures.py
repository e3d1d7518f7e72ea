"""Take in figures from a file in the source's own form: an answer saved, or a zip of many."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence

from django.db import transaction

from ramverk.apps.keyfigures.importing import Import, Origin, Outcome
from ramverk.apps.keyfigures.models import VintageSource
from ramverk.apps.keyfigures.policy import may
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.trail.actions.freeze import store
from ramverk.apps.trail.actions.record import record
from ramverk.apps.trail.verdicts import Invalid, require
from ramverk.core.keyfigures.blocks import Block
from ramverk.formats.kolada.errors import SourceFault
from ramverk.formats.kolada.files import read_file
from ramverk.formats.kolada.shapes import Answer


def import_file(actor: Actor, name: str, content: bytes) -> Outcome:
    """All of the file or nothing. The file is kept, and the same file again changes nothing."""
    require(may(actor, "keyfigures.import_figures"))
    try:
        answers = list(read_file(content))
    except SourceFault as fault:
        raise Invalid(fault.message) from fault
    order = {"Kpis": 0, "Areas": 1, "Groups": 2, "Values": 3}
    answers.sort(key=lambda answer: order[type(answer).__name__])
    with transaction.atomic():
        file = store(content)
        return import_figures(actor, answers, Origin(VintageSource.KOLADA_FILE, name, file.sha256, file))


@transaction.atomic
def import_figures(actor: Actor, answers: Iterable[Answer], origin: Origin, asked: Sequence[str] = ()) -> Outcome:
    """Take the answers in, one by one; raises Invalid, with nothing stored, where one of them is wrong."""
    require(may(actor, "keyfigures.import_figures"))
    work = Import(origin, actor.name)
    try:
        for answer in answers:
            work.take(answer)
    except SourceFault as fault:
        raise Invalid(fault.message) from fault
    outcome = work.finish(asked)
    if outcome.vintage is not None:
        after = {"source": origin.name, "sha256": origin.sha256, "indicators": outcome.indicators}
        record(actor, "keyfigures.import_figures", outcome.vintage, after=after)
    return outcome


@transaction.atomic
def import_blocks(actor: Actor, parts: Iterable[Mapping[str, Block]], origin: Origin) -> Outcome:
    """Take in figures that are blocks already, part by part: how a whole country comes in with bounded memory."""
    require(may(actor, "keyfigures.import_figures"))
    work = Import(origin, actor.name)
    for part in parts:
        work.take_blocks(part)
    outcome = work.finish()
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
