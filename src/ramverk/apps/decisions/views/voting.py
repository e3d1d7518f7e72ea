"""The voting page: three buttons for the one who serves, a form for the one who notes, a result that follows live."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from ramverk.apps.decisions.actions.roll_call import ChairMustVote, cast_vote, close_roll_call, note_votes
from ramverk.apps.decisions.models import (
    Ballot,
    Choice,
    Clause,
    Place,
    Proposition,
    PropositionState,
    Stand,
    TabledProposal,
)
from ramverk.apps.decisions.policy import may, may_vote
from ramverk.apps.decisions.queries.people import name_of, own_place, serving
from ramverk.apps.decisions.views.finding import version_of, visible_proposition
from ramverk.apps.organisation.actor import Actor, acting
from ramverk.apps.organisation.models import Body
from ramverk.apps.trail.actions.freeze import is_intact
from ramverk.core.decisions.wording import yes_no


@login_required
@require_http_methods(["GET", "POST"])
def vote(request: HttpRequest, pk: int) -> HttpResponse:
    """Vote, or follow how it goes. The part that htmx asks for is the same result as on the whole page."""
    shown, actor = visible_proposition(request, pk), acting(request)
    sitting = shown.clause.sitting
    if request.method == "POST":
        if "rest" in request.POST:
            return _note(request, shown, actor)
        given = cast_vote(actor, shown, request.POST.get("choice", ""), own_place(actor, sitting))
        messages.success(request, _("Rösten är lämnad: %s.") % given.get_choice_display())
        return redirect("decisions:vote", pk)
    context = vote_context(shown, actor)
    if request.headers.get("HX-Request"):
        return render(request, "decisions/_result.html", context)
    asked = request.GET.get("choice", "")  # one answer is asked about once before it stands
    confirm = dict(Choice.choices).get(asked) if context["may_vote"] and not context["own"] else None
    more = {"sitting": sitting, "confirm": confirm, "asked": asked}
    return render(request, "decisions/vote.html", context | more)


def _note(request: HttpRequest, shown: Proposition, actor: Actor) -> HttpResponse:
    """Many votes at once: a member's own answer goes before the party's, and the party's before that of the rest."""
    noted = note_votes(actor, shown, _answers(request.POST, missing(shown)))
    messages.success(
        request, ngettext("%(n)d röst är noterad.", "%(n)d röster är noterade.", noted.new) % {"n": noted.new}
    )
    if noted.kept:
        said = ", ".join(f"{one.place.person}: {one.get_choice_display()}" for one in noted.kept)
        messages.warning(request, _("Redan lämnade röster står kvar: %s.") % said)
    return redirect("decisions:vote", shown.pk)


def _answers(sent: QueryDict, places: Sequence[Place]) -> dict[int, str]:
    found = {}
    for place in places:
        names = (f"place-{place.pk}", f"party-{place.party_id or 0}", "rest")
        if answer := next((str(sent[name]) for name in names if sent.get(name)), ""):
            found[place.pk] = answer
    known = {place.pk for place in places}
    for name, noted in sent.items():  # who voted by phone while the form was filled in: told, never overwritten
        key = name.removeprefix("place-")
        if name.startswith("place-") and key.isdigit() and int(key) not in known and noted:
            found[int(key)] = str(noted)
    return found


def missing(shown: Proposition) -> list[Place]:
    """Those who serve and have not voted."""
    given = set(Ballot.objects.filter(proposition=shown).values_list("place", flat=True))
    return [place for place in serving(shown.clause.sitting) if place.pk not in given]


def by_party(places: Sequence[Place]) -> list[tuple[Body | None, list[Place]]]:
    """Places by party, in the order the parties stand on the roll."""
    found: dict[int | None, list[Place]] = {}
    for place in places:
        found.setdefault(place.party_id, []).append(place)
    return [(own[0].party, own) for own in found.values()]


def vote_context(shown: Proposition, actor: Actor) -> dict[str, Any]:
    """What the page and its live part show."""
    sitting = shown.clause.sitting
    ballots = {ballot.place_id: ballot for ballot in Ballot.objects.filter(proposition=shown)}
    given = {place: ballot.choice for place, ballot in ballots.items()}
    roll = serving(sitting)
    mine = (place for place in roll if place.person_id == actor.person_id)
    place = next(mine, None) or own_place(actor, sitting)
    own = ballots.get(place.pk) if place else None
    rows = [(name_of(place), given.get(place.pk, "")) for place in roll] if shown.document is None else _listed(shown)
    words = yes_no(shown.yes.name, shown.no.name, is_main=shown.is_main)
    is_english = get_language() == "en"
    is_open = shown.state == PropositionState.VOTING
    return {
        "proposition": shown,
        "clause": shown.clause,
        "yes_text": _text_of(shown.clause, shown.yes),
        "no_text": _text_of(shown.clause, shown.no),
        "yes_words": words.yes_en if is_english else words.yes_sv,
        "no_words": words.no_en if is_english else words.no_sv,
        "tally": {choice: sum(answer == choice for _name, answer in rows) for choice in Choice.values},
        "given": len(given),
        "serving": len(roll),
        "missing": (left := [place for place in roll if place.pk not in given] if is_open else []),
        "by_party": by_party(left),
        "rows": rows,
        "own": own,
        "may_vote": may_vote(actor, sitting, place) if is_open else None,
        "may_close": may(actor, "decisions.close_roll_call", sitting) if is_open else None,
        "is_open": is_open,
        "choices": Choice.choices,
        "is_intact": is_intact(shown.document) if shown.document else None,
    }


def _listed(shown: Proposition) -> list[tuple[str, str]]:
    """The frozen list: who served when the vote was closed, whoever has come and gone since."""
    return [(row["name"], row["answer"]) for row in shown.document.content["votes"]] if shown.document else []


def _text_of(clause: Clause, proposal: TabledProposal) -> str:
    """What is decided if a proposal wins, as it will stand in the minutes."""
    values = {value.proposal_id: value for value in clause.values.select_related("proposal")}
    value = values.get(proposal.pk)
    if value is not None and value.stand == Stand.SAME:
        value = next((one for one in values.values() if one.proposal.is_main), None)
    if value is None or value.stand == Stand.DROPPED:
        return _("Inget beslutas på att-satsen.")
    return value.text


@login_required
@require_POST
def close(request: HttpRequest, pk: int) -> HttpResponse:
    """Close the vote: count, freeze the list, move the ladder on."""
    shown = visible_proposition(request, pk)
    actor = acting(request)
    try:
        close_roll_call(actor, shown, version_of(request), request.POST.get("casting", ""))
    except ChairMustVote as refusal:
        context = vote_context(shown, actor) | {"sitting": shown.clause.sitting, "casting_error": refusal.sentence}
        return render(request, "decisions/vote.html", context, status=refusal.status)
    messages.success(request, _("Voteringen är stängd och listan fryst."))
    return redirect("decisions:vote", pk)
