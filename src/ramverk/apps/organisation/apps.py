"""Registers the organisation area with Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OrganisationConfig(AppConfig):
    """The municipality, its bodies, people, mandates and audiences."""

    name = "ramverk.apps.organisation"
    label = "organisation"
    verbose_name = "Organisation"

    def ready(self) -> None:
        """Say what the verbs and fields are called in a history, and what can be found."""
        from ramverk.apps.organisation.search import SHELVES
        from ramverk.apps.trail import wording
        from ramverk.apps.trail.search import put_up

        put_up(*SHELVES)
        wording.name_verbs(VERBS)
        wording.name_fields(FIELDS)


VERBS = {
    "organisation.add_body": _("Lade till"),
    "organisation.change_body": _("Ändrade"),
    "organisation.close_body": _("Avslutade"),
    "organisation.register_person": _("Lade till personen"),
    "organisation.change_person": _("Ändrade uppgifter"),
    "organisation.give_mandate": _("Gav uppdraget"),
    "organisation.end_mandate": _("Avslutade uppdraget"),
    "organisation.appoint_stand_in": _("Utsåg ersättare"),
    "organisation.end_stand_in": _("Avslutade ersättningen"),
    "organisation.set_party_standing": _("Angav sida och mandat"),
    "organisation.name_municipality": _("Angav kommunen"),
    "organisation.set_appearance": _("Ändrade dokumentens utseende"),
    "organisation.confirm_audience": _("Bestämde vad deltagaren betyder"),
    "organisation.invite": _("Bjöd in"),
    "organisation.accept_invitation": _("Tog emot inbjudan"),
    "organisation.import_organisation": _("Läste in organisationen från fil"),
    "organisation.export_organisation": _("Hämtade organisationen som fil"),
}

FIELDS = {
    "accent": _("färg"),
    "has_band": _("färgfält på framsidan"),
    "sender": _("avsändare"),
    "logo": _("logotyp"),
    "logo_name": _("logotypen i ord"),
    "template": _("Word-mall"),
    "kind": _("slag"),
    "name": _("namn"),
    "short_name": _("kortnamn"),
    "code": _("kommunkod"),
    "inhabitants": _("invånare"),
    "parent": _("överordnat"),
    "email": _("e-post"),
    "external_id": _("nummer"),
    "language": _("språk"),
    "person": _("person"),
    "stands_in_for": _("ersätter"),
    "body": _("organ"),
    "role": _("roll"),
    "party": _("parti"),
    "order": _("ordning"),
    "valid_from": _("från"),
    "valid_to": _("till och med"),
    "governs": _("styr"),
    "seats": _("mandat i fullmäktige"),
    "seats_in_executive_board": _("mandat i kommunstyrelsen"),
    "terms": _("betyder"),
    "mandates_ended": _("uppdrag som slutade"),
    "file": _("fil"),
    "sha256": _("kontrollsumma"),
    "counts": _("antal rader"),
    "changed": _("ändrade rader"),
}
