"""The revision: only what the way from preliminary to decided frames touched is asked for."""

from datetime import date

import pytest
from django.urls import reverse

from ramverk.apps.cycle.actions.adopt import Proof
from ramverk.apps.cycle.actions.open_submissions import open_for_boards
from ramverk.apps.cycle.actions.record_decision import Decision, record_decision
from ramverk.apps.cycle.tests.desk_cast import at
from ramverk.apps.frames.actions.decide_edition import decide_edition
from ramverk.apps.frames.actions.save_changes import RowEdit, save_changes
from ramverk.apps.frames.actions.start_edition import start_edition
from ramverk.apps.frames.models import Operation
from ramverk.apps.frames.rows import Row
from ramverk.apps.plans.actions.attest import attest
from ramverk.apps.plans.actions.explain_section import explain_section
from ramverk.apps.plans.actions.reopen_section import reopen_section
from ramverk.apps.plans.actions.save_section import save_section
from ramverk.apps.plans.findings import findings_of
from ramverk.apps.plans.models import ActivityPlan
from ramverk.apps.plans.tests.conftest import TKR, part
from ramverk.apps.trail.actors import SYSTEM
from ramverk.apps.trail.models import TrailEntry
from ramverk.apps.trail.verdicts import Invalid, Refused


def decided(finans, omgangen, beslutade, aret, kommunen, *rows):
    """The council's decision on the preliminary frames, with these rows more; then the revision is opened."""
    with at("2018-06-21 09:00"):
        edition = start_edition(finans, omgangen, "council_decision", "Fullmäktiges beslut", beslutade, aret("R21"))
        if rows:
            save_changes(finans, edition, [RowEdit(row) for row in rows])
        activity = aret("R21")
        decision = Decision(
            kommunen["KF"], Proof(date(2018, 6, 20), "§ 70", "adjusted"), "Budgeten fastställs.", reason="Provat."
        )
        decide_edition(finans, edition, record_decision(finans, activity, activity.version, decision))
        open_for_boards(SYSTEM, aret("R22"))
    return ActivityPlan.objects.select_related("submission__activity__round", "submission__body", "edition").get(
        submission__body=kommunen["BUN"], submission__activity__row="R22"
    )


@pytest.fixture
def mindre(finans, omgangen, skriven, beslutade, aret, kommunen):
    """BUN's revision when the council took two million from its schools."""
    amounts = {str(year): 2_000 * TKR for year in beslutade.years}
    school = Operation.objects.get(code="440")
    row = Row(
        body_id=kommunen["BUN"].pk, operation_id=school.pk, cause="efficiency", amounts=amounts, text="Effektivisering",
        source={"words": "KF"},
    )  # fmt: skip
    return decided(finans, omgangen, beslutade, aret, kommunen, row)


def touches(plan):
    return {one.key: one.touch for one in plan.sections.all() if one.touch != "carried"}


def test_it_begins_as_a_copy_and_touches_only_what_follows_the_frame(mindre, skriven):
    assert mindre.revises == skriven
    assert part(mindre, "risker").text == "Klart och tydligt."
    assert touches(mindre) == {"drift": "touched", "atgarder": "touched"}
    goal, before = part(mindre, "mal").goals.get(), part(skriven, "mal").goals.get()
    assert (goal.key, goal.pk != before.pk) == (before.key, True)
    assert [one.name for one in goal.indicators.all()] == ["Behöriga till gymnasiet"]


def test_a_last_day_that_is_a_window_of_months_is_said_as_one_on_every_page(mindre, inloggad, forvaltningschefen):
    activity = mindre.submission.activity
    activity.start, activity.end, activity.precision = date(2018, 8, 1), date(2018, 9, 30), "months"
    activity.save()
    browser = inloggad(forvaltningschefen)
    for where in (
        reverse("plans:index"),
        reverse("plans:plan", args=[mindre.pk]),
        reverse("desks:submission", args=[mindre.submission_id]),
        reverse("desks:submissions", args=[activity.pk]),
    ):
        page = browser.get(where).content.decode()
        assert "augusti–september" in page, where
        assert "dagen är inte bestämd" in page, where
        assert "30 september" not in page, where


def test_the_split_follows_what_the_ledger_moved(mindre):
    assert [row.amounts["2019"] for row in part(mindre, "drift").split_rows.all()] == [938_000 * TKR]


