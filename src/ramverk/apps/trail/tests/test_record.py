"""The trail: a chain that shows when somebody has touched it."""

import pytest

from ramverk.apps.organisation.models import Body
from ramverk.apps.trail.actions.change import change
from ramverk.apps.trail.actions.record import record
from ramverk.apps.trail.models import TrailEntry, Unchangeable
from ramverk.apps.trail.verdicts import Stale


def test_it_chains_each_deed_to_the_one_before(kommunen, ekonomichefen, som):
    first = record(som(ekonomichefen), "organisation.rename_body", kommunen["BUN"], after={"name": "Skolnämnden"})
    second = record(som(ekonomichefen), "organisation.rename_body", kommunen["SN"], reason="Ny organisation")
    assert second.previous_hash == first.hash
    assert second.number == first.number + 1


def test_it_refuses_to_change_or_delete_an_entry(kommunen, ekonomichefen, som):
    entry = record(som(ekonomichefen), "organisation.rename_body", kommunen["BUN"])
    with pytest.raises(Unchangeable):
        entry.save()
    with pytest.raises(Unchangeable):
        entry.delete()
    assert TrailEntry.objects.count() == 1


def test_of_two_writers_with_the_same_version_one_wins_and_nothing_is_lost(kommunen):
    mine = Body.objects.get(short_name="BUN")
    yours = Body.objects.get(short_name="BUN")
    change(mine, mine.version, name="Skolnämnden")
    with pytest.raises(Stale):
        change(yours, yours.version, name="Utbildningsnämnden")
    assert Body.objects.get(short_name="BUN").name == "Skolnämnden"
