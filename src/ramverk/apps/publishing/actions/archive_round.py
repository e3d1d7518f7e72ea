"""Make a whole round into one package for the archive, beside the request and with its progress told."""

import contextvars
import hashlib
import logging
import threading
import time
from collections.abc import Callable
from datetime import timedelta

from django.db import connection, transaction
from django.db.models import F
from django.utils.translation import gettext as _

from ramverk.apps.cycle.models import Round
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.publishing.contents.archive import write_round
from ramverk.apps.publishing.models import ArchivePackage, PackageState
from ramverk.apps.publishing.policy import may
from ramverk.apps.trail import clock
from ramverk.apps.trail.actions.flip import flip
from ramverk.apps.trail.actions.freeze import store
from ramverk.apps.trail.actions.record import record
from ramverk.apps.trail.verdicts import Refused, require

logger = logging.getLogger(__name__)
SILENT = timedelta(seconds=120)
"""Work that has told nothing for so long has died with its process."""
_EVERY_SECONDS = 0.5


@transaction.atomic
def archive_round(actor: Actor, in_round: Round) -> ArchivePackage:
    """Begin a package. What it holds is what stands when it is made; one at a time for a round."""
    require(may(actor, "publishing.archive_round"))
    Round.objects.select_for_update().get(pk=in_round.pk)
    if any(not is_dead(one) for one in ArchivePackage.objects.filter(round=in_round, state=PackageState.MAKING)):
        raise Refused(_("Ett paket görs redan. Vänta tills det är klart."))
    now = clock.now()
    made = ArchivePackage.objects.create(round=in_round, begun_at=now, beat_at=now, begun_by=actor.name)
    record(actor, "publishing.archive_round", made)
    return made


def is_dead(package: ArchivePackage) -> bool:
    """Whether it is said to be in the making and nobody makes it any more."""
    return (
        package.state == PackageState.MAKING and package.beat_at is not None and clock.now() - package.beat_at > SILENT
    )


def make_aside(actor: Actor, package: ArchivePackage) -> None:
    """Make it beside the request, once the beginning is saved; the demo's clock goes along."""
    context = contextvars.copy_context()
    work = threading.Thread(
        target=context.run, args=(_aside, actor, package.pk), name=f"archive-{package.pk}", daemon=True
    )
    transaction.on_commit(work.start)


def _aside(actor: Actor, pk: int) -> None:
    try:
        make_package(actor, pk)
    finally:
        connection.close()


def make_package(actor: Actor, pk: int) -> ArchivePackage:
    """Make what was begun, and keep it. A fault of ours leaves it broken, never half."""
    mine = ArchivePackage.objects.filter(pk=pk, state=PackageState.MAKING)
    package = mine.select_related("round__source").get()
    try:
        content, last = write_round(package.round, package.begun_at, package.begun_by, _teller(pk))
    except Exception:
        mine.update(state=PackageState.BROKEN, version=F("version") + 1)
        logger.exception("archive package %s was not made", pk)
        raise
    return _kept(actor, pk, content, last)


@transaction.atomic
def _kept(actor: Actor, pk: int, content: bytes, last: tuple[int, str]) -> ArchivePackage:
    package = ArchivePackage.objects.select_for_update().get(pk=pk)
    ArchivePackage.objects.filter(pk=pk).update(
        state=PackageState.MADE, file=store(content), last_number=last[0], last_hash=last[1], made_at=clock.now(),
        done=F("total"), version=F("version") + 1,
    )  # fmt: skip
    flip(actor, package, PackageState.MAKING, PackageState.MADE)
    digest = hashlib.sha256(content).hexdigest()
    record(actor, "publishing.archive_round", package, after={"sha256": digest, "last_hash": last[1]})
    package.refresh_from_db()
    return package


def _teller(pk: int) -> Callable[[int, int], None]:
    told = 0.0

    def tick(done: int, total: int) -> None:
        nonlocal told
        if time.monotonic() - told >= _EVERY_SECONDS:
            told = time.monotonic()
            ArchivePackage.objects.filter(pk=pk).update(done=done, total=total, beat_at=clock.now())

    return tick
