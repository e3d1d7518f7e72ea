"""From the council's vote until its budget is published the site tells what was decided, and no more."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from tests.cast import swedish

from ramverk.apps.cycle.models import Round
from ramverk.apps.cycle.tests.desk_cast import at, fresh
from ramverk.apps.decisions.actions.close_sitting import close_sitting
from ramverk.apps.decisions.actions.decide_clause import decide_clause, settle_unopposed
from ramverk.apps.decisions.actions.move_amendment import Wish, move_amendment
from ramverk.apps.decisions.actions.postpone import postpone
from ramverk.apps.decisions.actions.tie_edition import tie_edition
from ramverk.apps.decisions.tests.conftest import (  # noqa: F401 - fixtures
    forslaget,
    fullmaktige,
    plats,
    sittningen,
    tjugonde_juni,
)
from ramverk.apps.proposals.models import Terms
from ramverk.apps.publishing.actions.prepare import prepare
from ramverk.apps.publishing.queries.decided import news
from ramverk.apps.trail import clock
from ramverk.apps.trail.actions.change import change
from ramverk.apps.trail.actions.freeze import freeze

pytestmark = pytest.mark.django_db
MORNING_AFTER = swedish("2018-06-21 09:00")


def words(name="front", *args, **asked):
    answer = Client().get(reverse(f"public:{name}", args=args), asked)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


@pytest.fixture
def lagre_skatt(sittningen, som, fullmaktige, plats, finans):  # noqa: F811
    """Eli Ek moves a tax rate of 21:50 and wins; the rest is as proposed, and the sitting is still open."""
    Terms.objects.create(round=sittningen.matter.round, tax_rate=2164)
    of = sittningen.clauses.get(kind="tax_rate")
    wish = Wish(of, figures={"rate": 2150})
    move_amendment(som(fullmaktige["Eli"]), fresh(sittningen), fresh(sittningen).version, "", [wish], plats("Eli"))
    decide_clause(finans, of, fresh(of).version, False)
    settle_unopposed(finans, fresh(sittningen), fresh(sittningen).version)
    return fresh(sittningen)


def closed(finans, sitting):
    return close_sitting(finans, fresh(sitting), fresh(sitting).version, "§ 71", reason="Inte samverkat.")


def scheduled(finans, edition):
    """A document of the edition that opens the morning after; its files are no matter here."""
    made = prepare(finans, edition, "Mål och budget 2019", "")
    document = freeze(finans, "publication", made.title, {"title": made.title, "blocks": []}, ())
    change(made, made.version, state="scheduled", opens_at=MORNING_AFTER, document=document)
    return made


def test_nothing_is_told_while_the_council_sits(lagre_skatt):
    assert news() is None
    assert Client().get(reverse("public:decision", args=[lagre_skatt.pk])).status_code == 404


def test_the_front_page_says_what_was_decided_from_the_second_it_is(finans, lagre_skatt):
    done = closed(finans, lagre_skatt)
    for page in (words(), words("press")):
        assert "Kommunfullmäktige beslutade om budgeten för 2019 onsdag 20 juni, §&nbsp;71." in page
        assert "Skattesatsen 2019 blir 21:50. I dag är den 21:64." in page
        assert "Förslaget var 21:64." in page
        assert "Skattesats 2019" in page
        assert "tiden är inte bestämd än" in page
        assert reverse("public:decision", args=[done.pk]) in page
    whole = words("decision", done.pk)
    assert "Protokollet är inte justerat än" in whole
    assert "senast fredag 6 juli" in whole
    assert "Barn- och utbildningsnämnden tilldelas driftramen" in whole
    assert "The tax rate for 2019 will be 21:50" in words(lang="en")


def test_in_an_election_year_the_decision_is_told_as_a_direction(finans, lagre_skatt):
    closed(finans, lagre_skatt)
    final = "det nyvalda fullmäktige fastställer budget och skattesats"
    assert final in words()
    Round.objects.update(is_election_year=False)
    assert final not in words("press")  # not the front page, which remembers until somebody does a deed


def test_a_decision_as_proposed_says_so(finans, sittningen):  # noqa: F811
    settle_unopposed(finans, fresh(sittningen), fresh(sittningen).version)
    closed(finans, sittningen)
    assert "Beslutet blev som förslaget." in words()


def test_the_hour_of_the_decided_budget_is_told_and_then_it_leads(finans, lagre_skatt):
    done = closed(finans, lagre_skatt)
    made = scheduled(finans, tie_edition(finans, fresh(done), fresh(done).version))
    with clock.stopped_at(MORNING_AFTER - timedelta(seconds=1)):
        page = words()
        assert "publiceras här torsdag 21 juni kl 09.00" in page
        assert made.title not in page
        assert made.slug not in page
    with clock.stopped_at(MORNING_AFTER):
        assert news() is None
        page = words("decision", done.pk)
        assert reverse("public:document", args=[made.slug]) in page


def test_what_is_referred_back_is_said_with_its_reason(finans, sittningen, plats):  # noqa: F811
    asking = [plats(name).pk for name in ("Eli", "Fia", "Gun")]
    with at("2018-06-20 20:00"):
        postpone(
            finans, fresh(sittningen), fresh(sittningen).version, "remitted", "Kostnaden ska redovisas.", asking,
            paragraph="§ 71",
        )  # fmt: skip
        page = words()
    assert "återremitterade budgeten onsdag 20 juni" in page
    assert "Kostnaden ska redovisas." in page
