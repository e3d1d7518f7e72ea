"""Many write in one plan: who holds a section, who takes over, what is kept, versions, comments."""

from datetime import timedelta

import pytest
from tests.cast import member, swedish

from ramverk.apps.cycle.models import Notice
from ramverk.apps.plans.actions.assess_goal import assess_goal
from ramverk.apps.plans.actions.comment import Remark, answer_comment, close_comment, comment, narrow_comment
from ramverk.apps.plans.actions.hold_section import hold_section, release_section
from ramverk.apps.plans.actions.restore_section import restore_section
from ramverk.apps.plans.actions.save_section import save_section
from ramverk.apps.plans.actions.take_over import take_over
from ramverk.apps.plans.comparing import compare
from ramverk.apps.plans.holding import Clash, holder_of
from ramverk.apps.plans.models import Comment, Goal
from ramverk.apps.plans.queries.comments import open_comments, places_of
from ramverk.apps.plans.queries.stored import content_of_section
from ramverk.apps.plans.tests.conftest import part, split
from ramverk.apps.trail import clock
from ramverk.apps.trail.models import TrailEntry
from ramverk.apps.trail.verdicts import Invalid, Refused, Stale


@pytest.fixture
def kollegan(som, kommunen):
    """Another official of BUN's administration."""
    return som(member(kommunen, "Olga Orre", ("official", "BUF")))


def later(minutes):
    return clock.stopped_at(swedish("2018-04-11 12:00") + timedelta(minutes=minutes))


def test_a_section_is_held_by_the_one_who_writes_and_the_others_see_who(plan, skribenten, kollegan):
    section = part(plan, "risker")
    save_section(skribenten, section, section.version, "Mitt.")
    assert holder_of(section).person.name == "Frida Forsman"
    with pytest.raises(Refused, match=r"Frida Forsman skriver i avsnittet.*12\.15"):
        hold_section(kollegan, section)


def test_what_is_written_without_the_section_is_kept_beside_it(plan, skribenten, kollegan):
    section = part(plan, "risker")
    hold_section(skribenten, section)
    with pytest.raises(Clash) as caught:
        save_section(kollegan, section, section.version, "Kollegans.")
    assert caught.value.kept.text == "Kollegans."
    assert part(plan, "risker").text == ""


def test_working_renews_it_and_idling_gives_it_away(plan, skribenten, kollegan):
    section = part(plan, "risker")
    hold_section(skribenten, section)
    with later(14):
        section = save_section(skribenten, section, section.version, "Mer.")
    with later(28), pytest.raises(Refused):
        hold_section(kollegan, section)
    with later(30):
        assert hold_section(kollegan, section).person_id == kollegan.person_id


def test_leaving_gives_it_free_at_once_and_nobody_leaves_for_another(plan, skribenten, kollegan):
    section = part(plan, "risker")
    hold_section(skribenten, section)
    release_section(kollegan, section)
    assert holder_of(section) is not None
    release_section(skribenten, section)
    assert holder_of(section) is None


def test_the_secretary_takes_over_with_a_reason_and_the_holder_is_told(plan, kollegan, sekreteraren):
    section = part(plan, "risker")
    hold_section(kollegan, section)
    with pytest.raises(Invalid, match="varför"):
        take_over(sekreteraren, section, " ")
    take_over(sekreteraren, section, "Kallelsen går ut nu.")
    assert holder_of(section).person_id == sekreteraren.person_id
    notice = Notice.objects.get(code="plans.taken_over")
    assert (notice.person_id, "Kallelsen går ut nu." in notice.text) == (kollegan.person_id, True)
    with pytest.raises(Clash) as caught:
        save_section(kollegan, section, section.version, "Det jag höll på med.", is_autosave=True)
    assert caught.value.kept.text == "Det jag höll på med."
    assert TrailEntry.objects.get(verb="plans.take_over").reason == "Kallelsen går ut nu."


def test_an_official_does_not_take_over(plan, skribenten, kollegan):
    section = part(plan, "risker")
    hold_section(skribenten, section)
    with pytest.raises(Refused, match="sekreterare, presidium eller förvaltningschef"):
        take_over(kollegan, section, "Jag vill.")


