"""The written fields of a project sheet: their names, what they are called, and what each asks for."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ramverk.apps.trail.verdicts import Sentence


@dataclass(frozen=True, slots=True)
class Written:
    """One written field. `part` is the heading it stands under; `rows` is how tall its box is."""

    label: Sentence
    part: str
    help: Sentence = ""
    is_required: bool = False
    rows: int = 3


WHY, HOW_FAR, MONEY, FORM = "why", "how_far", "money", "form"
PARTS: Mapping[str, Sentence] = {
    WHY: _("Varför"),
    HOW_FAR: _("Hur långt"),
    MONEY: _("Pengar"),
    FORM: _("Form"),
}
FIELDS: Mapping[str, Written] = {
    "need": Written(_("Behov och syfte"), WHY, _("Vad händer om inget görs?"), is_required=True),
    "goals": Written(pgettext_lazy("flera", "Mål"), WHY, _("Vilket av nämndens eller fullmäktiges mål stöds?"), rows=2),
    "alternatives": Written(_("Alternativ"), WHY, _("Också att inte göra något, att hyra, eller att göra mindre.")),
    "consequences": Written(_("Konsekvenser för verksamheten"), WHY),
    "priority_motive": Written(_("Motiv till prioriteten"), WHY, is_required=True, rows=2),
    "dependencies": Written(_("Beroenden"), WHY, _("Andra projekt, tomt, detaljplan, tillstånd."), rows=2),
    "risks": Written(_("Risker"), WHY, rows=2),
    "climate": Written(_("Klimat"), WHY, rows=2),
    "accessibility": Written(_("Tillgänglighet"), WHY, rows=2),
    "personnel": Written(_("Personal"), WHY, rows=2),
    "uncertainty": Written(
        _("Kalkylens osäkerhet"), HOW_FAR, _("Till exempel ±20 %, nyckeltal från förstudien."), is_required=True, rows=2
    ),
    "price_level": Written(_("Prisnivå och index"), HOW_FAR, rows=1),
    "contingency": Written(_("Reserv"), HOW_FAR, rows=1),
    "decisions": Written(_("Beslut"), HOW_FAR, _("Paragrafer och datum för tidigare beslut."), rows=2),
    "one_off_cost": Written(_("Engångskostnader i driften"), MONEY, _("Rivning, flytt, evakuering."), rows=2),
    "disposal": Written(_("Det som ersätts"), MONEY, _("Restvärde och försäljningsinkomst."), rows=2),
    "payback": Written(_("Återbetalning"), MONEY, rows=1),
    "after_activation": Written(_("Vem bär kostnaden efter aktiveringen?"), MONEY, rows=1),
    "site": Written(_("Plats"), FORM, rows=1),
    "builder": Written(_("Byggare"), FORM, rows=1),
    "user": Written(_("Användare"), FORM, rows=1),
    "responsible": Written(_("Ansvarig roll"), FORM, rows=1),
    "certifier": Written(_("Attesteras av"), FORM, rows=1),
}
"""In the order of the sheet."""

PARAGRAPHS = (
    ("", _("ingen sekretess")),
    ("OSL 19:3", _("OSL 19:3, upphandling och markaffärer")),
    ("OSL 19:4", _("OSL 19:4, upplåning")),
    ("OSL 18:8", _("OSL 18:8, säkerhet i byggnader och system")),
)
"""What a field may be marked with; a mark is a warning, and each request is tried anew."""


def is_secret(value: object) -> bool:
    """Whether a stored text is only a token with a paragraph."""
    return isinstance(value, dict)
