"""Participants of the timetable: as written, what they mean, and who that is today."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from ramverk.apps.organisation import policy, queries
from ramverk.apps.organisation.actions.confirm_audience import confirm_audience
from ramverk.apps.organisation.actor import acting
from ramverk.apps.organisation.forms import AudienceForm
from ramverk.apps.organisation.models import Audience
from ramverk.apps.organisation.suggestions import Term
from ramverk.apps.organisation.views.answering import asked_for
from ramverk.apps.trail import clock
from ramverk.apps.trail.queries import history
from ramverk.apps.trail.verdicts import Invalid, Stale, require


@login_required
@require_GET
def audiences(request: HttpRequest) -> HttpResponse:
    """Everything remembered, with the people of today."""
    actor, day = acting(request), clock.today()
    known = list(policy.AUDIENCES.filter(Audience.objects.prefetch_related("terms__body"), actor))
    people = queries.people_in_each(known, day)
    context = {
        "rows": [(audience, [Term.of(t) for t in audience.terms.all()], people[audience.pk]) for audience in known],
        "who": policy.EVERYONE.who,
        "may_confirm": policy.may(actor, "organisation.confirm_audience"),
    }
    return render(request, "organisation/audiences.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def confirm(request: HttpRequest) -> HttpResponse:
    """Say what one participant (`?namn=`) means; the suggestion is filled in."""
    actor, day = acting(request), clock.today()
    require(policy.may(actor, "organisation.confirm_audience"))
    name = asked_for(request, "namn")
    if not name:
        raise Invalid(_("Skriv hur deltagaren benämns i tidplanen."))
    suggestion = queries.suggest(name, day)
    initial = {"version": suggestion.audience.version if suggestion.audience else None}
    form = AudienceForm(request.POST or None, terms=suggestion.terms, day=day, initial=initial)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                confirm_audience(actor, name, form.terms(), form.cleaned_data["version"])
            except (Invalid, Stale) as refusal:
                form.add_error(None, str(refusal.sentence))
                status = refusal.status
            else:
                messages.success(request, _("%s: betydelsen är sparad till nästa år.") % name)
                return redirect("organisation:audiences")
    context: dict[str, Any] = {"name": name, "suggestion": suggestion, "form": form, "who": policy.EVERYONE.who}
    context["entries"] = history(suggestion.audience)[:30] if suggestion.audience else []
    return render(request, "organisation/audience_form.html", context, status=status)
