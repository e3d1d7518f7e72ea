"""Take in a file with an opening budget, look at how it is laid out, and read it where nothing has to be asked."""

from django.db import transaction

from ramverk.apps.cycle.models import Round
from ramverk.apps.frames.budget_files import opened
from ramverk.apps.frames.models import BudgetImport, ImportState
from ramverk.apps.frames.policy import may
from ramverk.apps.frames.reading_files import SMALL, start_reading
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.trail import clock
from ramverk.apps.trail.actions.freeze import NamedFile
from ramverk.apps.trail.actions.record import record
from ramverk.apps.trail.verdicts import require


def upload_budget(actor: Actor, in_round: Round, file: NamedFile) -> BudgetImport:
    """The same file again in the same round is the same import, as it stands."""
    require(may(actor, "frames.upload_budget"))
    known = BudgetImport.objects.filter(round=in_round, file=file.file).first()
    if known is not None:
        return known
    if file.file.size <= SMALL:
        opened(bytes(file.file.content), file.name)  # what is no budget file at all is refused before it is kept
    with transaction.atomic():
        made = BudgetImport.objects.create(
            round=in_round, file=file.file, file_name=file.name, state=ImportState.READING, created_at=clock.now(),
            beat_at=clock.now(), created_by=actor.name,
        )  # fmt: skip
        record(actor, "frames.upload_budget", made, after={"file": file.name, "sha256": file.file.sha256})
    start_reading(made)
    made.refresh_from_db()
    return made
