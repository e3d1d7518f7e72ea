"""Pages where boards prepare what they show in January."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from ramverk.apps.cycle.queries.rounds import current_round
from ramverk.apps.keyfigures import forms
from ramverk.apps.keyfigures.actions.write_presentation import write_presentation
from ramverk.apps.keyfigures.models import Presentation
from ramverk.apps.keyfigures.policy import PRESENTATIONS, may_present, speaks_for
from ramverk.apps.keyfigures.queries.analysing import facts_of, presentations_of
from ramverk.apps.keyfigures.queries.groups import groups_for
from ramverk.apps.keyfigures.queries.known import known, own_area
from ramverk.apps.keyfigures.telling import course_chart
from ramverk.apps.keyfigures.views.analysing import the_round
from ramverk.apps.organisation.actor import acting
from ramverk.apps.organisation.queries import boards
from ramverk.apps.trail import clock
from ramverk.apps.trail.verdicts import Refused, require


@login_required
@require_GET
def presentations(request: HttpRequest) -> HttpResponse:
    """Every board with how far it has come."""
    actor = acting(request)
    in_round = current_round(actor)
    rows = presentations_of(in_round, actor) if in_round else []
    context = {"rows": [(body, shown, may_present(actor, body.pk)) for body, shown in rows], "round": in_round}
    return render(request, "keyfigures/presentations.html", context)


@login_required
@require_GET
def presentation(request: HttpRequest, body: int) -> HttpResponse:
    """One board's pages, as a text to read."""
    actor = acting(request)
    in_round = current_round(actor)
    rows = Presentation.objects.filter(round=in_round).select_related("chart__heads", "chart__deviation", "body")
    shown = PRESENTATIONS.filter(rows, actor).filter(body_id=body).first()
    if shown is None:
        raise Http404
    groups = groups_for(actor)
    of = known([shown.chart])[0] if shown.chart else None
    context = {
        "presentation": shown, "facts": facts_of(shown, actor), "of": of, "own": own_area(),
        "chart": course_chart(of, groups[0] if groups else None) if of else None,
        "may_present": may_present(actor, body),
    }  # fmt: skip
    return render(request, "keyfigures/presentation.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def write(request: HttpRequest, body: int) -> HttpResponse:
    """Write a board's pages."""
    actor = acting(request)
    board = get_object_or_404(boards(clock.today()), pk=body)
    require(may_present(actor, body))
    in_round = the_round(actor)
    shown = Presentation.objects.filter(round=in_round, body=board).first()
    form = forms.PresentationForm(request.POST or None, initial=forms.presentation_initial(shown))
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        try:
            write_presentation(actor, in_round, board, form.pages(), values["chart"], values["version"])
        except Refused as refusal:
            form.add_error(None, str(refusal.sentence))
        else:
            messages.success(request, _("Presentationen är sparad."))
            return redirect("keyfigures:presentation", body)
    context = {"form": form, "board": board, "presentation": shown, "speaks": speaks_for(actor, body)}
    return render(request, "keyfigures/write_presentation.html", context, status=422 if form.errors else 200)
