"""People: who they are, what they do, and who acts for them."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from ramverk.apps.organisation import policy, queries
from ramverk.apps.organisation.actions.appoint_stand_in import appoint_stand_in
from ramverk.apps.organisation.actions.change_person import change_person
from ramverk.apps.organisation.actions.end_stand_in import end_stand_in
from ramverk.apps.organisation.actions.register_person import register_person
from ramverk.apps.organisation.actor import Actor, acting
from ramverk.apps.organisation.forms import ChangedPersonForm, LastDayForm, PersonForm, StandInForm
from ramverk.apps.organisation.models import Person, StandIn
from ramverk.apps.organisation.views.answering import FormPage, answer_form, asked_for
from ramverk.apps.trail import clock
from ramverk.apps.trail.verdicts import require

PER_PAGE = 50


@login_required
@require_GET
def people(request: HttpRequest) -> HttpResponse:
    """People by name, with their roles of today."""
    actor = acting(request)
    words = asked_for(request, "namn")
    found = Paginator(queries.people_found(actor, words, clock.today()), PER_PAGE)
    context = {
        "page": found.get_page(request.GET.get("sida")),
        "words": words,
        "who": policy.EVERYONE.who,
        "may_register": policy.may(actor, "organisation.register_person"),
    }
    return render(request, "organisation/people.html", context)


def _person(actor: Actor, pk: int) -> Person:
    return get_object_or_404(policy.PEOPLE.filter(Person.objects.all(), actor), pk=pk)


def _page_of(person: Person) -> str:
    return reverse("organisation:person", args=[person.pk])


@login_required
@require_GET
def person(request: HttpRequest, pk: int) -> HttpResponse:
    """One person: mandates, stand-ins, history; contact details for those who may see them."""
    actor, day = acting(request), clock.today()
    shown = _person(actor, pk)
    mandates = list(queries.mandates_of(actor, shown))
    context = {
        "person": shown,
        "is_self": shown.pk == actor.person_id,
        "current": [mandate for mandate in mandates if mandate.valid_to is None or mandate.valid_to >= day],
        "former": [mandate for mandate in mandates if mandate.valid_to is not None and mandate.valid_to < day],
        "stand_ins": [
            (stand_in, policy.may(actor, "organisation.end_stand_in", stand_in))
            for stand_in in queries.stand_ins_of(actor, shown, day)
        ],
        "contact": policy.CONTACTS.check(actor, shown),
        "who": policy.EVERYONE.who,
        "who_contact": [circle.who for circle in policy.CONTACTS.circles],
        "entries": queries.person_history(shown)[:30] if policy.CONTACTS.check(actor, shown) else [],
        "may_change": policy.may(actor, "organisation.change_person", shown),
        "may_appoint": policy.may(actor, "organisation.appoint_stand_in", shown),
        "may_invite": bool(shown.email) and not shown.last_login and policy.may(actor, "organisation.invite", shown),
    }
    return render(request, "organisation/person.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def register(request: HttpRequest) -> HttpResponse:
    """Register a person."""
    actor = acting(request)
    require(policy.may(actor, "organisation.register_person"))
    page = FormPage(
        heading=_("Lägg till person"),
        button=_("Lägg till"),
        back=reverse("organisation:people"),
        lead=_("Personen kan inte göra något förrän hen har fått ett uppdrag och en inbjudan."),
        done=_("Personen är tillagd. Ge hen ett uppdrag på organets sida."),
        who=policy.WHO_SEES_A_PERSON,
    )
    return answer_form(
        request, PersonForm(request.POST or None), page, lambda filled: _page_of(register_person(actor, **filled))
    )


@login_required
@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct a person."""
    actor = acting(request)
    shown = _person(actor, pk)
    require(policy.may(actor, "organisation.change_person", shown))
    fields = ("version", "name", "email", "external_id", "language")
    form = ChangedPersonForm(request.POST or None, initial={name: getattr(shown, name) for name in fields})
    page = FormPage(
        heading=_("Ändra uppgifter: %s") % shown.name,
        button=_("Spara"),
        back=_page_of(shown),
        done=_("Ändringen är sparad."),
        who=policy.WHO_SEES_A_PERSON,
    )

    def deed(filled: dict[str, Any]) -> None:
        change_person(actor, shown, filled.pop("version"), **filled)

    return answer_form(request, form, page, deed)


@login_required
@require_http_methods(["GET", "POST"])
def appoint(request: HttpRequest, pk: int) -> HttpResponse:
    """Say who acts for this person."""
    actor = acting(request)
    shown = _person(actor, pk)
    require(policy.may(actor, "organisation.appoint_stand_in", shown))
    is_self = shown.pk == actor.person_id
    form = StandInForm(request.POST or None, stands_in_for=shown, initial={"valid_from": clock.today()})
    page = FormPage(
        heading=_("Jag är borta") if is_self else _("Ersättare för %s") % shown.name,
        button=_("Utse ersättare"),
        back=_page_of(shown),
        lead=_("Ersättaren ser och gör samma saker under tiden. Allt som görs märks med båda namnen."),
        done=_("Ersättaren är utsedd."),
    )

    def deed(filled: dict[str, Any]) -> None:
        appoint_stand_in(actor, stands_in_for=shown, **filled)

    return answer_form(request, form, page, deed)


@login_required
@require_http_methods(["GET", "POST"])
def end_standing_in(request: HttpRequest, pk: int) -> HttpResponse:
    """End a stand-in."""
    actor = acting(request)
    rows = StandIn.objects.select_related("person", "stands_in_for", "body")
    stand_in = get_object_or_404(policy.STAND_INS.filter(rows, actor), pk=pk)
    require(policy.may(actor, "organisation.end_stand_in", stand_in))
    form = LastDayForm(request.POST or None, initial={"version": stand_in.version, "last_day": clock.today()})
    page = FormPage(
        heading=_("Avsluta ersättningen: %s") % stand_in,
        button=_("Avsluta"),
        back=_page_of(stand_in.stands_in_for),
        done=_("Ersättningen är avslutad."),
        is_harm=True,
    )

    def deed(filled: dict[str, Any]) -> None:
        end_stand_in(actor, stand_in, filled.pop("version"), **filled)

    return answer_form(request, form, page, deed)
