"""A draft moved onto a newer base: what the base did meanwhile, conflict by conflict, chosen one by one."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.views.decorators.http import require_http_methods

from ramverk.apps.frames.models import Edition
from ramverk.apps.proposals.actions.rebase_draft import (
    Asked,
    AskedProject,
    AskedRate,
    asked_about,
    projects_asked_about,
    rate_asked_about,
    rebase_draft,
)
from ramverk.apps.proposals.forms import Posts
from ramverk.apps.proposals.policy import may_write
from ramverk.apps.proposals.projects import deed_words
from ramverk.apps.proposals.queries.drafts import opened
from ramverk.apps.proposals.queries.rooms import bases_of
from ramverk.apps.proposals.signs import as_written
from ramverk.apps.proposals.terms import rate_words
from ramverk.apps.proposals.views.finding import item_in, version_of
from ramverk.apps.trail.verdicts import Refused
from ramverk.core.editions.compare import ConflictKind
from ramverk.core.editions.settling import Choice
from ramverk.core.investments.choosing import ClashKind

KINDS = {
    ConflictKind.BOTH_CHANGED: lazy("Både ni och det nya underlaget ändrar samma nämnd."),
    ConflictKind.ALREADY_THERE: lazy(
        "Det nya underlaget innehåller redan samma ändring. Behålls den räknas den två gånger."
    ),
    ConflictKind.TAKES_BACK_NOTHING: lazy("Det ni tar tillbaka eller flyttar finns inte i det nya underlaget."),
}
PROJECT_KINDS = {
    ClashKind.CHANGED: lazy("Det nya underlaget har projektet på ett annat sätt än det ni utgick från."),
    ClashKind.GONE: lazy("Projektet finns inte i det nya underlaget."),
    ClashKind.DONE: lazy("Det nya underlaget har redan gjort samma sak."),
}
PROJECT_CHOICES = {
    Choice.KEEP: lazy("Gör samma sak med projektet så som det nya underlaget har det"),
    Choice.HOLD: lazy("Håll projektet precis som vi har det"),
    Choice.DROP: lazy("Låt projektet vara som i det nya underlaget"),
}
RATE_CHOICES = {
    Choice.HOLD: lazy("Håll vår skattesats"),
    Choice.DROP: lazy("Följ det nya underlagets skattesats"),
}
CHOICES = {
    Choice.KEEP: lazy("Behåll vår ändring, ovanpå det nya"),
    Choice.HOLD: lazy("Håll vår nivå: ta tillbaka det som underlaget ändrade"),
    Choice.DROP: lazy("Ta bort vår ändring"),
}


@login_required
@require_http_methods(["GET", "POST"])
def rebase(request: HttpRequest, uid: str) -> HttpResponse:
    """Choose a base, answer what must be answered, move."""
    inside, item = item_in(request, uid)
    one = opened(inside.proof, item, is_logged=request.method == "GET")
    bases = [base for base in bases_of(one.base.round, inside.room) if base != one.base]
    wanted = request.POST.get("till") or request.GET.get("till") or ""
    onto = next((base for base in bases if str(base.pk) == wanted), bases[0] if bases else None)
    asked = asked_about(one.draft, one.base, onto) if onto else []
    of_projects = projects_asked_about(one.draft, one.base, onto) if onto else []
    of_rate = rate_asked_about(one.draft, one.base, onto) if onto else None
    questions: list[Asked | AskedProject | AskedRate] = [*asked, *of_projects, *([of_rate] if of_rate else [])]
    status, chosen = 200, {question.key: request.POST.get(question.key, "") for question in questions}
    if request.method == "POST" and onto is not None:
        try:
            rebase_draft(inside.actor, item, version_of(request), onto, chosen)
        except Refused as refusal:
            messages.error(request, str(refusal.sentence))
            status = refusal.status
        else:
            messages.success(request, _("Förslaget bygger nu på %s.") % onto.name)
            return redirect("proposals:draft", uid)
    posts = Posts(one.terms, one.base_core)
    context = {
        "room": inside.room, "item": item, "draft": one.draft, "base": one.base, "bases": bases, "onto": onto,
        "years": one.core.years, "may_write": may_write(inside.actor, item),
        "asked": ([_rate_shown(of_rate, chosen)] if of_rate else [])
        + [_shown(question, posts, onto, chosen) for question in asked if onto]
        + [_project_shown(question, onto, chosen) for question in of_projects if onto],
    }  # fmt: skip
    return render(request, "proposals/rebase.html", context, status=status)


def _rate_shown(question: AskedRate, chosen: dict[str, str]) -> dict[str, Any]:
    """The draft's rate and the new base's, as words by year."""
    return {
        "key": question.key, "why": _("Det nya underlaget räknar med en annan skattesats än det ni utgick från."),
        "where": _("Skattesats"), "is_rate": True, "shows_base": True,
        "mine": [(_("Er skattesats"), [(year, rate_words(rate)) for year, rate in question.ours.items()])],
        "base": [(year, rate_words(rate)) for year, rate in question.onto.items()],
        "choices": [
            (one.value, RATE_CHOICES[one], one.value == chosen.get(question.key)) for one in question.choices
        ],
    }  # fmt: skip


def _project_shown(question: AskedProject, onto: Edition, chosen: dict[str, str]) -> dict[str, Any]:
    """A project as the draft has it and as the new base does, net investment by year."""
    years, picked, clash = [int(year) for year in onto.years], chosen.get(question.key, ""), question.clash
    ours = {question.project.key: question.ours} if question.ours else {}
    known = {clash.before.key: clash.before} if clash.before else {}
    words = f"{question.project.name} {deed_words(question.project, ours, known)}"
    return {
        "key": question.key, "why": PROJECT_KINDS[clash.kind], "where": question.project.name, "is_project": True,
        "mine": [(words, [(year, int(question.ours.net(year)) if question.ours else 0) for year in years])],
        "base": [(year, int(clash.after.net(year)) if clash.after else 0) for year in years],
        "shows_base": clash.after is not None,
        "choices": [(choice.value, PROJECT_CHOICES[choice], choice.value == picked) for choice in question.choices],
    }  # fmt: skip


def _shown(question: Asked, posts: Posts, onto: Edition | None, chosen: dict[str, str]) -> dict[str, Any]:
    conflict = question.conflict
    post = conflict.post
    written = partial(as_written, post.owner, post.part)
    years = [int(year) for year in onto.years] if onto else []
    picked = chosen.get(question.key, "")
    return {
        "key": question.key, "why": KINDS[conflict.kind], "where": posts.name(post.owner, post.part),
        "mine": [(one.text, [(year, written(one.in_year(year))) for year in years]) for one in conflict.mine],
        "base": [(year, written(conflict.base_moved.get(year, 0))) for year in years],
        "shows_base": conflict.kind is ConflictKind.BOTH_CHANGED,
        "choices": [(choice.value, CHOICES[choice], choice.value == picked) for choice in question.choices],
    }  # fmt: skip
