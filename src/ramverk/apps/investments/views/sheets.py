"""A board's projects and their sheets: read, written, put in order, taken away."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import formset_factory
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ramverk.apps.cycle.models import ActivityKind, Round, Submission
from ramverk.apps.cycle.policy_submission import HANDED_IN, bodies_behind
from ramverk.apps.investments.actions.attach_to_sheet import attach_to_sheet
from ramverk.apps.investments.actions.rank_projects import rank_projects
from ramverk.apps.investments.actions.remove_project import remove_project
from ramverk.apps.investments.actions.save_project import save_project
from ramverk.apps.investments.edits import SheetEdit
from ramverk.apps.investments.forms import (
    ComponentForm,
    EffectForm,
    SheetFilesForm,
    SheetForm,
    bodies,
    component_values,
    effect_values,
    first_values,
)
from ramverk.apps.investments.models import (
    Category,
    FinalReport,
    Funding,
    Project,
    ProjectPhase,
    RevisedSheet,
    SheetFile,
)
from ramverk.apps.investments.phases import report_due
from ramverk.apps.investments.policy import (
    PROJECTS,
    may_follow,
    may_rank,
    may_read_secrets,
    may_remove_sheet,
    may_write_sheet,
    may_write_sheets,
    sees_revision,
)
from ramverk.apps.investments.queries.portfolio import handed_in
from ramverk.apps.investments.queries.projects import in_force, submission_for, whole
from ramverk.apps.investments.revising import compared, revised_of
from ramverk.apps.investments.sheets import (
    conditions_of,
    findings_of,
    interest_of,
    plan_years,
    rule_of,
    sheet_from_edit,
    sheet_of,
    sheet_years,
)
from ramverk.apps.investments.showing import (
    Difference,
    activation_words,
    cost_table,
    differences,
    label_of,
    shown,
    texts_of,
)
from ramverk.apps.investments.views.finding import board, the_round
from ramverk.apps.organisation.actor import Actor, acting
from ramverk.apps.organisation.models import Body
from ramverk.apps.trail import clock
from ramverk.apps.trail.queries import history
from ramverk.apps.trail.uploads import download, keep_upload
from ramverk.apps.trail.verdicts import Invalid, Refused, Stale, require
from ramverk.apps.trail.wording import in_words
from ramverk.core.investments.sheets import Sheet

_BLANK_PARTS, _BLANK_EFFECTS = 3, 2


@login_required
@require_GET
def of_board(request: HttpRequest, pk: int) -> HttpResponse:
    """One board's projects in its own order: as they stand for those who may see them, else as handed in."""
    actor, in_round, body = acting(request), the_round(request), board(pk)
    submission = submission_for(in_round, body.pk)
    live = list(PROJECTS.filter(whole().filter(round=in_round, body=body), actor).order_by("rank", "pk"))
    is_live = bool(live) or submission is None or submission.state not in HANDED_IN
    sheets = [sheet_of(project) for project in live]
    if not live:
        name = body.short_name or body.name
        sheets = [sheet for sheet in handed_in(in_round).sheets if sheet.board == name]
        is_live = False
    years, prerequisites = plan_years(in_round), in_force(in_round)
    by_key = dict(Project.objects.filter(round=in_round, body=body).values_list("key", "pk"))
    pks = {str(key): project_pk for key, project_pk in by_key.items()}
    rows = [(pks.get(row.sheet.key), row) for row in shown(sheets, years, sheet_years(in_round))]
    verdict = may_write_sheets(actor, submission)
    context = {
        "body": body, "rows": rows, "years": years, "submission": submission, "may_write": verdict,
        "is_own": body.pk in bodies_behind(actor),
        "may_rank": may_rank(actor, submission), "revision": submission if is_revision(submission) else None,
        "is_live": is_live, "is_draft": is_live and (submission is None or submission.state not in HANDED_IN),
        "order": [project.pk for project in live],
        "findings": findings_of(sheets, conditions_of(in_round, prerequisites), rule_of(prerequisites))
        if is_live and not is_revision(submission) else [],
        "sums": [sum(row.amounts[at] for _pk, row in rows) for at in range(len(years))],
        "later": sum(row.later for _pk, row in rows), "total": sum(row.total for _pk, row in rows),
    }  # fmt: skip
    return render(request, "investments/board.html", context)


