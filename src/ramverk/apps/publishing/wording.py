"""How the history tells what happened to publications."""

from django.utils.translation import gettext_lazy as _

VERBS = {
    "publishing.prepare": _("tog fram publiceringen"),
    "publishing.schedule": _("frös publiceringen och satte tiden då den öppnas"),
    "publishing.withdraw": _("återkallade publiceringen"),
    "publishing.ask_publicly": _("ställde en fråga på den offentliga webbplatsen"),
    "publishing.answer_question": _("besvarade en fråga från allmänheten"),
    "publishing.set_aside": _("lade en fråga från allmänheten åt sidan"),
    "publishing.write_contact": _("skrev vem allmänheten kan vända sig till"),
    "publishing.archive_round": _("gjorde ett arkivpaket"),
}
FIELDS = {
    "press_name": _("presskontakt"),
    "press_phone": _("telefon"),
    "press_mail": _("e-post"),
    "access_name": _("kontakt om tillgänglighet"),
    "access_phone": _("telefon om tillgänglighet"),
    "access_mail": _("e-post om tillgänglighet"),
    "conformance": _("bedömning"),
    "shortcomings": _("kända brister"),
    "assessed_on": _("bedömningen gjord"),
    "last_hash": _("spårets sista kontrollsumma"),
    "opens_at": _("öppnas"),
    "introduction": _("inledning"),
    "replaces": _("ersätter"),
}
