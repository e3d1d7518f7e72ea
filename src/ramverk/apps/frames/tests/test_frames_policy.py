"""Who sees editions, changes and assumptions; list and object agree; who may do what."""

import pytest

from ramverk.apps.frames.actions.freeze_edition import freeze_edition
from ramverk.apps.frames.actions.save_changes import RowEdit, save_changes
from ramverk.apps.frames.actions.save_passing import ItemEdit, save_passing
from ramverk.apps.frames.actions.set_goal import set_goal
from ramverk.apps.frames.actions.write_directive import write_directive
from ramverk.apps.frames.models import AssumptionSet, Change, Directive, Edition, FinancialGoal, PassingItem
from ramverk.apps.frames.policy import (
    ASSUMPTIONS,
    CHANGES,
    DIRECTIVES,
    EDITIONS,
    GOALS,
    PASSING,
    VERBS,
    may,
    may_see_internal,
)
from ramverk.apps.frames.rows import Row
from ramverk.apps.frames.wording import VERBS as WORDED
from ramverk.apps.organisation.actor import ANONYMOUS

CAST = """ekonomichefen namndsekreteraren namndordforanden ks_ordforanden oppositionsradet facket administratoren
framlingen""".split()
LED = {"ekonomichefen", "ks_ordforanden"}


@pytest.fixture
def alla(request, som):
    return {who: som(request.getfixturevalue(who)) for who in CAST} | {"utomstaende": ANONYMOUS}


def seeing(visibility, alla, thing):
    return {who for who, actor in alla.items() if visibility.check(actor, thing)}


def ledger_root(edition):
    return edition.parent


@pytest.fixture
def ledger(finans, utkastet, kommunen, antag):
    """Every kind of object: open and frozen editions with changes, assumptions of each kind."""
    row = Row(body_id=kommunen["BUN"].pk, cause="political", amounts={"2019": -100}, text="Läxhjälp")
    save_changes(finans, utkastet, [RowEdit(row)])
    write_directive(finans, utkastet, 0, [("Läget", "Stramt.")], [], None)
    set_goal(finans, utkastet.round, "Minst en procent", "1")
    item = ItemEdit("one_off", kommunen["BUN"], text="Insats", in_opening=100)
    save_passing(finans, ledger_root(utkastet), [item])
    antag("pay", {"2019": {"pct": "2", "month": "4"}})
    antag("price_index", {"other": {"2019": "2"}})
    return utkastet


def test_a_draft_is_the_centres_and_the_leaderships(alla, ledger):
    assert seeing(EDITIONS, alla, ledger) == LED
    assert seeing(CHANGES, alla, Change.objects.filter(edition=ledger)[0]) == LED
    assert seeing(DIRECTIVES, alla, ledger.directive) == LED
    assert seeing(PASSING, alla, PassingItem.objects.get()) == LED


def test_what_is_frozen_is_everyones_with_a_part_in_the_work_and_nobody_outside(alla, ledger, finans):
    frozen = freeze_edition(finans, ledger)
    inside = set(CAST) - {"framlingen"}
    assert seeing(EDITIONS, alla, frozen) == inside
    assert seeing(CHANGES, alla, Change.objects.filter(edition=ledger)[0]) == inside
    assert seeing(PASSING, alla, PassingItem.objects.get()) == inside  # frozen with what stands on it


def test_assumptions_of_pay_are_closed(alla, ledger):
    assert seeing(ASSUMPTIONS, alla, AssumptionSet.objects.get(kind="pay")) == LED
    assert seeing(ASSUMPTIONS, alla, AssumptionSet.objects.get(kind="price_index")) == set(CAST)


def test_a_partys_edition_is_nobodys_here(alla, ledger):
    Edition.objects.filter(pk=ledger.pk).update(kind="party_proposal", state="frozen")
    assert seeing(EDITIONS, alla, Edition.objects.get(pk=ledger.pk)) == set()
    assert seeing(CHANGES, alla, Change.objects.filter(edition=ledger)[0]) == set()
    assert not may(alla["ekonomichefen"], "frames.save_changes", Edition.objects.get(pk=ledger.pk))


def test_list_and_object_say_the_same_for_everyone(alla, ledger):
    for visibility, model in (
        (EDITIONS, Edition),
        (CHANGES, Change),
        (ASSUMPTIONS, AssumptionSet),
        (DIRECTIVES, Directive),
        (GOALS, FinancialGoal),
        (PASSING, PassingItem),
    ):
        for who, actor in alla.items():
            listed = set(visibility.filter(model.objects.all(), actor).values_list("pk", flat=True))
            allowed = {thing.pk for thing in model.objects.all() if visibility.check(actor, thing)}
            assert listed == allowed, (model, who)


def test_only_the_centre_writes_and_every_refusal_has_a_sentence(alla, ledger):
    for verb in VERBS:
        for who, actor in alla.items():
            verdict = may(actor, verb, ledger)
            assert bool(verdict) == (who == "ekonomichefen"), (verb, who)
            assert verdict or str(verdict.sentence)


def test_every_verb_of_the_history_is_worded():
    assert set(WORDED) == set(VERBS) - {"frames.generate_changes"}


def test_internal_notes_are_the_centres_and_the_leaderships(alla):
    assert {who for who, actor in alla.items() if may_see_internal(actor)} == LED
