"""Pages that write a section: running text, the frame's split, requests, goals."""

from collections.abc import Callable, Sequence
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.db.models import prefetch_related_objects
from django.forms import formset_factory
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from ramverk.apps.cycle.models import Activity
from ramverk.apps.frames.models import Edition
from ramverk.apps.frames.queries.bridging import show_bridge
from ramverk.apps.organisation.actor import Actor, acting
from ramverk.apps.plans.actions.assess_goal import assess_goal
from ramverk.apps.plans.actions.attest import attest
from ramverk.apps.plans.actions.explain_section import explain_section
from ramverk.apps.plans.actions.hold_section import hold_section, release_section
from ramverk.apps.plans.actions.lay_rest import lay_rest
from ramverk.apps.plans.actions.mark_section import mark_section
from ramverk.apps.plans.actions.remove_goal import remove_goal
from ramverk.apps.plans.actions.reopen_section import reopen_section
from ramverk.apps.plans.actions.restore_section import restore_section
from ramverk.apps.plans.actions.save_goal import save_goal
from ramverk.apps.plans.actions.save_requests import save_requests
from ramverk.apps.plans.actions.save_section import save_section
from ramverk.apps.plans.actions.save_split import save_split
from ramverk.apps.plans.actions.show_summary import show_summary
from ramverk.apps.plans.actions.take_over import take_over
from ramverk.apps.plans.findings import amounts_of, core_goal
from ramverk.apps.plans.forms import (
    GoalForm,
    IndicatorForm,
    RequestForm,
    SplitForm,
    TextForm,
    goal_values,
    indicator_values,
    line_values,
    operation_choices,
    request_values,
    split_values,
)
from ramverk.apps.plans.frame import Frame, frame_of, newest_frames
from ramverk.apps.plans.holding import Clash, holder_of, kept_of
from ramverk.apps.plans.key_figures import known_outcomes
from ramverk.apps.plans.models import (
    ActivityPlan,
    CatalogueIndicator,
    Goal,
    GoalLevel,
    GoalStatus,
    Section,
    SectionKind,
)
from ramverk.apps.plans.policy import CATALOGUE, may_comment, may_lead, may_write_section
from ramverk.apps.plans.queries.comments import comments_of, places_of
from ramverk.apps.plans.queries.plans import assignments_to_link, changes_to_link, council_goals, ledger_lines
from ramverk.apps.plans.queries.stored import laid_rest
from ramverk.apps.plans.revising import passed
from ramverk.apps.plans.rows import SplitLine
from ramverk.apps.plans.views.finding import version_of, visible_plan, visible_section
from ramverk.apps.plans.views.pages import frame_context
from ramverk.apps.trail.verdicts import Invalid, Refused, Stale, require
from ramverk.core.money import Ore
from ramverk.core.split import left_to_split
from ramverk.formats.pasted import markdown_of

_BLANK, _MOST = 3, 400
READY, UNREADY, LEAVE = "klar", "inte-klar", "lamna"
"""What the buttons of the section's own form send as `sedan`: what to do when it has been saved."""
SPREAD = "alla"
"""What the button that spreads the rest over all rows sends, instead of a row's place."""


@login_required
@require_http_methods(["GET", "POST"])
def section(request: HttpRequest, pk: int) -> HttpResponse:
    """One section: to read, and for those who write, to write in."""
    shown = visible_section(request, pk)
    if request.method == "POST":
        require(may_write_section(acting(request), shown))
    return _PAGES[SectionKind(shown.kind)](request, shown)


def _context(request: HttpRequest, shown: Section) -> dict[str, Any]:
    actor = acting(request)
    prefetch_related_objects([shown.plan], "sections")
    lease = holder_of(shown)
    is_mine = lease is not None and lease.person_id == actor.person_id
    verdict = may_write_section(actor, shown)
    return frame_context(shown.plan, actor) | {
        "section": shown, "lease": lease, "is_held_by_me": is_mine, "is_held": lease is not None and not is_mine,
        "may_section": verdict, "may_take_over": may_lead(actor, shown.plan),
        "kept": kept_of(actor, shown),
        "writes": bool(verdict) and (lease is None or is_mine),
        "explanation": request.POST.get("explanation", shown.explanation),
        "comments": comments_of(shown, actor), "places": places_of(shown),
        "may_comment": may_comment(actor, shown.plan), "following": _following(shown),
    }  # fmt: skip


