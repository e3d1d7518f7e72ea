"""Answer what somebody outside asked; published, the answer is in the question log for everybody in the same moment."""

from django.core.mail import EmailMessage
from django.db import transaction
from django.utils.translation import gettext as _

from ramverk.apps.organisation.actor import Actor
from ramverk.apps.organisation.models import Municipality
from ramverk.apps.publishing.models import PublicQuestion, PublicQuestionState
from ramverk.apps.publishing.policy import may
from ramverk.apps.trail import clock
from ramverk.apps.trail.actions.change import change
from ramverk.apps.trail.actions.flip import flip
from ramverk.apps.trail.actions.record import record
from ramverk.apps.trail.verdicts import Invalid, Refused, require

OPEN = (PublicQuestionState.RECEIVED, PublicQuestionState.ANSWERED)


@transaction.atomic
def answer_question(
    actor: Actor, question: PublicQuestion, version: int, answer: str, shown_as: str = "", *, publish: bool
) -> PublicQuestion:
    """`shown_as` is the question in the municipality's words; it is owed where the answer is published."""
    locked = PublicQuestion.objects.select_for_update().get(pk=question.pk)
    require(may(actor, "publishing.answer_question"))
    if locked.state not in OPEN:
        raise Refused(_("Frågan är redan besvarad och publicerad, eller lagd åt sidan."))
    if not answer.strip():
        raise Invalid(_("Skriv svaret."))
    if publish and not shown_as.strip():
        raise Invalid(
            _("Skriv frågan med kommunens egna ord, utan namn och annat som pekar ut den som frågade. Det är den som "
              "visas i frågeloggen.")
        )  # fmt: skip
    before = locked.state
    after = PublicQuestionState.PUBLISHED if publish else PublicQuestionState.ANSWERED
    change(
        locked, version, answer=answer.strip(), shown_as=shown_as.strip(), answered_at=clock.now(),
        answered_by=actor.name, state=after,
    )  # fmt: skip
    if after != before:
        flip(actor, locked, before, after)
    if locked.reply_to:
        mail = _mail(locked)
        transaction.on_commit(lambda: mail.send(fail_silently=True))
    record(actor, "publishing.answer_question", locked, before={"state": before}, after={"state": str(after)})
    return locked


@transaction.atomic
def set_aside(actor: Actor, question: PublicQuestion, version: int, reason: str) -> PublicQuestion:
    """What is no question, or is dealt with elsewhere; with the reason."""
    locked = PublicQuestion.objects.select_for_update().get(pk=question.pk)
    require(may(actor, "publishing.answer_question"))
    if locked.state != PublicQuestionState.RECEIVED:
        raise Refused(_("Bara det som är inkommet och obesvarat läggs åt sidan."))
    if not reason.strip():
        raise Invalid(_("Skriv varför den läggs åt sidan, till exempel ”har svarats per telefon”."))
    change(locked, version, state=PublicQuestionState.SET_ASIDE)
    flip(actor, locked, PublicQuestionState.RECEIVED, PublicQuestionState.SET_ASIDE, reason.strip())
    record(actor, "publishing.set_aside", locked, reason=reason.strip())
    return locked


def _mail(question: PublicQuestion) -> EmailMessage:
    name = Municipality.objects.values_list("name", flat=True).first() or ""
    text = _("Du frågade:\n\n%(question)s\n\nSvar:\n\n%(answer)s\n\n%(municipality)s") % {
        "question": question.text, "answer": question.answer, "municipality": name,
    }  # fmt: skip
    return EmailMessage(subject=_("Svar på din fråga om budgeten"), body=text, to=[question.reply_to])
