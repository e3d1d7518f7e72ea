"""Questions to the officials, and drafts shown to the management team for a while."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ramverk.apps.cycle.queries.rounds import current_round
from ramverk.apps.organisation.actor import Actor, acting
from ramverk.apps.proposals.actions import ask as verbs
from ramverk.apps.proposals.actions.share import comment_share, end_share, share_with_leadership
from ramverk.apps.proposals.comments import abouts, comment_of
from ramverk.apps.proposals.forms_officials import (
    AnswerForm,
    AskForm,
    AssignForm,
    CommentForm,
    FactForm,
    LeadershipForm,
)
from ramverk.apps.proposals.models import Question, Share
from ramverk.apps.proposals.policy import (
    QUESTIONS,
    SHARES,
    may_answer,
    may_approve,
    may_assign,
    may_comment,
    may_enter,
    may_publish,
    may_take_back,
)
from ramverk.apps.proposals.queries.questions import facts_seen, questions_seen, service_by_room, service_of
from ramverk.apps.proposals.queries.rooms import rooms_of
from ramverk.apps.proposals.terms import rate_words
from ramverk.apps.proposals.vault import unseal_comments, unseal_share
from ramverk.apps.proposals.views.finding import entered, item_in, the_round, version_of
from ramverk.apps.trail.verdicts import Invalid, Refused


@login_required
@require_GET
def questions(request: HttpRequest) -> HttpResponse:
    """The questions one may see, the answers that all may read, and how long questions wait."""
    actor = acting(request)
    in_round = current_round(actor)
    context = {
        "questions": questions_seen(in_round, actor) if in_round else [], "facts": facts_seen(actor),
        "service": service_of(in_round) if in_round else None, "rooms": rooms_of(actor),
        "by_room": service_by_room(in_round) if in_round and actor.owns_the_process else [],
    }  # fmt: skip
    return render(request, "proposals/questions.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def ask(request: HttpRequest, pk: int) -> HttpResponse:
    """A question from the room."""
    actor, room, _proof = entered(request, pk)
    form = AskForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = verbs.ask_question(actor, room, the_round(actor), form.cleaned_data["text"])
        messages.success(request, _("Frågan är ställd. Ni får veta när svaret kommer."))
        return redirect("proposals:question", made.pk)
    return render(request, "proposals/ask.html", {"form": form, "room": room}, status=422 if form.errors else 200)


def _visible(request: HttpRequest, pk: int) -> Question:
    rows = Question.objects.select_related("room", "body", "fact", "round")
    return get_object_or_404(QUESTIONS.filter(rows, acting(request)), pk=pk)


@login_required
@require_GET
def question(request: HttpRequest, pk: int) -> HttpResponse:
    """One question, and what the reader may do with it."""
    shown, actor = _visible(request, pk), acting(request)
    is_asker = bool(may_enter(actor, shown.room))
    has_answer = bool(shown.answer) and (shown.state == "approved" or not is_asker)
    context = {
        "question": shown, "is_asker": is_asker, "shows_answer": has_answer,
        "assign": AssignForm(initial={"body": shown.body_id, "due": shown.due}) if may_assign(actor, shown) else None,
        "answer": AnswerForm(initial={"text": shown.answer}) if may_answer(actor, shown) else None,
        "may_approve": may_approve(actor, shown), "may_take_back": may_take_back(actor, shown),
        "fact": FactForm(initial={"answer": shown.answer}) if may_publish(actor, shown) else None,
    }  # fmt: skip
    return render(request, "proposals/question.html", context)


def _cleaned(form: forms.Form) -> dict[str, Any]:
    if not form.is_valid():
        raise Invalid(" ".join(str(error) for errors in form.errors.values() for error in errors))
    return form.cleaned_data


def _assign(request: HttpRequest, actor: Actor, row: Question, version: int) -> str:
    values = _cleaned(AssignForm(request.POST))
    verbs.assign_question(actor, row, version, values["body"], values["due"])
    return _("Frågan är fördelad.")


def _answer(request: HttpRequest, actor: Actor, row: Question, version: int) -> str:
    verbs.answer_question(actor, row, version, _cleaned(AnswerForm(request.POST))["text"])
    return _("Svaret är sparat och väntar på godkännande.")


def _approve(_request: HttpRequest, actor: Actor, row: Question, version: int) -> str:
    verbs.approve_answer(actor, row, version)
    return _("Svaret är lämnat till partiet.")


def _publish(request: HttpRequest, actor: Actor, row: Question, version: int) -> str:
    values = _cleaned(FactForm(request.POST))
    verbs.publish_fact(actor, row, version, values["asked"], values["answer"])
    return _("Svaret är publicerat för alla, utan vem som frågade.")


def _take_back(_request: HttpRequest, actor: Actor, row: Question, version: int) -> str:
    verbs.take_back_question(actor, row, version)
    return _("Frågan är återtagen.")


DEEDS: dict[str, Callable[[HttpRequest, Actor, Question, int], str]] = {
    "fordela": _assign,
    "svara": _answer,
    "godkann": _approve,
    "publicera": _publish,
    "ta-tillbaka": _take_back,
}


@login_required
@require_POST
def question_deed(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """Delegate, answer, approve, publish, take back."""
    row = _visible(request, pk)
    if verb not in DEEDS:
        raise Http404
    messages.success(request, DEEDS[verb](request, acting(request), row, version_of(request)))
    return redirect("proposals:question", pk)


@login_required
@require_POST
def show_leadership(request: HttpRequest, uid: str) -> HttpResponse:
    """Show a draft to the management team."""
    inside, item = item_in(request, uid)
    values = _cleaned(LeadershipForm(request.POST))
    ends = timezone.make_aware(datetime.combine(values["day"], values["time"]))
    made = share_with_leadership(inside.actor, item, values["audience"], ends)
    messages.success(request, _("Utkastet visas för ledningsgruppen."))
    return redirect("proposals:share", str(made.uid))


def _share(request: HttpRequest, uid: str) -> Share:
    rows = Share.objects.select_related("room", "audience")
    return get_object_or_404(SHARES.filter(rows, acting(request)), uid=uid, ended_at=None)


@login_required
@require_http_methods(["GET", "POST"])
def share(request: HttpRequest, uid: str) -> HttpResponse:
    """The shared copy with its comments: for the team to comment on, for the room to read."""
    shown, actor = _share(request, uid), acting(request)
    content = unseal_share(actor, shown)
    verdict = may_comment(actor, shown)
    years = content["years"]
    form = CommentForm(request.POST or None, subjects=abouts(content), years=years) if verdict else None
    if request.method == "POST" and form is not None and form.is_valid():
        values = form.cleaned_data
        try:
            comment_share(
                actor, shown, values["subject"], values["text"], values["verdict"], form.about(), form.suggestion()
            )
        except Refused as refusal:
            form.add_error(None, str(refusal.sentence))
        else:
            messages.success(request, _("Kommentaren är lämnad."))
            return redirect("proposals:share", uid)
    year = str(content["years"][0])
    context = {
        "share": shown, "content": content, "form": form, "year": year,
        "comments": [comment_of(one) for one in unseal_comments(actor, shown)],
        "rate": rate_words(content["tax_rate"][year]), "is_room": bool(may_enter(actor, shown.room)),
        "frames": [(row["name"], row["amounts"][year]) for row in content["frames"]], "result": content["result"][year],
        "invested": content.get("investments", {}).get("net", {}).get(year),
    }  # fmt: skip
    return render(request, "proposals/share.html", context, status=422 if form is not None and form.errors else 200)


@login_required
@require_POST
def stop_share(request: HttpRequest, uid: str) -> HttpResponse:
    """End it; the comments lie as a note in the room."""
    shown = _share(request, uid)
    end_share(acting(request), shown, version_of(request))
    messages.success(request, _("Visningen är avslutad. Kommentarerna ligger som en anteckning i rummet."))
    return redirect("proposals:room", shown.room_id)