def test_nothing_is_touched_when_the_frame_stands(finans, omgangen, skriven, beslutade, aret, kommunen):
    assert touches(decided(finans, omgangen, beslutade, aret, kommunen)) == {}


def test_it_waits_for_explanations_and_the_attest(mindre, skribenten, sekreteraren):
    assert {one.code for one in findings_of(mindre) if one.blocks} == {"plan.not_attested", "plan.no_explanation"}
    for key in ("drift", "atgarder"):
        section = part(mindre, key)
        explain_section(skribenten, section, section.version, "Två miljoner mindre: färre grupper.")
    headings = attest(sekreteraren, mindre)
    assert len(headings) == 14
    assert not [one for one in findings_of(mindre) if one.blocks]
    assert TrailEntry.objects.filter(verb="plans.attest").exists()
    with pytest.raises(Invalid, match="inget kvar"):
        attest(sekreteraren, mindre)


def test_what_stands_is_changed_only_after_it_is_opened_with_a_reason(mindre, skribenten, sekreteraren):
    section = part(mindre, "risker")
    with pytest.raises(Refused, match="Öppna det med ett skäl"):
        save_section(skribenten, section, section.version, "Nytt")
    with pytest.raises(Invalid, match="varför"):
        reopen_section(sekreteraren, section, section.version, " ")
    reopen_section(sekreteraren, section, section.version, "Ny risk efter beslutet.")
    section = part(mindre, "risker")
    save_section(skribenten, section, section.version, "Nytt")
    assert (part(mindre, "risker").touch, part(mindre, "risker").text) == ("reopened", "Nytt")


def test_one_button_saves_text_and_explanation_and_a_missing_explanation_is_asked_for(
    mindre, inloggad, forvaltningschefen
):
    browser, where = inloggad(forvaltningschefen), reverse("plans:section", args=[part(mindre, "atgarder").pk])
    assert 'name="explanation" rows="2" form="avsnitt"' in browser.get(where).content.decode()
    data = {"version": part(mindre, "atgarder").version, "text": "Färre grupper.", "explanation": "", "sedan": "klar"}
    assert "vad som ändras och varför" in browser.post(where, data, follow=True).content.decode()
    now = part(mindre, "atgarder")
    assert (now.text, now.is_ready) == ("Färre grupper.", False)  # what was written is saved all the same
    data |= {"version": now.version, "explanation": "Ramen är mindre."}
    assert "Avsnittet är klarmarkerat." in browser.post(where, data, follow=True).content.decode()
    now = part(mindre, "atgarder")
    assert (now.text, now.explanation, now.is_ready) == ("Färre grupper.", "Ramen är mindre.", True)
    assert TrailEntry.objects.filter(verb="plans.explain_section").count() == 1
    stale = data | {"version": 0, "explanation": "Två miljoner mindre."}
    assert "Två miljoner mindre.</textarea>" in browser.post(where, stale).content.decode()


def test_the_explanation_saves_itself_with_the_text(mindre, inloggad, forvaltningschefen):
    section = part(mindre, "atgarder")
    for more, said in enumerate(("Ramen", "Ramen är mindre")):
        data = {"version": section.version + more, "text": section.text, "explanation": said}
        inloggad(forvaltningschefen).post(reverse("plans:autosave", args=[section.pk]), data)
    assert part(mindre, "atgarder").explanation == "Ramen är mindre"
    assert TrailEntry.objects.filter(verb="plans.explain_section").count() == 1


def test_only_the_boards_leading_roles_attest(mindre, som, kommunen, socialsekreteraren):
    with pytest.raises(Refused):
        attest(som(socialsekreteraren), mindre)


def test_the_difference_is_shown_side_by_side(mindre, skribenten, inloggad, forvaltningschefen):
    section = part(mindre, "atgarder")
    save_section(skribenten, section, section.version, "Klart, tydligt och dyrare.")
    browser = inloggad(forvaltningschefen)
    page = browser.get(reverse("plans:versions", args=[section.pk]) + "?mot=tidigare").content.decode()
    assert "<del>" in page
    assert "dyrare" in page
    page = browser.get(reverse("plans:section", args=[part(mindre, "drift").pk])).content.decode()
    assert "Vad som har ändrat ramen sedan planen antogs" in page
    assert "938" in page
