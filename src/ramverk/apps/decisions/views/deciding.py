"""Pages of the meeting: attendance, amendments, propositions, reservations, postponing, closing, and what follows."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from ramverk.apps.decisions import forms
from ramverk.apps.decisions.actions.close_sitting import close_sitting, minutes_attachments, minutes_checksum
from ramverk.apps.decisions.actions.decide_clause import decide_clause, decide_together, settle_unopposed
from ramverk.apps.decisions.actions.follow_up import follow_up, send_extracts
from ramverk.apps.decisions.actions.move_amendment import Wish, move_amendment, withdraw
from ramverk.apps.decisions.actions.open_sitting import open_sitting, summon, take_attendance
from ramverk.apps.decisions.actions.postpone import postpone
from ramverk.apps.decisions.actions.reserve import reserve
from ramverk.apps.decisions.actions.roll_call import open_roll_call
from ramverk.apps.decisions.actions.table_edition import table_parties
from ramverk.apps.decisions.actions.tie_edition import tie_edition
from ramverk.apps.decisions.models import (
    FOLLOWING,
    Clause,
    ClauseKind,
    DutyKind,
    Postponement,
    Sitting,
    SittingState,
    Stand,
)
from ramverk.apps.decisions.policy import leads, may, may_move, may_reserve
from ramverk.apps.decisions.queries.attached import attached_to
from ramverk.apps.decisions.queries.board import board_of
from ramverk.apps.decisions.queries.findings import sitting_findings
from ramverk.apps.decisions.queries.minutes import facts_of
from ramverk.apps.decisions.queries.people import movers, name_of, own_place, places_of, serving
from ramverk.apps.decisions.queries.way_back import way_back
from ramverk.apps.decisions.views.finding import (
    version_of,
    visible_clause,
    visible_duty,
    visible_proposal,
    visible_sitting,
)
from ramverk.apps.decisions.wording_clauses import DAY, day_figure
from ramverk.apps.organisation.actor import Actor, acting
from ramverk.apps.trail.verdicts import Refused, require
from ramverk.core.decisions.minutes import draft_minutes


def _summon(actor: Actor, shown: Sitting, version: int) -> str:
    summon(actor, shown, version)
    return _("Ärendet är på dagordningen.")


def _open(actor: Actor, shown: Sitting, version: int) -> str:
    open_sitting(actor, shown, version)
    return _("Behandlingen är öppnad.")


def _settle(actor: Actor, shown: Sitting, version: int) -> str:
    count = settle_unopposed(actor, shown, version)
    words = ngettext(
        "En att-sats är avgjord utan annat yrkande.", "%(n)s att-satser är avgjorda utan annat yrkande.", count
    )
    return words % {"n": count}


def _together(actor: Actor, shown: Sitting, version: int) -> str:
    count = decide_together(actor, shown, version)
    words = ngettext(
        "Huvudförslaget är bifallet på en att-sats.", "Huvudförslaget är bifallet på %(n)s att-satser.", count
    )
    return words % {"n": count}


def _lay_parties(actor: Actor, shown: Sitting, version: int) -> str:
    made = table_parties(actor, shown, version)
    return _("På bordet: %s.") % ", ".join(one.name for one in made)


def _tie(actor: Actor, shown: Sitting, version: int) -> str:
    edition = tie_edition(actor, shown, version)
    return _("Utgåvan ”%s” är beslutad och fryst.") % edition.name


DEEDS: dict[str, Callable[[Actor, Sitting, int], str]] = {
    "kalla": _summon,
    "oppna": _open,
    "bifall": _settle,
    "helhet": _together,
    "partier": _lay_parties,
    "knyt": _tie,
}


@login_required
@require_POST
def deed(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """One press: summon, open, lay the parties' proposals on the table, settle, tie the edition."""
    do = DEEDS.get(verb)
    if do is None:
        raise Http404
    messages.success(request, do(acting(request), visible_sitting(request, pk), version_of(request)))
    return redirect("decisions:sitting", pk)


