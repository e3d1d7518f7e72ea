"""Pages of the export: how the ledger wants the budget, what it would get, and what it was given."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ramverk.apps.cycle.queries.rounds import current_round
from ramverk.apps.frames.actions.deliver_codes import deliver_codes
from ramverk.apps.frames.actions.save_profile import save_profile
from ramverk.apps.frames.code_strings import code_posts
from ramverk.apps.frames.deliveries import last_delivery, seen
from ramverk.apps.frames.forms_exchange import DeliveryForm, ProfileForm
from ramverk.apps.frames.ledger import core_edition
from ramverk.apps.frames.models import ExportDelivery, ExportProfile
from ramverk.apps.frames.policy import DELIVERIES, PROFILES, may
from ramverk.apps.frames.queries.editions import editions_of
from ramverk.apps.frames.views.finding import as_download, asked_for, visible, year_of
from ramverk.apps.organisation.actor import Actor, acting
from ramverk.apps.trail.uploads import download
from ramverk.apps.trail.verdicts import Refused, require
from ramverk.formats.codestring import Profile, profile_from_json
from ramverk.formats.codestring.writing import cells_of
from ramverk.formats.parquet import write_changes, write_posts


@login_required
@require_GET
def export(request: HttpRequest, pk: int) -> HttpResponse:
    """The edition's export: choose a profile, see what it gives, deliver; and what was delivered."""
    actor = acting(request)
    shown = visible(request, pk)
    require(may(actor, "frames.deliver_codes"))
    profiles = list(PROFILES.filter(ExportProfile.objects.all(), actor))
    value = request.GET.get("profil", "")
    chosen = next((one for one in profiles if str(one.pk) == value), profiles[0] if profiles else None)
    year = year_of(request, shown)
    deliveries = DELIVERIES.filter(ExportDelivery.objects.select_related("profile", "file", "since"), actor)
    context: dict[str, Any] = {
        "edition": shown, "profiles": profiles, "profile": chosen, "year": year,
        "deliveries": deliveries.filter(edition=shown)[:20],
        "form": DeliveryForm(years=shown.years, initial={"year": str(year)}),
    }  # fmt: skip
    if chosen is not None:
        context |= _preview(shown, chosen, year, only_difference=request.GET.get("skillnad") == "1")
    return render(request, "frames/export.html", context)


def _preview(shown: Any, profile: ExportProfile, year: int, *, only_difference: bool) -> dict[str, Any]:
    settings = profile_from_json(profile.settings)
    last = last_delivery(profile, year)
    found = seen(shown, profile, year, only_difference=only_difference and last is not None)
    return {
        "settings": settings, "columns": settings.columns, "count": found.count, "missing": found.missing,
        "rows": [cells_of(row, settings) for row in found.first], "totals": found.totals, "total": found.total,
        "last": last, "only_difference": only_difference and last is not None,
    }  # fmt: skip


@login_required
@require_POST
def deliver(request: HttpRequest, pk: int, profile: int) -> HttpResponse:
    """Make the file and keep it."""
    actor = acting(request)
    shown = visible(request, pk)
    require(may(actor, "frames.deliver_codes"))
    chosen = get_object_or_404(PROFILES.filter(ExportProfile.objects.all(), actor), pk=profile)
    form = DeliveryForm(request.POST, years=shown.years)
    if not form.is_valid():
        messages.error(request, _("Välj vilket år som ska levereras."))
    else:
        try:
            made = deliver_codes(
                actor, shown, chosen, int(form.cleaned_data["year"]),
                only_difference=form.cleaned_data["only_difference"],
            )  # fmt: skip
        except Refused as refusal:
            messages.error(request, str(refusal.sentence))
        else:
            messages.success(request, _("Filen är gjord: %(rows)s rader. Hämta den nedan.") % {"rows": made.rows})
    answer = redirect("frames:export", pk)
    answer["Location"] += f"?profil={chosen.pk}"
    return answer


@login_required
@require_GET
def delivery(request: HttpRequest, pk: int) -> HttpResponse:
    """A delivered file, as it was."""
    rows = ExportDelivery.objects.select_related("file")
    made = get_object_or_404(DELIVERIES.filter(rows, acting(request)), pk=pk)
    kinds = {"xlsx": _XLSX, "csv": "text/csv", "se": "text/plain"}
    return download(made.file, made.file_name, kinds.get(made.file_name.rpartition(".")[2], "text/plain"))


_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@login_required
@require_http_methods(["GET", "POST"])
def write_profile(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    """Make a profile, or change one."""
    actor = acting(request)
    require(may(actor, "frames.save_profile"))
    stored = get_object_or_404(PROFILES.filter(ExportProfile.objects.all(), actor), pk=pk) if pk else None
    first = {"columns": " ".join(Profile().columns), "period": Profile().period.value}
    lacking = [] if request.method == "POST" else _lacking(request, actor, stored)
    form = ProfileForm(
        request.POST or None, profile=stored, lacking=lacking, **({} if stored else {"initial": first})
    )  # fmt: skip
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            version = form.cleaned_data.get("version") or 0
            try:
                save_profile(actor, stored, version, form.cleaned_data["name"], form.settings(), form.codes)
            except Refused as refusal:
                form.add_error(None, str(refusal.sentence))
                status = refusal.status
            else:
                messages.success(request, _("Profilen är sparad."))
                return redirect("frames:profiles")
    context = {"form": form, "profile": stored}
    return render(request, "frames/profile.html", context, status=status)


def _lacking(request: HttpRequest, actor: Actor, stored: ExportProfile | None) -> list[tuple[str, str]]:
    """The codes that a profile lacks for the edition one came from, else for the newest: part and key, each once."""
    in_round = current_round(actor)
    asked = asked_for(request, "utgava", actor)
    newest = asked or next(iter(editions_of(in_round, actor) if in_round else ()), None)
    if newest is None:
        return []
    settings = profile_from_json(stored.settings) if stored else Profile()
    missing = code_posts(newest, int(newest.years[0]), settings, stored.codes if stored else {}).missing
    return list(dict.fromkeys((one.part, one.key) for one in missing if one.key))


@login_required
@require_GET
def profiles(request: HttpRequest) -> HttpResponse:
    """Every profile there is."""
    actor = acting(request)
    require(may(actor, "frames.save_profile"))
    found = PROFILES.filter(ExportProfile.objects.all(), actor)
    rows = [(one, profile_from_json(one.settings)) for one in found]
    return render(request, "frames/profiles.html", {"rows": rows})


@login_required
@require_GET
def as_parquet(request: HttpRequest, pk: int, table: str) -> HttpResponse:
    """The edition's posts or its changes for other machines."""
    shown = visible(request, pk)
    writers = {"poster": write_posts, "andringar": write_changes}
    if table not in writers:
        raise Http404
    name = f"{shown.name} {table}.parquet"
    return as_download(name, writers[table](core_edition(shown)), "application/vnd.apache.parquet")
