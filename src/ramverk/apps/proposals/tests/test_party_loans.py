"""What a party invests more is borrowed in its room, in its handed-over budget and in what is decided on it alike."""

from datetime import date

import pytest

from ramverk.apps.frames.actions.add_assumptions import add_assumptions
from ramverk.apps.frames.actions.freeze_edition import freeze_edition
from ramverk.apps.frames.actions.start_edition import start_edition
from ramverk.apps.frames.models import EditionAssumption
from ramverk.apps.frames.queries.statements import stated
from ramverk.apps.frames.tests.test_statements import opening, plan
from ramverk.apps.proposals.actions.hand_over import hand_over
from ramverk.apps.proposals.actions.write_draft import complete_draft
from ramverk.apps.proposals.queries.drafts import DEBT, outcome
from ramverk.apps.proposals.tests.test_drafts import GOAL, fresh
from ramverk.apps.proposals.tests.test_projects import do, med_projekt, open_draft  # noqa: F401 - the fixture

pytestmark = pytest.mark.django_db


@pytest.fixture
def basen(finans, omgangen, basen):
    """The base rests on an opening balance and a plan of loans."""
    for kind, values in (("opening_balance", opening()), ("financing", plan())):
        made = add_assumptions(finans, omgangen, kind, kind, date(2018, 1, 12), "Bokslut 2017", values)
        EditionAssumption.objects.create(edition=basen, kind=kind, assumption_set=made)
    return basen


def loans(edition):
    position = stated(edition).position
    return {year: int(position.balance(DEBT, year)) for year in edition.years}


def test_the_loans_of_the_room_are_those_of_the_edition_and_of_the_decision_on_it(
    oppositionsledaren,
    med_projekt,  # noqa: F811
    finans,
    omgangen,
    aret,
    skriv,
):
    actor = oppositionsledaren
    skriv(actor, med_projekt, goals=GOAL)
    do(actor, med_projekt, "hall", "move", 1)
    found = outcome(open_draft(actor, med_projekt))
    in_the_room = {year: after for year, (_before, after) in found.investments.loans.items()}
    assert in_the_room != {year: before for year, (before, _after) in found.investments.loans.items()}
    item = complete_draft(actor, fresh(med_projekt), fresh(med_projekt).version)
    made = hand_over(actor, fresh(item), fresh(item).version)
    assert loans(made.edition) == in_the_room
    opened = start_edition(finans, omgangen, "council_decision", "Fullmäktige", made.edition, aret("R21"))
    assert loans(opened) == in_the_room
    frozen = freeze_edition(finans, opened)
    assert loans(frozen) == in_the_room
    after = start_edition(finans, omgangen, "confirmed", "Hösten", frozen, aret("R21"))
    assert loans(after) == in_the_room
