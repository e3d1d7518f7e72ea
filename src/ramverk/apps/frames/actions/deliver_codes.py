"""Make the file that the ledger loads, and keep it: the whole of an edition's year, or the difference since last."""

import json

from django.db import transaction
from django.utils.translation import gettext as _

from ramverk.apps.frames.deliveries import Prepared, prepared
from ramverk.apps.frames.ledger import core_edition
from ramverk.apps.frames.models import Edition, ExportDelivery, ExportProfile
from ramverk.apps.frames.policy import may
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.organisation.models import Municipality
from ramverk.apps.trail import clock
from ramverk.apps.trail.actions.freeze import store
from ramverk.apps.trail.actions.record import record
from ramverk.apps.trail.verdicts import Invalid, require
from ramverk.core.editions.content import checksum
from ramverk.core.money import Ore, format_amount
from ramverk.formats.codestring import (
    About,
    Format,
    control_totals,
    profile_from_json,
    write_rows,
)


@transaction.atomic
def deliver_codes(
    actor: Actor, edition: Edition, profile: ExportProfile, year: int, *, only_difference: bool = False
) -> ExportDelivery:
    """Only what stands for good is delivered: a frozen or decided edition. Missing codes stop it, with a list."""
    require(may(actor, "frames.deliver_codes"))
    edition = Edition.objects.select_for_update().get(pk=edition.pk)
    profile = ExportProfile.objects.select_for_update().get(pk=profile.pk)
    if edition.is_open:
        raise Invalid(_("Utgåvan är öppen och kan ändras. Frys den först, så vet mottagaren vad som gäller."))
    if year not in edition.years:
        raise Invalid(_("Året %s ligger utanför utgåvans år.") % year)
    ready = prepared(edition, profile, year, only_difference=only_difference)
    if ready.missing:
        told = ", ".join(f"{one.part}: {one.words or one.key}" for one in ready.missing[:10])
        raise Invalid(
            _("%(n)s koder saknas: %(what)s. Fyll i dem i profilen.") % {"n": len(ready.missing), "what": told}
        )
    if only_difference and ready.since is None:
        raise Invalid(_("Det finns ingen tidigare leverans att räkna skillnaden från. Leverera hela budgeten."))
    if not ready.rows:
        raise Invalid(_("Inget har ändrats sedan förra leveransen; det finns inget att leverera."))
    return _kept(actor, edition, profile, year, ready)


def _kept(actor: Actor, edition: Edition, profile: ExportProfile, year: int, ready: Prepared) -> ExportDelivery:
    settings = profile_from_json(profile.settings)
    told = edition.checksum or checksum(core_edition(edition))
    municipality = Municipality.objects.first()
    about = About(
        edition.name, told, str(edition.uid), clock.now(), company=municipality.name if municipality else "",
        names=ready.names,
    )  # fmt: skip
    data, replaced = write_rows(ready.rows, settings, about)
    ending = "se" if settings.format is Format.SIE else settings.format.value
    kind = _("skillnad") if ready.since else _("hela")
    state = [[row.board, list(row.codes), row.period, int(row.amount)] for row in ready.whole]
    made = ExportDelivery.objects.create(
        profile=profile, edition=edition, edition_checksum=told, year=year, file=store(data),
        file_name=f"{profile.name} {year} {kind} {clock.today():%Y-%m-%d}.{ending}",
        state=store(json.dumps(state, ensure_ascii=False, separators=(",", ":")).encode()), since=ready.since,
        rows=len(ready.rows), totals=[[*key, int(amount)] for key, amount in control_totals(ready.rows).items()],
        replaced=replaced, made_at=clock.now(), made_by=actor.name,
    )  # fmt: skip
    whole = Ore(sum(int(row.amount) for row in ready.rows))
    record(
        actor, "frames.deliver_codes", made,
        after={
            "file": made.file_name, "sha256": made.file.sha256, "rows": made.rows, "checksum": told,
            "total": format_amount(whole),
        },
    )  # fmt: skip
    return made
