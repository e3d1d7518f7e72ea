"""A council of seven, an executive board of five, a frozen proposal, and a sitting that is ready to begin."""

from datetime import date
from fractions import Fraction

import pytest
from tests.cast import member

from ramverk.apps.cycle.tests.desk_cast import at, fresh
from ramverk.apps.decisions.actions.open_sitting import open_sitting, summon, take_attendance
from ramverk.apps.decisions.actions.register_matter import register_matter
from ramverk.apps.decisions.actions.write_clauses import draft_clauses
from ramverk.apps.decisions.wording_clauses import Terms
from ramverk.apps.frames.actions.freeze_edition import freeze_edition
from ramverk.apps.frames.actions.save_changes import RowEdit, save_changes
from ramverk.apps.frames.actions.set_goal import set_goal
from ramverk.apps.frames.actions.start_edition import start_edition
from ramverk.apps.frames.rows import Row
from ramverk.apps.frames.tests.conftest import *  # noqa: F403 - the small ledger
from ramverk.apps.organisation.models import Mandate

COUNCIL = [("Ada Alm", "DP"), ("Bo Berg", "DP"), ("Cia Ceder", "DP"), ("Dag Dahl", "DP"), ("Eli Ek", "FE"),
           ("Fia Fors", "FE"), ("Gun Gran", "FE")]  # fmt: skip
SUBSTITUTES = [("Hans Hed", "DP"), ("Ida Is", "FE")]
TERMS = Terms(tax_rate=2164, internal_interest=Fraction(175, 100), borrowing=12_000_000_000, is_final=False)


@pytest.fixture
def fullmaktige(kommunen):
    """Seven members, two substitutes, a secretary; Ada Alm chairs. By first name."""
    people = {}
    for order, (name, party) in enumerate(COUNCIL, 1):
        roles = [("member", "KF")] + ([("chair", "KF")] if order == 1 else [])
        people[name.split()[0]] = member(kommunen, name, *roles, party=party)
    for name, party in SUBSTITUTES:
        people[name.split()[0]] = member(kommunen, name, ("substitute", "KF"), party=party)
    people["Sekreteraren"] = member(kommunen, "Sara Sand", ("secretary", "KF"))
    for order, mandate in enumerate(Mandate.objects.filter(body=kommunen["KF"]).order_by("pk"), 1):
        Mandate.objects.filter(pk=mandate.pk).update(order=order)
    return people


@pytest.fixture
def styrelsen(kommunen):
    """Five members; Karin Kall chairs."""
    people = {}
    for order, (name, party) in enumerate(
        [("Karin Kall", "DP"), ("Lars Lind", "DP"), ("Mia Mo", "DP"), ("Nils Ny", "FE"), ("Ove Olin", "FE")], 1
    ):
        people[name.split()[0]] = member(kommunen, name, ("chair" if order == 1 else "member", "KS"), party=party)
    people["Sekreteraren"] = member(kommunen, "Kim Kvist", ("secretary", "KS"))
    return people


@pytest.fixture
def forslaget(finans, omgangen, ingaende, kommunen, aret):
    """The executive board's proposal, frozen: 2 million more to schools."""
    edition = start_edition(finans, omgangen, "executive_proposal", "KS förslag 2019", ingaende, aret("R19"))
    set_goal(finans, omgangen, "Resultatet är minst en procent", "1")
    more = {str(year): -200_000_000 for year in edition.years}
    row = Row(body_id=kommunen["BUN"].pk, cause="political", amounts=more, text="Elevhälsa")
    save_changes(finans, edition, [RowEdit(row)])
    return freeze_edition(finans, fresh(edition))


def brought(actor, activity, body, edition, day, kind="budget", number="KS 2018/12", terms=TERMS):
    """A matter with its clauses, summoned."""
    sitting = register_matter(actor, activity, body, kind, number, "Mål & Budget 2019–2021", day)
    draft_clauses(actor, sitting, sitting.version, edition, terms)
    return summon(actor, fresh(sitting), fresh(sitting).version)


def seated(actor, sitting, absent=()):
    """Everybody there but those named; the sitting is opened."""
    present = [place.pk for place in sitting.places.all() if place.person.name.split()[0] not in absent]
    sitting = take_attendance(actor, fresh(sitting), fresh(sitting).version, present)
    return open_sitting(actor, fresh(sitting), fresh(sitting).version)


@pytest.fixture
def tjugonde_juni():
    """The clock stands in the council's evening."""
    with at("2018-06-20 19:00"):
        yield


@pytest.fixture
def sittningen(fullmaktige, finans, forslaget, aret, kommunen, tjugonde_juni):
    """The council deals with the budget; members and no substitutes are there."""
    sitting = brought(finans, aret("R21"), kommunen["KF"], forslaget, date(2018, 6, 20))
    return fresh(seated(finans, sitting, absent=("Hans", "Ida")))


@pytest.fixture
def plats(sittningen):
    """`plats("Ada")` gives that person's place."""
    return lambda name: sittningen.places.select_related("person").get(person__name__startswith=name + " ")
