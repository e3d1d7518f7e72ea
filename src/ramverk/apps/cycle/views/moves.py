"""Move one activity or a chain: first what it would mean, then the deed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from ramverk.apps.cycle.actions.move_activity import Move, move_activities
from ramverk.apps.cycle.models import Activity
from ramverk.apps.cycle.planned import PlannedDate
from ramverk.apps.cycle.policy import may
from ramverk.apps.cycle.queries.consequences import consequences, shifted
from ramverk.apps.cycle.queries.plan import precision_of
from ramverk.apps.cycle.views.frame import round_or_404
from ramverk.apps.organisation.actor import acting
from ramverk.apps.trail.verdicts import Invalid, require


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the page: the activity and where it is proposed to go."""

    activity: Activity
    version: int
    start: date | None
    end: date | None
    starts_at: time | None
    ends_at: time | None

    def when(self) -> PlannedDate:
        """The date as filled in; an untouched month stays a month."""
        item = self.activity
        if (self.start, self.end) == (item.start, item.end):
            precision = item.precision
        else:
            precision = precision_of(self.start, self.end)
        return PlannedDate("", self.start, self.end, precision, self.starts_at, self.ends_at)

    @property
    def is_changed(self) -> bool:
        """Whether the date filled in is another than the one in force."""
        item = self.activity
        now = (item.start, item.end, item.starts_at, item.ends_at)
        return now != (self.start, self.end, self.starts_at, self.ends_at)


@login_required
@require_http_methods(["GET", "POST"])
def move(request: HttpRequest, round_pk: int) -> HttpResponse:
    """?a=12&a=13 names the rows; ?dagar=7 proposes the same shift for all; POST with `flytta` does it."""
    actor, in_round = acting(request), round_or_404(request, round_pk)
    require(may(actor, "cycle.move_activity"))
    given = request.POST if request.method == "POST" else request.GET
    rows = in_round.activities.select_related("owner", "phase").filter(pk__in=_ids(given.getlist("a")))
    lines = [_line(item, given) for item in rows]
    if not lines:
        return redirect("cycle:year")
    reason = given.get("reason", "")
    refusal = ""
    if request.method == "POST" and "flytta" in request.POST:
        try:
            told = move_activities(actor, [Move(item.activity, item.version, item.when()) for item in lines], reason)
        except Invalid as invalid:
            refusal = str(invalid)
        else:
            said = ngettext("Flyttat. %d person har fått veta det.", "Flyttat. %d personer har fått veta det.", told)
            messages.success(request, said % told)
            return redirect("cycle:activity", lines[0].activity.pk)
    context = {
        "round": in_round,
        "lines": lines,
        "days": given.get("dagar", ""),
        "reason": reason,
        "refusal": refusal,
        "seen": _consequences(in_round, lines),
    }
    return render(request, "cycle/move.html", context, status=422 if refusal else 200)


def _ids(texts: Sequence[str]) -> list[int]:
    return [int(text) for text in texts if text.isdigit()]


def _consequences(in_round: object, lines: Sequence[Line]) -> object:
    moved: Mapping[Activity, PlannedDate] = {
        item.activity: item.when() for item in lines if item.is_changed and not item.activity.is_over
    }
    return consequences(in_round, moved) if moved else None  # type: ignore[arg-type]


def _line(item: Activity, given: QueryDict) -> Line:
    """What was typed for this row, else the same shift as the others, else the date it has."""
    version = given.get(f"version-{item.pk}", "")
    seen = int(version) if version.isdigit() else item.version
    shift = _shift(given) if "foresla" in given or f"start-{item.pk}" not in given else None
    if shift is not None and (days := shifted(item, shift)) is not None and not item.is_window:
        return Line(item, seen, days.start, days.end, item.starts_at, item.ends_at)
    if f"start-{item.pk}" not in given:
        return Line(item, seen, item.start, item.end, item.starts_at, item.ends_at)
    start = _day(given, f"start-{item.pk}", item)
    return Line(
        item,
        seen,
        start,
        _day(given, f"end-{item.pk}", item) or start,
        _time(given, f"starts_at-{item.pk}", item),
        _time(given, f"ends_at-{item.pk}", item),
    )


def _shift(given: QueryDict) -> int | None:
    text = given.get("dagar", "").strip().replace("−", "-")
    if not text:
        return None
    try:
        days = int(text)
    except ValueError as error:
        raise Invalid(_("Antal dagar är ett helt tal, till exempel 7 eller -7.")) from error
    if abs(days) > 366:
        raise Invalid(_("Högst ett år i taget. Ange ett tal mellan -366 och 366."))
    return days


def _day(given: QueryDict, name: str, item: Activity) -> date | None:
    text = given.get(name, "").strip()
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise Invalid(
            _("%(title)s: %(text)s är inget datum. Skriv som 2018-06-05.") % {"title": item.title, "text": text}
        ) from error


def _time(given: QueryDict, name: str, item: Activity) -> time | None:
    text = given.get(name, "").strip().replace(".", ":")
    try:
        return time.fromisoformat(text) if text else None
    except ValueError as error:
        raise Invalid(
            _("%(title)s: %(text)s är ingen tid. Skriv som 09:30.") % {"title": item.title, "text": text}
        ) from error
