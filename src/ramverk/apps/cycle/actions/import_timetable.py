"""Take in a timetable document as a draft: the file is kept as it came, nothing is live."""

import mimetypes

from django.db import transaction
from django.utils.translation import gettext as _

from ramverk.apps.cycle import reading
from ramverk.apps.cycle.models import TimetableImport
from ramverk.apps.cycle.policy import may
from ramverk.apps.cycle.questions import proposed_answers
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.trail import clock
from ramverk.apps.trail.actions.freeze import NamedFile, freeze, store
from ramverk.apps.trail.actions.record import record
from ramverk.apps.trail.verdicts import Invalid, require
from ramverk.formats.timetable_json import write_timetable


def import_timetable(actor: Actor, content: bytes, name: str, year: int | None = None) -> TimetableImport:
    """Read the document and keep it with what was understood. A file nobody can read leaves nothing behind."""
    require(may(actor, "cycle.import_timetable"))
    if not content.strip():
        raise Invalid(_("Dokumentet är tomt. Välj en fil med tidplanen, eller klistra in texten."))
    timetable = reading.read(content, name, year)
    if not timetable.activities:
        raise Invalid(
            _(
                "%s innehåller inga rader med datum och aktivitet. "
                "Kontrollera att det är tidplanen, eller klistra in texten."
            )
            % name
        )
    with transaction.atomic():
        kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
        source = freeze(
            actor,
            "timetable",
            (timetable.title or name)[:300],
            {"file": name},
            [NamedFile(store(content), name[:200], kind)],
        )
        taken = TimetableImport.objects.create(
            source=source,
            year=year,
            reading=write_timetable(timetable),
            answers=proposed_answers(timetable),
            created_at=clock.now(),
            created_by=actor.name,
        )
        record(actor, "cycle.import_timetable", taken, after={"file": name, "rows": len(timetable.activities)})
    return taken
