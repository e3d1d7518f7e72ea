"""Whether the budget balances, on the first screen of those who answer for it."""

import pytest
from django.urls import reverse


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
