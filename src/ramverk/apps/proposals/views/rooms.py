"""The area's first page, the rooms and what is kept in them."""

import base64

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ramverk.apps.cycle.models import Activity, ActivityState
from ramverk.apps.cycle.policy_desks import PARTY_SEALED, may_confirm_party_done, own_parties
from ramverk.apps.cycle.queries.rounds import current_round
from ramverk.apps.cycle.queries_party import marked, parties_concerned
from ramverk.apps.cycle.views_submission import visible_activity
from ramverk.apps.organisation.actor import Actor, acting
from ramverk.apps.organisation.models import Body, Role
from ramverk.apps.proposals.actions.answer_invitation import answer_invitation
from ramverk.apps.proposals.actions.empty_room import empty_room
from ramverk.apps.proposals.actions.hand_over import hand_over_due
from ramverk.apps.proposals.actions.keep import keep_file, keep_note, remove_item
from ramverk.apps.proposals.actions.open_room import open_joint_room, open_room
from ramverk.apps.proposals.forms import FileForm, JointForm, NoteForm
from ramverk.apps.proposals.models import HandOver, ItemKind, PartyRoom, RoomParty, SealedItem, Share
from ramverk.apps.proposals.policy import HAND_OVERS, ITEMS, PLACES, SHARES, leads_in, may_set_terms, parties_of
from ramverk.apps.proposals.queries.rooms import (
    bases_of,
    contents_of,
    council_parties,
    documents_of,
    invitations_of,
    looks_of,
    opened_papers,
    parties_without_room,
    people_of,
    rooms_of,
    sealed_parties,
    seated_in,
)
from ramverk.apps.proposals.vault import log_look, prove, unseal
from ramverk.apps.proposals.views.finding import entered, item_in, version_of
from ramverk.apps.trail import clock
from ramverk.apps.trail.uploads import download
from ramverk.apps.trail.verdicts import Refused, Stale


@login_required
@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """Own rooms, what is handed over, and for everyone which rooms there are: sealed."""
    hand_over_due()
    actor = acting(request)
    seen = HAND_OVERS.filter(HandOver.objects.select_related("edition", "room"), actor).order_by("-at")
    context = {
        "rooms": rooms_of(actor), "unopened": parties_without_room(actor), "invitations": invitations_of(actor),
        "hand_overs": seen, "replaced": {row.replaces_id for row in seen},
        "parties": sealed_parties(clock.today()), "may_set_terms": may_set_terms(actor),
        "leads": [row for row in actor.held(Role.GROUP_LEADER) if row.body_id in parties_of(actor)],
        "round": current_round(actor),
        "shares": SHARES.filter(Share.objects.filter(ended_at=None).select_related("room"), actor),
    }  # fmt: skip
    return render(request, "proposals/index.html", context)


@login_required
@require_GET
def desk(request: HttpRequest, pk: int) -> HttpResponse:
    """The timetable's step of party work or hand-over: sealed to all, with one's own door."""
    hand_over_due()
    activity: Activity = visible_activity(request, pk, PARTY_SEALED)
    actor = acting(request)
    concerned, done = parties_concerned(activity, clock.today()), marked([activity]).get(activity.pk, set())
    context = {
        "activity": activity, "is_handover": activity.kind == "handover",
        "is_done": activity.state == ActivityState.DONE,
        "performers": activity.participations.filter(mode="performer"),
        "opens_before": activity.blocks.select_related("activity").order_by("activity__end").first(),
        "rooms": rooms_of(actor), "unopened": parties_without_room(actor),
        "own": [
            (party, held.body_name, party in done, may_confirm_party_done(actor, activity, party))
            for party, held in own_parties(actor).items()
            if party in concerned
        ],
    }  # fmt: skip
    return render(request, "proposals/desk.html", context)


@login_required
@require_POST
def open_own(request: HttpRequest, party: int) -> HttpResponse:
    """Open the party's own room."""
    room = open_room(acting(request), get_object_or_404(Body, pk=party))
    return redirect("proposals:room", room.pk)


@login_required
@require_http_methods(["GET", "POST"])
def joint(request: HttpRequest) -> HttpResponse:
    """A joint room: its name and who is asked."""
    actor = acting(request)
    own = [
        row.body_id for row in actor.held(Role.GROUP_LEADER) if row.body_id in parties_of(actor) and row.for_id is None
    ]
    if not own:
        raise Refused(_("Gemensamma rum öppnas av partiernas gruppledare."))
    form = JointForm(request.POST or None, own=own, parties=council_parties(clock.today()))
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        try:
            room = open_joint_room(actor, values["party"], values["name"], list(values["others"]))
        except Refused as refusal:
            form.add_error(None, str(refusal.sentence))
        else:
            messages.success(request, _("Rummet är öppnat och inbjudan skickad."))
            return redirect("proposals:room", room.pk)
    return render(request, "proposals/joint.html", {"form": form}, status=422 if form.errors else 200)


