"""Flip a state and leave the row that says so."""

from django.db.models import Model

from ramverk.apps.trail import clock
from ramverk.apps.trail.actors import Actor
from ramverk.apps.trail.models import Transition


def flip(actor: Actor, subject: Model, from_state: str, to_state: str, reason: str = "") -> Transition:
    """Record that `subject` went from one state to another. The caller has already changed the state field."""
    return Transition.objects.create(
        at=clock.now(),
        actor_id=actor.person_id,
        actor_name=actor.name,
        subject_type=subject._meta.label_lower,
        subject_id=str(subject.pk),
        from_state=from_state,
        to_state=to_state,
        reason=reason,
    )
