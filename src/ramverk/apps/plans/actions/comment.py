"""Comment on a plan, and follow the comment until it is closed. It may be narrowed to internal, never widened."""

from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from ramverk.apps.organisation.actor import Actor
from ramverk.apps.plans.models import ActivityPlan, Comment, CommentAnswer, CommentState, Section
from ramverk.apps.plans.policy import may_comment
from ramverk.apps.trail import clock
from ramverk.apps.trail.actions.change import change
from ramverk.apps.trail.actions.flip import flip
from ramverk.apps.trail.actions.record import record
from ramverk.apps.trail.verdicts import Invalid, require


@dataclass(frozen=True, slots=True)
class Remark:
    """What is said, about which place, and whether it goes with the plan when it is handed in."""

    text: str
    section: Section | None = None
    place: str = ""
    quote: str = ""
    is_public: bool = False


@transaction.atomic
def comment(actor: Actor, plan: ActivityPlan, remark: Remark) -> Comment:
    """Also a plan that is past writing may be commented on."""
    require(may_comment(actor, plan))
    if not remark.text.strip():
        raise Invalid(_("Skriv kommentaren."))
    if remark.section is not None and remark.section.plan_id != plan.pk:
        raise Invalid(_("Avsnittet hör till en annan plan."))
    made = Comment.objects.create(
        plan=plan, section=remark.section, place=remark.place[:80], quote=remark.quote[:200],
        text=remark.text.strip(), is_public=remark.is_public, at=clock.now(), by_id=actor.person_id, by=actor.name,
    )  # fmt: skip
    record(actor, "plans.comment", plan, after={"section": str(remark.section or ""), "is_public": remark.is_public})
    return made


@transaction.atomic
def answer_comment(actor: Actor, row: Comment, version: int, text: str) -> CommentAnswer:
    """An answer makes it answered; it may be answered again."""
    require(may_comment(actor, row.plan))
    if not text.strip():
        raise Invalid(_("Skriv svaret."))
    if row.state == CommentState.CLOSED:
        raise Invalid(_("Kommentaren är avslutad. Skriv en ny."))
    _flip(actor, row, version, CommentState.ANSWERED)
    made = CommentAnswer.objects.create(comment=row, text=text.strip(), at=clock.now(), by=actor.name)
    record(actor, "plans.answer_comment", row.plan, after={"section": str(row.section or "")})
    return made


@transaction.atomic
def close_comment(actor: Actor, row: Comment, version: int) -> Comment:
    """It stays to be read."""
    require(may_comment(actor, row.plan))
    if row.state == CommentState.CLOSED:
        raise Invalid(_("Kommentaren är redan avslutad."))
    _flip(actor, row, version, CommentState.CLOSED)
    record(actor, "plans.close_comment", row.plan, after={"section": str(row.section or "")})
    return row


@transaction.atomic
def narrow_comment(actor: Actor, row: Comment, version: int) -> Comment:
    """Make a public comment internal; there is no way back."""
    require(may_comment(actor, row.plan))
    if not row.is_public:
        raise Invalid(_("Kommentaren är redan intern."))
    if row.plan.submission.submitted_at:
        raise Invalid(_("Planen är inlämnad, och kommentaren är redan allmän."))
    change(row, version, is_public=False)
    record(actor, "plans.narrow_comment", row.plan, before={"is_public": True}, after={"is_public": False})
    return row


def _flip(actor: Actor, row: Comment, version: int, to_state: str) -> None:
    from_state = row.state
    change(row, version, state=to_state)
    if from_state != to_state:
        flip(actor, row, from_state, to_state)
