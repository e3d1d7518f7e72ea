"""Pages of what is handed over: the proposal, its files, tabling and withdrawing, and the terms of all parties."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ramverk.apps.frames.queries.figures import figures
from ramverk.apps.organisation.actor import Actor, acting
from ramverk.apps.proposals.actions.hand_over import hand_over_due, table_proposal, withdraw
from ramverk.apps.proposals.actions.set_terms import set_terms
from ramverk.apps.proposals.forms import TermsForm, terms_values
from ramverk.apps.proposals.models import HandOver, ItemKind, SealedItem
from ramverk.apps.proposals.policy import HAND_OVERS, ITEMS, leads_in, may_set_terms
from ramverk.apps.proposals.queries.hand_overs import Proposal, altered_since, mark_opened, proposal_of, receipts_of
from ramverk.apps.proposals.queries.rooms import listed_projects
from ramverk.apps.proposals.queries.side_by_side import invested_against, rows_against
from ramverk.apps.proposals.terms import behind_words, rate_words, terms_of
from ramverk.apps.proposals.views.finding import received, the_round, version_of
from ramverk.apps.trail.queries import history
from ramverk.apps.trail.verdicts import Refused, require
from ramverk.apps.trail.wording import in_words


@login_required
@require_GET
def proposal(request: HttpRequest, pk: int) -> HttpResponse:
    """A handed-over proposal: its clauses, the comparison with its base, its receipt."""
    hand_over_due()
    made, actor = received(request, pk), acting(request)
    mark_opened(made, actor)
    shown = proposal_of(made)
    of = figures(made.edition)
    base = made.edition.parent
    year = int(made.edition.years[0])
    context = {
        "made": made, "proposal": shown, "figures": of, "base": base, "year": year,
        "rates": [(each, rate_words(rate)) for each, rate in shown.tax_rate.items()],
        "rate_behind": _rate_behind(shown),
        "rows": rows_against(figures(base), of, year) if base else [],
        "newer": _newer(made, actor), "altered": _altered(made, actor),
        "invested": invested_against(made.edition, base) if base else [],
        "own_draft": _own_draft(made, actor), "receipts": receipts_of(made, actor), "leads": leads_in(actor, made.room),
        "entries": in_words(history(made)[:20]),
    }  # fmt: skip
    return render(request, "proposals/proposal.html", context)


def _own_draft(made: HandOver, actor: Actor) -> SealedItem | None:
    """What the reader's own room wrote on last, beside the proposal itself; it is not opened to be found."""
    rows = SealedItem.objects.filter(kind=ItemKind.DRAFT).exclude(uid=made.draft_uid)
    return ITEMS.filter(rows, actor).order_by("-changed_at").first()


def _rate_behind(shown: Proposal) -> str:
    """What the base counts on, in words; today's where the document was frozen before it told the base's."""
    now = shown.content["tax_rate_now"]
    told = shown.content.get("tax_rate_base") or ({str(year): now for year in shown.tax_rate} if now else {})
    return behind_words({int(year): rate for year, rate in told.items()}, now)


def _newer(made: HandOver, actor: Actor) -> HandOver | None:
    """The version that takes its place, where that is open to the reader."""
    found = getattr(made, "replaced_by", None)
    return found if found is not None and HAND_OVERS.check(actor, found) else None


def _altered(made: HandOver, actor: Actor) -> list[dict[str, Any]]:
    """What this version has otherwise than the one it replaces, where that is open to the reader too."""
    if made.replaces is None or not HAND_OVERS.check(actor, made.replaces):
        return []
    older = HandOver.objects.select_related("document").get(pk=made.replaces.pk)
    years = [str(year) for year in made.edition.years]
    return [
        {"row": one, "amounts": [(year, one.written(year)) for year in years]} for one in altered_since(older, made)
    ]


@login_required
@require_GET
def as_json(request: HttpRequest, pk: int) -> HttpResponse:
    """The proposal for machines, as it was frozen."""
    made = received(request, pk)
    mark_opened(made, acting(request))
    edition = made.edition.document.content if made.edition.document else None
    answer = JsonResponse(
        {"checksum": made.document.checksum, "proposal": made.document.content, "edition": edition},
        json_dumps_params={"ensure_ascii": False},
    )
    answer["Content-Disposition"] = f'attachment; filename="forslag-{made.edition.uid}.json"'
    return answer


@login_required
@require_POST
def deed(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """Table or withdraw."""
    made, actor = received(request, pk), acting(request)
    if verb == "lagg-fram":
        table_proposal(actor, made, version_of(request))
        messages.success(request, _("Förslaget är framlagt. Alla som är inloggade kan läsa det."))
    elif verb == "dra-tillbaka":
        withdraw(actor, made, version_of(request))
        messages.success(request, _("Förslaget är tillbakadraget, och de som har fått det vet om det."))
    else:
        raise Http404
    return redirect("proposals:proposal", pk)


@login_required
@require_http_methods(["GET", "POST"])
def terms(request: HttpRequest) -> HttpResponse:
    """The terms for all parties: everyone reads them, finance sets them."""
    actor = acting(request)
    in_round = the_round(actor)
    stands, verdict, listed = terms_of(in_round), may_set_terms(actor), listed_projects(in_round)
    form = TermsForm(request.POST or None, initial=terms_values(stands, listed), listed=listed) if verdict else None
    if request.method == "POST":
        require(verdict)
        if form is not None and form.is_valid():
            try:
                set_terms(actor, in_round, **_values(form))
            except Refused as refusal:
                form.add_error(None, str(refusal.sentence))
            else:
                messages.success(request, _("Villkoren är sparade och gäller alla partier från och med nu."))
                return redirect("proposals:terms")
    shown = TermsForm(initial=terms_values(stands))
    fields: Any = shown.fields
    context = {
        "form": form, "terms": stands, "rate": rate_words(stands.tax_rate),
        "open_lines": [label for code, label in fields["open_lines"].choices if code in stands.open_lines],
        "closed_boards": [label for key, label in fields["closed_boards"].choices if key in stands.closed_boards],
        "closed_projects": [one.name for one in listed if stands.is_closed_project(one)],
    }  # fmt: skip
    return render(request, "proposals/terms.html", context, status=422 if form is not None and form.errors else 200)


def _values(form: TermsForm) -> dict[str, Any]:
    values = form.cleaned_data
    names = ("tax_rate", "median_income", "open_lines", "closed_boards")
    found = {"version": values["version"] or 0} | {name: values[name] for name in names}
    return found | {"closed_projects": values.get("closed_projects")}
