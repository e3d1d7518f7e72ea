"""What every page of this area needs: the round, the line of the day, a form's values."""

from datetime import date
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from ramverk.apps.cycle.models import Activity, Round
from ramverk.apps.cycle.policy import ACTIVITIES, may
from ramverk.apps.cycle.queries.rounds import current_round, has_others
from ramverk.apps.cycle.queries.year import Year
from ramverk.apps.organisation.actor import ROUND_KEY, acting
from ramverk.apps.organisation.queries import beginning
from ramverk.apps.trail import clock
from ramverk.apps.trail.verdicts import Invalid


def asked_round(request: HttpRequest) -> Round | None:
    """The round named by ?omgang=, which is then the one every page shows until another is chosen; else the current."""
    asked = request.GET.get("omgang", "")
    if not asked.isdigit():
        return current_round(acting(request))
    found = current_round(acting(request), int(asked))
    if found is not None and acting(request).round_id != found.pk:
        request.session[ROUND_KEY] = found.pk
        request.actor = acting(request).looking_at(found.pk)  # type: ignore[attr-defined]
    return found


def no_round_page(request: HttpRequest) -> HttpResponse:
    """The page of a year that has not begun: who begins it, and for a new installation's administrator how."""
    actor = acting(request)
    context = {"may_import": may(actor, "cycle.import_timetable"), "beginning": beginning(actor, clock.today())}
    return render(request, "cycle/no_round.html", context)


def round_or_404(request: HttpRequest, pk: int | None = None) -> Round:
    """The round, or nothing here."""
    found = current_round(acting(request), pk) if pk is not None else asked_round(request)
    if found is None:
        raise Http404
    return found


def activity_or_404(request: HttpRequest, pk: int) -> Activity:
    """The activity, if this person may see it."""
    rows = Activity.objects.select_related("owner", "responsible", "phase", "round")
    found = ACTIVITIES.filter(rows.defer("round__reading"), acting(request)).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def cleaned(form: forms.Form) -> dict[str, Any]:
    """The form's values, or a refusal that names the fields and what is wrong with them."""
    if not form.is_valid():
        said = [
            f"{form.fields[name].label}: {' '.join(map(str, errors))}"
            for name, errors in form.errors.items()
            if name in form.fields
        ]
        raise Invalid(" ".join(said) or _("Formuläret är inte rätt ifyllt."))
    values: dict[str, Any] = form.cleaned_data
    return values


def version_of(request: HttpRequest, name: str = "version") -> int:
    """The version the person saw; a page without it is too old to act on."""
    text = request.POST.get(name, "")
    return int(text) if text.isdigit() else 0


def day_line(shown: Year) -> dict[str, Any]:
    """The line under the top bar, from rows that are already at hand."""
    now = next((group for group in shown.groups if group.is_now), None)
    rows = [row for row in shown.rows if not row.is_soft and row.status not in {"done", "decided", "cancelled"}]
    coming = [row for row in rows if row.end is not None and row.end >= shown.today]
    first = min(coming, key=lambda row: row.end or date.max, default=None)
    return {
        "round": shown.round.name,
        "round_url": reverse("cycle:year"),
        "has_others": has_others(shown.round),
        "phase": now.name if now else "",
        "next": first.title if first else "",
        "next_url": first.url if first else "",
        "next_on": first.end if first else None,
    }
