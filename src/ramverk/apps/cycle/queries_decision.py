"""What a decision must mind: the steps before it, the consultation, the election."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models import Max, QuerySet
from django.utils import formats
from django.utils.translation import gettext as _

from ramverk.apps.cycle.gates import open_needs, sentence
from ramverk.apps.cycle.models import (
    Activity,
    ActivityKind,
    ActivityState,
    DecisionRecord,
    MinutesState,
    Need,
    Precision,
)
from ramverk.apps.cycle.policy_desks import DECIDING, DECISIONS
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.organisation.models import Body, BodyKind, on
from ramverk.core.findings import Finding, Severity, worst_first


def decisions_of(activity: Activity, actor: Actor) -> QuerySet[DecisionRecord]:
    """The decisions recorded at an activity, the latest last."""
    rows = activity.decisions.select_related("body", "document").prefetch_related("document__attachments__file")
    return DECISIONS.filter(rows, actor)


def deciding_bodies(day: date) -> QuerySet[Body]:
    """The bodies that can decide."""
    return Body.objects.filter(on(day), kind__in=DECIDING).order_by("kind", "name")


def needs_reason(findings: Sequence[Finding]) -> bool:
    """Whether any finding may be passed only with a recorded reason."""
    return any(finding.code in REASON_NEEDED for finding in findings)


REASON_NEEDED = frozenset({"decision.consultation_open", "decision.step_missing"})


def decision_findings(activity: Activity, body: Body | None, decided_on: date | None, minutes: str) -> list[Finding]:
    """Everything doubtful about recording this decision now; only steps that are missing ask for a reason."""
    found = [_finding_of(need) for need in open_needs([activity]).get(activity.pk, [])]
    if minutes == MinutesState.PENDING:
        found.append(
            Finding(
                "decision.minutes_pending", Severity.INFO,
                message=_("Protokollet är inte justerat än. Det som skickas ut dessförinnan ska säga det."),
                message_en="The minutes are not adjusted yet; what is dispatched before that must say so.",
                law="Kommunallagen 5 kap. 69 §",
            )
        )  # fmt: skip
    if body and body.kind == BodyKind.COUNCIL and decided_on and activity.round.is_election_year:
        found.extend(_election_finding(decided_on))
    return worst_first(found)


def _finding_of(need: Need) -> Finding:
    is_consultation = need.needed.kind == ActivityKind.CONSULTATION
    code = "decision.consultation_open" if is_consultation else "decision.step_missing"
    if not need.is_gate and not is_consultation:
        code = "decision.order"
    return Finding(
        code,
        Severity.INFO if code == "decision.order" else Severity.WARNING,
        rows=tuple(row for row in (need.needed.row, need.activity.row) if row),
        message=sentence(need),
        message_en=f"Not done yet: {need.needed.title}.",
        law="MBL 11 och 19 §§" if is_consultation else None,
    )


def _election_finding(decided_on: date) -> list[Finding]:
    """The council that sits from 15 October adopts the budget of an election year; before that it is a direction."""
    if (decided_on.month, decided_on.day) >= (10, 15):
        return []
    return [
        Finding(
            "decision.before_new_council", Severity.WARNING,
            message=_("Valår: beslutet är en inriktning. Budgeten fastställs av det nyvalda fullmäktige före november "
                      "månads utgång, och det beslutet måste ta med skattesatsen."),
            message_en="Election year: this is a direction. The newly elected council adopts the budget by November.",
            law="Kommunallagen 11 kap. 10 §",
        )
    ]  # fmt: skip


def earliest_day(activity: Activity) -> tuple[date, str] | None:
    """The latest day of a step this one builds on, as decided or else as fixed in the timetable, and what it was."""
    needed = Activity.objects.filter(blocks__activity=activity, blocks__is_gate=True, state=ActivityState.DONE)
    days = [(_day_of(step), step.title) for step in needed.annotate(decided=Max("decisions__decided_on"))]
    known = [(day, title) for day, title in days if day]
    if not known:
        return None
    day, title = max(known)
    return day, _("%(what)s (%(day)s)") % {"what": title, "day": formats.date_format(day, "j F Y")}


def _day_of(step: Any) -> date | None:
    """`step` is an activity annotated with the day of its decision."""
    fixed = step.start if step.precision == Precision.DAY else None
    day: date | None = step.decided or fixed
    return day
