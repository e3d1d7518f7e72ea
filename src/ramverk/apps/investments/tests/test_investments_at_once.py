"""Two at the same moment: one wins, the other is told, and what is adopted is what was seen."""

from datetime import date

import pytest

from ramverk.apps.cycle.actions.adopt import Proof, adopt
from ramverk.apps.cycle.actions.mark_ready import mark_ready
from ramverk.apps.cycle.submission_content import content_of
from ramverk.apps.cycle.tests.at_once import alone, at_once, on_a_file
from ramverk.apps.investments.actions.save_project import save_project
from ramverk.apps.investments.models import Project
from ramverk.apps.investments.tests.conftest import again, school
from ramverk.apps.trail.verdicts import Refused, Stale

pytestmark = pytest.mark.django_db(transaction=True)


def test_two_who_save_the_same_sheet_at_once_do_not_overwrite_each_other(
    skolan, namnden, inlamningen, kommunen, tmp_path
):
    version = Project.objects.get(pk=skolan.pk).version
    deeds = [
        lambda name=name: save_project(
            namnden, inlamningen, Project.objects.get(pk=skolan.pk), version, school(kommunen, fields={"name": name})
        )
        for name in ("Skolan A", "Skolan B")
    ]
    with on_a_file(tmp_path):
        answers = at_once(*deeds)
        left = alone(lambda: Project.objects.get(pk=skolan.pk).name)
    assert sum(isinstance(one, Stale) for one in answers) == 1, answers
    assert left == ("Skolan A" if isinstance(answers[1], Stale) else "Skolan B")


def test_a_sheet_saved_while_the_board_adopts_is_either_adopted_or_refused(
    skolan, namnden, inlamningen, kommunen, tmp_path
):
    ready = mark_ready(namnden, again(inlamningen), again(inlamningen).version)
    seen = content_of(ready.activity).frozen(again(ready)).checksum
    deeds = [
        lambda: adopt(namnden, again(ready), ready.version, Proof(date(2018, 4, 10), "§ 12", "adjusted"), seen),
        lambda: save_project(namnden, inlamningen, skolan, 2, school(kommunen, fields={"name": "Ändrad"})),
    ]
    with on_a_file(tmp_path):
        answers = at_once(*deeds)
        name = alone(lambda: Project.objects.get(pk=skolan.pk).name)
        state = alone(lambda: again(inlamningen).state)
    assert isinstance(answers[1], Refused), answers
    assert (name, state) == ("Ny skola", "adopted")
