"""After the council's decision in June the parties work on what was decided, its tax rate included (R21 before R23)."""

import pytest

from ramverk.apps.cycle.tests.desk_cast import *  # noqa: F403 - the cast of the desks
from ramverk.apps.cycle.tests.desk_cast import fresh
from ramverk.apps.decisions.actions.decide_clause import decide_clause, decide_together, settle_unopposed
from ramverk.apps.decisions.actions.tie_edition import tie_edition
from ramverk.apps.decisions.tests.conftest import *  # noqa: F403 - the council
from ramverk.apps.decisions.tests.test_deciding import clause
from ramverk.apps.decisions.tests.test_party_editions import (  # noqa: F401 - the parties' budgets on the table
    alternativet,
    arendet,
    bordet,
    close,
    framlagda,
    majoritetens,
    villkoren,
)
from ramverk.apps.proposals.actions.write_draft import start_draft
from ramverk.apps.proposals.models import PartyRoom
from ramverk.apps.proposals.queries.drafts import opened, outcome
from ramverk.apps.proposals.terms import behind_words
from ramverk.apps.proposals.vault import prove

pytestmark = pytest.mark.django_db


@pytest.fixture
def junibeslutet(bordet, finans):  # noqa: F811
    """The majority's budget with the opposition's tax rate, ten öre lower than today's."""
    settle_unopposed(finans, fresh(bordet), fresh(bordet).version)
    rate = clause(bordet, "tax_rate")
    decide_clause(finans, rate, fresh(rate).version, False)
    decide_together(finans, fresh(bordet), fresh(bordet).version)
    done = close(finans, bordet)
    return tie_edition(finans, fresh(done), fresh(done).version, "Fullmäktiges beslut juni")


def test_a_draft_on_the_decided_budget_counts_on_the_decided_rate(junibeslutet, som, oppositionsradet):
    actor, room = som(oppositionsradet), PartyRoom.objects.get(party__short_name="FE")
    item = start_draft(actor, room, "Inför november", junibeslutet)
    one = opened(prove(actor, room), item)
    found = outcome(one)
    assert set(dict(found.rates).values()) == {2154}
    assert one.terms.tax_rate == 2164
    assert all(before == now for _year, before, now in found.results)
    assert behind_words(one.rates_behind, one.terms.tax_rate) == "i underlaget 21:54, i dag 21:64"
