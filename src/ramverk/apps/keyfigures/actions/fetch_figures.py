"""Fetch from a source: gently, resumed where it broke, and stored only when all of it is here."""

import logging
import time
import zlib
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from ramverk.apps.keyfigures.actions.import_figures import checksum_of, imported
from ramverk.apps.keyfigures.fetching import Asked
from ramverk.apps.keyfigures.importing import Import, Origin, Outcome
from ramverk.apps.keyfigures.importing_scb import take_dataset
from ramverk.apps.keyfigures.models import Fetch, FetchPage, FetchState, FetchWhat, ScbTable, VintageSource
from ramverk.apps.keyfigures.policy import may
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.trail import clock
from ramverk.apps.trail.actions.record import record
from ramverk.apps.trail.verdicts import Invalid, require
from ramverk.formats.kolada.decoding import read_answer
from ramverk.formats.kolada.errors import SourceFault
from ramverk.formats.kolada.walking import KINDS, Pause, Transport, Walk
from ramverk.formats.scb.decoding import read_answer as read_scb
from ramverk.formats.scb.shapes import Dataset

logger = logging.getLogger(__name__)
SILENT = timedelta(minutes=2)
"""A fetch that has given no sign of life for so long has died with its process, and may be taken up again."""
SCB = "scb:"
"""What the kind of an SCB table's address begins with; the table's id follows."""
_SCB_GENTLE = 0.4
"""Seconds between two questions to SCB, which allows three a second."""
_BEAT_SECONDS, _PIECE_SECONDS = 1.0, 10.0
Watch = Callable[[int, int], None]
"""Told how many addresses are done, of how many."""


def begin_fetch(actor: Actor, asked: Asked, what: str = FetchWhat.FIGURES) -> Fetch:
    """Note what is to be fetched, and that it is under way; `carry_out` then does it. One at a time."""
    require(may(actor, "keyfigures.fetch_figures"))
    if not asked:
        raise Invalid(_("Det finns inget att hämta än. Hämta katalogen och lägg in januariuppsättningen först."))
    with transaction.atomic():
        _make_way()
        now = clock.now()
        return Fetch.objects.create(what=what, addresses=asked, started_at=now, beat_at=now, started_by=actor.name)


def take_up_fetch(actor: Actor, fetch: Fetch) -> Fetch:
    """Let a fetch that failed or died go on: what came whole is not asked for again."""
    require(may(actor, "keyfigures.fetch_figures"))
    with transaction.atomic():
        locked = Fetch.objects.select_for_update().get(pk=fetch.pk)
        if not (locked.state == FetchState.FAILED or has_died(locked)):
            raise Invalid(_("Bara en hämtning som misslyckades kan återupptas."))
        _make_way(locked)
        locked.state, locked.message, locked.message_en = FetchState.RUNNING, "", ""
        locked.run, locked.beat_at, locked.ended_at = locked.run + 1, clock.now(), None
        locked.save(update_fields=["state", "message", "message_en", "run", "beat_at", "ended_at"])
    return locked


def _make_way(mine: Fetch | None = None) -> None:
    """Refuse beside a fetch that is at work; let those that died be failures."""
    running = Fetch.objects.select_for_update().filter(state=FetchState.RUNNING).exclude(pk=mine.pk if mine else 0)
    for other in running:
        if not has_died(other):
            raise Invalid(_("En hämtning pågår redan. Vänta tills den är klar."))
        other.state, other.ended_at = FetchState.FAILED, clock.now()
        other.message, other.message_en = (
            "Hämtningen avbröts. Inget har sparats.",
            "The fetch was cut off. Nothing saved.",
        )
        other.save(update_fields=["state", "ended_at", "message", "message_en"])


def has_died(fetch: Fetch) -> bool:
    """Whether a fetch says that it is under way and has given no sign of life for too long."""
    return fetch.state == FetchState.RUNNING and clock.now() - (fetch.beat_at or fetch.started_at) > SILENT


def start_fetch(
    actor: Actor, asked: Asked, transport: Transport, pause: Pause, watch: Watch | None = None,
    what: str = FetchWhat.FIGURES,
) -> tuple[Fetch, Outcome | None]:  # fmt: skip
    """Begin a fetch and carry it out here and now."""
    return carry_out(actor, begin_fetch(actor, asked, what), transport, pause, watch)


def resume_fetch(
    actor: Actor, fetch: Fetch, transport: Transport, pause: Pause, watch: Watch | None = None
) -> tuple[Fetch, Outcome | None]:
    """Take a fetch up and carry it out here and now."""
    return carry_out(actor, take_up_fetch(actor, fetch), transport, pause, watch)


def carry_out(
    actor: Actor, fetch: Fetch, transport: Transport, pause: Pause, watch: Watch | None = None
) -> tuple[Fetch, Outcome | None]:
    """Ask for all that is not here, then store. A fault is kept with the fetch, in words; no figure is then stored."""
    turn = _Turn(fetch)
    try:
        _ask(fetch, turn, transport, pause, watch)
        outcome = _take_in(actor, fetch, turn)
    except _NotMyTurn:
        return Fetch.objects.get(pk=fetch.pk), None
    except SourceFault as fault:
        _fail(actor, fetch, fault.message, fault.message_en)
        return fetch, None
    except Invalid as refusal:
        fetch.pages.all().delete()  # they came whole and are wrong all the same
        _fail(actor, fetch, str(refusal.sentence), "")
        return fetch, None
    except Exception:
        logger.exception("fetch %s broke", fetch.pk)
        _fail(
            actor, fetch, "Hämtningen avbröts av ett fel hos oss. Inget har sparats. Be driften titta i loggen.",
            "The fetch was stopped by a fault of ours. Nothing was saved. Ask operations to look in the log.",
        )  # fmt: skip
        return fetch, None
    return fetch, outcome


