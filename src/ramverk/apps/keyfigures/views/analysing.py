"""Pages of the analysis: written by the group, signed in editions, answered by the boards."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ramverk.apps.cycle.models import Round
from ramverk.apps.cycle.queries.rounds import current_round
from ramverk.apps.keyfigures import forms
from ramverk.apps.keyfigures.actions.answer_analysis import answer_analysis
from ramverk.apps.keyfigures.actions.remove_finding import remove_finding
from ramverk.apps.keyfigures.actions.reopen_analysis import reopen_analysis
from ramverk.apps.keyfigures.actions.sign_analysis import sign_analysis
from ramverk.apps.keyfigures.actions.write_finding import Written, write_finding
from ramverk.apps.keyfigures.models import AnalysisEdition, AnalysisFinding, Indicator
from ramverk.apps.keyfigures.policy import EDITIONS, FINDINGS, may_answer, may_sign, may_write
from ramverk.apps.keyfigures.queries.analysing import analysis_of, answers_to, editions_of, group_of
from ramverk.apps.keyfigures.queries.groups import chosen_group
from ramverk.apps.keyfigures.queries.known import known, own_area
from ramverk.apps.keyfigures.telling import course_chart
from ramverk.apps.organisation.actor import Actor, acting
from ramverk.apps.organisation.queries import boards
from ramverk.apps.trail import clock
from ramverk.apps.trail.queries import history
from ramverk.apps.trail.verdicts import Invalid, Refused, require
from ramverk.apps.trail.wording import in_words


def the_round(actor: Actor) -> Round:
    """The round work goes on in, or a sentence that there is none."""
    found = current_round(actor)
    if found is None:
        raise Invalid(_("Det finns ingen omgång än. Läs in tidplanen först."))
    return found


@login_required
@require_GET
def analysis(request: HttpRequest) -> HttpResponse:
    """The analysis as it stands for those who write it; for others the last signed edition, or what will come."""
    actor = acting(request)
    in_round = current_round(actor)
    shown = analysis_of(in_round, actor) if in_round else None
    editions = editions_of(in_round, actor) if in_round else []
    verdict = may_write(actor, shown)
    if shown is None and editions:
        return redirect("keyfigures:analysis_edition", editions[0].number)
    rows = list(shown.findings.select_related("indicator", "group", "body")) if shown else []
    context = {
        "round": in_round, "analysis": shown, "editions": editions, "may_write": verdict, "may_sign": may_sign(actor),
        "findings": [_with_chart(row) for row in rows if not row.is_conclusion],
        "conclusions": [row for row in rows if row.is_conclusion],
        "may_reopen": may_write(actor, shown, "keyfigures.reopen_analysis"),
        "entries": in_words(history(shown)[:12]) if shown else [],
    }  # fmt: skip
    return render(request, "keyfigures/analysis.html", context)


def _with_chart(row: AnalysisFinding) -> dict[str, Any]:
    if row.indicator is None:
        return {"finding": row, "chart": None}
    of = known([row.indicator])[0]
    return {"finding": row, "chart": course_chart(of, group_of(row)), "of": of, "own": own_area()}


@login_required
@require_http_methods(["GET", "POST"])
def finding(request: HttpRequest, pk: int = 0) -> HttpResponse:
    """Write a finding or a conclusion, or change one."""
    actor = acting(request)
    in_round = the_round(actor)
    require(may_write(actor, analysis_of(in_round, actor)))
    row = get_object_or_404(FINDINGS.filter(AnalysisFinding.objects.all(), actor), pk=pk) if pk else None
    initial = {name: getattr(row, name) for name in Written.__dataclass_fields__} if row else _asked_for(request, actor)
    form = forms.FindingForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            write_finding(actor, in_round, form.written(), row, _number(request, "version"))
        except Refused as refusal:
            form.add_error(None, str(refusal.sentence))
        else:
            messages.success(request, _("Analysen är sparad."))
            return redirect("keyfigures:analysis")
    context = {"form": form, "finding": row}
    return render(request, "keyfigures/finding.html", context, status=422 if form.errors else 200)


def _asked_for(request: HttpRequest, actor: Actor) -> dict[str, Any]:
    """What a new finding begins with: the indicator that the writer came from, and the group looked at or the first."""
    indicator = Indicator.objects.filter(code=request.GET.get("nyckeltal", "")).first()
    group = chosen_group(actor, request.GET.get("grupp", ""))[0]
    return {
        "indicator": indicator, "group": group.stored if group else None, "body": indicator.body if indicator else None,
    }  # fmt: skip


@login_required
@require_POST
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a finding out."""
    actor = acting(request)
    remove_finding(actor, get_object_or_404(FINDINGS.filter(AnalysisFinding.objects.all(), actor), pk=pk))
    messages.success(request, _("Den är borttagen. Historiken minns vad som stod."))
    return redirect("keyfigures:analysis")


@login_required
@require_POST
def sign(request: HttpRequest) -> HttpResponse:
    """Sign the analysis."""
    actor = acting(request)
    shown = analysis_of(the_round(actor), actor)
    if shown is None:
        raise Http404
    edition = sign_analysis(actor, shown, _number(request, "version"))
    messages.success(request, _("Analysen är undertecknad och syns nu för alla."))
    return redirect("keyfigures:analysis_edition", edition.number)


@login_required
@require_POST
def reopen(request: HttpRequest) -> HttpResponse:
    """Open a signed analysis again."""
    actor = acting(request)
    shown = analysis_of(the_round(actor), actor)
    if shown is None:
        raise Http404
    reopen_analysis(actor, shown, _number(request, "version"), request.POST.get("reason", ""))
    messages.success(request, _("Analysen är öppen igen. Den undertecknade versionen står kvar."))
    return redirect("keyfigures:analysis")


@login_required
@require_GET
def edition(request: HttpRequest, number: int) -> HttpResponse:
    """A signed edition as it was signed, with what the boards answer."""
    actor = acting(request)
    shown = _edition(actor, number)
    answers = answers_to(shown, actor)
    rows = [(body, *answers.get(body.pk, (None, None)), may_answer(actor, body.pk)) for body in boards(clock.today())]
    context = {
        "edition": shown, "parts": shown.document.content["parts"], "answers": rows,
        "silent": [body for body, answer, earlier, _may in rows if not answer and not earlier], "own": own_area(),
        "editions": editions_of(shown.analysis.round, actor), "may_write": may_write(actor, None),
    }  # fmt: skip
    return render(request, "keyfigures/analysis_edition.html", context)


@login_required
@require_POST
def answer(request: HttpRequest, number: int) -> HttpResponse:
    """A board answers."""
    actor = acting(request)
    body = get_object_or_404(boards(clock.today()), pk=_number(request, "body"))
    text = request.POST.get("text", "")
    answer_analysis(actor, _edition(actor, number), body, text, _number(request, "version"))
    messages.success(request, _("Svaret är sparat."))
    return redirect("keyfigures:analysis_edition", number)


def _edition(actor: Actor, number: int) -> AnalysisEdition:
    in_round = current_round(actor)
    rows = AnalysisEdition.objects.filter(analysis__round=in_round).select_related("document", "analysis__round")
    return get_object_or_404(EDITIONS.filter(rows, actor), number=number)


def _number(request: HttpRequest, name: str) -> int:
    text = request.POST.get(name, "")
    return int(text) if text.isdigit() and len(text) < 12 else 0