def _following(shown: Section) -> Section | None:
    """The section after this one, in the plan's order."""
    sections = list(shown.plan.sections.all())
    at = sections.index(shown)
    return sections[at + 1] if at + 1 < len(sections) else None


def _text(request: HttpRequest, shown: Section) -> HttpResponse:
    form = TextForm(request.POST or None, section=shown, initial={"version": shown.version, "text": shown.text})
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        try:
            said = _explanation(request, shown)
            row = save_section(acting(request), shown, values["version"], values["text"], explanation=said)
            return _go_on(request, row, row.version, _("Avsnittet är sparat."))
        except Clash as clash:
            return _clash(request, shown, clash)
        except Refused as refusal:
            form.add_error(None, str(refusal.sentence))
    return render(request, "plans/section_text.html", _context(request, shown) | {"form": form})


def _explanation(request: HttpRequest, shown: Section) -> str | None:
    """What was written of why the section changes; None where its page does not ask."""
    asks = shown.plan.revises_id is not None and not shown.is_standing
    said = request.POST.get("explanation") if asks else None
    return said if said is None else said.replace("\r\n", "\n").strip()


def _explained(request: HttpRequest, row: Section, version: int) -> Section:
    """The section with the explanation its form sent, where it is a new one. Within the transaction of the save."""
    said = _explanation(request, row)
    return row if said in {None, row.explanation} else explain_section(acting(request), row, version, said or "")


def _go_on(request: HttpRequest, row: Section, version: int, said: str) -> HttpResponse:
    """What the pressed button asks for beside the save, `said` of which is told. A refused mark leaves it saved."""
    actor, asked = acting(request), request.POST.get("sedan", "")
    if asked in {READY, UNREADY}:
        try:
            mark_section(actor, row, version, is_ready=asked == READY)
        except Invalid as refusal:
            messages.error(request, f"{said} {refusal.sentence}".strip())
            return redirect("plans:section", row.pk)
        said = _("Avsnittet är klarmarkerat.") if asked == READY else _("Klarmarkeringen är borttagen.")
    elif asked == LEAVE:
        release_section(actor, row)
        said = _("Du har lämnat avsnittet.")
    messages.success(request, said)
    return redirect("plans:section", row.pk)


def _clash(request: HttpRequest, shown: Section, clash: Clash) -> HttpResponse:
    """Both texts, side by side: what stands, and what the person wrote, to go on from."""
    now = visible_section(request, shown.pk)
    form = TextForm(section=now, initial={"version": now.version, "text": clash.kept.text})
    context = _context(request, now) | {"form": form, "clash": clash}
    return render(request, "plans/section_text.html", context, status=clash.status)


@login_required
@require_POST
def autosave(request: HttpRequest, pk: int) -> HttpResponse:
    """What the page saves by itself while somebody writes; answers with a line that says how it went."""
    shown = visible_section(request, pk)
    if not shown.is_text:
        raise Http404
    context: dict[str, Any] = {"section": shown}
    try:
        saved = save_section(
            acting(request), shown, version_of(request), request.POST.get("text", ""),
            explanation=_explanation(request, shown), is_autosave=True,
        )  # fmt: skip
    except Refused as refusal:
        context |= {"refusal": refusal.sentence, "clash": isinstance(refusal, Clash)}
    else:
        context["section"] = saved
        if request.POST.get("sedan") == LEAVE:  # the page sends this when it is left in the middle of a sentence
            release_section(acting(request), saved)
    return render(request, "plans/_saved.html", context)


@login_required
@require_POST
def pasted(request: HttpRequest) -> HttpResponse:
    """What a word processor put on the clipboard, as text with its structure. Nothing is kept."""
    return HttpResponse(markdown_of(request.POST.get("html", "")), content_type="text/plain; charset=utf-8")


