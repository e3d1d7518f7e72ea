"""Answer the questions of an import; with another year the document is read again."""

from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from ramverk.apps.cycle import reading
from ramverk.apps.cycle.models import ImportState, TimetableImport
from ramverk.apps.cycle.policy import may
from ramverk.apps.cycle.questions import questions
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.trail.actions.change import change
from ramverk.apps.trail.actions.record import record
from ramverk.apps.trail.verdicts import Refused, require
from ramverk.core.timetable.model import Timetable
from ramverk.formats.timetable_json import parse_timetable_json, write_timetable


@transaction.atomic
def answer_import(
    actor: Actor, taken: TimetableImport, version: int, answers: Mapping[str, str], year: int | None = None
) -> TimetableImport:
    """Keep these answers. Answers to questions that are not asked are left out."""
    require(may(actor, "cycle.answer_import"))
    if taken.state != ImportState.DRAFT:
        raise Refused(_("Tidplanen är redan startad eller kastad. Ändra i årsomgången i stället."))
    content = taken.reading
    if year is not None and year != taken.year:
        content = write_timetable(_read_again(taken, year))
    timetable = parse_timetable_json(content)
    kept = {item.key: item.chosen for item in questions(timetable, {**taken.answers, **answers})}
    before, after = change(taken, version, answers=kept, year=year if year is not None else taken.year, reading=content)
    before.pop("reading", None)
    after.pop("reading", None)
    if after:
        record(actor, "cycle.answer_import", taken, before=before, after=after)
    return taken


def _read_again(taken: TimetableImport, year: int) -> Timetable:
    attachment = taken.source.attachments.select_related("file").get()
    return reading.read(bytes(attachment.file.content), attachment.name, year)
