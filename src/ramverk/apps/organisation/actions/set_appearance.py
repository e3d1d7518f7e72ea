"""Say what the municipality's documents look like. Documents made before keep the look they had."""

from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ramverk.apps.organisation.actor import Actor
from ramverk.apps.organisation.models import Appearance, Municipality
from ramverk.apps.organisation.policy import may
from ramverk.apps.trail.actions.change import change
from ramverk.apps.trail.actions.freeze import store
from ramverk.apps.trail.actions.record import record
from ramverk.apps.trail.models import StoredFile
from ramverk.apps.trail.verdicts import Invalid, require
from ramverk.core.documents.brand import check_accent
from ramverk.core.findings import Finding
from ramverk.formats.documents.marks import UnusableMark, check_template, fit_logo


@dataclass(frozen=True, slots=True)
class Look:
    """What is wanted. A file is name and bytes; None leaves the one there is, `removes_…` takes it away."""

    accent: str
    has_band: bool = True
    sender: str = ""
    logo_name: str = ""
    logo: tuple[str, bytes] | None = None
    removes_logo: bool = False
    template: tuple[str, bytes] | None = None
    removes_template: bool = False


@transaction.atomic
def set_appearance(actor: Actor, version: int, look: Look) -> list[Finding]:
    """Save it; what cannot be used is refused with every reason. Gives what is good to know about a new template."""
    require(may(actor, "organisation.set_appearance"))
    municipality = Municipality.objects.order_by("pk").first()
    if municipality is None:
        raise Invalid(_("Ange först vilken kommun det är, under Organisation."))
    row, _made = Appearance.objects.select_for_update().get_or_create(municipality=municipality)
    findings = [
        *check_accent(look.accent),
        *(check_template(look.template[1], look.template[0]) if look.template else ()),
    ]
    _refuse([finding for finding in findings if finding.blocks])
    fields = {
        "accent": look.accent.lower(), "has_band": look.has_band, "sender": look.sender.strip().replace("\r\n", "\n"),
        "logo_name": look.logo_name.strip()[:160], **_logo(look), **_template(look),
    }  # fmt: skip
    if fields.get("logo", row.logo) and not fields["logo_name"]:
        raise Invalid(_("Beskriv logotypen i ord för den som inte ser den, till exempel ”Exempelbys kommunvapen”."))
    before, after = change(row, version, **fields)
    record(actor, "organisation.set_appearance", row, before=_worded(before), after=_worded(after))
    return findings


def _refuse(hinders: list[Finding]) -> None:
    if hinders:
        english = get_language() == "en"
        raise Invalid(" ".join(finding.message_en if english else finding.message for finding in hinders))


def _logo(look: Look) -> dict[str, object]:
    if look.removes_logo:
        return {"logo": None, "logo_type": ""}
    if look.logo is None:
        return {}
    try:
        content, media_type = fit_logo(look.logo[1], look.logo[0])
    except UnusableMark as unusable:
        raise Invalid(str(unusable)) from unusable
    return {"logo": store(content), "logo_type": media_type}


def _template(look: Look) -> dict[str, object]:
    if look.removes_template:
        return {"template": None, "template_name": ""}
    if look.template is None:
        return {}
    return {"template": store(look.template[1]), "template_name": look.template[0][:160]}


def _worded(fields: dict[str, object]) -> dict[str, object]:
    """Files by their checksum, as the trail keeps them."""
    return {
        name: value.sha256[:16] if isinstance(value, StoredFile) else "" if value is None else value
        for name, value in fields.items()
        if name not in {"logo_type", "template_name"}
    }