def _split(request: HttpRequest, shown: Section) -> HttpResponse:
    plan = shown.plan
    edition = newest_frames(plan.submission.activity.round)
    frame = frame_of(edition, plan.submission.body) if edition else None
    years = frame.years if frame else ()
    choices = operation_choices(frame.parts if frame else ())
    made: Any = formset_factory(SplitForm, extra=_BLANK, max_num=_MOST, absolute_max=_MOST)
    proposed = ledger_lines(frame) if frame and not shown.split_rows.exists() else []
    first = line_values(proposed) or split_values(shown.split_rows.all())
    grid = made(request.POST or None, initial=first, form_kwargs={"years": years, "operations": choices})
    bridge = passed(plan)
    moved = show_bridge(bridge, sign=-1) if bridge else None
    context: dict[str, Any] = {
        "grid": grid, "edition": edition, "version": shown.version, "moved": moved, "is_proposal": bool(proposed),
        "laid": laid_rest(shown),
    }  # fmt: skip
    status = 200
    if request.method == "POST" and not frame:
        return _marked(request, shown)
    if request.method == "POST" and frame:
        status = 422
        if grid.is_valid():
            try:
                seen = edition if request.POST.get("edition") == str(edition.pk if edition else "") else None
                with transaction.atomic():
                    row, said = _save_split(request, shown, seen, grid)
                    row = _explained(request, row, row.version)
                return _go_on(request, row, row.version, said)
            except Refused as refusal:
                status = refusal.status
                context |= _stands(request, shown, refusal)
    if frame:
        context["sums"] = _sums(frame, grid, proposed, shown)
    return render(request, "plans/section_split.html", _context(request, shown) | context, status=status)


def _save_split(request: HttpRequest, shown: Section, edition: Edition | None, grid: Any) -> tuple[Section, str]:
    """Save what was typed, and lay the rest where the pressed button says; answers with what to tell."""
    actor, asked = acting(request), request.POST.get("rest", "")
    lines = [(at, line) for at, form in enumerate(grid) if (line := form.line(is_to_fill=str(at) == asked)) is not None]
    rows = [line for _at, line in lines]
    if not asked or edition is None:
        row = save_split(actor, shown, version_of(request), edition, rows)
        return row, _("Fördelningen är sparad.")
    place = next((place for place, (at, _line) in enumerate(lines) if str(at) == asked), None)
    if place is None and asked != SPREAD:
        raise Invalid(_("Välj först vilken verksamhet raden gäller. Sedan kan resten läggas där."))
    row = lay_rest(actor, shown, version_of(request), edition, rows, place)
    return row, _("Resten är lagd och fördelningen är sparad.")


def _sums(frame: Frame, grid: Any, proposed: Sequence[SplitLine], shown: Section) -> list[tuple[int, Ore, Ore, Ore]]:
    """By year: what the rows on the page come to, the frame, what is left. What cannot be read counts as nothing."""
    if grid.is_bound:
        parts = [amounts_of(form.amounts()) for form in grid]
    else:
        rows = proposed or shown.split_rows.all()
        parts = [amounts_of(one.amounts) for one in rows]
    left = left_to_split(frame.amounts, parts, frame.years)
    return [(year, frame.amounts[year] - left[year], frame.amounts[year], left[year]) for year in frame.years]


def _stands(request: HttpRequest, shown: Section, refusal: Refused) -> dict[str, Any]:
    """What stands now beside what was typed; saved again, what was typed is what holds."""
    now = visible_section(request, shown.pk)
    context: dict[str, Any] = {"refusal": refusal.sentence}
    if isinstance(refusal, Stale):
        context |= {"version": now.version, "stands": now}
    return context


def _requests(request: HttpRequest, shown: Section) -> HttpResponse:
    in_round = shown.plan.submission.activity.round
    years = [in_round.budget_year, *in_round.plan_years]
    made: Any = formset_factory(RequestForm, extra=1, max_num=60, absolute_max=60)
    first = request_values(shown.requests.all())
    forms = made(request.POST or None, initial=first, form_kwargs={"years": years})
    context: dict[str, Any] = {"forms": forms, "version": shown.version}
    status = 200
    if request.method == "POST":
        status = 422
        if forms.is_valid():
            ranked = sorted(enumerate(forms), key=lambda pair: (pair[1].cleaned_data.get("rank") or 99, pair[0]))
            lines = [line for _at, form in ranked if (line := form.line()) is not None]
            try:
                with transaction.atomic():
                    row = save_requests(acting(request), shown, version_of(request), lines)
                    row = _explained(request, row, row.version)
                return _go_on(request, row, row.version, _("Önskemålen är sparade."))
            except Refused as refusal:
                status = refusal.status
                context |= _stands(request, shown, refusal)
    return render(request, "plans/section_requests.html", _context(request, shown) | context, status=status)