@login_required
@require_GET
def project(request: HttpRequest, pk: int) -> HttpResponse:
    """One sheet: as it stands for those who may see it, else as the board handed it in."""
    actor = acting(request)
    row = get_object_or_404(Project.objects.select_related("round", "body"), pk=pk)
    live = PROJECTS.filter(whole(), actor).filter(pk=pk).first()
    sheet = sheet_of(live) if live else _handed_in(row)
    if sheet is None:
        raise Http404
    prerequisites = in_force(row.round)
    interest, years = interest_of(prerequisites), sheet_years(row.round)
    submission = submission_for(row.round, row.body_id)
    revised = revised_of(submission, row)
    context = _sheet_context(sheet, row.round) | {
        "project": row, "body": row.body, "is_live": live is not None,
        "is_open": live is None or submission is None or submission.state in HANDED_IN,
        "texts": texts_of(sheet, with_secrets=may_read_secrets(actor, row.body_id)),
        "costs": cost_table(sheet, years, interest), "prerequisites": prerequisites,
        "may_write": may_write_sheet(actor, submission, revised) if live else None,
        "may_remove": may_remove_sheet(actor, submission, revised) if live else None,
        "revised": revised if live else None, "sees_revision": sees_revision(actor, revised),
        "files": _files(row, sheet),
        "files_form": SheetFilesForm(auto_id="bilaga_%s"),
        "differences": _differences(revised, sheet) if live and revised else [],
        "findings": findings_of([sheet], conditions_of(row.round, prerequisites), rule_of(prerequisites))
        if live
        else [],
        "entries": in_words(history(row)[:10]) if live else [],
        "passages": list(row.passages.all()) if live else [], "due": report_due(row, prerequisites),
        "report": FinalReport.objects.select_related("document").filter(project=row).first() if live else None,
        "may_follow": may_follow(actor, row, submission) if live else None, "today": clock.today(),
    }  # fmt: skip
    return render(request, "investments/project.html", context)


def _handed_in(row: Project) -> Sheet | None:
    return next((sheet for sheet in handed_in(row.round).sheets if sheet.key == str(row.key)), None)


def _files(row: Project, sheet: Sheet) -> list[SheetFile]:
    """The sheet's attached files that are those of this version of it."""
    known = set(sheet.files)
    rows = row.files.select_related("file").defer("file__content")
    return [one for one in rows if (one.name, one.file.sha256) in known]


def _differences(revised: RevisedSheet, sheet: Sheet) -> list[Difference]:
    return differences(*compared(revised, sheet))


def is_revision(submission: Submission | None) -> bool:
    """Whether the board's sheets are being revised."""
    return submission is not None and submission.activity.kind == ActivityKind.REVISION


@login_required
@require_GET
def file(request: HttpRequest, pk: int, file: int) -> HttpResponse:
    """A file of a sheet: as the sheet stands for those who may see it, else as the board handed it in."""
    row = get_object_or_404(Project.objects.select_related("round", "body"), pk=pk)
    live = PROJECTS.filter(whole(), acting(request)).filter(pk=pk).first()
    sheet = sheet_of(live) if live else _handed_in(row)
    found = next((one for one in _files(row, sheet) if one.pk == file), None) if sheet else None
    if found is None:
        raise Http404
    return download(found.file, found.name, found.media_type)


@login_required
@require_POST
def files(request: HttpRequest, pk: int) -> HttpResponse:
    """Attach a file to a sheet, or take one away."""
    actor = acting(request)
    found = get_object_or_404(PROJECTS.filter(whole(), actor), pk=pk)
    submission = submission_for(found.round, found.body_id)
    require(may_write_sheet(actor, submission, revised_of(submission, found)))
    assert submission is not None  # noqa: S101 - without one the policy has refused already
    form = SheetFilesForm(request.POST, request.FILES)
    gone = [int(one) for one in request.POST.getlist("remove") if one.isdigit()]
    if not gone and not form.is_valid():
        raise Invalid(_("Välj en fil att bifoga."))
    add = [] if gone else [keep_upload(form.cleaned_data["file"])]
    attach_to_sheet(actor, submission, found, _version(request), add, gone)
    messages.success(request, _("Bilagan är borttagen.") if gone else _("Bilagan är bifogad."))
    return redirect("investments:project", pk=pk)


def _version(request: HttpRequest) -> int:
    value = request.POST.get("version", "")
    return int(value) if value.isdigit() else 0