@login_required
@require_POST
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Yes or no to an invitation, or leaving."""
    actor = acting(request)
    place = get_object_or_404(PLACES.filter(RoomParty.objects.select_related("room"), actor), pk=pk)
    accept = request.POST.get("svar") == "ja"
    answer_invitation(actor, place, version_of(request), accept=accept)
    if accept:
        messages.success(request, _("Partiet är med i rummet."))
        return redirect("proposals:room", place.room_id)
    messages.success(request, _("Partiet är inte längre med i rummet."))
    return redirect("proposals:index")


@login_required
@require_GET
def room(request: HttpRequest, pk: int) -> HttpResponse:
    """A room: drafts, notes, files, what has come in, and the same base material as in every other room."""
    hand_over_due()
    inside = entered(request, pk)
    actor, here, proof = inside
    log_look(proof, "room")
    held = contents_of(proof, here, actor)
    in_round = current_round(actor)
    context = {
        "room": here, "people": people_of(here, clock.today()), "places": seated_in(here),
        "waiting": here.places.filter(accepted_at=None, left_at=None).select_related("party"),
        "drafts": [one for one in held if one.item.kind == ItemKind.DRAFT],
        "notes": [one for one in held if one.item.kind == ItemKind.NOTE],
        "files": [one for one in held if one.item.kind == ItemKind.FILE],
        "bases": bases_of(in_round) if in_round else [], "has_bases": bool(in_round and bases_of(in_round, here)),
        "papers": documents_of(in_round) if in_round else [],
        "opened": opened_papers(in_round) if in_round else [],
        "received": HAND_OVERS.filter(HandOver.objects.exclude(room=here), actor).select_related("edition", "room"),
        "given": HandOver.objects.filter(room=here).select_related("edition"),
        "file_form": FileForm(), "leads": leads_in(actor, here),
        "own_places": [place for place in seated_in(here) if place.party_id in parties_of(actor)],
    }  # fmt: skip
    return render(request, "proposals/room.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def new_note(request: HttpRequest, pk: int) -> HttpResponse:
    """Write a note."""
    actor, here, _proof = entered(request, pk)
    return _note(request, actor, here, None)


@login_required
@require_http_methods(["GET", "POST"])
def note(request: HttpRequest, uid: str) -> HttpResponse:
    """Read a note and write on in it."""
    inside, item = item_in(request, uid, ItemKind.NOTE)
    return _note(request, inside.actor, inside.room, item)


def _note(request: HttpRequest, who: Actor, here: PartyRoom, item: SealedItem | None) -> HttpResponse:
    stands = unseal(prove(who, here), item) if item else {}
    form = NoteForm(request.POST or None, initial={**stands, "version": item.version if item else 0})
    status, theirs = 200, None
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        try:
            keep_note(who, here, values["heading"], values["text"], item, values["version"] or 0)
        except Stale as refusal:
            messages.error(request, str(refusal.sentence))
            status, theirs = refusal.status, stands
        except Refused as refusal:
            form.add_error(None, str(refusal.sentence))
            status = refusal.status
        else:
            messages.success(request, _("Anteckningen är sparad."))
            return redirect("proposals:room", here.pk)
    context = {"form": form, "room": here, "item": item, "theirs": theirs, "fresh": item.version if item else 0}
    return render(request, "proposals/note.html", context, status=status)


@login_required
@require_POST
def add_file(request: HttpRequest, pk: int) -> HttpResponse:
    """Lay a file in the room."""
    actor, here, _proof = entered(request, pk)
    form = FileForm(request.POST, request.FILES)
    if form.is_valid():
        upload = form.cleaned_data["file"]
        keep_file(actor, here, upload.name, upload.read())
        messages.success(request, _("Filen ligger i rummet."))
    else:
        messages.error(request, _("Välj en fil."))
    return redirect("proposals:room", here.pk)


@login_required
@require_GET
def file(request: HttpRequest, uid: str) -> HttpResponse:
    """A file of the room, unsealed for a member."""
    inside, item = item_in(request, uid, ItemKind.FILE)
    content = unseal(inside.proof, item)
    response = HttpResponse(base64.b64decode(content["data"]), content_type=content["media_type"])
    response["Content-Disposition"] = (
        content_disposition_header(as_attachment=True, filename=content["name"]) or "attachment"
    )
    response["X-Content-Type-Options"] = "nosniff"
    return response


@login_required
@require_GET
def paper(request: HttpRequest, pk: int, document: int) -> HttpResponse:
    """A paper of the January dialogue, read in the room."""
    actor, _room, _proof = entered(request, pk)
    in_round = current_round(actor)
    found = next((one for one in (documents_of(in_round) if in_round else []) if one.pk == document), None)
    if found is None:
        raise Http404
    return download(found.file, found.name, found.media_type)


@login_required
@require_POST
def remove(request: HttpRequest, uid: str) -> HttpResponse:
    """Take something out of the room for good."""
    actor = acting(request)
    item = get_object_or_404(ITEMS.filter(SealedItem.objects.select_related("room"), actor), uid=uid)
    remove_item(actor, item, version_of(request))
    messages.success(request, _("Borttaget. Inget finns kvar i rummet."))
    return redirect("proposals:room", item.room_id)


@login_required
@require_POST
def empty(request: HttpRequest, pk: int) -> HttpResponse:
    """Delete everything in the room, when the reader has said so by its name."""
    actor, here, _proof = entered(request, pk)
    if request.POST.get("name", "").strip() != here.name:
        messages.error(request, _("Skriv rummets namn för att radera allt. Inget är raderat."))
        return redirect("proposals:room", pk)
    gone = empty_room(actor, here, version_of(request))
    messages.success(request, ngettext("%s sak är raderad.", "%s saker är raderade.", gone) % gone)
    return redirect("proposals:room", pk)


@login_required
@require_GET
def looks(request: HttpRequest, pk: int) -> HttpResponse:
    """Who has looked at what, for the members."""
    actor, here, _proof = entered(request, pk)
    return render(request, "proposals/looks.html", {"room": here, "looks": looks_of(here, actor)})