def _marked(request: HttpRequest, shown: Section) -> HttpResponse:
    """What the form of a page with nothing else to save sends: an explanation, a mark."""
    seen, is_asked = version_of(request), bool(request.POST.get("sedan"))
    row = _explained(request, shown, seen)
    is_new = row is not shown
    said = _("Förklaringen är sparad.") if is_new or not is_asked else ""
    return _go_on(request, row, row.version if is_new else seen, said)


def _goals(request: HttpRequest, shown: Section) -> HttpResponse:
    refused: dict[str, Any] = {}
    status = 200
    if request.method == "POST":
        try:
            return _marked(request, shown)
        except Refused as refusal:
            status, refused = refusal.status, _stands(request, shown, refusal)
    rows = shown.goals.select_related("parent").prefetch_related(
        "indicators__catalogue", "links__change", "links__assignment"
    )
    year = shown.plan.submission.activity.round.budget_year
    known = known_outcomes(part.catalogue.code for one in rows for part in one.indicators.all() if part.catalogue)
    goals = [(one, GoalStatus(core_goal(one, known).assess(year).value)) for one in rows]
    context = {"goals": goals, "statuses": GoalStatus.choices} | refused
    return render(request, "plans/section_goals.html", _context(request, shown) | context, status=status)


_PAGES: dict[SectionKind, Callable[[HttpRequest, Section], HttpResponse]] = {
    SectionKind.TEXT: _text,
    SectionKind.CONSEQUENCE: _text,
    SectionKind.SPLIT: _split,
    SectionKind.REQUESTS: _requests,
    SectionKind.GOALS: _goals,
}


@login_required
@require_http_methods(["GET", "POST"])
def goal(request: HttpRequest, pk: int, key: str) -> HttpResponse:
    """Write one goal with its indicators; `ny` is a new one."""
    shown = visible_section(request, pk)
    actor = acting(request)
    require(may_write_section(actor, shown))
    known = shown.goals.filter(key=key).prefetch_related("indicators", "links").first() if len(key) == 36 else None
    if shown.kind != SectionKind.GOALS or (known is None and key != "ny"):
        raise Http404
    form, indicators, catalogue = _goal_forms(request, shown, known, actor)
    context: dict[str, Any] = {"form": form, "indicators": indicators, "goal": known, "places": (), "following": None}
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid() and indicators.is_valid():
            values = [one for row in indicators if (one := row.values(catalogue)) is not None]
            try:
                save_goal(
                    actor, shown, form.cleaned_data["version"], form.values(str(known.key) if known else "", values)
                )
            except Refused as refusal:
                status = refusal.status
                context |= _stands(request, shown, refusal)
                if isinstance(refusal, Stale):
                    retold = request.POST.copy()
                    retold["version"] = str(context["version"])
                    form.data = retold
                form.add_error(None, str(refusal.sentence))
            else:
                messages.success(request, _("Målet är sparat."))
                return redirect("plans:section", shown.pk)
    return render(request, "plans/goal.html", _context(request, shown) | context, status=status)


def _goal_forms(
    request: HttpRequest, shown: Section, known: Goal | None, actor: Actor
) -> tuple[GoalForm, Any, dict[int, CatalogueIndicator]]:
    in_round = shown.plan.submission.activity.round
    above = [(one.pk, one.text) for one in council_goals(in_round, actor) if one.level == GoalLevel.COUNCIL]
    own = shown.goals.filter(level=GoalLevel.BOARD).exclude(pk=known.pk if known else 0)
    parents = [
        (_("Fullmäktiges mål"), above),
        (_("Nämndens mål, för en enhet"), [(one.pk, one.text) for one in own]),
    ]
    catalogue = {one.pk: one for one in CATALOGUE.filter(CatalogueIndicator.objects.all(), actor)}
    first: dict[str, Any] = goal_values(known, shown.version) if known else {"version": shown.version}
    years = [in_round.budget_year, *in_round.plan_years]
    first["period"] = first.get("period") or "–".join(str(year) for year in dict.fromkeys((years[0], years[-1])))
    form = GoalForm(
        request.POST or None, initial=first, parents=parents,
        changes=[(one.pk, one.text) for one in changes_to_link(shown.plan, actor)],
        assignments=[(one.pk, one.text) for one in assignments_to_link(shown.plan, actor)],
    )  # fmt: skip
    wants_more = "indikatorer" in request.GET or known is None or not known.indicators.exists()
    extra = 1 if wants_more else 0
    made: Any = formset_factory(IndicatorForm, extra=extra, max_num=20)
    indicators = made(
        request.POST or None, prefix="indikator", initial=indicator_values(known.indicators.all()) if known else [],
        form_kwargs={
            "years": years,
            "catalogue": [(pk, str(one)) for pk, one in catalogue.items()],
        },
    )  # fmt: skip
    return form, indicators, catalogue


