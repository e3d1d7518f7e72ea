"""New days for a tabled or referred matter, in one step: the timetable moves, the bodies have it on their way."""

from collections.abc import Mapping
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from ramverk.apps.cycle.actions.add_activity import add_activity
from ramverk.apps.cycle.actions.change_need import add_need
from ramverk.apps.cycle.actions.move_activity import Move, move_activities
from ramverk.apps.cycle.models import Activity, ActivityKind, Precision
from ramverk.apps.cycle.planned import PlannedDate
from ramverk.apps.decisions.actions.register_matter import bring_on
from ramverk.apps.decisions.actions.write_clauses import lock
from ramverk.apps.decisions.models import Sitting
from ramverk.apps.decisions.policy import may_set_new_days
from ramverk.apps.decisions.queries.referral import NewDays, body_of, new_days
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.organisation.models import Body, BodyKind
from ramverk.apps.trail.actions.record import record
from ramverk.apps.trail.verdicts import Invalid, Stale, require


@transaction.atomic
def set_new_days(
    actor: Actor,
    sitting: Sitting,
    version: int,
    board_day: date | None,
    council_day: date | None,
    seen: Mapping[int, int] | None = None,
) -> Sitting:
    """Move the council's step and what must follow it, add what is missing, and bring the matter on to its next body.

    `seen` are the versions of the steps that move, by their ids, as the person saw them. Answers the next sitting.
    """
    locked = lock(sitting, version)
    require(may_set_new_days(actor, locked))
    plan = new_days(locked, board_day, council_day)
    _check(plan)
    _move(actor, plan, seen)
    council = plan.council_step or _added(actor, plan, BodyKind.COUNCIL, council_day)
    if plan.is_referral:
        step, body = plan.board_step or _added(actor, plan, BodyKind.EXECUTIVE_BOARD, board_day), _body(plan, True)
        council.refresh_from_db()
        add_need(actor, council, council.version, step, _("Ärendet har beretts på nytt"), is_gate=True)
        made = bring_on(actor, locked, step, body, _day(board_day))
    else:
        made = bring_on(actor, locked, council, _body(plan, False), _day(council_day))
    after = {"executive_board": board_day, "council": council_day} if plan.is_referral else {"council": council_day}
    record(actor, "decisions.set_new_days", locked, after=after, reason=locked.reason)
    return made


def _check(plan: NewDays) -> None:
    if plan.council_day is None or (plan.is_referral and plan.board_day is None):
        raise Invalid(_("Ange dagarna då ärendet kommer tillbaka."))
    if plan.refusals:
        raise Invalid(" ".join(plan.refusals))


def _move(actor: Actor, plan: NewDays, seen: Mapping[int, int] | None) -> None:
    if not plan.moves:
        return
    if seen is not None and set(seen) != {step.pk for step in plan.moves}:
        raise Stale(_("Tidplanen har ändrats sedan du granskade den. Granska en gång till."))
    moves = [Move(step, (seen or {}).get(step.pk, step.version), when) for step, when in plan.moves.items()]
    move_activities(actor, moves, _reason(plan))


def _reason(plan: NewDays) -> str:
    return f"{plan.sitting.matter}: {plan.sitting.get_state_display()}. {plan.sitting.reason}"[:500]


def _added(actor: Actor, plan: NewDays, kind: str, day: date | None) -> Activity:
    title = _("Beredning på nytt: %s") if kind == BodyKind.EXECUTIVE_BOARD else _("Beslut efter uppskov: %s")
    when = PlannedDate("", day, day, Precision.DAY)
    return add_activity(
        actor, plan.sitting.matter.round, ActivityKind.DECISION, title % plan.sitting.matter.title, when,
        reason=_reason(plan), owner=body_of(kind), lane=plan.sitting.activity.lane,
    )  # fmt: skip


def _body(plan: NewDays, is_board: bool) -> Body:
    if not is_board:
        return plan.sitting.body
    found = body_of(BodyKind.EXECUTIVE_BOARD)
    if found is None:
        raise Invalid(_("Kommunen har ingen kommunstyrelse inlagd. Lägg till den under Organisation."))
    return found


def _day(day: date | None) -> date:
    if day is None:
        raise Invalid(_("Ange dagarna då ärendet kommer tillbaka."))
    return day
