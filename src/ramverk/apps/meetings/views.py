"""The desk of what is held: the meetings of an activity, one meeting, its presenter view."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ramverk.apps.cycle.models import Activity, Precision
from ramverk.apps.meetings import forms
from ramverk.apps.meetings.actions.call import call, cancel_meeting
from ramverk.apps.meetings.actions.close_meeting import close_meeting, draft_minutes
from ramverk.apps.meetings.actions.hold import lay_on_table, take_attendance, write_notes
from ramverk.apps.meetings.actions.move_meeting import move_meeting
from ramverk.apps.meetings.actions.plan_meeting import Occasion, plan_meeting
from ramverk.apps.meetings.actions.set_agenda import add_slot, change_slot, remove_slot, reorder
from ramverk.apps.meetings.actions.track_item import Wanted, track_item
from ramverk.apps.meetings.materials import decided_after, offered, read_at
from ramverk.apps.meetings.models import AgendaItem, Consultation, Meeting, MeetingDocument
from ramverk.apps.meetings.policy import MEETINGS, may_conclude, may_plan, may_run
from ramverk.apps.meetings.queries import called_people, items_for, meetings_of, slot_now, slots, unions_called
from ramverk.apps.organisation.actor import acting
from ramverk.apps.trail.actions.freeze import NamedFile
from ramverk.apps.trail.queries import history
from ramverk.apps.trail.uploads import download, keep_upload
from ramverk.apps.trail.verdicts import Invalid
from ramverk.apps.trail.wording import in_words


def visible_meeting(request: HttpRequest, pk: int) -> Meeting:
    """The meeting, if this person may see it; otherwise there is nothing here."""
    rows = MEETINGS.filter(Meeting.objects.select_related("activity__round", "activity__owner"), acting(request))
    meeting = rows.filter(pk=pk).first()
    if meeting is None:
        raise Http404
    return meeting


def cleaned(form: Any) -> dict[str, Any]:
    """The form's values, or a refusal that names the fields and what is wrong with them."""
    if not form.is_valid():
        said = [
            f"{form.fields[name].label}: {' '.join(errors)}"
            for name, errors in form.errors.items()
            if name in form.fields
        ]
        raise Invalid(" ".join(said) or _("Formuläret är inte rätt ifyllt."))
    values: dict[str, Any] = form.cleaned_data
    return values


def chosen_file(request: HttpRequest) -> NamedFile:
    """The uploaded file, looked into and stored; refused where none was chosen."""
    upload = request.FILES.get("file")
    if not isinstance(upload, UploadedFile):
        raise Invalid(_("Välj en fil."))
    return keep_upload(upload)


@login_required
def activity_meetings(request: HttpRequest, pk: int) -> HttpResponse:
    """An activity's meetings, what came out of them, and the form for a new one."""
    actor = acting(request)
    activity = get_object_or_404(Activity.objects.select_related("round", "owner"), pk=pk)
    day = activity.start if activity.precision in {Precision.DAY, Precision.RANGE} else None
    initial = {"day": day, "starts_at": activity.starts_at, "ends_at": activity.ends_at, "place": activity.place}
    context = {
        "activity": activity,
        "meetings": meetings_of(activity, actor),
        "items": items_for(activity, actor),
        "form": forms.PlanForm(initial=initial),
        "may_plan": may_plan(actor),
    }
    return render(request, "meetings/activity.html", context)


@login_required
@require_POST
def plan(request: HttpRequest, pk: int) -> HttpResponse:
    """Plan a meeting on an activity."""
    activity = get_object_or_404(Activity, pk=pk)
    values = cleaned(forms.PlanForm(request.POST))
    meeting = plan_meeting(
        acting(request),
        activity,
        _occasion(values),
        title=values["title"],
        minutes_per_board=values["minutes_per_board"] or 0,
    )
    messages.success(request, _("Mötet är planerat. Kalla deltagarna när dagordningen är klar."))
    return redirect("meetings:meeting", meeting.pk)


NAMES_SHOWN = 8
"""More people than this are folded away beside the agenda."""


@login_required
def meeting(request: HttpRequest, pk: int) -> HttpResponse:
    """One meeting: agenda with notes, who is called, documents, questions, the unions, the minutes."""
    return meeting_page(request, visible_meeting(request, pk))


