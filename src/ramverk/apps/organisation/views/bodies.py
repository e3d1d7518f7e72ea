"""Bodies: the overview, one body, and what can be done with it."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from ramverk.apps.organisation import hooks, policy, queries
from ramverk.apps.organisation.actions.add_body import add_body
from ramverk.apps.organisation.actions.change_body import change_body
from ramverk.apps.organisation.actions.close_body import close_body
from ramverk.apps.organisation.actions.end_mandate import end_mandate
from ramverk.apps.organisation.actions.give_mandate import give_mandate
from ramverk.apps.organisation.actions.set_party_standing import set_party_standing
from ramverk.apps.organisation.actor import Actor, acting
from ramverk.apps.organisation.forms import BodyForm, LastDayForm, MandateForm, NewBodyForm, StandingForm
from ramverk.apps.organisation.models import Body, BodyKind, Mandate, PartyStanding
from ramverk.apps.organisation.views.answering import FormPage, answer_form
from ramverk.apps.trail import clock
from ramverk.apps.trail.verdicts import require


@login_required
@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """Every body of today, by kind."""
    actor = acting(request)
    context = {
        "groups": queries.bodies_by_kind(actor, clock.today()),
        "who": policy.EVERYONE.who,
        "municipality": queries.municipality(),
        "may_name": policy.may(actor, "organisation.name_municipality"),
        "may_add": policy.may(actor, "organisation.add_body"),
        "may_import": policy.may(actor, "organisation.import_organisation"),
    }
    return render(request, "organisation/index.html", context)


def _body(actor: Actor, pk: int) -> Body:
    return get_object_or_404(policy.BODIES.filter(Body.objects.select_related("parent"), actor), pk=pk)


def _page_of(body: Body) -> str:
    return reverse("organisation:body", args=[body.pk])


@login_required
@require_GET
def body(request: HttpRequest, pk: int) -> HttpResponse:
    """One body: who is in it, what it belongs to, what it takes part in."""
    actor, day = acting(request), clock.today()
    shown = _body(actor, pk)
    mandates = queries.members_of(actor, shown, day)
    context = {
        "body": shown,
        "groups": _by_table(mandates),
        "parts": policy.BODIES.filter(Body.objects.filter(parent=shown), actor).order_by("name"),
        "former": policy.MANDATES.filter(Mandate.objects.filter(body=shown, valid_to__lt=day), actor)
        .select_related("person", "party")
        .order_by("-valid_to")[:50],
        "standings": _standings(actor, shown),
        "participations": hooks.participations(actor, shown, day),
        "entries": queries.body_history(shown)[:30],
        "who": policy.EVERYONE.who,
        "may": _verdicts(actor, shown),
        "is_party": shown.kind == BodyKind.PARTY,
    }
    return render(request, "organisation/body.html", context)


def _by_table(mandates: list[Mandate]) -> list[tuple[str, list[Mandate]]]:
    """Those who sit, and apart from them the substitutes in their order."""
    sitting = [mandate for mandate in mandates if mandate.role != "substitute"]
    substitutes = [mandate for mandate in mandates if mandate.role == "substitute"]
    tables = [(_("Uppdrag i dag"), sitting), (_("Ersättare i turordning"), substitutes)]
    return [(heading, rows) for heading, rows in tables if rows]


def _standings(actor: Actor, shown: Body) -> Any:
    if shown.kind != BodyKind.PARTY:
        return None
    return policy.STANDINGS.filter(PartyStanding.objects.filter(party=shown), actor).order_by("-valid_from")


def _verdicts(actor: Actor, shown: Body) -> dict[str, Any]:
    verbs = ("change_body", "close_body", "give_mandate", "set_party_standing")
    return {verb: policy.may(actor, f"organisation.{verb}", shown) for verb in verbs}


@login_required
@require_http_methods(["GET", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """Add a body."""
    actor = acting(request)
    require(policy.may(actor, "organisation.add_body"))
    asked = request.GET.get("slag")
    kind = asked if asked in BodyKind.values else BodyKind.BOARD
    form = NewBodyForm(request.POST or None, initial={"valid_from": clock.today(), "kind": kind})
    page = FormPage(
        heading=_("Lägg till organ"),
        button=_("Lägg till"),
        back=reverse("organisation:index"),
        done=_("Organet är tillagt."),
    )
    return answer_form(request, form, page, lambda filled: _page_of(add_body(actor, **filled)))


@login_required
@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct a body."""
    actor = acting(request)
    shown = _body(actor, pk)
    require(policy.may(actor, "organisation.change_body", shown))
    fields = ("version", "name", "short_name", "parent", "email")
    form = BodyForm(request.POST or None, initial={name: getattr(shown, name) for name in fields})
    page = FormPage(
        heading=_("Ändra %s") % shown.name, button=_("Spara"), back=_page_of(shown), done=_("Ändringen är sparad.")
    )

    def deed(filled: dict[str, Any]) -> None:
        change_body(actor, shown, filled.pop("version"), **filled)

    return answer_form(request, form, page, deed)


