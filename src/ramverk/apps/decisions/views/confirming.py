"""The confirming gate: each change with its class and evidence, the list of the refused, and the legal clock."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from ramverk.apps.cycle.models import Activity
from ramverk.apps.cycle.queries_decision import deciding_bodies
from ramverk.apps.decisions import forms
from ramverk.apps.decisions.actions.read_revised_plans import read_revised_plans
from ramverk.apps.decisions.actions.review_changes import confirm_technical, offer_as_matter, refuse_change
from ramverk.apps.decisions.policy import REVIEWS, may_confirm, may_review
from ramverk.apps.decisions.queries.gate import gate_of
from ramverk.apps.decisions.queries.own_way import confirming_days, demands
from ramverk.apps.decisions.queries.revised import revised
from ramverk.apps.decisions.views.finding import come_back_to, version_of
from ramverk.apps.frames.models import Edition, EditionKind
from ramverk.apps.frames.policy import EDITIONS
from ramverk.apps.organisation.actor import Actor, acting
from ramverk.apps.trail import clock
from ramverk.apps.trail.verdicts import Refused


@login_required
@require_http_methods(["GET", "POST"])
def gate(request: HttpRequest, pk: int) -> HttpResponse:
    """Judge the changes of a confirming edition."""
    actor = acting(request)
    rows = EDITIONS.filter(Edition.objects.select_related("round", "parent", "activity"), actor)
    edition = get_object_or_404(rows, pk=pk, kind=EditionKind.CONFIRMED)
    come_back_to(request, "decisions:gate", pk)
    offer = _offer(request, edition)
    if request.method == "POST":
        if request.POST.get("deed") != "offer":
            _judge(request, actor, edition)
            return redirect("decisions:gate", pk)
        if offer.is_valid():
            try:
                made = _offered(request, actor, edition, offer.cleaned_data)
                return redirect("decisions:sitting", made)
            except Refused as refusal:
                offer.add_error(None, str(refusal.sentence))
    meeting = edition.activity.start if edition.activity else None
    found, plans = gate_of(edition), revised(edition)
    context = {
        "edition": edition,
        "gate": found,
        "revised": plans,
        "plans_settled": all(one.is_settled for one in plans),
        "refused": REVIEWS.filter(edition.reviews.filter(state="refused").select_related("matter"), actor),
        "may_confirm": may_confirm(actor, edition),
        "may_review": may_review(actor, edition),
        "offer": offer,
        "demands": demands(edition.round, clock.today()),
        "days": confirming_days(edition.round, meeting) if meeting else [],
    }
    return render(request, "decisions/gate.html", context, status=422 if offer.errors else 200)


def _judge(request: HttpRequest, actor: Actor, edition: Edition) -> None:
    deed, group = request.POST.get("deed", ""), request.POST.get("group", "")
    if deed == "confirm":
        confirm_technical(actor, edition, group)
        messages.success(request, _("Ändringen är bekräftad som teknisk."))
    elif deed == "confirm_all":
        lines = [line for line in gate_of(edition).lines if line.found.is_technical and not line.is_confirmed]
        for line in lines:
            confirm_technical(actor, edition, line.group)
        n = len(lines)
        words = ngettext("En ändring är bekräftad som teknisk.", "%(n)s ändringar är bekräftade som tekniska.", n)
        messages.success(request, words % {"n": n})
    elif deed == "read_plans":
        read = read_revised_plans(actor, edition)
        messages.success(request, _("Inläst: %s.") % ", ".join(one.body.name for one in read))
    elif deed == "refuse":
        refuse_change(actor, edition, group, request.POST.get("reason", ""))
        messages.success(request, _("Ändringen är avvisad till listan och borttagen ur utgåvan."))
    else:
        raise Http404


def _offer(request: HttpRequest, edition: Edition) -> forms.OfferForm:
    is_mine = request.method == "POST" and request.POST.get("deed") == "offer"
    form = forms.OfferForm(request.POST if is_mine else None, initial={"day": clock.today()})
    steps: Any = form.fields["activity"]
    steps.queryset = Activity.objects.filter(round=edition.round, kind="decision").exclude(state="cancelled")
    bodies: Any = form.fields["body"]
    bodies.queryset = deciding_bodies(clock.today())
    return form


def _offered(request: HttpRequest, actor: Actor, edition: Edition, values: dict[str, Any]) -> int:
    review = get_object_or_404(edition.reviews, pk=request.POST.get("review", "0"))
    made = offer_as_matter(
        actor, review, version_of(request), values["activity"], values["body"], values["register_number"], values["day"]
    )
    messages.success(request, _("Ändringen är registrerad som eget ärende."))
    return made.pk
