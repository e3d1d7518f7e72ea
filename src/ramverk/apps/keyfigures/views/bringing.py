"""Pages where figures come in: what has come and when, and the file to read."""

import time

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from ramverk.apps.keyfigures import forms
from ramverk.apps.keyfigures.actions.describe_indicator import use_january_set
from ramverk.apps.keyfigures.actions.fetch_figures import resume_fetch, start_fetch
from ramverk.apps.keyfigures.actions.import_figures import import_file
from ramverk.apps.keyfigures.actions.import_table import import_table
from ramverk.apps.keyfigures.fetching import catalogue_addresses, figure_addresses, wanted_areas, wanted_indicators
from ramverk.apps.keyfigures.models import Fetch, FetchState, Indicator, Vintage
from ramverk.apps.keyfigures.policy import FETCHES, VINTAGES, may
from ramverk.apps.keyfigures.queries.catalogue import freshness
from ramverk.apps.organisation.actor import acting
from ramverk.apps.trail.verdicts import Refused, require
from ramverk.formats.kolada.transport import http_transport


@login_required
@require_http_methods(["GET", "POST"])
def sources(request: HttpRequest) -> HttpResponse:
    """What has come and when; for those who work with the figures, the way in."""
    actor = acting(request)
    verdict = may(actor, "keyfigures.import_figures")
    form = forms.FileForm(request.POST or None, request.FILES or None) if verdict else None
    if request.method == "POST":
        require(verdict)
        if form is not None and form.is_valid():
            upload = form.cleaned_data["file"]
            try:
                content = upload.read()
                is_saved = upload.name.casefold().endswith((".json", ".zip"))
                outcome = (import_file if is_saved else import_table)(actor, upload.name, content)
            except Refused as refusal:
                form.add_error("file", str(refusal.sentence))
            else:
                for remark in outcome.remarks[:12]:
                    messages.warning(request, remark)
                messages.success(request, said(outcome.indicators, outcome.catalogue, outcome.groups))
                return redirect("keyfigures:sources")
    failed = Fetch.objects.order_by("-pk").first() if verdict else None
    context = {
        "failed": failed if failed and failed.state == FetchState.FAILED else None,
        "can_fetch": bool(settings.KOLADA_URL),
        "vintages": VINTAGES.filter(Vintage.objects.all(), actor)[:30], "form": form, "may_import": verdict,
        "freshness": freshness(actor), "has_set": Indicator.objects.filter(order__gt=0).exists(),
    }  # fmt: skip
    return render(request, "keyfigures/sources.html", context, status=422 if form is not None and form.errors else 200)


def said(indicators: int, catalogue: int, groups: int) -> str:
    """What an import did, in a sentence."""
    if not (indicators or catalogue or groups):
        return _("Allt i filen var redan känt. Inget har ändrats.")
    return _(
        "Inläst: nya värden för %(indicators)d nyckeltal, %(catalogue)d poster i katalogen, %(groups)d "
        "jämförelsegrupper."
    ) % {"indicators": indicators, "catalogue": catalogue, "groups": groups}


@login_required
@require_POST
def fetch(request: HttpRequest, what: str) -> HttpResponse:
    """Fetch the catalogue or the figures, or go on with a fetch that failed."""
    actor = acting(request)
    transport = http_transport(settings.KOLADA_SECONDS)
    if what == "fortsatt":
        failed = FETCHES.filter(Fetch.objects.all(), actor).order_by("-pk").first()
        if failed is None:
            raise Http404
        done, outcome = resume_fetch(actor, failed, transport, time.sleep)
    else:
        require(may(actor, "keyfigures.fetch_figures"))
        asked = catalogue_addresses() if what == "katalog" else figure_addresses(wanted_indicators(), wanted_areas())
        done, outcome = start_fetch(actor, asked, transport, time.sleep)
    if outcome is None:
        messages.error(request, done.message_en if get_language() == "en" and done.message_en else done.message)
    else:
        for remark in outcome.remarks[:12]:
            messages.warning(request, remark)
        messages.success(request, said(outcome.indicators, outcome.catalogue, outcome.groups))
    return redirect("keyfigures:sources")


@login_required
@require_POST
def lay_in_set(request: HttpRequest) -> HttpResponse:
    """Lay in the January set."""
    laid = use_january_set(acting(request))
    messages.success(request, _("Januariuppsättningen är inlagd: %(n)d nyckeltal.") % {"n": laid})
    return redirect("keyfigures:sources")
