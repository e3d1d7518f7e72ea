"""A board's plan: opened from the template, written, tied to its frame, adopted and handed in as it was adopted."""

import pytest

from ramverk.apps.cycle.actions.adopt import adopt
from ramverk.apps.cycle.actions.hand_in import hand_in
from ramverk.apps.cycle.actions.mark_ready import mark_ready
from ramverk.apps.cycle.models import Submission
from ramverk.apps.cycle.submission_content import content_of
from ramverk.apps.plans.actions.mark_section import mark_section
from ramverk.apps.plans.actions.remove_goal import remove_goal
from ramverk.apps.plans.actions.save_goal import save_goal
from ramverk.apps.plans.actions.save_requests import save_requests
from ramverk.apps.plans.actions.save_section import save_section
from ramverk.apps.plans.actions.save_split import save_split
from ramverk.apps.plans.findings import findings_of
from ramverk.apps.plans.holding import Clash
from ramverk.apps.plans.models import Section
from ramverk.apps.plans.rows import GoalValues, RequestLine
from ramverk.apps.plans.tests.conftest import INDICATOR, TKR, part, proof, split, the_goal
from ramverk.apps.trail.models import TrailEntry
from ramverk.apps.trail.verdicts import Invalid, Refused, Stale


def codes(plan):
    return {finding.code for finding in findings_of(plan) if finding.blocks}


def handed_over(plan):
    return Submission.objects.select_related("activity__round", "body").get(pk=plan.submission_id)


def checksum(row):
    return content_of(row.activity).frozen(row).checksum


def test_it_opens_with_the_templates_sections_and_the_ledgers_split(plan):
    assert plan.sections.count() == 16
    rows = part(plan, "drift").split_rows.all()
    assert [(row.operation.code, row.amounts["2019"]) for row in rows] == [("440", 940_000 * TKR)]
    assert TrailEntry.objects.filter(verb="plans.open_plan").count() == 3


def test_without_a_template_it_is_handed_in_as_files(beslutade, planen):
    assert not hasattr(planen, "plan")
    assert content_of(planen.activity).template == "cycle/submission_files.html"


def test_a_template_written_later_opens_the_plans_that_wait(beslutade, planen, mallen):
    assert planen.plan.sections.exists()


def test_it_cannot_be_marked_as_ready_before_everything_required_is_there(plan, sekreteraren):
    assert codes(plan) == {"plan.section_empty", "plan.no_goals"}
    row = handed_over(plan)
    with pytest.raises(Invalid, match="inga mål"):
        mark_ready(sekreteraren, row, row.version)


def test_it_refuses_a_plan_that_exceeds_the_frame(skriven, skribenten, sekreteraren):
    split(skribenten, skriven, ("440", 940_001))
    row = handed_over(skriven)
    with pytest.raises(Invalid, match="1\u2009000 kr mer än ramen"):
        mark_ready(sekreteraren, row, row.version)
    split(skribenten, skriven, ("440", 939_999))
    with pytest.raises(Invalid, match="inte fördelat"):
        mark_ready(sekreteraren, row, handed_over(skriven).version)
    split(skribenten, skriven, ("440", 940_000))
    row = handed_over(skriven)
    mark_ready(sekreteraren, row, row.version)


def test_the_split_is_refused_against_frames_that_are_not_the_newest(skriven, skribenten):
    section = part(skriven, "drift")
    with pytest.raises(Stale, match="beslutade på nytt"):
        save_split(skribenten, section, section.version, None, [])


def test_what_is_handed_in_is_the_plan_that_was_adopted(skriven, sekreteraren):
    row = handed_over(skriven)
    row = mark_ready(sekreteraren, row, row.version)
    row = adopt(sekreteraren, row, row.version, proof(), checksum(row))
    made = hand_in(sekreteraren, row, row.version, checksum(row))
    content = made.document.content
    assert content["edition"]["name"] == "Utkast till ramdirektiv"
    assert [one["key"] for one in content["sections"]][:3] == ["uppdrag", "omvarld", "mal"]
    assert content["sections"][2]["rows"][0]["indicators"][0]["targets"]["2019"] == "86"


def test_a_plan_changed_after_adoption_cannot_be_handed_in(skriven, sekreteraren):
    row = handed_over(skriven)
    row = mark_ready(sekreteraren, row, row.version)
    adopted = checksum(row)
    row = adopt(sekreteraren, row, row.version, proof(), adopted)
    Section.objects.filter(plan=skriven, key="risker").update(text="Ändrat bakom ryggen.")
    with pytest.raises(Refused, match="inte det som nämnden antog"):
        hand_in(sekreteraren, row, row.version, adopted)


def test_nothing_is_written_in_a_plan_that_is_ready(skriven, sekreteraren, skribenten):
    row = handed_over(skriven)
    mark_ready(sekreteraren, row, row.version)
    section = part(skriven, "risker")
    with pytest.raises(Clash, match="kan inte ändras") as caught:
        save_section(skribenten, section, section.version, "För sent.")
    assert caught.value.kept.text == "För sent."


def test_a_stranger_cannot_write_and_nothing_is_kept(plan, som, socialsekreteraren):
    section = part(plan, "risker")
    with pytest.raises(Refused) as caught:
        save_section(som(socialsekreteraren), section, 1, "Hej")
    assert not isinstance(caught.value, Clash)
    assert not section.kept.exists()


