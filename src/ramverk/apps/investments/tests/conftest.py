"""A small investment year: prerequisites sent out, an open submission, and a complete sheet."""

from datetime import date

import pytest

from ramverk.apps.cycle.actions.open_submissions import open_for_boards
from ramverk.apps.cycle.models import Activity, ActivityDate, Participation, Submission
from ramverk.apps.cycle.tests.desk_cast import *  # noqa: F403 - the cast of the desks
from ramverk.apps.cycle.tests.desk_cast import audience
from ramverk.apps.frames.tests.conftest import *  # noqa: F403 - a small ledger
from ramverk.apps.investments.actions.dispatch_prerequisites import dispatch_prerequisites
from ramverk.apps.investments.actions.save_project import save_project
from ramverk.apps.investments.actions.write_prerequisites import Terms, write_prerequisites
from ramverk.apps.investments.edits import EffectEdit, SheetEdit
from ramverk.apps.trail import clock
from ramverk.apps.trail.actors import SYSTEM

TKR = 100_000
TERMS = Terms(
    internal_interest_pct="1,5", ceiling={2019: 50_000 * TKR}, own_money={2019: 40_000 * TKR}, self_financing_pct="80",
    threshold=50 * TKR, priorities=[["1", "lagkrav"], ["2", "volym"]], lives=[["Stomme", "33"]], text="Skriv bladen.",
)  # fmt: skip


def row_of(in_round, order, row, kind, day, title, owner=None):
    activity = Activity.objects.create(
        round=in_round, order=order, row=row, kind=kind, title=title, start=day, end=day, owner=owner,
        needs_adoption="antagen" in title,
    )  # fmt: skip
    ActivityDate.objects.create(activity=activity, start=day, end=day, set_at=clock.now(), set_by="Import")
    return activity


@pytest.fixture
def raderna(omgangen, kommunen):
    """The timetable's three rows about investments."""
    boards = audience("Nämnderna", {"body_kind": "board"})
    rows = [
        row_of(omgangen, 101, "R01", "dispatch", date(2017, 12, 11), "Utskick om investeringsbudget", kommunen["EKO"]),
        row_of(omgangen, 102, "R08", "submission", date(2018, 4, 13), "Inlämning av investeringar (antagen)"),
        row_of(omgangen, 103, "R09", "information", date(2018, 4, 20), "Info KS om investeringar", kommunen["KS"]),
    ]
    for row, mode in ((rows[0], "recipient"), (rows[1], "performer")):
        Participation.objects.create(activity=row, mode=mode, as_written=boards.label, audience=boards)
    return rows


@pytest.fixture
def villkoren(finans, omgangen, raderna):
    """The prerequisites, frozen with their dispatch."""
    write_prerequisites(finans, omgangen, 0, TERMS)
    dispatch_prerequisites(finans, omgangen)
    return omgangen.prerequisites.get()


@pytest.fixture
def inlamningen(villkoren, raderna, kommunen):
    """The submission of BUN, opened."""
    open_for_boards(SYSTEM, raderna[1])
    rows = Submission.objects.select_related("activity__round", "body")
    return rows.get(activity=raderna[1], body=kommunen["BUN"])


def school(kommunen, **other):
    """A complete sheet of a school that SN's frame feels too."""
    fields = {
        "name": "Ny skola", "funding": "tax", "category": "volume", "priority": "2", "phase": "design",
        "total": 69_000 * TKR, "activated_year": 2020, "activated_month": 7,
    }  # fmt: skip
    values = {
        "fields": fields | other.pop("fields", {}),
        "texts": {"need": "Fler barn.", "priority_motive": "Lag.", "uncertainty": "±10 %", "site": "Norrdal 1:2"},
        "outlay": {2019: 40_000 * TKR, 2020: 29_000 * TKR},
        "components": [("Stomme", 69_000 * TKR, 33)],
        "effects": [
            EffectEdit(kommunen["BUN"].pk, {2020: -900 * TKR, 2021: -2_000 * TKR}),
            EffectEdit(kommunen["SN"].pk, {2021: -150 * TKR}, "elevhälsa"),
        ],
    }  # fmt: skip
    return SheetEdit(**(values | other))


@pytest.fixture
def namnden(som, namndsekreteraren):
    """The board's secretary as actor."""
    return som(namndsekreteraren)


@pytest.fixture
def skolan(namnden, inlamningen, kommunen):
    """The board's one project."""
    return save_project(namnden, inlamningen, None, 0, school(kommunen))


@pytest.fixture
def inlamnad(skolan, namnden, inlamningen):
    """The board's sheets, adopted and handed in."""
    return deliver(namnden, inlamningen)


def deliver(actor, submission):
    from ramverk.apps.cycle.actions.adopt import Proof, adopt
    from ramverk.apps.cycle.actions.hand_in import hand_in
    from ramverk.apps.cycle.actions.mark_ready import mark_ready
    from ramverk.apps.cycle.submission_content import content_of

    row = again(submission)
    row = mark_ready(actor, row, row.version)
    checksum = content_of(row.activity).frozen(row).checksum
    row = adopt(actor, again(row), row.version, Proof(date(2018, 4, 10), "§ 12", "adjusted"), checksum)
    hand_in(actor, again(row), row.version, checksum)
    return again(row)


def again(row):
    """The submission as the database has it now."""
    return Submission.objects.select_related("activity__round", "body", "document").get(pk=row.pk)
