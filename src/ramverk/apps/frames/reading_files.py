"""Reading a file on its way in: at once when it is small, beside the request and with its progress told when large."""

import contextvars
import logging
import threading
import time
from collections.abc import Callable
from datetime import timedelta

from django.db import connection, transaction
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from ramverk.apps.frames.budget_files import opened, packed, read, surveyed
from ramverk.apps.frames.models import BudgetImport, ImportState
from ramverk.apps.trail import clock
from ramverk.apps.trail.verdicts import Refused
from ramverk.formats.budget_sheets import layout_faults, layout_from_json, layout_to_json, survey_to_json

logger = logging.getLogger(__name__)
SMALL = 2 * 1024 * 1024
"""Bytes. A file up to this size is read in the request; one or two seconds at most."""
SILENT = timedelta(seconds=60)
"""A reading that has told nothing for so long has died with its process."""
_EVERY_SECONDS = 0.5


def start_reading(one: BudgetImport) -> None:
    """Read the file once what was chosen is saved. Its state is `reading` until then."""
    if one.file.size <= SMALL:
        read_into(one.pk, one.version)
        return
    context = contextvars.copy_context()  # the demo's clock goes along
    language = get_language() or "sv"
    work = threading.Thread(
        target=context.run, args=(_aside, one.pk, one.version, language), name=f"import-{one.pk}", daemon=True
    )
    transaction.on_commit(work.start)


def _aside(pk: int, version: int, language: str) -> None:
    try:
        with override(language):
            read_into(pk, version)
    finally:
        connection.close()


def read_into(pk: int, version: int) -> None:
    """Read and keep what was read; somebody who chooses other columns meanwhile is not overwritten."""
    mine = BudgetImport.objects.filter(pk=pk, version=version, state=ImportState.READING)
    one = mine.select_related("file").first()
    if one is None:
        return
    try:
        source = opened(bytes(one.file.content), one.file_name)
        found = surveyed(source, layout_from_json(one.layout))
        seen = {"survey": survey_to_json(found), "layout": layout_to_json(found.proposed)}
        if list(layout_faults(found.proposed)):
            mine.update(state=ImportState.WAITING, **seen)
            return
        lines = read(source, found.proposed, _teller(pk, version))
    except Refused as refusal:
        told = str(refusal.sentence)
        mine.update(state=ImportState.BROKEN, faults=[["", told, told]], fault_count=1, lines=None)
        return
    except Exception:
        told = _(
            "Läsningen avbröts av ett fel hos oss. Inget är sparat. Läs om filen, eller be driften titta i loggen."
        )
        mine.update(state=ImportState.BROKEN, faults=[["", told, told]], fault_count=1, lines=None)
        logger.exception("import %s was not read", pk)
        return
    faults = [[fault.place, fault.swedish, fault.english] for fault in lines.faults]
    mine.update(
        state=ImportState.READ, lines=packed(lines), faults=faults, fault_count=lines.fault_count,
        done=len(lines), total=len(lines), beat_at=clock.now(), **seen,
    )  # fmt: skip


def _teller(pk: int, version: int) -> Callable[[int, int], None]:
    """Tells how far the reading is, at most twice a second."""
    last = time.monotonic()

    def tell(done: int, total: int) -> None:
        nonlocal last
        if time.monotonic() - last < _EVERY_SECONDS:
            return
        last = time.monotonic()
        BudgetImport.objects.filter(pk=pk, version=version).update(done=done, total=total, beat_at=clock.now())

    return tell


def has_died(one: BudgetImport) -> bool:
    """Whether a reading has been silent for so long that it will not go on."""
    return one.state == ImportState.READING and clock.now() - (one.beat_at or one.created_at) > SILENT
