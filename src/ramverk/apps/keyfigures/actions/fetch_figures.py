"""Fetch from the national source: gently, resumed where it broke, and stored only when all of it is here."""

import zlib
from collections.abc import Callable, Iterator
from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from ramverk.apps.keyfigures.actions.import_figures import checksum_of, import_figures
from ramverk.apps.keyfigures.fetching import Asked
from ramverk.apps.keyfigures.importing import Origin, Outcome
from ramverk.apps.keyfigures.models import Fetch, FetchPage, FetchState, VintageSource
from ramverk.apps.keyfigures.policy import may
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.trail import clock
from ramverk.apps.trail.actions.record import record
from ramverk.apps.trail.verdicts import Invalid, require
from ramverk.formats.kolada.decoding import read_answer
from ramverk.formats.kolada.errors import SourceFault
from ramverk.formats.kolada.shapes import Answer
from ramverk.formats.kolada.walking import KINDS, Pause, Transport, Walk

_FORGOTTEN = timedelta(minutes=30)
"""A fetch that has said nothing for so long was cut off."""
Watch = Callable[[int, int], None]
"""Told how many addresses are done, of how many."""


def start_fetch(
    actor: Actor, asked: Asked, transport: Transport, pause: Pause, watch: Watch | None = None
) -> tuple[Fetch, Outcome | None]:
    """Ask for all of it. A fault is kept with the fetch, with its words; nothing is then stored as figures."""
    require(may(actor, "keyfigures.fetch_figures"))
    if not asked:
        raise Invalid(_("Det finns inget att hämta än. Hämta katalogen och lägg in januariuppsättningen först."))
    with transaction.atomic():
        running = Fetch.objects.select_for_update().filter(state=FetchState.RUNNING)
        if running.filter(started_at__gt=clock.now() - _FORGOTTEN).exists():
            raise Invalid(_("En hämtning pågår redan. Vänta tills den är klar."))
        running.update(state=FetchState.FAILED, ended_at=clock.now(), message=_("Hämtningen avbröts."))
        fetch = Fetch.objects.create(addresses=asked, started_at=clock.now(), started_by=actor.name)
    return _go_on(actor, fetch, transport, pause, watch)


def resume_fetch(
    actor: Actor, fetch: Fetch, transport: Transport, pause: Pause, watch: Watch | None = None
) -> tuple[Fetch, Outcome | None]:
    """Go on where a fetch failed: what came whole is not asked for again."""
    require(may(actor, "keyfigures.fetch_figures"))
    changed = Fetch.objects.filter(pk=fetch.pk, state=FetchState.FAILED).update(
        state=FetchState.RUNNING, started_at=clock.now(), message=""
    )
    if not changed:
        raise Invalid(_("Bara en hämtning som misslyckades kan återupptas."))
    return _go_on(actor, Fetch.objects.get(pk=fetch.pk), transport, pause, watch)


def _go_on(
    actor: Actor, fetch: Fetch, transport: Transport, pause: Pause, watch: Watch | None
) -> tuple[Fetch, Outcome | None]:
    walk = Walk(transport, pause)
    here = set(fetch.pages.values_list("place", flat=True))
    try:
        for place, (kind, address) in enumerate(fetch.addresses):
            if place not in here:
                bodies = [body for body, _answer in walk.pages(address, KINDS[kind])]
                _keep(fetch, place, kind, bodies)
            if watch:
                watch(place + 1, len(fetch.addresses))
        outcome = _take_in(actor, fetch)
    except SourceFault as fault:
        _fail(actor, fetch, fault.message, fault.message_en)
        return fetch, None
    except Invalid as refusal:
        fetch.pages.all().delete()  # they came whole and are wrong all the same
        _fail(actor, fetch, str(refusal.sentence), "")
        return fetch, None
    return fetch, outcome


@transaction.atomic
def _keep(fetch: Fetch, place: int, kind: str, bodies: list[bytes]) -> None:
    """All pages of an address together, or none."""
    FetchPage.objects.bulk_create(
        FetchPage(fetch=fetch, place=place, kind=kind, body=zlib.compress(body, 1)) for body in bodies
    )


@transaction.atomic
def _take_in(actor: Actor, fetch: Fetch) -> Outcome:
    """Every page becomes figures, in one transaction."""
    first = fetch.addresses[0][1]
    pages = fetch.pages.values_list("body", flat=True)
    origin = Origin(VintageSource.KOLADA, first[:300], checksum_of(zlib.decompress(bytes(body)) for body in pages))
    outcome = import_figures(actor, _answers(fetch), origin, _asked_entries(fetch))
    fetch.pages.all().delete()
    fetch.state, fetch.ended_at, fetch.vintage = FetchState.DONE, clock.now(), outcome.vintage
    fetch.save(update_fields=["state", "ended_at", "vintage"])
    record(actor, "keyfigures.fetch_figures", fetch, after={"addresses": len(fetch.addresses)})
    return outcome


def _answers(fetch: Fetch) -> Iterator[Answer]:
    """The kept pages, read again one at a time: a large fetch never stands whole in memory."""
    for kind, body in fetch.pages.values_list("kind", "body").iterator(chunk_size=20):
        yield read_answer(zlib.decompress(bytes(body)), KINDS[kind])


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
    fetch.state, fetch.ended_at = FetchState.FAILED, clock.now()
    fetch.message, fetch.message_en = message[:500], message_en[:500]
    fetch.save(update_fields=["state", "ended_at", "message", "message_en"])
    record(actor, "keyfigures.fetch_figures", fetch, after={"state": FetchState.FAILED, "message": message})
