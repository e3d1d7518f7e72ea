"""The whole municipality's investments: sums against ceiling and goal, the sandbox, frozen lists, and editions."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ramverk.apps.cycle.models import Activity, Round
from ramverk.apps.cycle.policy import ACTIVITIES
from ramverk.apps.cycle.policy_submission import bodies_behind
from ramverk.apps.cycle.queries.rounds import current_round
from ramverk.apps.frames.assumptions import decimal
from ramverk.apps.frames.ledger import board_key
from ramverk.apps.frames.models import Edition
from ramverk.apps.frames.policy import EDITIONS
from ramverk.apps.investments.actions.choose_list import LATEST, choose_list
from ramverk.apps.investments.actions.freeze_list import freeze_list
from ramverk.apps.investments.forms import ListForm
from ramverk.apps.investments.frame_rows import chosen_of, counted_by
from ramverk.apps.investments.models import InvestmentList, Project
from ramverk.apps.investments.phases import carried_out, report_due
from ramverk.apps.investments.policy import LISTS, WORD, may, may_choose_list
from ramverk.apps.investments.queries.portfolio import handed_in, lists_of, moved_since, sheets_in
from ramverk.apps.investments.queries.projects import in_force, seen_prerequisites, seen_projects
from ramverk.apps.investments.sheets import interest_of, plan_years, sheet_years
from ramverk.apps.investments.showing import lines, measured, shown, whole
from ramverk.apps.investments.views.finding import own_bodies, the_round
from ramverk.apps.organisation.actor import Actor, acting
from ramverk.apps.organisation.models import Body
from ramverk.apps.trail import clock
from ramverk.apps.trail.verdicts import Invalid, Refused, require
from ramverk.core.investments.portfolio import pressure
from ramverk.core.investments.sheets import Sheet


@login_required
@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """What has been handed in, summed by board, category and type, against ceiling and goal."""
    actor = acting(request)
    in_round = current_round(actor)
    if in_round is None:
        return render(request, "investments/none.html", {})
    delivered = handed_in(in_round)
    kind = request.GET.get("per", "board")
    kind = kind if kind in {"board", "category", "funding"} else "board"
    lists = lists_of(in_round, actor)
    context = _sums(delivered.sheets, in_round) | {
        "kind": kind, "groups": lines(delivered.sheets, plan_years(in_round), delivered.years, kind),
        "missing": delivered.missing, "count": len(delivered.sheets), "lists": lists, "round": in_round,
        "own": own_bodies(actor, set(bodies_behind(actor))), "bodies": _bodies(),
        "may_freeze": may(actor, "investments.freeze_list"), "list_form": ListForm(auto_id="lista_%s"),
        "steps": _steps(in_round, actor) if actor.owns_the_process else [],
        "editions": _open_editions(in_round, actor) if actor.owns_the_process and lists else [],
        "prerequisites": next(iter(seen_prerequisites(in_round, actor)), None),
        "moved": moved_since(sheets_in(lists[0]), delivered.sheets) if lists else [],
        **_followed(in_round, actor),
    }  # fmt: skip
    return render(request, "investments/index.html", context)


def _sums(sheets: list[Sheet], in_round: Round) -> dict[str, Any]:
    years, prerequisites = plan_years(in_round), in_force(in_round)
    return {
        "years": years,
        "totals": whole(sheets, years, sheet_years(in_round)),
        "measured": measured(sheets, years, prerequisites),
    }


def _followed(in_round: Round, actor: Actor) -> dict[str, Any]:
    """How much of the year's money is used, and which final reports are waited for, among what the actor may see."""
    seen, prerequisites, today = seen_projects(in_round, actor), in_force(in_round), clock.today()
    dues = [(due, project) for project in seen if (due := report_due(project, prerequisites))]
    waited = [(due, project, due < today) for due, project in dues if _is_near(due, today)]
    return {
        "carried": [
            (one, "" if one.rate_pct is None else f"{decimal(one.rate_pct, 1)} %") for one in carried_out(seen)
        ],
        "reports": sorted(waited, key=lambda row: row[0]),
    }  # fmt: skip


_HALF_A_YEAR = 183


def _is_near(due: date, today: date) -> bool:
    return (due - today).days < _HALF_A_YEAR


def _bodies() -> dict[str, Body]:
    """The bodies by what sheets call them."""
    return {board_key(body): body for body in Body.objects.filter(valid_to=None)}


def _steps(in_round: Round, actor: Actor) -> list[Activity]:
    rows = Activity.objects.filter(round=in_round, title__icontains=WORD).exclude(kind__in=("dispatch", "submission"))
    return list(ACTIVITIES.filter(rows, actor).order_by("order"))


def _open_editions(in_round: Round, actor: Actor) -> list[Edition]:
    rows = EDITIONS.filter(Edition.objects.filter(round=in_round, state="open"), actor)
    return [edition for edition in rows.order_by("-pk") if may_choose_list(actor, edition)]


@login_required
@require_GET
def projects(request: HttpRequest) -> HttpResponse:
    """The consolidated list, and what the municipality's figures become when projects are taken out: nothing saved."""
    in_round = the_round(request)
    delivered = handed_in(in_round)
    return render(request, "investments/sandbox.html", _sandbox(request, in_round, delivered.sheets))