@login_required
@require_POST
def autosave(request: HttpRequest, pk: int) -> HttpResponse:
    """What the page saves by itself while somebody writes; answers with a line that says how it went."""
    actor = acting(request)
    found = get_object_or_404(PROJECTS.filter(whole(), actor), pk=pk)
    submission = submission_for(found.round, found.body_id)
    forms = _Forms(request, found.round, found)
    context: dict[str, Any] = {"project": found}
    if not forms.is_valid():
        context["refusal"] = _("Inte sparat än: något i fälten går inte att läsa. Tryck på Spara bladet, så visas vad.")
    else:
        try:
            assert submission is not None  # noqa: S101 - PROJECTS shows a board its sheets where it has a submission
            require(may_write_sheets(actor, submission))
            version = forms.sheet.cleaned_data["version"] or 0
            saved = save_project(actor, submission, found, version, forms.edit(), is_autosave=True)
        except Refused as refusal:
            context["refusal"] = refusal.sentence
        else:
            context |= {"project": saved, "saved_at": clock.now()}
    return render(request, "investments/_saved.html", context)


def _sheet_context(sheet: Sheet, in_round: Round) -> dict[str, Any]:
    years = sheet_years(in_round)
    return {
        "sheet": sheet,
        "years": [
            (year, int(sheet.outlay.get(year, 0)), int(sheet.contributions.get(year, 0)), int(sheet.net(year)))
            for year in years
            if sheet.outlay.get(year) or sheet.contributions.get(year)
        ],
        "plan_years": plan_years(in_round),
        "kinds": {
            "funding": label_of(Funding, sheet.funding), "category": label_of(Category, sheet.category),
            "phase": label_of(ProjectPhase, sheet.phase),
        },
        "activated": activation_words(sheet),
        "effects": [
            (one, [-int(one.amounts.get(year, 0)) for year in plan_years(in_round)]) for one in sheet.effects
        ],
    }  # fmt: skip


@login_required
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest, pk: int) -> HttpResponse:
    """An empty sheet for a board."""
    in_round, body = the_round(request), board(pk)
    return _write(request, in_round, body, None)


@login_required
@require_http_methods(["GET", "POST"])
def write(request: HttpRequest, pk: int) -> HttpResponse:
    """A sheet to write in."""
    found = get_object_or_404(PROJECTS.filter(whole(), acting(request)), pk=pk)
    return _write(request, found.round, found.body, found)


class _Forms:
    """The three parts of the sheet's form, bound to what was posted or to what is stored."""

    def __init__(self, request: HttpRequest, in_round: Round, stored: Project | None) -> None:
        data = request.POST if request.method == "POST" else None
        years, plan = sheet_years(in_round), plan_years(in_round)
        first = first_values(stored, years) if stored else {"version": 0}
        self.sheet = SheetForm(data, years=years, prerequisites=in_force(in_round), initial=first)
        parts: Any = formset_factory(ComponentForm, extra=_BLANK_PARTS, max_num=60, absolute_max=60)
        self.components = parts(data, prefix="k", initial=component_values(stored) if stored else None)
        effects: Any = formset_factory(EffectForm, extra=_BLANK_EFFECTS, max_num=40, absolute_max=40)
        self.effects = effects(
            data, prefix="d", initial=effect_values(stored) if stored else None,
            form_kwargs={"years": plan, "choices": bodies()},
        )  # fmt: skip

    def is_valid(self) -> bool:
        """All three, so that every fault is shown at once."""
        return all([self.sheet.is_valid(), self.components.is_valid(), self.effects.is_valid()])

    def keep_against(self, version: int) -> None:
        """What was written, to be saved against what stands now if the person still wants to."""
        data: Any = self.sheet.data
        self.sheet.data = data.copy()
        self.sheet.data["version"] = str(version)  # type: ignore[index]

    def edit(self) -> SheetEdit:
        """The sheet as it was left."""
        return self.sheet.edit(self.components.forms, self.effects.forms)


