"""The presenter view: what stands on the wall while a meeting is held."""

from collections.abc import Sequence

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render

from ramverk.apps.meetings import forms
from ramverk.apps.meetings.models import AgendaItem, Meeting
from ramverk.apps.meetings.policy import may_run
from ramverk.apps.meetings.queries import ends_at, slot_now, slots
from ramverk.apps.meetings.slides import slides
from ramverk.apps.meetings.views import visible_meeting
from ramverk.apps.organisation.actor import Actor, acting


@login_required
def present(request: HttpRequest, pk: int) -> HttpResponse:
    """The presenter view: one page at a time, large, nothing internal. Next and previous by link or arrow key."""
    actor = acting(request)
    shown = visible_meeting(request, pk)
    timed = slots(list(shown.agenda.select_related("body", "meeting__activity")), shown.starts_at)
    place = max(0, min(_number(request.GET, "punkt"), len(timed)))
    item, at = timed[place - 1] if place else (None, shown.starts_at)
    sheets = slides(item, actor) if item else []
    sheet = max(1, min(_number(request.GET, "blad"), len(sheets)))
    verdict = may_run(actor, shown)
    context = {
        "meeting": shown,
        "item": item,
        "at": at,
        "until": ends_at(item, at) if item and at else None,
        "slide": sheets[sheet - 1] if sheets else None,
        "sheet": sheet,
        "sheets": len(sheets),
        "place": place,
        "of": len(timed),
        "previous": _previous(place, sheet, timed, actor),
        "next": _next(place, sheet, len(sheets), len(timed)),
        "agenda": timed,
        "now": slot_now(shown, timed),
        "may_run": verdict,
        "track_form": _live_form(shown, item) if verdict and item else None,
    }
    return render(request, "meetings/present.html", context)


def _number(given: QueryDict, name: str) -> int:
    text = given.get(name, "")
    return int(text) if text.isdigit() and len(text) < 6 else 0


def _next(place: int, sheet: int, sheets: int, slots_in_all: int) -> str:
    if sheet < sheets:
        return f"punkt={place}&blad={sheet + 1}"
    return f"punkt={place + 1}" if place < slots_in_all else ""


def _previous(place: int, sheet: int, timed: Sequence[tuple[AgendaItem, object]], actor: Actor) -> str:
    if sheet > 1:
        return f"punkt={place}&blad={sheet - 1}"
    if place > 1:  # to the last page of the slot before
        return f"punkt={place - 1}&blad={len(slides(timed[place - 2][0], actor))}"
    return "punkt=0" if place else ""


def _live_form(shown: Meeting, item: AgendaItem) -> forms.TrackForm:
    """The form beside the wall: what is asked goes to the board that speaks, if nothing else is chosen."""
    return forms.TrackForm(meeting=shown, initial={"body": item.body_id})