def test_versions_are_compared_and_one_is_put_back(plan, skribenten):
    section = part(plan, "risker")
    section = save_section(skribenten, section, section.version, "Brist på lärare.")
    section = save_section(skribenten, section, section.version, "Stor brist på lärare.")
    older, newer = section.versions.get(number=1), section.versions.get(number=2)
    pieces = compare(older.content, newer.content)
    assert [(one.kind, one.text) for one in pieces][:2] == [("removed", "Brist"), ("added", "Stor brist")]
    with pytest.raises(Stale):
        restore_section(skribenten, section, section.version - 1, 1)
    restore_section(skribenten, section, section.version, 1)
    assert part(plan, "risker").text == "Brist på lärare."
    assert part(plan, "risker").versions.count() == 3


def test_rows_are_compared_to_the_krona_and_in_words():
    goal = {"level": "board", "text": "Fler läser", "indicators": [{"name": "Lån", "direction": "increase"}]}
    before = [{"operation": "440", "amounts": {"2019": -150_000}}, goal]
    after = [{"operation": "440", "amounts": {"2019": -150_100}}, goal]
    told = "".join(piece.text for piece in compare({"rows": before}, {"rows": after}))
    assert "2019: −1,5 tkr" in told
    assert "2019: −1,501 tkr" in told
    assert "nämndens mål · Fler läser · [Lån · öka]" in told


@pytest.mark.parametrize("key", ["drift", "mal"])
def test_rows_are_put_back_with_their_identity(skriven, skribenten, key):
    section = part(skriven, key)
    before = content_of_section(section)
    if key == "drift":
        split(skribenten, skriven, ("440", 940_000))
        split(skribenten, skriven, ("440", 1), ("510", 2))
        number = 1
        before = part(skriven, key).versions.get(number=1).content
    else:
        number = section.versions.first().number
        Goal.objects.filter(section=section).delete()
    section = part(skriven, key)
    restore_section(skribenten, section, section.version, number)
    assert content_of_section(part(skriven, key)) == before


def test_a_comment_is_answered_and_closed_and_counts_until_then(plan, skribenten, sekreteraren):
    section = part(plan, "risker")
    section = save_section(skribenten, section, section.version, "Ett.\n\nTvå.")
    assert [place for place, _words in places_of(section)] == ["", "paragraph:1", "paragraph:2"]
    made = comment(sekreteraren, plan, Remark("Är det sant?", section, "paragraph:2", "stycke 2: Två."))
    assert open_comments(plan) == {section.pk: 1}
    answer_comment(skribenten, made, made.version, "Ja.")
    with pytest.raises(Stale):
        close_comment(skribenten, made, made.version - 1)
    close_comment(skribenten, made, made.version)
    assert open_comments(plan) == {}
    with pytest.raises(Invalid, match="avslutad"):
        answer_comment(skribenten, made, made.version, "Igen.")
    assert TrailEntry.objects.filter(verb__contains="comment").count() == 3


def test_a_comment_may_be_narrowed_and_never_widened(plan, skribenten):
    made = comment(skribenten, plan, Remark("Till alla", is_public=True))
    narrow_comment(skribenten, made, made.version)
    assert not Comment.objects.get().is_public
    with pytest.raises(Invalid, match="redan intern"):
        narrow_comment(skribenten, made, made.version)


def test_rows_and_cells_can_be_commented_on(skriven):
    places = [place.split(":")[0] for place, _words in places_of(part(skriven, "drift"))]
    assert places == ["", "row", "cell", "cell", "cell"]


def test_a_goals_assessment_is_overridden_only_with_a_reason(skriven, skribenten):
    goal = part(skriven, "mal").goals.get()
    goal.section = part(skriven, "mal")
    with pytest.raises(Invalid, match="varför"):
        assess_goal(skribenten, goal, goal.version, "partly", "")
    assess_goal(skribenten, goal, goal.version, "partly", "Mätningen ändrades.")
    assert Goal.objects.get(pk=goal.pk).status_reason == "Mätningen ändrades."
    with pytest.raises(Stale):
        assess_goal(skribenten, goal, goal.version - 1, "", "")
