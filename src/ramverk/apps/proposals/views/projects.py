"""The investments of a draft: what the base counts on, what the draft does with it, and what that comes to."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ramverk.apps.proposals.actions.choose_projects import UNDO, NewProject, add_project, choose_project
from ramverk.apps.proposals.forms import Posts
from ramverk.apps.proposals.forms_projects import ProjectForm, size_written
from ramverk.apps.proposals.policy import may_write
from ramverk.apps.proposals.projects import FOLLOWS, DraftProject, deed_words, outlay_of, sheet_before
from ramverk.apps.proposals.queries.drafts import Opened, opened, outcome
from ramverk.apps.proposals.signs import as_written
from ramverk.apps.proposals.views.drafts import around, result_of
from ramverk.apps.proposals.views.finding import item_in, version_of
from ramverk.apps.trail.verdicts import Refused, Stale, require
from ramverk.core.editions.changes import PostKind
from ramverk.core.investments.choosing import ProjectVerb
from ramverk.core.investments.sheets import Sheet

DEEDS: dict[str, tuple[str, int]] = {
    "ut": (ProjectVerb.CUT.value, 0), "in": (ProjectVerb.TAKE_IN.value, 0), "senare": (ProjectVerb.MOVE.value, 1),
    "tidigare": (ProjectVerb.MOVE.value, -1), "storlek": (ProjectVerb.RESIZE.value, 0), "angra": (UNDO, 0),
}  # fmt: skip


@login_required
@require_http_methods(["GET", "POST"])
def projects(request: HttpRequest, uid: str) -> HttpResponse:
    """Cut, move, resize, take in, add; every deed is worked through to frames, loans and goals at once."""
    inside, item = item_in(request, uid)
    one = opened(inside.proof, item, is_logged=request.method == "GET")
    verdict, posts = may_write(inside.actor, item), Posts(one.terms, one.base_core)
    form = ProjectForm(request.POST if request.POST.get("deed") == "ny" else None, years=one.core.years, posts=posts)
    status = 200
    if request.method == "POST":
        require(verdict)
        try:
            if _done(request, inside.actor, one, form):
                key = request.POST.get("project", "")
                return redirect(f"{request.get_full_path()}#{f'p-{key}' if key else 'investeringar'}")
            status = 422
        except Refused as refusal:
            messages.error(request, str(refusal.sentence))
            status = refusal.status
    asked = request.GET.get("organ", "")
    wrong = request.POST.dict() if "outlay" in request.POST else {}
    rows = _rows(one, posts)
    found = outcome(one)
    context = around(inside, one, "projects") | result_of(one, found) | {
        "may_write": verdict, "form": form, "is_stale": status == Stale.status, "asked": asked,
        "wrong_size": (wrong.get("project"), wrong.get("outlay")),
        "boards": sorted({(row["board"], row["where"]) for row in rows}, key=lambda pair: pair[1]),
        "groups": _groups([row for row in rows if not asked or row["board"] == asked]), "basis": one.basis,
        "follows": _following(one, posts),
        "moved": [(row["name"], row["words"], row["anchor"]) for row in rows if row["words"]],
    }  # fmt: skip
    return render(request, "proposals/projects.html", context, status=status)


def _done(request: HttpRequest, actor: Any, one: Opened, form: ProjectForm) -> bool:
    """Whether the deed is done; False where the form has to be filled in better."""
    deed = request.POST.get("deed", "")
    if deed == "ny":
        if not form.is_valid():
            return False
        values = form.cleaned_data
        outlay = {year: int(values[f"y{year}"] or 0) for year in one.core.years}
        new = NewProject(
            values["name"], values["board"], values["carrier"], outlay, values["life_years"],
            (values["year"], values["month"]), int(values["effect"] or 0),
        )  # fmt: skip
        add_project(actor, one, version_of(request), new)
        messages.success(request, _("Projektet är tillagt. Kapitalkostnad och ränta är inräknade."))
        return True
    key, (verb, by) = request.POST.get("project", ""), DEEDS.get(deed, ("", 0))
    size = _size(one, key, request.POST.get("outlay", "")) if verb == ProjectVerb.RESIZE else None
    choose_project(actor, one, version_of(request), key, verb, by, size)
    messages.success(request, _("Investeringarna är omräknade."))
    return True


def _size(one: Opened, key: str, written: str) -> int:
    stands = next((project for project in one.draft.projects if project.key == key), None)
    before = sheet_before(stands, one.basis.known.get(key))
    return size_written(written, outlay_of(before) if before else 0)


def _rows(one: Opened, posts: Posts) -> list[dict[str, Any]]:
    """Every project that the draft or its base could count on, with what the draft does with it."""
    after, known = {sheet.key: sheet for sheet in one.sheets}, one.basis.known
    deeds = {project.key: project for project in one.draft.projects}
    own = [project.key for project in one.draft.projects if project.key not in known]
    rows = []
    for key in (*own, *known):
        sheet = after.get(key) or known.get(key)
        if sheet is not None:
            rows.append(_row(one, posts, sheet, after, deeds.get(key)))
    return sorted(rows, key=lambda row: (row["where"], row["priority"] or "9", row["name"]))


def _row(one: Opened, posts: Posts, sheet: Sheet, after: dict[str, Sheet], deed: DraftProject | None) -> dict[str, Any]:
    years, was = one.core.years, {sheet.key: sheet for sheet in one.basis.sheets}.get(sheet.key)
    later = sum(int(sheet.net(year)) for year in {**sheet.outlay, **sheet.contributions} if year > years[-1])
    return {
        "key": sheet.key, "anchor": f"p-{sheet.key}", "name": sheet.name, "board": sheet.board,
        "where": posts.name(sheet.board, ""), "priority": sheet.priority, "is_in": sheet.key in after,
        "was_in": was is not None, "is_closed": one.terms.is_closed_project(one.basis.known.get(sheet.key)),
        "amounts": [(y, int(sheet.net(y)), int(was.net(y)) if was else None) for y in years], "later": later,
        "activated": sheet.activated, "is_ongoing": sheet.is_ongoing,
        "words": deed_words(deed, after, one.basis.known) if deed else "", "outlay": outlay_of(sheet),
    }  # fmt: skip


def _following(one: Opened, posts: Posts) -> list[tuple[str, str, list[tuple[int, int]]]]:
    """What the deeds do to frames and finance lines beside the outlays: text, where, öre by year, a plus for what costs
    more.
    """
    rows = [
        row for row in one.core.changes if row.post.kind is not PostKind.PROJECT and row.source.reference == FOLLOWS
    ]
    return [
        (
            row.text, posts.name(row.post.owner, row.post.part),
            [(y, as_written(row.post.owner, row.post.part, row.in_year(y))) for y in one.core.years],
        )
        for row in rows if any(row.in_year(year) for year in one.core.years)
    ]  # fmt: skip


def _groups(rows: list[dict[str, Any]]) -> list[tuple[str, str, list[dict[str, Any]]]]:
    groups = [
        ("med", _("Med i förslaget"), [row for row in rows if row["is_in"] and not row["is_closed"]]),
        ("utanfor", _("Utanför förslaget"), [row for row in rows if not row["is_in"]]),
        ("stangda", _("Stängda för alla partier"), [row for row in rows if row["is_in"] and row["is_closed"]]),
    ]
    return [group for group in groups if group[2]]
