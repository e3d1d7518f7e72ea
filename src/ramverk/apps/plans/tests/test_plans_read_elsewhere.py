"""Plans read from elsewhere: goals from the money that pays them, comments in the work list, last year's in this."""

import pytest
from django.urls import reverse

from ramverk.apps.cycle import desks
from ramverk.apps.cycle.models import Activity, Round, Submission
from ramverk.apps.frames.models import Change, Directive, DirectiveAssignment
from ramverk.apps.frames.referring import references
from ramverk.apps.plans.actions.comment import Remark, comment
from ramverk.apps.plans.actions.open_plan import open_plan
from ramverk.apps.plans.actions.save_goal import save_goal
from ramverk.apps.plans.actions.set_council_goal import CouncilGoal, set_council_goal
from ramverk.apps.plans.actions.write_template import standard_template, write_template
from ramverk.apps.plans.models import GoalLink
from ramverk.apps.plans.queries.goals import chain
from ramverk.apps.plans.queries.plans import matrix, outline
from ramverk.apps.plans.tests.conftest import INDICATOR, part, the_goal
from ramverk.apps.trail.actors import SYSTEM


@pytest.fixture
def malet(skriven):
    """BUN's goal, paid by a change of its frame and answering an assignment."""
    goal = part(skriven, "mal").goals.get()
    change = Change.objects.filter(body=skriven.submission.body).earliest("pk")
    directive = Directive.objects.create(edition=skriven.edition)
    assignment = DirectiveAssignment.objects.create(directive=directive, text="Höj behörigheten.")
    GoalLink.objects.create(goal=goal, change=change)
    GoalLink.objects.create(goal=goal, assignment=assignment)
    return goal, change, assignment


def test_a_goal_is_read_from_its_change_and_its_assignment_by_those_who_may(
    malet, skriven, skribenten, finans, inloggad, forvaltningschefen
):
    goal, change, assignment = malet
    for kind, thing in (("change", change), ("assignment", assignment)):
        (found,) = references(kind, [thing.pk], skribenten)[thing.pk]
        assert (found.of, found.words) == ("BUN", goal.text)
        assert found.url == reverse("plans:section", args=[goal.section_id])
        assert references(kind, [thing.pk], finans) == {}
    Submission.objects.filter(plan=skriven).update(state="accepted")
    (found,) = references("change", [change.pk], finans)[change.pk]
    assert found.url == reverse("desks:submission", args=[skriven.submission_id])
    goals = [node for root in chain(skriven.submission.activity.round, finans) for node in root.below]
    assert [(node.goal.text, node.url) for node in goals] == [(goal.text, found.url)]
    browser = inloggad(forvaltningschefen)
    page = browser.get(reverse("frames:changes", args=[change.edition_id])).content.decode()
    assert goal.text in page
    page = browser.get(reverse("frames:board", args=[skriven.edition_id]) + "?organ=BUN").content.decode()
    assert "Höj behörigheten." in page


def test_open_comments_are_duties_of_those_who_write(
    plan, skribenten, sekreteraren, finans, inloggad, forvaltningschefen
):
    in_round = plan.submission.activity.round
    comment(sekreteraren, plan, Remark("Räcker det?", part(plan, "risker")))
    (duty,) = desks.duties_beside(in_round, skribenten)
    assert str(duty.verb) == "Besvara kommentarer (1) på planen för Barn- och utbildningsnämnden"
    assert desks.duties_beside(in_round, finans) == []
    page = inloggad(forvaltningschefen).get(reverse("plans:plan", args=[plan.pk])).content.decode()
    assert "1 kommentar" in page


def test_what_a_revision_carries_over_counts_as_ready_when_it_is_attested(skriven, finans):
    activity = skriven.submission.activity
    skriven.sections.update(touch="carried", is_ready=False)
    parts = [part for row in matrix(activity, finans) for part in row.parts if part]
    assert {part.ready for part in parts} == {0}
    skriven.sections.update(attested_at="2018-08-20T09:00Z")
    parts = [part for row in matrix(activity, finans) if row.plan_id == skriven.pk for part in row.parts if part]
    assert all(part.is_done for part in parts)
    found = outline(skriven)
    assert found.ready == found.wanted > 0


def test_last_years_goals_come_along_with_what_they_came_to(skriven, skribenten, finans, kommunen):
    section, goal = part(skriven, "mal"), part(skriven, "mal").goals.get()
    measured = {"outcomes": {"2019": "85,5"}, "key": str(goal.indicators.get().key)}
    indicator = type(INDICATOR)(**({name: getattr(INDICATOR, name) for name in INDICATOR.__slots__} | measured))
    save_goal(skribenten, section, section.version, the_goal(goal.parent, key=str(goal.key), indicators=(indicator,)))
    following = Round.objects.create(
        name="2020–2022", process_year=2019, budget_year=2020, plan_years=[2021, 2022], state="running"
    )
    write_template(finans, following, list(standard_template()))
    above = set_council_goal(finans, following, CouncilGoal(goal.parent.text))
    step = Activity.objects.create(
        round=following, order=1, row="R11", kind="submission", title="Inlämning av verksamhetsplaner"
    )
    plan = open_plan(SYSTEM, Submission.objects.create(activity=step, body=kommunen["BUN"]))
    made = part(plan, "mal").goals.get()
    assert (made.text, made.parent, made.period, made.round) == (goal.text, above, "", following)
    one = made.indicators.get()
    assert (one.baseline, one.baseline_year) == ("85,5", 2019)
    assert (one.targets, one.outcomes) == ({"2020": "87", "2021": "88"}, {"2019": "85,5"})
    section = part(plan, "mal")
    kept = type(INDICATOR)(name=one.name, key=str(one.key), targets={"2020": "89"})
    save_goal(skribenten, section, section.version, the_goal(above, key=str(made.key), indicators=(kept,)))
    assert part(plan, "mal").goals.get().indicators.get().outcomes == {"2019": "85,5"}
