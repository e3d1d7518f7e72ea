"""Who sees plans, goals, comments and summaries; list and object agree; every verb has a sentence and a word."""

import pytest

from ramverk.apps.cycle.models import Submission
from ramverk.apps.organisation.actor import ANONYMOUS
from ramverk.apps.plans.actions.comment import Remark, comment
from ramverk.apps.plans.models import (
    ActivityPlan,
    CatalogueIndicator,
    Comment,
    Goal,
    PlanSummary,
    Section,
    TemplateSection,
)
from ramverk.apps.plans.policy import CATALOGUE, COMMENTS, GOALS, PLANS, SECTIONS, SUMMARIES, TEMPLATES, VERBS
from ramverk.apps.plans.tests.conftest import part
from ramverk.apps.plans.wording import VERBS as WORDED
from ramverk.apps.trail import clock
from ramverk.apps.trail.actions.freeze import freeze

CAST = """ekonomichefen namndsekreteraren namndordforanden forvaltningschefen socialsekreteraren ks_ordforanden
oppositionsradet facket administratoren framlingen""".split()
BOARD = {"namndsekreteraren", "namndordforanden", "forvaltningschefen"}


@pytest.fixture
def alla(request, som):
    return {who: som(request.getfixturevalue(who)) for who in CAST} | {"utomstaende": ANONYMOUS}


def seeing(visibility, alla, thing):
    return {who for who, actor in alla.items() if visibility.check(actor, thing)}


@pytest.fixture
def rummet(skriven, skribenten, aret):
    """BUN's plan with every kind of object in it."""
    comment(skribenten, skriven, Remark("Internt", part(skriven, "risker")))
    comment(skribenten, skriven, Remark("Till alla", part(skriven, "risker"), is_public=True))
    CatalogueIndicator.objects.create(code="N15424", name="Behöriga", is_local=False)
    document = freeze(skribenten, "plan_summary", "Planen i korthet", {})
    PlanSummary.objects.create(
        plan=skriven, activity=aret("R11"), body=skriven.submission.body, document=document, at=clock.now(), by="Frida"
    )
    return skriven


def test_a_plan_is_its_boards_and_its_administrations(alla, rummet):
    assert seeing(PLANS, alla, rummet) == BOARD
    assert seeing(SECTIONS, alla, part(rummet, "risker")) == BOARD
    assert seeing(GOALS, alla, Goal.objects.get(level="board")) == BOARD
    assert seeing(GOALS, alla, Goal.objects.get(level="council")) == set(CAST)


def test_a_public_comment_is_read_by_all_once_the_plan_is_handed_in(alla, rummet):
    public = Comment.objects.get(is_public=True)
    assert seeing(COMMENTS, alla, public) == BOARD
    Submission.objects.filter(plan=rummet).update(submitted_at=clock.now())
    assert seeing(COMMENTS, alla, public) == set(CAST)
    assert seeing(COMMENTS, alla, Comment.objects.get(is_public=False)) == BOARD


def test_a_summary_is_shown_at_the_dialogue_to_the_whole_presidium(alla, rummet):
    seen = BOARD | {"ekonomichefen", "ks_ordforanden", "oppositionsradet"}
    assert seeing(SUMMARIES, alla, PlanSummary.objects.get()) == seen


def test_list_and_object_say_the_same_for_everyone(alla, rummet):
    for visibility, model in (
        (PLANS, ActivityPlan), (SECTIONS, Section), (GOALS, Goal), (COMMENTS, Comment), (SUMMARIES, PlanSummary),
        (TEMPLATES, TemplateSection), (CATALOGUE, CatalogueIndicator),
    ):  # fmt: skip
        for who, actor in alla.items():
            listed = set(visibility.filter(model.objects.all(), actor).values_list("pk", flat=True))
            assert listed == {thing.pk for thing in model.objects.all() if visibility.check(actor, thing)}, (model, who)


def test_every_verb_of_the_history_is_worded():
    assert set(WORDED) <= set(VERBS) | {"plans.open_plan"}
    assert set(VERBS) <= set(WORDED)
