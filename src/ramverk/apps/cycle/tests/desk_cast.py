"""A small year for the desks: a decision, the dispatch that waits for it, the plans it asks for, and what follows."""

from contextlib import contextmanager
from datetime import date

import pytest
from tests.cast import member, swedish

from ramverk.apps.cycle.models import Activity, ActivityDate, Need, Participation, Round, Submission
from ramverk.apps.organisation.models import Audience, AudienceTerm
from ramverk.apps.trail import clock
from ramverk.apps.trail.uploads import keep_bytes

YEAR = """
    R06 | decision     | 2018-02-06 | KS  | Beslut om ramdirektiv
    R07 | dispatch     | 2018-02-07 | EKO | Utskick om ramdirektiv och preliminära budgetramar
    R11 | submission   | 2018-04-11 |     | Inlämning av verksamhetsplaner (antagen av nämnden)
    R14 | party_work   | 2018-05-31 |     | Eget arbete i partigrupperna
    R16 | handover     | 2018-05-30 |     | Klart budgetförslag; överlämnas till oppositionen
    R18 | consultation | 2018-06-04 | EKO | Central samverkansgrupp: samverkan om förslaget
    R19 | decision     | 2018-06-05 | KS  | Beslut om Mål & budget
    R21 | decision     | 2018-06-20 | KF  | Beslut om Mål & budget inkl skattesats
    R22 | revision     | 2018-09-28 |     | Revidering av verksamhetsplaner
    R24 | publication  | 2018-06-27 | EKO | Budgeten läggs ut på webbplatsen
"""
WAITS = "R07<R06 R11<R07 R19<R18 R19<R16 R21<R19 R22<R21 R24<R21"
PLAN = b"%PDF-1.7 verksamhetsplan 2019"


def audience(label, *terms):
    """An audience that means these terms."""
    found = Audience.objects.create(key=label.casefold(), label=label, is_confirmed=True)
    for term in terms:
        AudienceTerm.objects.create(audience=found, **term)
    return found


def pdf(name="plan.pdf", content=PLAN):
    return keep_bytes(name, content)


@pytest.fixture
def aret(kommunen):
    """`aret("R07")` gives that activity."""
    round_ = Round.objects.create(
        name="Mål & Budget 2019–2021", process_year=2018, budget_year=2019, plan_years=[2020, 2021],
        state="running", is_election_year=True,
    )  # fmt: skip
    steps = {}
    for order, line in enumerate(YEAR.strip().splitlines(), 1):
        row, kind, day, owner, title = (part.strip() for part in line.split("|"))
        steps[row] = Activity(
            round=round_, order=order, row=row, kind=kind, title=title, owner=kommunen[owner] if owner else None,
            start=date.fromisoformat(day), end=date.fromisoformat(day), needs_adoption="antagen" in title,
        )  # fmt: skip
    Activity.objects.bulk_create(steps.values())
    ActivityDate.objects.bulk_create(
        ActivityDate(activity=step, start=step.start, end=step.end, set_at=clock.now(), set_by="Import")
        for step in steps.values()
    )
    waits = [pair.split("<") for pair in WAITS.split()]
    Need.objects.bulk_create(Need(activity=steps[later], needed=steps[earlier]) for later, earlier in waits)
    boards = audience("Samtliga nämnder och förvaltningar", {"body_kind": "board"}, {"body_kind": "administration"})
    majority = audience("Majoriteten", {"body_kind": "party", "standing": "majority"})
    for row, mode, whom in (("R07", "recipient", boards), ("R11", "performer", boards), ("R16", "performer", majority)):
        Participation.objects.create(activity=steps[row], mode=mode, as_written=whom.label, audience=whom)
    return lambda row: round_.activities.select_related("round", "owner").get(row=row)


@pytest.fixture
def forvaltningschefen(kommunen):
    return member(kommunen, "Frida Forsman", ("head", "BUF"))


@pytest.fixture
def socialsekreteraren(kommunen):
    return member(kommunen, "Sune Sund", ("secretary", "SN"))


@pytest.fixture
def kultursekreteraren(kommunen):
    return member(kommunen, "Klara Kull", ("secretary", "KN"))


@pytest.fixture
def planen(aret, kommunen):
    """The submission of BUN to R11, opened."""
    from ramverk.apps.cycle.actions.open_submissions import open_for_boards
    from ramverk.apps.trail.actors import SYSTEM

    open_for_boards(SYSTEM, aret("R11"))
    return fresh(Submission.objects.get(activity__row="R11", body=kommunen["BUN"]))


def fresh(row):
    """The row as the database has it now."""
    return type(row).objects.get(pk=row.pk)


@pytest.fixture
def antagen(planen, namndsekreteraren, som):
    """BUN's plan, adopted on 20 March, § 24."""
    return adopted(som(namndsekreteraren), planen)


def adopted(actor, row, content=PLAN):
    from ramverk.apps.cycle.actions.adopt import Proof, adopt
    from ramverk.apps.cycle.actions.mark_ready import mark_ready
    from ramverk.apps.cycle.actions.save_submission import save_submission
    from ramverk.apps.cycle.submission_content import content_of

    with clock.stopped_at(swedish("2018-03-21 09:00")):
        row = save_submission(actor, row, row.version, note="Vår plan", add=[pdf(content=content)])
        row = mark_ready(actor, row, row.version)
        checksum = content_of(row.activity).frozen(row).checksum
        row = adopt(actor, row, row.version, Proof(date(2018, 3, 20), "§ 24", "adjusted"), checksum)
    return fresh(row)


@contextmanager
def at(text):
    """The clock stands at this Swedish time."""
    with clock.stopped_at(swedish(text)):
        yield
