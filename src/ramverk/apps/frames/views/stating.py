"""Pages of the statements: result, balance and cash flow of an edition, why each number is, and what they rest on."""

from collections.abc import Mapping

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from ramverk.apps.frames.actions.add_assumptions import add_assumptions
from ramverk.apps.frames.actions.choose_assumptions import choose_assumptions
from ramverk.apps.frames.findings import edition_findings
from ramverk.apps.frames.models import AssumptionKind
from ramverk.apps.frames.policy import may
from ramverk.apps.frames.queries.balancing import balanced
from ramverk.apps.frames.queries.editions import chosen_sets
from ramverk.apps.frames.queries.figures import figures
from ramverk.apps.frames.queries.goals import goals_at
from ramverk.apps.frames.queries.legal import requirements, standing, with_reserve
from ramverk.apps.frames.queries.statements import (
    balance_rows,
    cash_flow_rows,
    explain_balance,
    explain_flow,
    result_rows,
    stated,
    statement_findings,
    ties,
)
from ramverk.apps.frames.sources import addresses_of, pieces_of
from ramverk.apps.frames.statement_form import StatementFileForm, StatementForm, names_of
from ramverk.apps.frames.statement_values import STATEMENT_KINDS, flow_years, opening_year
from ramverk.apps.frames.views.finding import visible
from ramverk.apps.organisation.actor import acting
from ramverk.apps.trail.uploads import keep_upload
from ramverk.apps.trail.verdicts import Refused, require
from ramverk.core.findings import worst_first
from ramverk.formats.organisation_sheets.errors import UnreadableSheets
from ramverk.formats.position_sheets.reading import read_position


@login_required
@require_GET
def statements(request: HttpRequest, pk: int) -> HttpResponse:
    """The three statements with what the law asks, the goals, and whether everything ties."""
    actor = acting(request)
    shown = visible(request, pk)
    of, numbers = stated(shown), figures(shown)
    position = of.position
    assets, funding, memo = balance_rows(position) if position else ([], [], [])
    tied, goals = ties(of), goals_at(shown, actor, of)
    balance = balanced(shown, of)
    findings = [
        *with_reserve(edition_findings(shown), shown, of),
        *statement_findings(of),
        *(balance.findings if balance else ()),
    ]
    context = {
        "edition": shown,
        "of": of,
        "result": result_rows(shown, of),
        "assets": assets, "funding": funding, "memo": memo,
        "cash_flow": cash_flow_rows(position) if position else [],
        "years": of.results.years,
        "requirements": requirements(shown, numbers, of),
        "goals": goals,
        "standing": standing(shown, numbers, of, goals),
        "balance_test": balance,
        "findings": worst_first(findings),
        "tied": len(tied), "holds": sum(one.holds for one in tied),
        "may_add": may(actor, "frames.choose_assumptions", shown),
    }  # fmt: skip
    return render(request, "frames/statements.html", context)


@login_required
@require_GET
def why_statement(request: HttpRequest, pk: int) -> HttpResponse:
    """Why a number of the balance or cash-flow budget is what it is."""
    shown = visible(request, pk)
    of = stated(shown)
    value = request.GET.get("ar", "")
    year = int(value) if value.isdigit() and len(value) == 4 else 0
    if "balans" in request.GET:
        explained = explain_balance(of, request.GET["balans"], year)
    else:
        explained = explain_flow(of, request.GET.get("flode", ""), year)
    if explained is None:
        raise Http404
    addresses = addresses_of([part.source for part in explained.parts], shown, acting(request))
    parts = [(part, pieces_of(part.source, addresses)) for part in explained.parts]
    return render(request, "frames/why_statement.html", {"edition": shown, "explained": explained, "parts": parts})


@login_required
@require_http_methods(["GET", "POST"])
def plan(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """Lay in an opening balance or a plan of investments and loans, and let the edition rest on it.

    The form begins with what the edition rests on; what is saved is a new set beside it.
    """
    actor = acting(request)
    shown = visible(request, pk)
    if kind not in STATEMENT_KINDS:
        raise Http404
    require(may(actor, "frames.choose_assumptions", shown))
    before, slag = chosen_sets(shown).get(kind), AssumptionKind(kind)
    years = [int(year) for year in shown.years]
    known: Mapping[str, Mapping[str, int]] = before.values if before else {}
    context = {"edition": shown, "kind": slag, "before": before, "file_form": StatementFileForm()}
    if request.method == "POST" and "sheet" in request.FILES:
        file_form = StatementFileForm(request.POST, request.FILES)
        form, faults = _read_file(file_form, slag, years)
        context |= {"form": form or StatementForm(kind=slag, years=years, known=known), "file_form": file_form}
        status = 200 if form else 422
        return render(request, "frames/statement_plan.html", context | {"faults": faults}, status=status)
    form = StatementForm(request.POST or None, kind=slag, years=years, known=known)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        try:
            with transaction.atomic():
                made = add_assumptions(
                    actor, shown.round, kind, values["name"], values["dated"], values["source"], form.values(),
                    file=form.named_file(), replaces=before,
                )  # fmt: skip
                choose_assumptions(actor, shown, made)
        except Refused as refusal:
            form.add_error(None, str(refusal.sentence))
        else:
            messages.success(request, _("%s är inlagt och utgåvan vilar på det.") % made.name)
            return redirect("frames:statements", pk)
    return render(request, "frames/statement_plan.html", context | {"form": form}, status=422 if form.errors else 200)


def _read_file(
    file_form: StatementFileForm, kind: AssumptionKind, years: list[int]
) -> tuple[StatementForm | None, dict[str, list[str]]]:
    """The form filled from a file, to be looked at before it is saved; or what is wrong in the file, row by row."""
    if not file_form.is_valid():
        return None, {}
    wanted = (opening_year(years),) if kind is AssumptionKind.OPENING_BALANCE else flow_years(years)
    english = get_language() == "en"
    try:
        file = keep_upload(file_form.cleaned_data["sheet"])
        read = read_position(bytes(file.file.content), file.name, names_of(kind), wanted)
    except UnreadableSheets as error:
        file_form.add_error("sheet", error.sentence_en if english else error.sentence_sv)
        return None, {}
    except Refused as refusal:
        file_form.add_error("sheet", str(refusal.sentence))
        return None, {}
    faults: dict[str, list[str]] = {}
    for fault in read.faults:
        faults.setdefault(fault.place, []).append(fault.english if english else fault.swedish)
    if faults:
        return None, faults
    known = {line: {str(year): int(one) for year, one in amounts.items()} for line, amounts in read.values.items()}
    initial = {"source": file.name, "file": file.file.sha256, "file_name": file.name}
    return StatementForm(kind=kind, years=years, known=known, initial=initial), {}
