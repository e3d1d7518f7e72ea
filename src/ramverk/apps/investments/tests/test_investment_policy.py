"""Who sees sheets, prerequisites and lists; list and object agree; every verb has words and a verdict."""

import pytest

from ramverk.apps.investments.actions.freeze_list import freeze_list
from ramverk.apps.investments.models import InvestmentList, Prerequisites, Project
from ramverk.apps.investments.policy import LISTS, PREREQUISITES, PROJECTS, VERBS, may_read_secrets
from ramverk.apps.investments.tests.conftest import deliver
from ramverk.apps.investments.wording import VERBS as WORDED
from ramverk.apps.organisation.actor import ANONYMOUS

CAST = """ekonomichefen namndsekreteraren namndordforanden ks_ordforanden oppositionsradet facket administratoren
framlingen forvaltningschefen socialsekreteraren""".split()
OWN = {"namndsekreteraren", "namndordforanden", "forvaltningschefen"}


@pytest.fixture
def alla(request, som):
    return {who: som(request.getfixturevalue(who)) for who in CAST} | {"utomstaende": ANONYMOUS}


def seeing(visibility, alla, thing):
    return {who for who, actor in alla.items() if visibility.check(actor, thing)}


def test_a_draft_sheet_is_the_boards_and_an_ongoing_one_also_finances(alla, skolan):
    assert seeing(PROJECTS, alla, skolan) == OWN
    Project.objects.filter(pk=skolan.pk).update(is_ongoing=True)
    assert seeing(PROJECTS, alla, skolan) == OWN | {"ekonomichefen"}


def test_a_sheet_that_is_handed_in_is_everyones_who_signs_in(alla, skolan, namnden, inlamningen):
    deliver(namnden, inlamningen)
    assert seeing(PROJECTS, alla, skolan) == set(CAST)


def test_secrets_are_the_boards_and_finances(alla, kommunen):
    may_read = {who for who, actor in alla.items() if may_read_secrets(actor, kommunen["BUN"].pk)}
    assert may_read == OWN | {"ekonomichefen"}


def test_prerequisites_open_when_they_are_sent(alla, villkoren):
    assert seeing(PREREQUISITES, alla, villkoren) == set(CAST)
    Prerequisites.objects.filter(pk=villkoren.pk).update(document=None)
    assert seeing(PREREQUISITES, alla, villkoren) == {"ekonomichefen"}


def test_list_and_object_say_the_same_for_everyone(alla, finans, omgangen, inlamnad):
    freeze_list(finans, omgangen, "Lista")
    for visibility, model in ((PROJECTS, Project), (PREREQUISITES, Prerequisites), (LISTS, InvestmentList)):
        for who, actor in alla.items():
            listed = set(visibility.filter(model.objects.all(), actor))
            assert listed == {thing for thing in model.objects.all() if visibility.check(actor, thing)}, who


def test_every_verb_has_a_verdict_and_words():
    assert set(VERBS) == set(WORDED)
