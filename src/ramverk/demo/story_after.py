"""After the decisions: an appeal, legal force, the notice of the proposed rate, and the motion that was referred."""

from datetime import date

from ramverk.apps.cycle.actions.add_activity import add_activity
from ramverk.apps.cycle.models import Activity, ActivityKind, Precision
from ramverk.apps.cycle.planned import PlannedDate
from ramverk.apps.decisions.actions.legal_force import Received, gain_force, note_appeal, settle_appeal
from ramverk.apps.decisions.actions.register_matter import bring_on, register_matter
from ramverk.apps.decisions.actions.set_new_days import set_new_days
from ramverk.apps.decisions.models import Appeal, Sitting
from ramverk.demo.municipality import COUNCIL, EXECUTIVE
from ramverk.demo.story_matters import BUDGET, FIRST, MOTION, begin, call, close, do, settle
from ramverk.demo.year import Year

CASE = "1203-18"
"""Invented, like the appeal."""


def own_step(year: Year, number: str, title: str, day: str) -> None:
    """Finance gives the motion a step of its own in the timetable; the secretary registers it there."""
    when, council = date.fromisoformat(day), year.body(COUNCIL)
    planned = PlannedDate("", when, when, Precision.DAY)
    step = add_activity(year.finance, year.round, ActivityKind.DECISION, title, planned, owner=council)
    register_matter(year.acting(COUNCIL, "secretary"), step, council, "own", number, title, when)


def set_days(year: Year, number: str, board_day: str, council_day: str) -> None:
    """Finance moves the timetable after a referral."""
    sitting = _last(number)
    days = date.fromisoformat(board_day), date.fromisoformat(council_day)
    set_new_days(year.finance, sitting, sitting.version, *days)


def bring_back(year: Year, number: str) -> None:
    """The council's secretary takes the matter to the step that was moved."""
    earlier = _last(number)
    step = Activity.objects.get(sittings__in=earlier.matter.sittings.filter(body__name=COUNCIL))
    council = year.body(COUNCIL)
    bring_on(year.acting(COUNCIL, "secretary"), earlier, step, council, step.end or earlier.day)


def appeal(year: Year, number: str, came_in: str, case: str, grounds: str) -> None:
    """The court has told of an appeal."""
    sitting = _at_council(number)
    received = Received(date.fromisoformat(came_in), case, "en kommunmedlem (påhittad)", grounds)
    note_appeal(year.acting(COUNCIL, "secretary"), sitting, sitting.version, received)


def settle_case(year: Year, case: str, outcome: str, outcome_on: str, stands_from: str) -> None:
    """How it went, once it can no longer be appealed."""
    row = Appeal.objects.get(case_number=case)
    days = date.fromisoformat(outcome_on), date.fromisoformat(stands_from)
    settle_appeal(year.acting(COUNCIL, "secretary"), row, row.version, outcome, *days)


def force(year: Year, number: str, body: str, taken_down: str) -> None:
    """The secretary notes that the decision has legal force."""
    sitting = Sitting.objects.filter(matter__register_number=number, body__name=body).latest("day")
    gain_force(year.acting(body, "secretary"), sitting, sitting.version, date.fromisoformat(taken_down))


def _last(number: str) -> Sitting:
    return Sitting.objects.select_related("matter", "body", "activity").filter(
        matter__register_number=number
    ).latest("pk")  # fmt: skip


def _at_council(number: str) -> Sitting:
    return Sitting.objects.filter(matter__register_number=number, body__name=COUNCIL).latest("pk")


DEEDS = [
    ("2018-03-08", "09:00", force, FIRST, EXECUTIVE, "2018-03-08"),
    ("2018-06-08", "10:00", own_step, MOTION, "Motion om öppna budgetdialoger", "2018-06-20"),
    ("2018-06-25", "10:00", set_days, MOTION, "2018-09-04", "2018-09-24"),
    (
        "2018-07-24", "09:00", appeal, BUDGET, "2018-07-16", CASE,
        "Ramen för omsorgsnämnden ändrades på sammanträdet utan att ha beretts.",
    ),
    ("2018-08-28", "09:00", call, MOTION),
    ("2018-09-04", "10:30", begin, MOTION),
    ("2018-09-04", "10:45", settle, MOTION),
    ("2018-09-04", "10:50", close, MOTION, "§ 131", "omedelbart"),
    ("2018-09-04", "13:30", do, MOTION, EXECUTIVE, "adjust"),
    ("2018-09-04", "14:30", do, MOTION, EXECUTIVE, "announce"),
    ("2018-09-10", "09:00", bring_back, MOTION),
    ("2018-09-13", "09:00", call, MOTION),
    ("2018-09-24", "18:30", begin, MOTION, ("DP4",)),
    ("2018-09-24", "18:50", settle, MOTION),
    ("2018-09-24", "19:00", close, MOTION, "§ 94"),
    ("2018-10-04", "09:00", do, MOTION, COUNCIL, "adjust"),
    ("2018-10-05", "09:00", do, MOTION, COUNCIL, "announce"),
    ("2018-10-29", "09:00", force, MOTION, COUNCIL, "2018-10-29"),
    (
        "2018-11-01", "08:30", do, BUDGET, COUNCIL, "proposed_rate_notice",
        "Skatteverkets e-tjänst, kvitto 8.12 (påhittat)",
    ),
    ("2018-11-05", "09:00", settle_case, CASE, "rejected", "2018-10-11", "2018-11-02"),
    ("2018-11-05", "09:10", force, BUDGET, COUNCIL, "2018-07-23"),
]  # fmt: skip