@login_required
@require_POST
def clause_deed(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """Put the next proposition of a clause: by acclamation, or by roll call."""
    clause, actor = visible_clause(request, pk), acting(request)
    if verb in {"ja", "nej"}:
        decide_clause(actor, clause, version_of(request), verb == "ja")
    elif verb == "votering":
        made = open_roll_call(actor, clause, version_of(request), request.POST.get("requested_by", ""))
        return redirect("decisions:vote", made.pk)
    else:
        raise Http404
    return redirect("decisions:sitting", clause.sitting_id)


@login_required
@require_http_methods(["GET", "POST"])
def attendance(request: HttpRequest, pk: int) -> HttpResponse:
    """Who is there, who leaves for disqualification, who chairs."""
    shown, actor = visible_sitting(request, pk), acting(request)
    require(may(actor, "decisions.take_attendance", shown))
    places, refusal, chair = places_of(shown), "", str(shown.chair_id or "")
    if request.method == "POST":
        present = {int(value) for value in request.POST.getlist("present") if value.isdigit()}
        away = {place.pk: why for place in places if (why := request.POST.get(f"why_{place.pk}", "").strip())}
        chair = request.POST.get("chair", "")
        try:
            take_attendance(actor, shown, version_of(request), present, away, int(chair) if chair.isdigit() else None)
        except Refused as refused:  # what was ticked is kept
            refusal = str(refused.sentence)
            for place in places:
                place.is_present, place.disqualified_because = place.pk in present, away.get(place.pk, "")
        else:
            messages.success(request, _("Närvaron är upptagen."))
            return redirect("decisions:sitting", pk)
    is_first = request.method == "GET" and not any(place.is_present for place in places)
    version = request.POST.get("version") or shown.version
    context = {
        "sitting": shown, "places": places, "is_first": is_first, "refusal": refusal, "chair": chair,
        "version": version,
    }  # fmt: skip
    return render(request, "decisions/attendance.html", context, status=422 if refusal else 200)


@login_required
@require_http_methods(["GET", "POST"])
def move(request: HttpRequest, pk: int) -> HttpResponse:
    """Move an amendment."""
    shown, actor = visible_sitting(request, pk), acting(request)
    own = own_place(actor, shown)
    require(may_move(actor, shown, own))
    is_leader = leads(actor, shown.body_id)
    open_clauses = shown.clauses.filter(won_by=None, propositions=None).exclude(kind__in=FOLLOWING)
    asked = request.GET.get("att-sats", "")
    if request.method == "GET" and not asked:
        return render(request, "decisions/move_what.html", {"sitting": shown, "clauses": open_clauses})
    of = open_clauses.filter(pk=asked).first() if asked.isdigit() else None
    noted_for = movers(shown)
    initial = {"clause": of, "place": noted_for.filter(pk=own.pk).first() if own else None}
    form = forms.AmendmentForm(request.POST or None, initial=initial)
    _choose(form, "clause", open_clauses)
    if is_leader:
        _choose(form, "place", noted_for)
        noted: Any = form.fields["place"]
        noted.label_from_instance = name_of
    else:
        del form.fields["place"]
    if asked:
        forms.only_what_concerns(form, of.kind if of else "", is_a_day=of is not None and DAY in _main_figures(of))
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        place = values["place"] if is_leader else own
        try:
            move_amendment(actor, shown, version_of(request), "", [_wish(values)], place)
        except Refused as refusal:
            form.add_error(None, str(refusal.sentence))
        else:
            messages.success(request, _("Yrkandet är lagt."))
            return redirect("decisions:sitting", pk)
    context = {"sitting": shown, "form": form, "line": board_of(shown).line_of(of) if of else None}
    return render(request, "decisions/move.html", context, status=422 if form.errors else 200)


def _choose(form: Any, name: str, rows: Any) -> None:
    form.fields[name].queryset = rows


def _main_figures(clause: Clause) -> dict[str, int]:
    """What the main proposal says of the clause in figures; nought each year of what only others ask for."""
    main = clause.values.filter(proposal__is_main=True).first()
    if main is not None:
        return dict(main.figures)
    other = clause.values.exclude(figures={}).first()
    return dict.fromkeys(other.figures, 0) if other is not None else {}


def _wish(values: dict[str, Any]) -> Wish:
    """What the form asks for, with the figures a frame or a rate is moved to."""
    clause: Clause | None = values["clause"]
    figures: dict[str, int] = {}
    stand, change_by, rate = values.get("stand") or Stand.VALUE, values.get("change_by"), values.get("rate")
    if clause is not None and stand == Stand.VALUE:
        main, day = _main_figures(clause), values.get("day")
        if clause.kind in {ClauseKind.FRAME, ClauseKind.POOL} and change_by is not None:
            figures = {year: int(amount) + change_by for year, amount in main.items()}
        elif clause.kind == ClauseKind.TAX_RATE and rate is not None:
            figures = {"rate": rate}
        elif DAY in main and day is not None:
            figures = {DAY: day_figure(day)}
    return Wish(clause, stand, values.get("text") or "", figures, values.get("subject") or "")


@login_required
@require_POST
def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an amendment back."""
    proposal = visible_proposal(request, pk)
    withdraw(acting(request), proposal, version_of(request))
    messages.success(request, _("Yrkandet är återtaget."))
    return redirect("decisions:sitting", proposal.sitting_id)


@login_required
@require_http_methods(["GET", "POST"])
def reservation(request: HttpRequest, pk: int) -> HttpResponse:
    """Have a reservation noted."""
    shown, actor = visible_sitting(request, pk), acting(request)
    own, is_leader = own_place(actor, shown), leads(actor, shown.body_id)
    form = forms.ReservationForm(request.POST or None, initial={"place": own})
    roll = shown.places.filter(serves_for__isnull=False).select_related("person")
    if not is_leader or shown.state != SittingState.OPEN:
        require(may_reserve(actor, shown, own))
        roll = roll.filter(pk=own.pk if own else 0)
    _choose(form, "place", roll)
    _choose(form, "clause", shown.clauses.all())
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        try:
            reserve(actor, shown, values["place"], values["text"], values["clause"])
        except Refused as refusal:
            form.add_error(None, str(refusal.sentence))
        else:
            messages.success(request, _("Reservationen är antecknad."))
            return redirect("decisions:sitting", pk)
    context = {"sitting": shown, "form": form}
    return render(request, "decisions/reserve.html", context, status=422 if form.errors else 200)


@login_required
@require_http_methods(["GET", "POST"])
def put_off(request: HttpRequest, pk: int) -> HttpResponse:
    """Table or refer, with the way back shown first."""
    shown, actor = visible_sitting(request, pk), acting(request)
    require(may(actor, "decisions.postpone", shown))
    form = forms.PostponeForm(request.POST or None)
    _choose(form, "asking", shown.places.filter(serves_for__isnull=False).select_related("person", "party"))
    asking: Any = form.fields["asking"]
    asking.label_from_instance = name_of
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        try:
            postpone(
                actor, shown, version_of(request), values["kind"], values["motivation"],
                [place.pk for place in values["asking"]], by_majority=values["by_majority"],
                paragraph=values["paragraph"],
            )  # fmt: skip
        except Refused as refusal:
            form.add_error(None, str(refusal.sentence))
        else:
            return redirect("decisions:sitting", pk)
    count = len(serving(shown))
    context = {
        "sitting": shown, "form": form, "serving": count, "needed": -(-count // 3),
        "referral": Postponement(way_back=way_back(shown, is_referral=True)),
        "tabling": Postponement(way_back=way_back(shown, is_referral=False)),
    }  # fmt: skip
    return render(request, "decisions/postpone.html", context, status=422 if form.errors else 200)


@login_required
@require_http_methods(["GET", "POST"])
def finish(request: HttpRequest, pk: int) -> HttpResponse:
    """Close: first a form, then the minutes exactly as they will be frozen, then the deed."""
    shown, actor = visible_sitting(request, pk), acting(request)
    require(may(actor, "decisions.close_sitting", shown))
    board = board_of(shown)
    form = forms.CloseForm(request.POST or None, initial={"reason": shown.reason})
    context: dict[str, Any] = {"sitting": shown, "board": board, "findings": sitting_findings(board), "form": form}
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        try:
            if request.POST.get("seen"):
                close_sitting(actor, shown, version_of(request), **values, seen=request.POST["seen"])
                messages.success(request, _("Beslutet är fattat och protokollet fryst."))
                return redirect("decisions:sitting", pk)
            bare = values["paragraph"].replace("§", " ").strip()
            facts = facts_of(
                board, paragraph=bare, is_adjusted_at_once=values["is_adjusted_at_once"], reason=values["reason"]
            )
            seen = minutes_checksum(facts, minutes_attachments(shown))
            attached = attached_to(shown)
            context |= {"headings": draft_minutes(facts), "seen": seen, "values": values, "attached": attached}
        except Refused as refusal:
            form.add_error(None, str(refusal.sentence))
    return render(request, "decisions/close.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def duty(request: HttpRequest, pk: int) -> HttpResponse:
    """One duty is done."""
    row = visible_duty(request, pk)
    form = forms.DutyForm(request.POST)
    if form.is_valid():
        done_on, receipt = form.cleaned_data["done_on"], form.cleaned_data["receipt"]
        do = send_extracts if request.POST.get("all") and row.kind == DutyKind.EXTRACT else follow_up
        do(acting(request), row, version_of(request), done_on, receipt)
        messages.success(request, _("Noterat."))
    else:
        messages.error(request, _("Ange dagen då det gjordes."))
    return redirect("decisions:sitting", row.sitting_id)
