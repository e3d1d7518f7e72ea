"""Pages where tables of Statistics Sweden are found and chosen."""

from collections.abc import Mapping
from math import prod
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from ramverk.apps.keyfigures.actions.choose_table import Chosen, choose_table
from ramverk.apps.keyfigures.models import ScbTable
from ramverk.apps.keyfigures.policy import SCB_TABLES, may
from ramverk.apps.keyfigures.queries.tables import GROUPS, Offered, Side, offered, region_codes, tables_named
from ramverk.apps.organisation.actor import acting
from ramverk.apps.trail.verdicts import Refused, require
from ramverk.formats.kolada.errors import SourceFault

_MOST_PERIODS, _PERIODS = 60, 10


def _words(fault: SourceFault) -> str:
    return fault.message_en if get_language() == "en" else fault.message


@login_required
@require_GET
def tables(request: HttpRequest) -> HttpResponse:
    """The chosen tables, and a search among all there are."""
    actor = acting(request)
    verdict, words = may(actor, "keyfigures.choose_table"), request.GET.get("sok", "").strip()[:80]
    found, fault = [], ""
    if verdict and words and settings.SCB_URL:
        try:
            found = tables_named(words)
        except SourceFault as silent:
            fault = _words(silent)
    context = {
        "chosen": SCB_TABLES.filter(ScbTable.objects.all(), actor), "found": found, "words": words, "fault": fault,
        "may_choose": verdict, "has_source": bool(settings.SCB_URL),
    }  # fmt: skip
    return render(request, "keyfigures/tables.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def table(request: HttpRequest, number: str) -> HttpResponse:
    """Choose which cells of a table are fetched."""
    actor = acting(request)
    require(may(actor, "keyfigures.choose_table"))
    shown = ScbTable.objects.filter(table=number).first()
    given = request.POST if request.method == "POST" else request.GET
    lists = {name[6:]: str(value) for name, value in given.items() if name.startswith("lista-") and value}
    if shown is not None and not any(name.startswith("lista-") for name in given):
        lists = shown.lists
    fault = ""
    try:
        offer = offered(number, lists)
    except SourceFault as silent:
        return render(request, "keyfigures/table.html", {"fault": _words(silent), "number": number}, status=503)
    if request.method == "POST":
        try:
            chosen = _chosen(offer, given)
            choose_table(actor, offer.table, offer.title, chosen, _number(given.get("version", "")))
        except Refused as refusal:
            fault = str(refusal.sentence)
        else:
            messages.success(request, _("Tabellen är vald. Hämta den från sidan Källor."))
            return redirect("keyfigures:tables")
    context = {
        "offer": offer, "shown": shown, "refusal": fault, "number": number,
        "sides": [(side, _marked(side, shown, given if request.method == "POST" else None)) for side in offer.sides],
        "periods": _periods(given, shown, offer), "regions": given.get("omraden", GROUPS),
    }  # fmt: skip
    return render(request, "keyfigures/table.html", context, status=422 if fault else 200)


def _marked(side: Side, shown: ScbTable | None, given: Any) -> list[tuple[str, str, bool]]:
    """The codes of a side and whether each is to be asked for: as typed, as chosen before, else all classes of a list,
    or the total of the table's own codes."""
    if side.kind != "codes":
        return []
    known = {code for code, _label in side.codes}
    totals = {code for code in known if code.casefold().startswith("tot")}
    if given is not None:
        marked = set(given.getlist(f"kod-{side.name}"))
    elif shown is not None and known & set(shown.codes.get(side.name, ())):
        marked = set(shown.codes[side.name])
    else:
        marked = known if side.chosen_list or len(known) <= 1 else totals
    return [(code, label, code in marked) for code, label in side.codes]


def _chosen(offer: Offered, given: Any) -> Chosen:
    codes: dict[str, list[str]] = {}
    for side in offer.sides:
        known = [code for code, _label in side.codes]
        if side.kind == "region":
            codes[side.name] = region_codes(side, given.get("omraden", GROUPS))
        elif side.kind == "time":
            count = min(_number(given.get("perioder", "")) or _PERIODS, _MOST_PERIODS, len(known))
            codes[side.name] = [f"TOP({count})"]
        elif side.kind == "sex":
            codes[side.name] = known
        else:
            asked = set(given.getlist(f"kod-{side.name}"))
            codes[side.name] = [code for code in known if code in asked]
    lists = {side.name: side.chosen_list for side in offer.sides if side.chosen_list}
    series = prod(len(codes[side.name]) for side in offer.sides if side.kind == "codes")
    return Chosen(codes, lists, series)


def _periods(given: Mapping[str, str], shown: ScbTable | None, offer: Offered) -> int:
    time = next((side.name for side in offer.sides if side.kind == "time"), "")
    stored = shown.codes.get(time, [""])[0] if shown else ""
    return _number(given.get("perioder", "")) or _number(stored.removeprefix("TOP(").removesuffix(")")) or _PERIODS


def _number(text: str) -> int:
    return int(text) if text.isdigit() and len(text) < 9 else 0