def meeting_page(
    request: HttpRequest, shown: Meeting, statement: forms.StatementForm | None = None, status: int = 200
) -> HttpResponse:
    """The meeting's page; with a `statement` that could not be saved, as it was written and with what is wrong."""
    actor = acting(request)
    consultation = Consultation.objects.filter(meeting=shown).first()
    timed = slots(list(shown.agenda.select_related("body")), shown.starts_at)
    context: dict[str, Any] = {
        "meeting": shown,
        "slots": timed,
        "now": slot_now(shown, timed),
        "attendances": list(shown.attendances.select_related("person")),
        "names_shown": NAMES_SHOWN,
        "expected": [] if shown.sequence else called_people(shown.activity, shown.day),
        "documents": shown.documents.all(),
        "items": shown.items.select_related("owner", "body", "due_activity"),
        "may_run": may_run(actor, shown),
        "slot_form": forms.SlotForm(),
        "track_form": forms.TrackForm(meeting=shown),
        "move_form": forms.MoveForm(initial=_current(shown)),
        "history": in_words(history(shown)[:20]),
        "who_can_see": [circle.who for circle in MEETINGS.circles],
        "consultation": consultation,
    }
    if consultation:
        context |= _consultation_context(request, shown, consultation)
    if statement is not None:
        context["statement_form"] = statement
    return render(request, "meetings/meeting.html", context, status=status)


def statement_form(request: HttpRequest, consultation: Consultation, data: QueryDict | None = None) -> Any:
    """The form for a union's statement: one's own unions to choose among, and what the only one has said already."""
    actor = acting(request)
    if may_conclude(actor, consultation.meeting):
        return forms.StatementForm(data)
    own = actor.body_ids("representative", "union")
    said = consultation.statements.filter(union__in=own).values("union", "position", "text", "wants_central").first()
    initial = (said or {"union": next(iter(own))}) if len(own) == 1 else None
    return forms.StatementForm(data, own=own, initial=initial)


