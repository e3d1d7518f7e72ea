"""Table or refer a matter, by a third of those present or by a majority, and work out the way back."""

from collections.abc import Collection
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from ramverk.apps.decisions.actions.open_sitting import check_no_vote, check_quorum, move_matter
from ramverk.apps.decisions.actions.write_clauses import lock
from ramverk.apps.decisions.models import Place, Postponement, PostponementKind, Sitting
from ramverk.apps.decisions.policy import may
from ramverk.apps.decisions.queries.board import board_of
from ramverk.apps.decisions.queries.minutes import facts_of, minutes_content
from ramverk.apps.decisions.queries.people import name_of, serving
from ramverk.apps.decisions.queries.way_back import way_back
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.organisation.models import BodyKind
from ramverk.apps.trail import clock
from ramverk.apps.trail.actions.change import change
from ramverk.apps.trail.actions.flip import flip
from ramverk.apps.trail.actions.freeze import freeze
from ramverk.apps.trail.actions.record import record
from ramverk.apps.trail.verdicts import Invalid, require
from ramverk.core.decisions.votes import minority_suffices


@transaction.atomic
def postpone(
    actor: Actor,
    sitting: Sitting,
    version: int,
    kind: str,
    motivation: str,
    asking: Collection[int] = (),
    *,
    by_majority: bool = False,
    paragraph: str = "",
) -> Postponement:
    """`asking` are the places of those who ask. They set the motivation (KL 5:50).

    In the council a third of those present is enough, once; in a board, and the second time, a majority must have said
    so (`by_majority`).
    """
    locked = lock(sitting, version)
    require(may(actor, "decisions.postpone", locked))
    if kind not in PostponementKind.values:
        raise Invalid(_("Välj bordläggning eller återremiss."))
    if not motivation.strip():
        raise Invalid(_("Skriv motiveringen. Den bestäms av dem som begär det (kommunallagen 5 kap. 50 §)."))
    check_quorum(locked)
    check_no_vote(locked)
    if any(line.clause.is_settled for line in board_of(locked).contested):
        raise Invalid(_("Ärendet är delvis avgjort. Frågan om det ska avgöras i dag prövas före sakfrågan."))
    roll = serving(locked)
    asked = [place for place in roll if place.pk in set(asking)]
    is_minority = not by_majority
    if is_minority:
        _check_minority(locked, len(asked), len(roll))
    row = _written(locked, kind, motivation.strip(), asked, roll, is_minority=is_minority)
    change(locked, locked.version, state=kind, reason=motivation.strip(), paragraph=paragraph.replace("§", "").strip())
    document = freeze(actor, "sitting_minutes", str(locked)[:300], _content(locked))
    change(locked, locked.version, minutes=document)
    flip(actor, locked, "open", kind, motivation)
    move_matter(actor, locked, kind)
    if is_minority:
        change(locked.matter, locked.matter.version, was_postponed_by_minority=True)
    after = {"kind": kind, "asked_by": str(len(asked)), "by_minority": is_minority, **row.way_back}
    record(actor, "decisions.postpone", locked, after=after, reason=motivation)
    return row


def _check_minority(sitting: Sitting, asking: int, present: int) -> None:
    if sitting.body.kind != BodyKind.COUNCIL:
        raise Invalid(
            _(
                "I en nämnd krävs enkel majoritet; minoritetsrätten finns bara i fullmäktige (kommunallagen 6 kap. "
                "33 §)."
            )
        )
    if minority_suffices(asking, present, was_postponed=sitting.matter.was_postponed_by_minority):
        return
    if sitting.matter.was_postponed_by_minority:
        raise Invalid(
            _(
                "Ärendet har redan skjutits upp en gång på en minoritets begäran. Nu krävs enkel majoritet "
                "(kommunallagen 5 kap. 51 §)."
            )
        )
    raise Invalid(
        _(
            "%(asking)s av %(present)s närvarande begär det. Det krävs minst en tredjedel, %(needed)s, eller en "
            "majoritet."
        )
        % {"asking": asking, "present": present, "needed": -(-present // 3)}
    )


def _written(
    sitting: Sitting, kind: str, motivation: str, asked: list[Place], roll: list[Place], *, is_minority: bool
) -> Postponement:
    return Postponement.objects.create(
        sitting=sitting, kind=kind, motivation=motivation, asked_by=[name_of(place) for place in asked],
        serving=len(roll), is_by_minority=is_minority, at=clock.now(),
        way_back=way_back(sitting, is_referral=kind == PostponementKind.REMITTED),
    )  # fmt: skip


def _content(sitting: Sitting) -> dict[str, Any]:
    fresh = Sitting.objects.select_related("matter", "body", "postponement", "after__body").get(pk=sitting.pk)
    return minutes_content(facts_of(board_of(fresh)))
