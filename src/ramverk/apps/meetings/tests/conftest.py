"""A round with a dialogue, a union consultation and the drafting days."""

from datetime import date, time

import pytest

from ramverk.apps.cycle.models import Activity, ActivityDate, Participation, Round
from ramverk.apps.organisation.models import Audience, AudienceTerm
from ramverk.apps.trail import clock


def audience(label, **term):
    found, _ = Audience.objects.get_or_create(key=label.lower(), defaults={"label": label})
    AudienceTerm.objects.get_or_create(audience=found, **term)
    return found


def step(round_, order, kind, title, day, *takes_part, owner=None, starts_at=None):
    activity = Activity.objects.create(
        round=round_, order=order, kind=kind, title=title, start=day, end=day, owner=owner, starts_at=starts_at
    )
    ActivityDate.objects.create(activity=activity, start=day, end=day, set_at=clock.now(), set_by="Import")
    for one in takes_part:
        Participation.objects.create(activity=activity, mode="invited", as_written=one.label, audience=one)
    return activity


@pytest.fixture
def omgangen(kommunen):
    return Round.objects.create(
        name="Mål & Budget 2019–2021", process_year=2018, budget_year=2019, plan_years=[2020, 2021], state="running"
    )


@pytest.fixture
def dialogen(omgangen, kommunen):
    presidia = audience("Nämndernas presidium", body_kind="board", role="chair")
    opposition = audience("KS 2:e vice", body_kind="executive_board", role="second_vice_chair")
    return step(
        omgangen,
        1,
        "dialogue",
        "Presentation och dialog",
        date(2018, 4, 19),
        presidia,
        opposition,
        owner=kommunen["EKO"],
    )


@pytest.fixture
def beredningsdagarna(omgangen, kommunen):
    return step(omgangen, 2, "preparation", "Budgetberedning", date(2018, 5, 2), owner=kommunen["BB"])


@pytest.fixture
def samverkan(omgangen, kommunen):
    unions = audience("Central samverkansgrupp", body_kind="union_group")
    title = "Central samverkansgrupp: samverkan om förslag till Mål & budget"
    return step(omgangen, 3, "consultation", title, date(2018, 6, 4), unions, owner=kommunen["EKO"], starts_at=time(11))