def test_a_stale_save_shows_both_texts_and_loses_neither(plan, skribenten):
    section = part(plan, "risker")
    save_section(skribenten, section, section.version, "Den första texten.")
    with pytest.raises(Clash, match="har sparat avsnittet") as caught:
        save_section(skribenten, section, section.version, "Den andra texten.")
    assert part(plan, "risker").text == "Den första texten."
    assert caught.value.kept.text == "Den andra texten."


def test_saving_leaves_a_trail_row_without_the_words(plan, skribenten):
    section = part(plan, "risker")
    save_section(skribenten, section, section.version, "Hemligt än.")
    entry = TrailEntry.objects.filter(verb="plans.save_section").latest("number")
    assert entry.after == {"board": "Barn- och utbildningsnämnden", "signs": 11}


def test_autosaves_of_one_spell_are_one_version_and_one_trail_row(plan, skribenten):
    section = part(plan, "risker")
    for text in ("R", "Ri", "Ris"):
        section = save_section(skribenten, section, section.version, text, is_autosave=True)
    assert [one.content for one in section.versions.all()] == [{"text": "Ris"}]
    assert TrailEntry.objects.filter(verb="plans.save_section").count() == 1


def test_a_section_is_marked_as_ready_until_somebody_writes_in_it_again(plan, skribenten):
    section = part(plan, "risker")
    section = save_section(skribenten, section, section.version, "Brist på lärare.")
    section = mark_section(skribenten, section, section.version, is_ready=True)
    assert part(plan, "risker").is_ready
    save_section(skribenten, section, section.version, "Nytt.")
    assert not part(plan, "risker").is_ready


@pytest.mark.parametrize(("key", "said"), [("risker", "är inte besvarat"), ("mal", "Planen har inga mål")])
def test_a_required_section_with_nothing_in_it_is_not_ready(plan, skribenten, key, said):
    section = part(plan, key)
    with pytest.raises(Invalid, match=said):
        mark_section(skribenten, section, section.version, is_ready=True)
    assert not part(plan, key).is_ready


def test_a_voluntary_section_is_ready_also_when_nothing_is_to_be_said(plan, skribenten):
    section = part(plan, "taxor")
    mark_section(skribenten, section, section.version, is_ready=True)
    assert part(plan, "taxor").is_ready


def test_a_goal_without_target_stops_the_plan_and_says_which(skriven, skribenten, fullmaktigemal):
    section = part(skriven, "mal")
    bare = INDICATOR.__class__(name="Nöjda föräldrar", definition="Enkät", unit="%", source="Egen")
    save_goal(skribenten, section, section.version, the_goal(fullmaktigemal, text="Nöjda", indicators=(bare,)))
    messages = [finding.message for finding in findings_of(skriven) if finding.blocks]
    assert any("Nöjda föräldrar” saknar målvärde för 2019, 2020, 2021" in one for one in messages)
    assert any("Nöjda föräldrar” saknar utgångsvärde" in one for one in messages)


def test_a_value_that_is_no_value_is_refused(plan, skribenten, fullmaktigemal):
    section = part(plan, "mal")
    wrong = INDICATOR.__class__(name="Trivsel", baseline="ganska bra")
    with pytest.raises(Invalid, match="är inget värde"):
        save_goal(skribenten, section, section.version, the_goal(fullmaktigemal, indicators=(wrong,)))


def test_a_goal_keeps_its_key_when_it_is_changed_and_goes_when_removed(skriven, skribenten, fullmaktigemal):
    section = part(skriven, "mal")
    goal = section.goals.get()
    changed = the_goal(fullmaktigemal, key=str(goal.key), text="Alla elever blir behöriga")
    save_goal(skribenten, section, section.version, changed)
    assert [(one.key, one.text) for one in section.goals.all()] == [(goal.key, "Alla elever blir behöriga")]
    section = part(skriven, "mal")
    with pytest.raises(Stale):
        remove_goal(skribenten, section, section.version - 1, str(goal.key))
    remove_goal(skribenten, section, section.version, str(goal.key))
    assert not section.goals.exists()


def test_a_units_goal_leads_up_to_the_boards(skriven, skribenten, fullmaktigemal):
    section = part(skriven, "mal")
    board = section.goals.get()
    unit = GoalValues(text="Läxhjälp varje dag", level="unit", parent_id=fullmaktigemal.pk, unit="Norrskolan")
    with pytest.raises(Invalid, match="Målet ovanför"):
        save_goal(skribenten, section, section.version, unit)
    save_goal(skribenten, section, section.version, GoalValues(text="Läxhjälp", level="unit", parent_id=board.pk))
    assert board.contributing.count() == 1


def test_a_request_outside_the_frame_says_what_happens_without_it(skriven, skribenten):
    section = part(skriven, "utom-ram")
    lines = [RequestLine("Fler vuxna", {"2019": 5_000 * TKR}), RequestLine("Läromedel", {}, consequence="Föråldrat.")]
    save_requests(skribenten, section, section.version, lines)
    assert [(one.rank, one.title) for one in section.requests.all()] == [(1, "Fler vuxna"), (2, "Läromedel")]
    assert codes(skriven) == {"plan.request_without_consequence"}