def _sandbox(request: HttpRequest, in_round: Round, sheets: list[Sheet]) -> dict[str, Any]:
    years, horizon, prerequisites = plan_years(in_round), sheet_years(in_round), in_force(in_round)
    projects = _projects_by_key(in_round)
    left_out = request.GET.getlist("ut")
    kept = [sheet for sheet in sheets if sheet.key not in left_out]
    interest = interest_of(prerequisites)
    order = request.GET.get("ordning", "prioritet")
    ladder = sorted(sheets, key=_by_board if order == "namnd" else _by_priority)
    all_of, now = pressure(sheets, years, interest), pressure(kept, years, interest)
    outcome = [
        (label, [int(before[year]) for year in years], [int(after[year]) for year in years])
        for label, before, after in (
            (_("Nettoinvestering"), all_of.net, now.net),
            (_("Lånebehov sedan första året, om allt lånas"), all_of.debt, now.debt),
            (_("Kapitalkostnad"), all_of.capital, now.capital),
            (_("Effekt på årets resultat"), all_of.result, now.result),
        )
    ]
    return _sums(kept, in_round) | {
        "rows": [(projects.get(row.sheet.key), row) for row in shown(ladder, years, horizon, left_out)],
        "outcome": outcome, "order": order, "is_moved": bool(left_out), "round": in_round,
        "prerequisites": prerequisites, "out": len(sheets) - len(kept),
    }  # fmt: skip


def _by_priority(sheet: Sheet) -> tuple[str, str, int]:
    return (sheet.priority or "~", sheet.board, sheet.rank)


def _by_board(sheet: Sheet) -> tuple[str, int]:
    return (sheet.board, sheet.rank)


def _projects_by_key(in_round: Round) -> dict[str, int]:
    """The id of each project of the round, by the key that its sheet carries."""
    return {str(key): pk for key, pk in Project.objects.filter(round=in_round).values_list("key", "pk")}


@login_required
@require_POST
def freeze(request: HttpRequest) -> HttpResponse:
    """Freeze the list as the boards have handed in, for a step of the timetable."""
    actor, in_round = acting(request), the_round(request)
    require(may(actor, "investments.freeze_list"))
    form = ListForm(request.POST)
    if not form.is_valid():
        raise Invalid(_("Ge listan ett namn, till exempel ”Investeringar till kommunstyrelsen 20 mars”."))
    step = request.POST.get("step", "")
    activity = next((one for one in _steps(in_round, actor) if str(one.pk) == step), None)
    made = freeze_list(actor, in_round, form.cleaned_data["name"], activity)
    messages.success(request, _("Listan är fryst. Det som ändras efter i dag visas som skillnad mot den."))
    return redirect("investments:list", pk=made.pk)


@login_required
@require_GET
def frozen_list(request: HttpRequest, pk: int) -> HttpResponse:
    """A list as it was frozen, and what has moved since."""
    rows = InvestmentList.objects.select_related("round", "document", "activity", "prerequisites__round")
    found = get_object_or_404(LISTS.filter(rows, acting(request)), pk=pk)
    sheets, in_round = sheets_in(found), found.round
    years, horizon = plan_years(in_round), sheet_years(in_round)
    ladder, projects = sorted(sheets, key=_by_board), _projects_by_key(in_round)
    context = {
        "list": found, "years": years, "totals": whole(sheets, years, horizon),
        "measured": measured(sheets, years, found.prerequisites),
        "rows": [(projects.get(row.sheet.key), row) for row in shown(ladder, years, horizon)],
        "moved": moved_since(sheets, handed_in(in_round).sheets), "missing": found.document.content["missing"],
        "versions": found.document.content["versions"],
    }  # fmt: skip
    return render(request, "investments/list.html", context)


def _years_in(text: str) -> int:
    return int(text) if text.isdigit() else 0


@login_required
@require_http_methods(["GET", "POST"])
def of_edition(request: HttpRequest, pk: int) -> HttpResponse:
    """Which list an edition counts on, and which projects are left out of it."""
    actor = acting(request)
    edition = get_object_or_404(EDITIONS.filter(Edition.objects.select_related("round", "parent"), actor), pk=pk)
    verdict = may_choose_list(actor, edition)
    lists = lists_of(edition.round, actor)
    row = chosen_of(edition)
    asked = request.POST.get("list") or request.GET.get("lista", "")
    chosen = next((one for one in lists if str(one.pk) == asked), row.chosen if row else next(iter(lists), None))
    status = 200
    if request.method == "POST":
        require(verdict)
        if chosen is None:
            raise Invalid(_("Det finns ingen fryst lista att räkna på än. Frys listan på investeringarnas sida."))
        sheets = sheets_in(chosen)
        kept = set(request.POST.getlist("med"))
        later = {sheet.key: _years_in(request.POST.get(f"senare-{sheet.key}", "")) for sheet in sheets}
        try:
            choose_list(actor, edition, chosen, [sheet.key for sheet in sheets if sheet.key not in kept], later)
        except Refused as refusal:
            messages.error(request, str(refusal.sentence))
            status = refusal.status
        else:
            messages.success(request, _("Kapitalkostnader och driftkonsekvenser är omräknade i utgåvan."))
            return redirect("investments:edition", pk=pk)
    is_same = row is not None and chosen is not None and row.chosen_id == chosen.pk
    left_out, delayed = (row.left_out, row.delayed) if row and is_same else ([], {})
    years, horizon = plan_years(edition.round), sheet_years(edition.round)
    sheets = sorted(sheets_in(chosen), key=_by_priority) if chosen else []
    sheets = [sheet.delayed(delayed.get(sheet.key, 0)) for sheet in sheets]
    counted = counted_by(edition)
    context = {
        "edition": edition, "may_write": verdict, "lists": lists, "chosen": chosen, "row": row, "years": years,
        "otherwise": counted.otherwise if counted else (),
        "rows": [(delayed.get(one.sheet.key, 0), one) for one in shown(sheets, years, horizon, left_out)],
        "waits": range(1, LATEST + 1), "is_delayed": any(delayed.values()),
        "totals": whole([sheet for sheet in sheets if sheet.key not in left_out], years, horizon),
    }  # fmt: skip
    return render(request, "investments/edition.html", context, status=status)
