"""Keep how the ledger wants the budget: a new export profile, or another wording of one there is."""

from collections.abc import Mapping

from django.db import IntegrityError, transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ramverk.apps.frames.models import ExportProfile
from ramverk.apps.frames.policy import may
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.trail import clock
from ramverk.apps.trail.actions.change import change
from ramverk.apps.trail.actions.record import record
from ramverk.apps.trail.verdicts import Invalid, require
from ramverk.formats.codestring import CODES, Profile, profile_faults, profile_to_json


def save_profile(
    actor: Actor,
    profile: ExportProfile | None,
    version: int,
    name: str,
    settings: Profile,
    codes: Mapping[str, Mapping[str, str]],
) -> ExportProfile:
    """`codes` are what the budget itself lacks, by part of the code string; empty ones are left out."""
    require(may(actor, "frames.save_profile"))
    if not name.strip():
        raise Invalid(_("Ge profilen ett namn, till exempel ekonomisystemets."))
    faults = [english if get_language() == "en" else swedish for swedish, english in profile_faults(settings)]
    if faults:
        raise Invalid(" ".join(faults))
    kept = {
        part: {key: code.strip() for key, code in sorted(codes[part].items()) if code.strip()}
        for part in CODES
        if codes.get(part)
    }
    try:
        return _saved(actor, profile, version, name.strip()[:120], profile_to_json(settings), kept)
    except IntegrityError:
        raise Invalid(_("Det finns redan en profil som heter ”%s”.") % name.strip()) from None


@transaction.atomic
def _saved(
    actor: Actor,
    profile: ExportProfile | None,
    version: int,
    name: str,
    settings: Mapping[str, object],
    codes: Mapping[str, Mapping[str, str]],
) -> ExportProfile:
    if profile is None:
        made = ExportProfile.objects.create(
            name=name, settings=settings, codes=codes, created_at=clock.now(), created_by=actor.name
        )
        record(actor, "frames.save_profile", made, after={"name": name, "settings": settings, "codes": codes})
        return made
    before, after = change(profile, version, name=name, settings=settings, codes=codes)
    if after:
        record(actor, "frames.save_profile", profile, before=before, after=after)
    return profile
