"""Two parties, a frozen base, terms, and rooms."""

import pytest
from tests.cast import member

from ramverk.apps.cycle.tests.desk_cast import *  # noqa: F403 - the cast of the desks
from ramverk.apps.frames.actions.freeze_edition import freeze_edition
from ramverk.apps.frames.actions.save_changes import RowEdit, save_changes
from ramverk.apps.frames.actions.set_goal import set_goal
from ramverk.apps.frames.rows import Row
from ramverk.apps.frames.tests.conftest import *  # noqa: F403 - the small opening budget
from ramverk.apps.proposals.actions.open_room import open_room
from ramverk.apps.proposals.actions.set_terms import set_terms
from ramverk.apps.proposals.actions.write_draft import save_draft, start_draft


@pytest.fixture
def majoritetsledaren(som, ks_ordforanden):
    """Leads the governing party; as actor."""
    return som(ks_ordforanden)


@pytest.fixture
def oppositionsledaren(som, oppositionsradet):
    """Leads the opposition's party; as actor."""
    return som(oppositionsradet)


@pytest.fixture
def sekreteraren(kommunen):
    """The opposition party's political secretary: no councillor."""
    return member(kommunen, "Pia Palm", ("political_secretary", "FE"))


@pytest.fixture
def basen(finans, utkastet, kommunen):
    """The frozen directive: two million more for schools, five hundred thousand less for the elderly."""
    years = [str(year) for year in utkastet.years]
    rows = [
        Row(body_id=kommunen["BUN"].pk, cause="political", amounts=dict.fromkeys(years, -200_000_000), text="Läxhjälp"),
        Row(
            body_id=kommunen["SN"].pk, cause="efficiency", amounts=dict.fromkeys(years, 50_000_000), text="Färre chefer"
        ),
    ]
    save_changes(finans, utkastet, [RowEdit(row) for row in rows])
    set_goal(finans, utkastet.round, "Minst en procent", "1")
    return freeze_edition(finans, utkastet)


@pytest.fixture
def villkor(finans, omgangen):
    """Today's tax rate is 21:64; the median income 280 000 kr."""
    return set_terms(
        finans,
        omgangen,
        0,
        tax_rate=2164,
        median_income=280_000_00,
        open_lines=["executive_disposal"],
        closed_boards=[],
    )


@pytest.fixture
def rummet(oppositionsledaren, kommunen):
    """The opposition party's room."""
    return open_room(oppositionsledaren, kommunen["FE"])


@pytest.fixture
def dalarummet(majoritetsledaren, kommunen):
    """The governing party's room."""
    return open_room(majoritetsledaren, kommunen["DP"])


@pytest.fixture
def skriv():
    """`skriv(actor, item, rows=(...), goals=(...))` saves a draft with these parts."""
    from dataclasses import replace

    def write(actor, item, **parts):
        item = type(item).objects.select_related("room").get(pk=item.pk)
        return save_draft(actor, item, item.version, lambda draft: replace(draft, **parts), "ändrade")

    return write


@pytest.fixture
def utkast(oppositionsledaren, rummet, basen, villkor):
    """The opposition's draft on the directive."""
    return start_draft(oppositionsledaren, rummet, "Framtidens budget", basen)


@pytest.fixture
def majoritetens(majoritetsledaren, dalarummet, basen, villkor):
    """The governing party's draft on the directive."""
    return start_draft(majoritetsledaren, dalarummet, "Majoritetens budgetförslag", basen)
