"""The fan of outcomes: the same for the same question, wider for larger spreads, nothing where nothing is uncertain."""

from fractions import Fraction

import pytest
from django.urls import reverse

from ramverk.apps.frames.actions.save_changes import RowEdit, save_changes
from ramverk.apps.frames.fan import SPREADS, Uncertain, fan
from ramverk.apps.frames.rows import Row
from ramverk.core.money import Ore

AROUND = {2019: Ore(2_000_000_000), 2020: Ore(1_000_000_000), 2021: Ore(0)}


@pytest.fixture
def vanligt():
    """The usual spreads."""
    return {what: words.usual for what, words in SPREADS.items()}


def test_the_same_question_has_the_same_answer_and_later_years_are_less_certain(utkastet, vanligt):
    found = fan(utkastet, vanligt, AROUND)
    assert found == fan(utkastet, vanligt, AROUND)
    widths = [int(high) - int(low) for low, high in zip(found.bands[10], found.bands[90], strict=True)]
    assert widths[0] < widths[1] < widths[2]
    for low, middle, high in zip(*(found.bands[at] for at in (10, 50, 90)), strict=True):
        assert low < middle < high
    assert found.deficits[0] < found.deficits[2]


def test_where_nothing_is_uncertain_the_fan_is_the_result(utkastet):
    found = fan(utkastet, dict.fromkeys(Uncertain, Fraction(0)), AROUND)
    assert set(found.bands.values()) == {tuple(AROUND.values())}


def test_a_spread_in_tax_alone_is_worked_out_by_hand(utkastet):
    found = fan(utkastet, {Uncertain.TAX_BASE: Fraction(1)}, AROUND)
    one_sd = 1_300_000 * 100_000 // 100
    assert int(found.bands[90][0] - AROUND[2019]) == pytest.approx(1.2816 * one_sd, rel=0.08)


def test_volumes_are_uncertain_only_where_there_are_some(finans, utkastet, kommunen):
    def widest(edition):
        found = fan(edition, {Uncertain.VOLUME: Fraction(20)}, AROUND)
        return int(found.bands[90][0]) - int(found.bands[10][0])

    assert widest(utkastet) == 0
    row = Row(body_id=kommunen["BUN"].pk, cause="volume", amounts={"2019": -500_000_000}, text="Fler elever")
    save_changes(finans, utkastet, [RowEdit(row)])
    assert widest(type(utkastet).objects.get(pk=utkastet.pk)) > 0


def test_the_lab_shows_the_fan_with_its_table(client, ekonomichefen, utkastet):
    client.force_login(ekonomichefen)
    url = reverse("frames:lab", args=[utkastet.pk])
    page = client.get(url).content.decode()
    assert "bättre i ett fall av tio" in page.lower()
    assert "av 100" in page
    wrong = client.get(url, {"spridning-pay": "mycket"})
    assert wrong.status_code == 422
    assert "inte en procentsats" in wrong.content.decode()
    assert 'value="mycket"' in wrong.content.decode()
