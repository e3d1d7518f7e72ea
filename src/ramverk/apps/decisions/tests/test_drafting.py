"""The drafting days: options under a live total, agreements with who and why."""

import pytest
from django.urls import reverse
from tests.cast import member

from ramverk.apps.cycle.models import Activity
from ramverk.apps.cycle.tests.desk_cast import fresh
from ramverk.apps.decisions.actions.weigh_options import add_option, agree_option, drop_option, try_option
from ramverk.apps.decisions.models import Option
from ramverk.apps.decisions.policy import OPTIONS
from ramverk.apps.decisions.queries.drafting import totals
from ramverk.apps.frames.models import Change
from ramverk.apps.trail.models import TrailEntry
from ramverk.apps.trail.verdicts import Invalid, Refused, Stale

pytestmark = pytest.mark.django_db
YEARS = {"2019": 100_000_000, "2020": 100_000_000}


@pytest.fixture
def beredningen(aret):
    step = aret("R24")
    Activity.objects.filter(pk=step.pk).update(kind="preparation", row="R13")
    return fresh(step)


@pytest.fixture
def alternativet(beredningen, finans, utkastet, kommunen):
    return add_option(finans, beredningen, utkastet, "Läxhjälp", kommunen["BUN"], YEARS, "Nämndens önskemål 3")


def test_the_total_follows_what_is_tried_and_nothing_is_written(alternativet, finans, utkastet):
    before = totals(utkastet, [alternativet])[0]
    assert before.tried == 0
    tried = try_option(finans, alternativet, alternativet.version, is_tried=True)
    after = totals(utkastet, [tried])[0]
    assert (after.tried, after.result_tried) == (100_000_000, before.result - 100_000_000)
    assert not Change.objects.filter(edition=utkastet, text="Läxhjälp").exists()


def test_what_is_agreed_becomes_a_change_in_the_draft_with_who_and_why(alternativet, finans, utkastet, kommunen):
    with pytest.raises(Invalid, match="vilka som är överens"):
        agree_option(finans, alternativet, alternativet.version, "DP och GB", " ")
    agree_option(finans, alternativet, alternativet.version, "DP och GB", "Fler behöriga till gymnasiet")
    change = Change.objects.get(edition=utkastet, text="Läxhjälp")
    assert change.amounts == {"2019": -100_000_000, "2020": -100_000_000}
    assert "DP och GB" in change.source["words"]
    assert TrailEntry.objects.get(verb="decisions.agree_option").reason == "Fler behöriga till gymnasiet"
    with pytest.raises(Invalid, match="redan avgjort"):
        try_option(finans, fresh(alternativet), 2, is_tried=True)


def test_two_who_try_at_once_do_not_undo_each_other(alternativet, finans):
    try_option(finans, alternativet, alternativet.version, is_tried=True)
    with pytest.raises(Stale):
        try_option(finans, alternativet, 1, is_tried=False)


def test_dropping_needs_a_reason(alternativet, finans):
    with pytest.raises(Invalid, match="varför"):
        drop_option(finans, alternativet, alternativet.version, "")
    drop_option(finans, alternativet, alternativet.version, "Ryms inte")
    assert fresh(alternativet).state == "dropped"


def test_the_committee_sees_and_its_presidium_tries_but_only_finance_writes(alternativet, kommunen, som, framlingen):
    chair = som(member(kommunen, "Bodil Berg", ("chair", "BB"), party="DP"))
    other = som(member(kommunen, "Carl Cedergren", ("member", "BB"), party="FE"))
    assert OPTIONS.check(chair, alternativet)
    assert OPTIONS.check(other, alternativet)
    assert not OPTIONS.check(som(framlingen), alternativet)
    assert list(OPTIONS.filter(Option.objects.all(), other)) == [alternativet]
    try_option(chair, alternativet, alternativet.version, is_tried=True)
    with pytest.raises(Refused):
        try_option(other, fresh(alternativet), 2, is_tried=False)
    with pytest.raises(Refused, match="skriver in"):
        agree_option(chair, fresh(alternativet), 2, "DP", "x")


def test_the_page_adds_tries_and_agrees(beredningen, ekonomichefen, inloggad, utkastet, kommunen):
    browser = inloggad(ekonomichefen)
    url = reverse("decisions:drafting", args=[beredningen.pk])
    values = {"deed": "add", "edition": utkastet.pk, "text": "Läxhjälp", "body": kommunen["BUN"].pk, "first": "1 000"}
    page = browser.post(url, values, follow=True).content.decode()
    assert "Läxhjälp" in page
    option = Option.objects.get()
    assert option.figures == {"2019": 100_000_000}
    page = browser.post(url, {"deed": "on", "option": option.pk, "version": 1}, follow=True).content.decode()
    assert "Ta bort ur provet" in page
    values = {"deed": "agree", "option": option.pk, "version": 2, "agreed_by": "DP, GB", "reason": "Prioriterat"}
    assert "Överens:" in browser.post(url, values, follow=True).content.decode()
