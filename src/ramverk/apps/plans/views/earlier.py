"""Last year's goals from a file: for all boards where plans are opened, for one board in its plan."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from ramverk.apps.cycle.models import Round
from ramverk.apps.frames.findings import FRAMED
from ramverk.apps.frames.views.finding import as_download
from ramverk.apps.organisation.actor import Actor, acting
from ramverk.apps.organisation.models import Body
from ramverk.apps.plans.actions.read_goals import read_goals
from ramverk.apps.plans.actions.take_up_goals import take_up_goals
from ramverk.apps.plans.earlier_goals import Plain, ReadGoals, goals_in, stored_for
from ramverk.apps.plans.forms_governing import EarlierGoalsForm
from ramverk.apps.plans.models import ActivityPlan, EarlierGoals, GoalLevel
from ramverk.apps.plans.policy import may_govern, may_write
from ramverk.apps.plans.queries.plans import council_goals
from ramverk.apps.plans.views.finding import the_round, visible_plan
from ramverk.apps.plans.views.pages import frame_context
from ramverk.apps.trail.uploads import keep_upload
from ramverk.apps.trail.verdicts import Refused, require
from ramverk.formats.goal_sheets import write_goals_template


@login_required
@require_GET
def goals_template(request: HttpRequest) -> HttpResponse:
    """An empty workbook with the headings, and this round's boards and goals of the council to choose from."""
    actor = acting(request)
    in_round = the_round(actor)
    boards = Body.objects.filter(kind__in=FRAMED, valid_to=None).order_by("name").values_list("name", flat=True)
    above = [one.text for one in council_goals(in_round, actor) if one.level == GoalLevel.COUNCIL]
    content = write_goals_template([in_round.budget_year, *in_round.plan_years], list(boards), above)
    return as_download(_("Förra årets mål.xlsx"), content)


@login_required
@require_http_methods(["GET", "POST"])
def earlier_goals(request: HttpRequest) -> HttpResponse:
    """Finance reads in all boards' goals of last year, before or after the plans are opened."""
    actor = acting(request)
    in_round = the_round(actor)
    require(may_govern(actor, "plans.read_goals"))
    form, read = _looked_through(request, in_round)
    if read and not read.faults:
        count = read_goals(actor, in_round, read)
        said = ngettext("%(n)s mål är inläst, för %(boards)s.", "%(n)s mål är inlästa, för %(boards)s.", count)
        messages.success(request, said % {"n": count, "boards": _boards(len(read.goals))})
        return redirect("plans:earlier_goals")
    rows = EarlierGoals.objects.filter(round=in_round).select_related("body")
    context = {"round": in_round, "form": form, "read": read, "rows": rows}
    return render(request, "plans/earlier_goals.html", context, status=422 if form.errors or read else 200)


def _boards(n: int) -> str:
    return ngettext("%s nämnd", "%s nämnder", n) % n


@login_required
@require_http_methods(["GET", "POST"])
def plan_goals(request: HttpRequest, pk: int) -> HttpResponse:
    """A board takes up its goals of last year: from a file, or what finance has read in."""
    shown, actor = visible_plan(request, pk), acting(request)
    require(may_write(actor, shown))
    stored = stored_for(shown)
    if stored and "inlasta" in request.POST:
        return _take_up(request, actor, shown, stored.goals, stored.file_name)
    form, read = _looked_through(request, shown.submission.activity.round, shown.submission.body)
    if read and not read.faults:
        if found := read.goals.get(shown.submission.body_id):
            return _take_up(request, actor, shown, found, read.file)
        form.add_error("file", _("Filen har inga mål för %s.") % shown.submission.body.name)
    context = frame_context(shown, actor) | {"form": form, "read": read, "stored": stored}
    return render(request, "plans/plan_goals.html", context, status=422 if form.errors or read else 200)


def _take_up(request: HttpRequest, actor: Actor, plan: ActivityPlan, goals: list[Plain], name: str) -> HttpResponse:
    count = take_up_goals(actor, plan, goals, name)
    left = len(goals) - count
    said = ngettext("%s mål är inlagt i planen.", "%s mål är inlagda i planen.", count) % count
    if left:
        said += " " + ngettext("%s fanns redan och är orört.", "%s fanns redan och är orörda.", left) % left
    messages.success(request, said)
    return redirect("plans:plan", plan.pk)


def _looked_through(
    request: HttpRequest, in_round: Round, only: Body | None = None
) -> tuple[EarlierGoalsForm, ReadGoals | None]:
    """The form, and what the uploaded file holds where there is one."""
    form = EarlierGoalsForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            named = keep_upload(form.cleaned_data["file"])
            return form, goals_in(bytes(named.file.content), named.name, in_round, only)
        except Refused as refusal:
            form.add_error("file", str(refusal.sentence))
    return form, None
