"""New days for what was tabled or referred: first what they bring about, then the deed."""

from datetime import date

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ramverk.apps.decisions.actions.set_new_days import set_new_days
from ramverk.apps.decisions.policy import may_set_new_days
from ramverk.apps.decisions.queries.referral import new_days as worked_out
from ramverk.apps.decisions.queries.referral import proposed_days
from ramverk.apps.decisions.views.finding import version_of, visible_sitting
from ramverk.apps.organisation.actor import acting
from ramverk.apps.trail.verdicts import Invalid, require


@login_required
@require_http_methods(["GET", "POST"])
def new_days(request: HttpRequest, pk: int) -> HttpResponse:
    """The days worked out from the year's meetings, which can be changed; POST with `gor` sets them."""
    shown, actor = visible_sitting(request, pk), acting(request)
    require(may_set_new_days(actor, shown))
    given = request.POST if request.method == "POST" else request.GET
    board_day, council_day = _days(given) if "fullmaktige" in given else proposed_days(shown)
    refusal = ""
    is_seen = given.get("visat") == _as_shown(board_day, council_day)
    if request.method == "POST" and "gor" in request.POST and is_seen:
        try:
            made = set_new_days(actor, shown, version_of(request), board_day, council_day, _seen(request.POST))
        except Invalid as invalid:
            refusal = str(invalid)
        else:
            messages.success(request, _("Tidplanen är ändrad och ärendet är fört vidare."))
            return redirect("decisions:sitting", made.pk)
    plan = worked_out(shown, board_day, council_day)
    context = {
        "sitting": shown, "plan": plan, "refusal": refusal, "shown_days": _as_shown(board_day, council_day),
        "is_changed": "gor" in given and not is_seen,
    }  # fmt: skip
    return render(request, "decisions/new_days.html", context, status=422 if refusal else 200)


def _days(given: QueryDict) -> tuple[date | None, date | None]:
    return _day(given, "styrelsen"), _day(given, "fullmaktige")


def _as_shown(*days: date | None) -> str:
    """The days that the consequences on the page were worked out for."""
    return " ".join(day.isoformat() if day else "-" for day in days)


def _day(given: QueryDict, name: str) -> date | None:
    text = given.get(name, "").strip()
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise Invalid(_("%s är inget datum. Skriv som 2018-06-05.") % text) from error


def _seen(given: QueryDict) -> dict[int, int]:
    """The versions of the steps as they were shown."""
    pairs = [text.partition(":") for text in given.getlist("sedd")]
    return {int(pk): int(version) for pk, _colon, version in pairs if pk.isdigit() and version.isdigit()}
