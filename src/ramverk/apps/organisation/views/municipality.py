"""The one municipality this installation serves."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ramverk.apps.organisation import policy
from ramverk.apps.organisation.actions.name_municipality import name_municipality
from ramverk.apps.organisation.actor import acting
from ramverk.apps.organisation.forms import MunicipalityForm
from ramverk.apps.organisation.queries import municipality
from ramverk.apps.organisation.views.answering import FormPage, answer_form
from ramverk.apps.trail.verdicts import require


@login_required
@require_http_methods(["GET", "POST"])
def name(request: HttpRequest) -> HttpResponse:
    """Say which municipality it is, or correct it."""
    actor = acting(request)
    require(policy.may(actor, "organisation.name_municipality"))
    found = municipality()
    fields = ("version", "name", "code", "inhabitants")
    first = {field: getattr(found, field) for field in fields} if found else {"version": 0}
    page = FormPage(
        heading=_("Kommunen"),
        button=_("Spara"),
        back=reverse("organisation:index"),
        lead=_("Namnet står överst på varje sida och på dokumenten. Koden hittar kommunens egna nyckeltal."),
        done=_("Kommunen är sparad."),
    )

    def deed(filled: dict[str, Any]) -> None:
        name_municipality(actor, filled.pop("version"), **filled)

    return answer_form(request, MunicipalityForm(request.POST or None, initial=first), page, deed)