def _hold(actor: Actor, shown: Section, _request: HttpRequest) -> str:
    hold_section(actor, shown)
    return ""


def _release(actor: Actor, shown: Section, _request: HttpRequest) -> str:
    release_section(actor, shown)
    return _("Du har lämnat avsnittet.")


def _take_over(actor: Actor, shown: Section, request: HttpRequest) -> str:
    take_over(actor, shown, request.POST.get("reason", ""))
    return _("Du har tagit över avsnittet. Den som skrev har fått veta det.")


def _restore(actor: Actor, shown: Section, request: HttpRequest) -> str:
    number = request.POST.get("number", "")
    restore_section(actor, shown, version_of(request), int(number) if number.isdigit() else 0)
    return _("Avsnittet är återställt. Det som stod där finns kvar bland versionerna.")


def _assess(actor: Actor, shown: Section, request: HttpRequest) -> str:
    goal = get_object_or_404(shown.goals, key=request.POST.get("key") or None)
    words = request.POST.get("status", ""), request.POST.get("status_reason", "")
    assess_goal(actor, goal, version_of(request), *words)
    return _("Bedömningen är sparad.")


def _done_with(actor: Actor, shown: Section, request: HttpRequest) -> str:
    kept = request.POST.get("kept", "")
    kept_of(actor, shown).filter(pk=int(kept) if kept.isdigit() else 0).update(is_done=True)
    return _("Texten visas inte längre.")


def _reopen(actor: Actor, shown: Section, request: HttpRequest) -> str:
    reopen_section(actor, shown, version_of(request), request.POST.get("reason", ""))
    return _("Avsnittet är öppet igen.")


def _remove_goal(actor: Actor, shown: Section, request: HttpRequest) -> str:
    remove_goal(actor, shown, version_of(request), request.POST.get("key", ""))
    return _("Målet är borttaget.")


DEEDS: dict[str, Callable[[Actor, Section, HttpRequest], str]] = {
    "skriv": _hold,
    "lamna": _release,
    "ta-bort-mal": _remove_goal,
    "oppna": _reopen,
    "ta-over": _take_over,
    "aterstall": _restore,
    "bedom": _assess,
    "klar-med-text": _done_with,
}


@login_required
@require_POST
def deed(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """One deed on a section."""
    if verb not in DEEDS:
        raise Http404
    shown = visible_section(request, pk)
    if said := DEEDS[verb](acting(request), shown, request):
        messages.success(request, said)
    if request.POST.get("vidare") == "plan":
        return redirect("plans:plan", shown.plan_id)
    return redirect("plans:section", shown.pk)


def _attest(actor: Actor, plan: ActivityPlan, _request: HttpRequest) -> str:
    attest(actor, plan)
    return _("Det som står kvar är intygat.")


def _show(actor: Actor, plan: ActivityPlan, request: HttpRequest) -> str:
    activity = get_object_or_404(Activity, pk=request.POST.get("activity") or 0)
    show_summary(actor, plan, activity)
    return _("Planen i korthet visas vid dialogen.")


PLAN_DEEDS: dict[str, Callable[[Actor, ActivityPlan, HttpRequest], str]] = {"intyga": _attest, "visa": _show}


@login_required
@require_POST
def plan_deed(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """One deed on a whole plan."""
    if verb not in PLAN_DEEDS:
        raise Http404
    shown = visible_plan(request, pk)
    messages.success(request, PLAN_DEEDS[verb](acting(request), shown, request))
    return redirect("plans:plan", shown.pk)
