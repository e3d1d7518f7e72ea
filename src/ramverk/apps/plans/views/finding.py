"""Finding what a page is about, among what the actor may see."""

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from ramverk.apps.cycle.models import Round
from ramverk.apps.cycle.queries.rounds import current_round
from ramverk.apps.organisation.actor import Actor, acting
from ramverk.apps.plans.models import ActivityPlan, Section
from ramverk.apps.plans.policy import SECTIONS
from ramverk.apps.plans.queries.plans import plans_seen
from ramverk.apps.trail.verdicts import Invalid


def visible_plan(request: HttpRequest, pk: int) -> ActivityPlan:
    """The plan, if this person may see it; otherwise there is nothing here."""
    return get_object_or_404(plans_seen(acting(request)), pk=pk)


def visible_section(request: HttpRequest, pk: int) -> Section:
    """The section, if this person may see it."""
    rows = Section.objects.select_related(
        "plan__submission__activity__round", "plan__submission__body", "plan__edition", "plan__revises"
    )
    return get_object_or_404(SECTIONS.filter(rows, acting(request)), pk=pk)


def the_round(actor: Actor) -> Round:
    """The round work goes on in, or a sentence that there is none."""
    found = current_round(actor)
    if found is None:
        raise Invalid(_("Det finns ingen omgång än. Läs in tidplanen först, så har planerna någonstans att vara."))
    return found


def version_of(request: HttpRequest) -> int:
    """The version the person saw."""
    value = request.POST.get("version", "")
    if not value.isdigit():
        raise Invalid(_("Sidan är ofullständig. Läs in den igen."))
    return int(value)