@login_required
@require_POST
def deed(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """One of the deeds that need no more than the meeting and a short form."""
    shown = visible_meeting(request, pk)
    if verb not in _DEEDS:
        raise Http404
    messages.success(request, _DEEDS[verb](request, shown))
    if place := request.POST.get("punkt", ""):  # written beside the wall: stay there
        at = urlencode({"punkt": place, "blad": request.POST.get("blad", "")})
        return redirect(f"{reverse('meetings:present', args=[pk])}?{at}")
    return redirect("meetings:meeting", pk)


def _call(request: HttpRequest, shown: Meeting) -> str:
    attendances = call(acting(request), shown, _version(request))
    return _("Kallelsen har skickats till %(count)d personer.") % {"count": len(attendances)}


def _cancel(request: HttpRequest, shown: Meeting) -> str:
    cancel_meeting(acting(request), shown, _version(request), request.POST.get("reason", ""))
    return _("Mötet är inställt och alla som var kallade har fått besked.")


def _move(request: HttpRequest, shown: Meeting) -> str:
    values = cleaned(forms.MoveForm(request.POST))
    move_meeting(acting(request), shown, _version(request), _occasion(values), values["reason"])
    return _("Mötet är flyttat. De som redan var kallade har fått den nya tiden.")


def _attendance(request: HttpRequest, shown: Meeting) -> str:
    present_ids = [int(value) for value in request.POST.getlist("present") if value.isdigit()]
    take_attendance(acting(request), shown, _version(request), present_ids)
    return _("Närvaron är sparad.")


def _add_slot(request: HttpRequest, shown: Meeting) -> str:
    values = cleaned(forms.SlotForm(request.POST))
    add_slot(acting(request), shown, values["title"], values["minutes_long"], presented=values["presented"])
    return _("Punkten är tillagd.")


def _change_slot(request: HttpRequest, shown: Meeting) -> str:
    values = cleaned(forms.SlotForm(request.POST))
    change_slot(
        acting(request), _item(request, shown), _version(request), title=values["title"],
        minutes_long=values["minutes_long"], presented=values["presented"],
    )  # fmt: skip
    return _("Punkten är ändrad.")


def _remove_slot(request: HttpRequest, shown: Meeting) -> str:
    remove_slot(acting(request), _item(request, shown))
    return _("Punkten är borttagen.")


def _move_slot(request: HttpRequest, shown: Meeting) -> str:
    order = list(shown.agenda.values_list("pk", flat=True))
    item = _item(request, shown)
    at = order.index(item.pk)
    to = at + (1 if request.POST.get("direction") == "down" else -1)
    if 0 <= to < len(order):
        order[at], order[to] = order[to], order[at]
        reorder(acting(request), shown, order)
    return _("Dagordningen är ändrad.")


def _notes(request: HttpRequest, shown: Meeting) -> str:
    values = cleaned(forms.NotesForm(request.POST))
    write_notes(acting(request), _item(request, shown), values["version"], values["notes"])
    return _("Anteckningen är sparad.")


def _document(request: HttpRequest, shown: Meeting) -> str:
    lay_on_table(acting(request), shown, chosen_file(request))
    return _("Dokumentet ligger på bordet.")


def _track(request: HttpRequest, shown: Meeting) -> str:
    values = cleaned(forms.TrackForm(request.POST, meeting=shown))
    agenda_item = shown.agenda.filter(pk=request.POST.get("item") or 0).first()
    wanted = Wanted(
        values["kind"], values["text"], values["body"], values["owner"], values["due"], values["due_activity"]
    )
    track_item(acting(request), shown, wanted, agenda_item)
    return _("Frågan följs tills den är avslutad.")


def _close(request: HttpRequest, shown: Meeting) -> str:
    minutes = close_meeting(acting(request), shown, _version(request))
    return _("Minnesanteckningarna är frysta med kontrollsumman %(checksum)s.") % {"checksum": minutes.checksum[:12]}


_DEEDS = {
    "kalla": _call,
    "stall-in": _cancel,
    "flytta": _move,
    "narvaro": _attendance,
    "ny-punkt": _add_slot,
    "andra-punkt": _change_slot,
    "ta-bort-punkt": _remove_slot,
    "flytta-punkt": _move_slot,
    "anteckna": _notes,
    "dokument": _document,
    "fraga": _track,
    "avsluta": _close,
}


@login_required
def minutes(request: HttpRequest, pk: int) -> HttpResponse:
    """The minutes: frozen, or exactly what closing would freeze."""
    shown = visible_meeting(request, pk)
    content = shown.minutes.content if shown.minutes else draft_minutes(shown)
    return render(request, "meetings/minutes.html", {"meeting": shown, "minutes": shown.minutes, "content": content})


@login_required
def document(request: HttpRequest, pk: int) -> HttpResponse:
    """A document laid on the table, for those who may see the meeting."""
    found = get_object_or_404(MeetingDocument.objects.select_related("file"), pk=pk)
    visible_meeting(request, found.meeting_id)
    return download(found.file, found.name, found.media_type)


def _version(request: HttpRequest) -> int:
    value = request.POST.get("version", "")
    if not value.isdigit():
        raise Invalid(_("Sidan är ofullständig. Läs in den igen och gör om."))
    return int(value)


def _item(request: HttpRequest, shown: Meeting) -> AgendaItem:
    key = request.POST.get("item", "")
    return get_object_or_404(shown.agenda.select_related("meeting__activity"), pk=int(key) if key.isdigit() else 0)


def _occasion(values: dict[str, Any]) -> Occasion:
    return Occasion(values["day"], values["starts_at"], values["ends_at"], values["place"])


def _current(shown: Meeting) -> dict[str, Any]:
    return {"day": shown.day, "starts_at": shown.starts_at, "ends_at": shown.ends_at, "place": shown.place}


def _consultation_context(request: HttpRequest, shown: Meeting, consultation: Consultation) -> dict[str, Any]:
    actor = acting(request)
    heard = {row.union_id: row for row in consultation.statements.select_related("union")}
    materials = list(consultation.materials.select_related("document").prefetch_related("document__attachments"))
    last = max(materials, key=lambda row: row.pk).document.checksum if materials else ""
    addresses = read_at([row.document for row in materials], actor)
    runs = bool(may_conclude(actor, shown))
    risk = {"version": consultation.version, "risk_assessment": consultation.risk_assessment}
    return {
        "materials": [(row, addresses.get(row.document_id, "")) for row in materials],
        "tables": [(one, bool(last) and one.checksum == last) for one in decided_after(consultation, actor)],
        "papers": offered(consultation, actor) if runs else [],
        "risk_form": forms.RiskForm(initial=risk),
        "unions": [(union, heard.get(union.pk)) for union in unions_called(shown.day)],
        "may_conclude": may_conclude(actor, shown),
        "material_form": forms.MaterialForm(initial={"version": consultation.version}),
        "statement_form": statement_form(request, consultation),
        "outcome_form": forms.OutcomeForm(initial={"version": consultation.version}),
        "own_unions": actor.body_ids("representative", "union"),
    }
