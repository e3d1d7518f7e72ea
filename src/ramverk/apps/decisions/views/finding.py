"""What a page is about, found among what its reader may see."""

from django.db.models import QuerySet
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from ramverk.apps.cycle.models import Activity, ActivityKind
from ramverk.apps.cycle.policy import ACTIVITIES
from ramverk.apps.decisions.models import Clause, Duty, Matter, Proposition, Sitting, TabledProposal
from ramverk.apps.decisions.policy import CLAUSES, DUTIES, MATTERS, PROPOSALS, PROPOSITIONS, SITTINGS
from ramverk.apps.organisation.actor import acting
from ramverk.apps.trail.verdicts import Invalid

_SITTING = ("matter__round", "body", "activity__round", "chair", "after__body", "decision", "minutes")


def visible_sitting(request: HttpRequest, pk: int) -> Sitting:
    """The sitting, if this person may see it."""
    row = get_object_or_404(SITTINGS.filter(Sitting.objects.select_related(*_SITTING), acting(request)), pk=pk)
    come_back_to(request, "decisions:sitting", row.pk)
    return row


def come_back_to(request: HttpRequest, page: str, pk: int) -> None:
    """Where the page of a refusal leads back: in the middle of a meeting that is the matter, not the first page."""
    request.back = reverse(page, args=[pk])  # type: ignore[attr-defined]


def visible_matter(request: HttpRequest, pk: int) -> Matter:
    """The matter."""
    return get_object_or_404(MATTERS.filter(Matter.objects.select_related("round"), acting(request)), pk=pk)


def visible_clause(request: HttpRequest, pk: int) -> Clause:
    """A clause of a sitting that may be seen."""
    row = get_object_or_404(CLAUSES.filter(Clause.objects.select_related("sitting"), acting(request)), pk=pk)
    come_back_to(request, "decisions:sitting", row.sitting_id)
    return row


def visible_proposal(request: HttpRequest, pk: int) -> TabledProposal:
    """A proposal on a table that may be seen."""
    row = get_object_or_404(PROPOSALS.filter(TabledProposal.objects.all(), acting(request)), pk=pk)
    come_back_to(request, "decisions:sitting", row.sitting_id)
    return row


def visible_proposition(request: HttpRequest, pk: int) -> Proposition:
    """A proposition at a sitting that may be seen."""
    rows: QuerySet[Proposition] = Proposition.objects.select_related(
        "clause__sitting__body", "clause__sitting__matter", "yes", "no", "document"
    )
    row = get_object_or_404(PROPOSITIONS.filter(rows, acting(request)), pk=pk)
    come_back_to(request, "decisions:vote", row.pk)
    return row


def visible_duty(request: HttpRequest, pk: int) -> Duty:
    """A duty after a decision that may be seen."""
    row = get_object_or_404(DUTIES.filter(Duty.objects.select_related("sitting"), acting(request)), pk=pk)
    come_back_to(request, "decisions:sitting", row.sitting_id)
    return row


def visible_step(request: HttpRequest, pk: int) -> Activity:
    """A step of the year at which something is decided."""
    rows = Activity.objects.select_related("round", "owner").filter(kind=ActivityKind.DECISION)
    return get_object_or_404(ACTIVITIES.filter(rows, acting(request)), pk=pk)


def version_of(request: HttpRequest) -> int:
    """The version the page was shown with."""
    value = request.POST.get("version", "")
    if not value.isdigit():
        raise Invalid(_("Formuläret är ofullständigt. Läs in sidan igen."))
    return int(value)