class _NotMyTurn(Exception):
    """Somebody else has taken the fetch up."""


class _Turn:
    """One attempt at a fetch: it tells that it lives, and stops where it is no longer its turn."""

    def __init__(self, fetch: Fetch) -> None:
        self._rows = Fetch.objects.filter(pk=fetch.pk, run=fetch.run, state=FetchState.RUNNING)
        self._last = time.monotonic()

    def beat(self, **fields: Any) -> None:
        """Tell it. Raises _NotMyTurn."""
        self._last = time.monotonic()
        if not self._rows.update(beat_at=clock.now(), **fields):
            raise _NotMyTurn

    def pausing(self, pause: Pause) -> Pause:
        """The same pause, in pieces with signs of life between them."""

        def paused(seconds: float) -> None:
            while seconds > 0:
                pause(min(seconds, _PIECE_SECONDS))
                seconds -= _PIECE_SECONDS
                if time.monotonic() - self._last > _BEAT_SECONDS:
                    self.beat()

        return paused


def _ask(fetch: Fetch, turn: _Turn, transport: Transport, pause: Pause, watch: Watch | None) -> None:
    kolada = Walk(transport, turn.pausing(pause))
    scb = Walk(transport, turn.pausing(pause), gentle=_SCB_GENTLE, read=read_scb)
    here = set(fetch.pages.values_list("place", flat=True))
    for place, (kind, address) in enumerate(fetch.addresses):
        if place not in here:
            if kind.startswith(SCB):
                bodies = [scb.answer(address, Dataset)[0]]
            else:
                bodies = [body for body, _answer in kolada.pages(address, KINDS[kind])]
            _keep(fetch, turn, place, kind, bodies)
        if watch:
            watch(place + 1, fetch.total)


@transaction.atomic
def _keep(fetch: Fetch, turn: _Turn, place: int, kind: str, bodies: list[bytes]) -> None:
    """All pages of an address together, or none."""
    turn.beat(done=fetch.pages.values("place").distinct().count() + 1)
    FetchPage.objects.bulk_create(
        FetchPage(fetch=fetch, place=place, kind=kind, body=zlib.compress(body, 1)) for body in bodies
    )


@transaction.atomic
def _take_in(actor: Actor, fetch: Fetch, turn: _Turn) -> Outcome:
    """Every page becomes figures, in one transaction."""
    turn.beat(done=fetch.total)
    pages = fetch.pages.values_list("body", flat=True)
    sums = checksum_of(zlib.decompress(bytes(body)) for body in pages)
    source = VintageSource.SCB if fetch.what == FetchWhat.SCB else VintageSource.KOLADA
    origin = Origin(source, fetch.addresses[0][1][:300], sums)
    outcome = imported(actor, origin, lambda work: _pages_into(fetch, work), _asked_entries(fetch))
    FetchPage.objects.filter(fetch__what=fetch.what, fetch__pk__lte=fetch.pk).delete()
    fetch.state, fetch.ended_at, fetch.vintage, fetch.done = (
        FetchState.DONE, clock.now(), outcome.vintage, fetch.total,
    )  # fmt: skip
    fetch.told = {
        "indicators": outcome.indicators, "catalogue": outcome.catalogue, "groups": outcome.groups,
        "units": outcome.units, "remarks": outcome.remarks[:12],
    }  # fmt: skip
    fetch.save(update_fields=["state", "ended_at", "vintage", "done", "told"])
    record(actor, "keyfigures.fetch_figures", fetch, after={"addresses": len(fetch.addresses)})
    return outcome


def _pages_into(fetch: Fetch, work: Import) -> None:
    """The kept pages, read again one at a time: a large fetch never stands whole in memory."""
    for kind, body in _kept(fetch):
        if kind.startswith(SCB):
            table = ScbTable.objects.get(table=kind.removeprefix(SCB))
            take_dataset(work, read_scb(body, Dataset), table)
        else:
            work.take(read_answer(body, KINDS[kind]))


def _kept(fetch: Fetch) -> Iterator[tuple[str, bytes]]:
    for kind, body in fetch.pages.values_list("kind", "body").iterator(chunk_size=20):
        yield kind, zlib.decompress(bytes(body))


def _asked_entries(fetch: Fetch) -> list[str]:
    """Ids of catalogue entries that were asked for by name."""
    found: list[str] = []
    for kind, address in fetch.addresses:
        _before, is_named, ids = address.partition("/kpi/")
        if kind == "kpis" and is_named:
            found += ids.partition("?")[0].split(",")
    return found


@transaction.atomic
def _fail(actor: Actor, fetch: Fetch, message: str, message_en: str) -> None:
    if not Fetch.objects.filter(pk=fetch.pk, run=fetch.run, state=FetchState.RUNNING).exists():
        return  # somebody else has taken it up meanwhile
    fetch.state, fetch.ended_at = FetchState.FAILED, clock.now()
    fetch.message, fetch.message_en = message[:500], message_en[:500]
    fetch.save(update_fields=["state", "ended_at", "message", "message_en"])
    record(actor, "keyfigures.fetch_figures", fetch, after={"state": FetchState.FAILED, "message": message})
