"""A small year in which plans are written here: frames decided, BUN's plan open."""

from datetime import date

import pytest

from ramverk.apps.cycle.actions.adopt import Proof
from ramverk.apps.cycle.actions.open_submissions import open_for_boards
from ramverk.apps.cycle.actions.record_decision import Decision, record_decision
from ramverk.apps.frames.actions.decide_edition import decide_edition
from ramverk.apps.frames.tests.conftest import *  # noqa: F403 - the small ledger
from ramverk.apps.plans.actions.save_goal import save_goal
from ramverk.apps.plans.actions.save_section import save_section
from ramverk.apps.plans.actions.save_split import save_split
from ramverk.apps.plans.actions.write_template import standard_template, write_template
from ramverk.apps.plans.models import ActivityPlan, Goal, Section
from ramverk.apps.plans.rows import GoalValues, IndicatorValues, SplitLine
from ramverk.apps.trail.actors import SYSTEM

TKR = 100_000
INDICATOR = IndicatorValues(
    name="Behöriga till gymnasiet", definition="Andel elever i årskurs 9", unit="%", baseline="84,5",
    baseline_year=2017, targets={"2019": "86", "2020": "87", "2021": "88"}, source="Skolverket",
)  # fmt: skip


@pytest.fixture
def beslutade(finans, utkastet, aret, kommunen):
    """The frames, decided on 6 February: BUN has 940 000 tkr, SN 280 000."""
    activity = aret("R06")
    decision = Decision(kommunen["KS"], Proof(date(2018, 2, 6), "§ 18", "adjusted"), "Ramarna fastställs.")
    return decide_edition(finans, utkastet, record_decision(finans, activity, activity.version, decision))


@pytest.fixture
def mallen(finans, omgangen):
    """The standard template, which makes plans be written here."""
    write_template(finans, omgangen, list(standard_template()))


@pytest.fixture
def plan(mallen, beslutade, aret, kommunen):
    """BUN's plan, opened with the submission."""
    open_for_boards(SYSTEM, aret("R11"))
    return ActivityPlan.objects.select_related("submission__activity__round", "submission__body", "edition").get(
        submission__body=kommunen["BUN"], submission__activity__row="R11"
    )


@pytest.fixture
def skribenten(som, forvaltningschefen):
    """The head of BUN's administration."""
    return som(forvaltningschefen)


@pytest.fixture
def sekreteraren(som, namndsekreteraren):
    """BUN's secretary."""
    return som(namndsekreteraren)


def part(plan, key):
    """A section of a plan as it stands."""
    return Section.objects.select_related("plan__submission__activity__round", "plan__submission__body").get(
        plan=plan, key=key
    )


@pytest.fixture
def fullmaktigemal(omgangen):
    """A goal of the council to link up to."""
    return Goal.objects.create(round=omgangen, level="council", text="Alla barn lyckas i skolan")


def the_goal(parent, **fields):
    """A complete goal."""
    values = {
        "text": "Fler elever blir behöriga", "parent_id": parent.pk, "responsible": "Rektor",
        "period": "2019–2021", "indicators": (INDICATOR,),
    }  # fmt: skip
    return GoalValues(**(values | fields))


def whole(actor, plan, parent):
    """Write everything that the template requires."""
    for section in plan.sections.all():
        if section.is_text and section.is_required:
            save_section(actor, part(plan, section.key), section.version, "Klart och tydligt.")
    goals = part(plan, "mal")
    save_goal(actor, goals, goals.version, the_goal(parent))
    return plan


@pytest.fixture
def skriven(plan, skribenten, fullmaktigemal):
    """BUN's plan with all that must be in it; the split stands as the ledger has it."""
    return whole(skribenten, plan, fullmaktigemal)


def proof(day=date(2018, 4, 3)):
    return Proof(day, "§ 34", "pending")


def split(actor, plan, *rows):
    """Save the split as (code, tkr for all years)."""
    from ramverk.apps.frames.models import Operation

    section = part(plan, "drift")
    lines = [
        SplitLine(Operation.objects.get(code=code).pk, dict.fromkeys(("2019", "2020", "2021"), tkr * TKR))
        for code, tkr in rows
    ]
    return save_split(actor, section, section.version, plan.edition, lines)
