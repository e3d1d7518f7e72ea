"""Whether the budget balances, on the first screen of those who answer for it."""

import pytest
from django.urls import reverse

from ramverk.apps.frames.actions.freeze_edition import freeze_edition
from ramverk.apps.frames.actions.start_edition import start_edition
from ramverk.apps.frames.models import Edition


@pytest.fixture
def home(inloggad):
    def first_screen_of(person):
        return inloggad(person).get(reverse("home")).content.decode()

    return first_screen_of


def test_finance_is_told_at_once_whether_the_newest_edition_balances(utkastet, home, ekonomichefen):
    text = home(ekonomichefen)
    line = text[text.index("Går budgeten ihop?") :]
    assert reverse("frames:edition", args=[utkastet.pk]) in line
    assert "Resultat 2019: 20" in line
    assert "mål nås" not in line  # no goal is set


def test_the_opposition_s_first_screen_tells_nothing_of_finance_s_draft(utkastet, home, oppositionsradet):
    assert "Går budgeten ihop?" not in home(oppositionsradet)


def test_the_leadership_is_told_of_the_draft_it_may_see(utkastet, home, ks_ordforanden):
    assert utkastet.name in home(ks_ordforanden)


def test_the_decided_edition_leads_for_those_who_do_not_write_the_budget_and_the_frozen_is_named(
    utkastet, ingaende, finans, omgangen, home, inloggad, ekonomichefen, ks_ordforanden, namndsekreteraren
):
    Edition.objects.filter(pk=utkastet.pk).update(state="decided")
    later = start_edition(finans, omgangen, "preliminary", "Beredningens förslag", utkastet)
    front, later_page = reverse("frames:index"), reverse("frames:edition", args=[later.pk])
    assert "<h1>Beredningens förslag</h1>" in inloggad(ekonomichefen).get(front).content.decode()
    freeze_edition(finans, later)
    for person in (ks_ordforanden, namndsekreteraren):
        page = inloggad(person).get(front).content.decode()
        assert "<h1>Utkast till ramdirektiv</h1>" in page
        assert f'Nyare, inte beslutad än: <a href="{later_page}">Beredningens förslag</a> (fryst)' in page
    line = home(ks_ordforanden)[home(ks_ordforanden).index("Går budgeten ihop?") :]
    assert reverse("frames:edition", args=[utkastet.pk]) in line
    assert "Nyare, inte beslutad än: Beredningens förslag (fryst)" in line