def _write(request: HttpRequest, in_round: Round, body: Body, stored: Project | None) -> HttpResponse:
    actor = acting(request)
    submission = submission_for(in_round, body.pk)
    require(may_write_sheet(actor, submission, revised_of(submission, stored)))
    forms = _Forms(request, in_round, stored)
    status, costs, meanwhile = 200, None, []
    if request.method == "POST":
        if not forms.is_valid():
            status = 422
        elif "rakna" in request.POST:
            costs = _counted(forms.edit(), in_round, body)
        else:
            answer = _save(request, actor, submission, stored, forms)
            if not isinstance(answer, int):
                messages.success(request, _("Projektbladet är sparat."))
                return redirect("investments:project", pk=answer.pk)
            status = answer
            if stored is not None and status == Stale.status:
                meanwhile = _meanwhile(Project.objects.get(pk=stored.pk), forms.sheet, in_round)
                forms.keep_against(Project.objects.get(pk=stored.pk).version)
    if costs is None and stored is not None:
        costs = cost_table(sheet_of(stored), sheet_years(in_round), interest_of(in_force(in_round)))
    forms.sheet.mark_stars()
    context = {
        "body": body, "project": stored, "form": forms.sheet, "components": forms.components,
        "effects": forms.effects, "costs": costs, "prerequisites": in_force(in_round), "meanwhile": meanwhile,
        "plan_years": plan_years(in_round),
    }  # fmt: skip
    return render(request, "investments/write.html", context, status=status)


def _save(
    request: HttpRequest, actor: Actor, submission: Submission | None, stored: Project | None, forms: _Forms
) -> Project | int:
    assert submission is not None  # noqa: S101 - without one the policy has refused already
    try:
        return save_project(actor, submission, stored, forms.sheet.cleaned_data["version"] or 0, forms.edit())
    except Refused as refusal:
        messages.error(request, str(refusal.sentence))
        return refusal.status


def _meanwhile(now: Project, form: SheetForm, in_round: Round) -> list[tuple[str, str, str]]:
    """Field by field where what is stored by now differs from what was written: label, theirs, yours."""
    theirs = first_values(now, sheet_years(in_round))
    rows = []
    for name, bound in form.fields.items():
        yours = form.data.get(name, "")
        stored = theirs.get(name, "")
        text = "" if stored in (None, False) else "on" if stored is True else str(stored)
        if name != "version" and text.strip() != str(yours).strip().replace("\r\n", "\n"):
            rows.append((str(bound.label), text, str(yours)))
    return rows


def _counted(edit: SheetEdit, in_round: Round, body: Body) -> list[tuple[int, int, int, int, int]]:
    sheet = sheet_from_edit(edit, body)
    return cost_table(sheet, sheet_years(in_round), interest_of(in_force(in_round)))


@login_required
@require_POST
def count(request: HttpRequest, pk: int) -> HttpResponse:
    """The capital cost of what is written so far; nothing is saved."""
    in_round, body = the_round(request), board(pk)
    require(may_write_sheets(acting(request), submission_for(in_round, body.pk)))
    forms = _Forms(request, in_round, None)
    costs = _counted(forms.edit(), in_round, body) if forms.is_valid() else None
    context = {"costs": costs, "prerequisites": in_force(in_round), "is_unread": costs is None}
    return render(request, "investments/_costs.html", context)


@login_required
@require_POST
def rank(request: HttpRequest, pk: int) -> HttpResponse:
    """Move a project up or down, or take the whole order as it was dragged."""
    actor, in_round, body = acting(request), the_round(request), board(pk)
    submission = submission_for(in_round, body.pk)
    require(may_write_sheets(actor, submission))
    seen = [int(value) for value in request.POST.getlist("seen") if value.isdigit()]
    wanted = [int(value) for value in request.POST.getlist("order") if value.isdigit()] or list(seen)
    for name, step in (("up", -1), ("down", 1)):
        value = request.POST.get(name, "")
        if value.isdigit() and int(value) in wanted:
            at = wanted.index(int(value))
            to = min(max(at + step, 0), len(wanted) - 1)
            wanted.insert(to, wanted.pop(at))
    if submission is not None:
        rank_projects(actor, submission, seen, wanted)
    return redirect("investments:board", pk=pk)


@login_required
@require_POST
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a sheet away."""
    actor = acting(request)
    found = get_object_or_404(PROJECTS.filter(whole(), actor), pk=pk)
    submission = submission_for(found.round, found.body_id)
    require(may_write_sheets(actor, submission))
    if submission is not None:
        remove_project(actor, submission, found, _version(request))
    messages.success(request, _("Projektbladet är borttaget ur nämndens lista."))
    return redirect("investments:board", pk=found.body_id)
