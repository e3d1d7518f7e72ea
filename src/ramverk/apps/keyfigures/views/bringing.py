"""Pages where figures come in: what has come and when, and the file to read."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from ramverk.apps.keyfigures import beside, forms
from ramverk.apps.keyfigures.actions.describe_indicator import use_january_set
from ramverk.apps.keyfigures.actions.fetch_figures import begin_fetch, has_died, take_up_fetch
from ramverk.apps.keyfigures.actions.import_figures import import_file
from ramverk.apps.keyfigures.actions.import_table import import_table
from ramverk.apps.keyfigures.fetching import (
    Asked,
    catalogue_addresses,
    figure_addresses,
    scb_addresses,
    wanted_areas,
    wanted_indicators,
    wanted_units,
)
from ramverk.apps.keyfigures.models import Fetch, FetchState, FetchWhat, Indicator, ScbTable, Vintage
from ramverk.apps.keyfigures.policy import FETCHES, VINTAGES, may
from ramverk.apps.keyfigures.queries.catalogue import coming, freshness
from ramverk.apps.organisation.actor import Actor, acting
from ramverk.apps.trail.verdicts import Invalid, Refused, require

_COUNTS = ("indicators", "catalogue", "groups", "units")


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
                messages.success(request, said(outcome.indicators, outcome.catalogue, outcome.groups, outcome.units))
                return redirect("keyfigures:sources")
    latest = _latest(actor) if verdict else []
    done = next((one for one in latest[:1] if one.state == FetchState.DONE), None)
    context = {
        "running": next((one for one in latest if one.state == FetchState.RUNNING and not has_died(one)), None),
        "broken": [one for one in latest if one.state == FetchState.FAILED or has_died(one)],
        "done": done, "done_words": said(*(done.told.get(name, 0) for name in _COUNTS)) if done and done.told else "",
        "can_fetch": bool(settings.KOLADA_URL), "has_tables": ScbTable.objects.exists(), "coming": coming(actor),
        "can_fetch_scb": bool(settings.SCB_URL),
        "vintages": VINTAGES.filter(Vintage.objects.all(), actor)[:30], "form": form, "may_import": verdict,
        "freshness": freshness(actor), "has_set": Indicator.objects.filter(order__gt=0).exists(),
    }  # fmt: skip
    return render(request, "keyfigures/sources.html", context, status=422 if form is not None and form.errors else 200)


def _latest(actor: Actor) -> list[Fetch]:
    """The last fetch of each sort, the newest first."""
    rows = FETCHES.filter(Fetch.objects.all(), actor)
    found = [rows.filter(what=what).order_by("-pk").first() for what in FetchWhat]
    return sorted((one for one in found if one is not None), key=lambda one: -one.pk)


def said(indicators: int, catalogue: int, groups: int, units: int = 0) -> str:
    """What an import did, in a sentence."""
    if units and not indicators:
        return _("Inläst: %(units)d enheter, %(catalogue)d poster i katalogen, %(groups)d jämförelsegrupper.") % {
            "units": units, "catalogue": catalogue, "groups": groups,
        }  # fmt: skip
    if not (indicators or catalogue or groups):
        return _("Allt var redan känt. Inget har ändrats.")
    return _(
        "Inläst: nya värden för %(indicators)d nyckeltal, %(catalogue)d poster i katalogen, %(groups)d "
        "jämförelsegrupper."
    ) % {"indicators": indicators, "catalogue": catalogue, "groups": groups}


@login_required
@require_POST
def fetch(request: HttpRequest, what: str) -> HttpResponse:
    """Fetch the catalogue, the figures or SCB's tables, or go on with a fetch that broke; beside this request."""
    actor = acting(request)
    if what == "fortsatt":
        key = request.POST.get("hamtning", "")
        broken = next((one for one in _latest(actor) if str(one.pk) == key), None)
        if broken is None:
            raise Http404
        begun = take_up_fetch(actor, broken)
    elif what in set(FetchWhat):
        require(may(actor, "keyfigures.fetch_figures"))
        begun = begin_fetch(actor, asked_for(what), what)
    else:
        raise Http404
    beside.go_on(actor, begun)
    return redirect("keyfigures:sources")


def asked_for(what: str) -> Asked:
    """The addresses of a sort of fetch."""
    if what == FetchWhat.CATALOGUE:
        return catalogue_addresses()
    if what == FetchWhat.SCB:
        asked = scb_addresses(ScbTable.objects.exclude(codes={}))
        if not asked:
            raise Invalid(_("Ingen tabell hos SCB är vald än. Välj en först."))
        return asked
    return figure_addresses(wanted_indicators(), wanted_areas(), wanted_units())


@login_required
@require_POST
def lay_in_set(request: HttpRequest) -> HttpResponse:
    """Lay in the January set."""
    laid = use_january_set(acting(request))
    messages.success(request, _("Januariuppsättningen är inlagd: %(n)d nyckeltal.") % {"n": laid})
    return redirect("keyfigures:sources")
