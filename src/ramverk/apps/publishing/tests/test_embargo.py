"""Who sees a frozen edition before it opens to everybody: those with a part in the work, and nobody outside."""

from datetime import timedelta

import pytest
from tests.cast import member

from ramverk.apps.frames.models import Change, Edition
from ramverk.apps.frames.policy import CHANGES, EDITIONS
from ramverk.apps.publishing.tests.conftest import OPPNAS
from ramverk.apps.trail import clock

pytestmark = pytest.mark.django_db


def test_media_and_strangers_have_it_from_the_second_and_those_inside_before(
    oppnas, som, kommunen, framlingen, oppositionsradet, namndsekreteraren, facket
):
    journalist = som(member(kommunen, "Jonna Jern", ("representative", "MED")))
    outside = [journalist, som(framlingen)]
    inside = [som(person) for person in (oppositionsradet, namndsekreteraren, facket)]
    changes = Change.objects.filter(edition=oppnas.edition)
    for at, seen in ((OPPNAS - timedelta(seconds=1), False), (OPPNAS, True)):
        with clock.stopped_at(at):
            for actor in outside:
                assert bool(EDITIONS.check(actor, oppnas.edition)) is seen
                assert EDITIONS.filter(Edition.objects.filter(pk=oppnas.edition_id), actor).exists() is seen
                assert CHANGES.filter(changes, actor).count() == (changes.count() if seen else 0)
            assert all(EDITIONS.check(actor, oppnas.edition) for actor in inside)
