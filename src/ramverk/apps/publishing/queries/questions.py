"""What has been asked from outside: the open log, what waits, and whom to turn to."""

from ramverk.apps.organisation.actor import ANONYMOUS, Actor
from ramverk.apps.publishing.models import PublicContact, PublicQuestion, PublicQuestionState
from ramverk.apps.publishing.policy import QUESTIONS


def question_log() -> list[PublicQuestion]:
    """Questions and answers that everybody may read, the latest answer first."""
    rows = QUESTIONS.filter(PublicQuestion.objects.all(), ANONYMOUS)
    return list(rows.order_by("-answered_at", "-pk"))


def asked_from_outside(actor: Actor) -> list[PublicQuestion]:
    """Everything the actor may see: what waits first, oldest first among it."""
    rows = QUESTIONS.filter(PublicQuestion.objects.all(), actor)
    waiting = [row for row in rows if row.state == PublicQuestionState.RECEIVED]
    rest = [row for row in rows if row.state != PublicQuestionState.RECEIVED]
    return [*reversed(waiting), *rest]


def public_contact() -> PublicContact:
    """Whom to turn to; an empty row until finance has written it."""
    return PublicContact.objects.filter(pk=1).first() or PublicContact(version=0)
