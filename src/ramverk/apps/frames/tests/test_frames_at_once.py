"""Two at the same moment: one wins, the other is told, nothing is lost."""

import pytest

from ramverk.apps.cycle.tests.at_once import alone, at_once, on_a_file
from ramverk.apps.frames.actions.freeze_edition import freeze_edition
from ramverk.apps.frames.actions.save_changes import RowEdit, save_changes
from ramverk.apps.frames.ledger import core_edition
from ramverk.apps.frames.models import Change, Edition
from ramverk.apps.frames.rows import Row
from ramverk.apps.trail.verdicts import Refused, Stale
from ramverk.core.editions.content import checksum

pytestmark = pytest.mark.django_db(transaction=True)


def row(body, amount):
    source = {"kind": "person", "words": "Eva Ekström"}
    return Row(body_id=body.pk, cause="political", amounts={"2019": amount}, text="Läxhjälp", source=source)


def test_two_who_save_the_same_row_at_once_do_not_overwrite_each_other(finans, utkastet, kommunen, tmp_path):
    save_changes(finans, utkastet, [RowEdit(row(kommunen["BUN"], -1))])
    key = str(Change.objects.get(edition=utkastet).key)
    deeds = [
        lambda amount=amount: save_changes(
            finans, Edition.objects.get(pk=utkastet.pk), [RowEdit(row(kommunen["BUN"], amount), key, 1)]
        )
        for amount in (-2, -3)
    ]
    with on_a_file(tmp_path):
        answers = at_once(*deeds)
        left = alone(lambda: Change.objects.get(edition=utkastet.pk).amounts["2019"])
    assert sum(isinstance(one, Stale) for one in answers) == 1, answers
    assert left == (-2 if isinstance(answers[1], Stale) else -3)


def test_two_who_add_rows_at_once_both_get_them_in(finans, utkastet, kommunen, tmp_path):
    deeds = [
        lambda body=body: save_changes(finans, Edition.objects.get(pk=utkastet.pk), [RowEdit(row(kommunen[body], -5))])
        for body in ("BUN", "SN")
    ]
    with on_a_file(tmp_path):
        answers = at_once(*deeds)
        left = alone(lambda: Change.objects.filter(edition=utkastet.pk).count())
        version = alone(lambda: Edition.objects.get(pk=utkastet.pk).version)
    assert not [one for one in answers if isinstance(one, Exception)]
    assert (left, version) == (2, utkastet.version + 2)


def test_what_is_saved_while_another_freezes_is_either_in_the_frozen_or_refused(finans, utkastet, kommunen, tmp_path):
    deeds = [
        lambda: freeze_edition(finans, Edition.objects.get(pk=utkastet.pk)),
        lambda: save_changes(finans, Edition.objects.get(pk=utkastet.pk), [RowEdit(row(kommunen["BUN"], -5))]),
    ]
    with on_a_file(tmp_path):
        answers = at_once(*deeds)
        frozen = alone(lambda: Edition.objects.get(pk=utkastet.pk))
        found = alone(lambda: checksum(core_edition(Edition.objects.get(pk=utkastet.pk))))
        rows = alone(lambda: Change.objects.filter(edition=utkastet.pk).count())
    assert frozen.state == "frozen", answers
    assert found == frozen.checksum
    assert rows == (0 if isinstance(answers[1], Refused) else 1)
