"""Reading the trail."""

from collections.abc import Iterator

from django.db.models import Model, QuerySet

from ramverk.apps.trail.models import TrailEntry, Transition


def history(subject: Model) -> QuerySet[TrailEntry]:
    """Everything that was done to this object, newest first."""
    return TrailEntry.objects.filter(subject_type=subject._meta.label_lower, subject_id=str(subject.pk)).order_by(
        "-number"
    )


def flips(subject: Model) -> QuerySet[Transition]:
    """Every change of state of this object, oldest first."""
    return Transition.objects.filter(subject_type=subject._meta.label_lower, subject_id=str(subject.pk)).order_by("pk")


def entries_in_order() -> Iterator[TrailEntry]:
    """The whole chain from its beginning, without holding it in memory."""
    return TrailEntry.objects.order_by("number").iterator(chunk_size=2000)
