"""What the unions can be given of the year's editions, and what is decided after the talk."""

from collections.abc import Iterator, Mapping, Sequence

from django.db.models import Q
from django.urls import reverse
from django.utils.formats import date_format

from ramverk.apps.cycle.models import ActivityKind, Need
from ramverk.apps.decisions.models import MatterKind, Sitting, TabledProposal
from ramverk.apps.decisions.policy import SITTINGS
from ramverk.apps.frames.models import Edition, EditionKind, EditionState
from ramverk.apps.frames.policy import EDITIONS
from ramverk.apps.meetings.materials import OnTheTable
from ramverk.apps.meetings.models import Consultation, ConsultationMaterial
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.trail.models import FrozenDocument

_GIVEN = (
    EditionKind.DIRECTIVE_DRAFT, EditionKind.PRELIMINARY, EditionKind.MAJORITY_PROPOSAL,
    EditionKind.EXECUTIVE_PROPOSAL, EditionKind.CONFIRMED,
)  # fmt: skip


def editions_to_give(consultation: Consultation, actor: Actor) -> Iterator[FrozenDocument]:
    """The frozen editions of the round, the newest first."""
    stands = (EditionState.FROZEN, EditionState.DECIDED)
    rows = Edition.objects.filter(
        round=consultation.meeting.activity.round_id, kind__in=_GIVEN, state__in=stands, document__isnull=False
    )
    for edition in EDITIONS.filter(rows.select_related("document"), actor).order_by("-pk"):
        if edition.document is not None:
            yield edition.document


def on_the_tables(consultation: Consultation, actor: Actor) -> Iterator[OnTheTable]:
    """The main proposal of each sitting at a decision that waits for this consultation."""
    steps = Need.objects.filter(needed=consultation.meeting.activity_id, activity__kind=ActivityKind.DECISION)
    sittings = SITTINGS.filter(
        Sitting.objects.filter(activity__in=steps.values("activity")).exclude(matter__kind=MatterKind.OWN), actor
    )
    rows = TabledProposal.objects.filter(sitting__in=sittings, is_main=True, edition__document__isnull=False)
    for row in rows.select_related("sitting__body", "edition__document").order_by("sitting__day"):
        document = row.edition.document if row.edition else None
        if document is not None:
            label = f"{row.sitting.body.name} {date_format(row.sitting.day, 'j F')}"
            url = reverse("decisions:sitting", args=[row.sitting_id])
            yield OnTheTable(label, url, document.title, document.checksum)


def editions_read(papers: Sequence[FrozenDocument], actor: Actor) -> Mapping[int, str]:
    """Where the actor reads the editions that have been given, by document."""
    rows = EDITIONS.filter(Edition.objects.filter(document__in=papers), actor).order_by("pk")
    return {row.document_id: reverse("frames:edition", args=[row.pk]) for row in rows if row.document_id}


def editions_consulted_on(actor: Actor) -> Q | None:
    """The editions that the actor has been given at a consultation they were called to: what one is asked about."""
    if not actor.is_signed_in:
        return None
    given = ConsultationMaterial.objects.filter(consultation__meeting__attendances__person=actor.person_id)
    return Q(document__in=given.values("document"))