@login_required
@require_http_methods(["GET", "POST"])
def close(request: HttpRequest, pk: int) -> HttpResponse:
    """Close a body."""
    actor = acting(request)
    shown = _body(actor, pk)
    require(policy.may(actor, "organisation.close_body", shown))
    form = LastDayForm(request.POST or None, initial={"version": shown.version, "last_day": clock.today()})
    page = FormPage(
        heading=_("Avsluta %s") % shown.name,
        button=_("Avsluta organet"),
        back=_page_of(shown),
        lead=_("Organet finns kvar i historiken. Uppdrag som annars skulle fortsätta slutar samma dag."),
        done=_("Organet är avslutat."),
        is_harm=True,
    )

    def deed(filled: dict[str, Any]) -> None:
        close_body(actor, shown, filled.pop("version"), **filled)

    return answer_form(request, form, page, deed)


@login_required
@require_http_methods(["GET", "POST"])
def give(request: HttpRequest, pk: int) -> HttpResponse:
    """Give somebody a mandate in this body."""
    actor = acting(request)
    shown = _body(actor, pk)
    require(policy.may(actor, "organisation.give_mandate", shown))
    roles = () if policy.is_editor(actor) or shown.kind == BodyKind.PARTY else policy.POLITICAL_ROLES
    form = MandateForm(request.POST or None, roles=roles, initial={"valid_from": clock.today()})
    page = FormPage(
        heading=_("Nytt uppdrag i %s") % shown.name,
        button=_("Ge uppdraget"),
        back=_page_of(shown),
        done=_("Uppdraget är givet."),
    )

    def deed(filled: dict[str, Any]) -> None:
        give_mandate(actor, body=shown, **filled)

    return answer_form(request, form, page, deed)


@login_required
@require_http_methods(["GET", "POST"])
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """End a mandate."""
    actor = acting(request)
    held = policy.MANDATES.filter(Mandate.objects.select_related("person", "body"), actor)
    mandate = get_object_or_404(held, pk=pk)
    require(policy.may(actor, "organisation.end_mandate", mandate))
    form = LastDayForm(request.POST or None, initial={"version": mandate.version, "last_day": clock.today()})
    page = FormPage(
        heading=_("Avsluta uppdraget: %s") % mandate,
        button=_("Avsluta uppdraget"),
        back=_page_of(mandate.body),
        lead=_("Det som gjordes i uppdraget står kvar."),
        done=_("Uppdraget är avslutat."),
        is_harm=True,
    )

    def deed(filled: dict[str, Any]) -> None:
        end_mandate(actor, mandate, filled.pop("version"), **filled)

    return answer_form(request, form, page, deed)


@login_required
@require_http_methods(["GET", "POST"])
def standing(request: HttpRequest, pk: int) -> HttpResponse:
    """Say on which side a party is."""
    actor = acting(request)
    party = get_object_or_404(policy.BODIES.filter(Body.objects.filter(kind=BodyKind.PARTY), actor), pk=pk)
    require(policy.may(actor, "organisation.set_party_standing", party))
    current = PartyStanding.objects.filter(party=party).order_by("-valid_from").first()
    fields = ("governs", "seats", "seats_in_executive_board")
    initial = {name: getattr(current, name) for name in fields} if current else {}
    form = StandingForm(
        request.POST or None, initial={**initial, "version": party.version, "valid_from": clock.today()}
    )
    page = FormPage(
        heading=_("%s: sida och mandat") % party.name,
        button=_("Spara"),
        back=_page_of(party),
        lead=_("Det som gällde dessförinnan slutar dagen före och står kvar i historiken."),
        done=_("Partiets läge är sparat."),
    )

    def deed(filled: dict[str, Any]) -> None:
        set_party_standing(actor, party, filled.pop("version"), **filled)

    return answer_form(request, form, page, deed)
