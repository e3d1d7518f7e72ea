"""Two at the same moment: a proposal is handed over once, by hand or by the clock, and a saved word is never lost."""

from dataclasses import replace

import pytest
from tests.cast import swedish

from ramverk.apps.cycle.tests.at_once import alone, at_once, on_a_file
from ramverk.apps.proposals.actions.hand_over import hand_over, hand_over_due, set_hour
from ramverk.apps.proposals.actions.write_draft import complete_draft, save_draft
from ramverk.apps.proposals.models import HandOver, Receipt
from ramverk.apps.proposals.tests.test_drafts import GOAL, fresh, more, seen
from ramverk.apps.trail.verdicts import Refused, Stale

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def klart(oppositionsledaren, utkast, skriv):
    """The opposition's draft, complete."""
    item = skriv(oppositionsledaren, utkast, rows=(more(),), goals=GOAL)
    return complete_draft(oppositionsledaren, fresh(item), fresh(item).version)


def test_two_who_hand_over_at_once_hand_over_once(oppositionsledaren, klart, tmp_path):
    version = fresh(klart).version
    with on_a_file(tmp_path):
        answers = at_once(*[lambda: hand_over(oppositionsledaren, fresh(klart), version)] * 2)
        left = alone(lambda: (HandOver.objects.count(), Receipt.objects.count()))
    assert sum(isinstance(one, Refused) for one in answers) == 1, answers
    assert left == (1, 1)


def test_ten_pages_at_the_set_hour_hand_over_once(oppositionsledaren, klart, tmp_path):
    checksum = seen(oppositionsledaren, klart).checksum
    set_hour(oppositionsledaren, fresh(klart), fresh(klart).version, swedish("2018-05-30 10:00"), checksum)
    with on_a_file(tmp_path):
        answers = at_once(*[hand_over_due] * 10, when="2018-05-30 10:01")
        left = alone(lambda: (HandOver.objects.count(), Receipt.objects.count()))
    assert sorted(answers) == [0] * 9 + [1], answers
    assert left == (1, 1)


def test_two_who_save_a_draft_at_once_do_not_overwrite_each_other(oppositionsledaren, utkast, tmp_path):
    deeds = [
        lambda title=title: save_draft(
            oppositionsledaren, fresh(utkast), 1, lambda draft: replace(draft, title=title), "bytte namn"
        )
        for title in ("Ena", "Andra")
    ]
    with on_a_file(tmp_path):
        answers = at_once(*deeds)
        version = alone(lambda: fresh(utkast).version)
    assert sum(isinstance(one, Stale) for one in answers) == 1, answers
    assert version == 2
