"""The plan as a workbook that comes back, and on one page at the dialogues."""

import io
from datetime import date, time

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from ramverk.apps.cycle.actions.adopt import adopt
from ramverk.apps.cycle.actions.hand_in import hand_in
from ramverk.apps.cycle.actions.mark_ready import mark_ready
from ramverk.apps.cycle.desks import papers
from ramverk.apps.cycle.models import Activity, Submission
from ramverk.apps.cycle.submission_content import content_of
from ramverk.apps.meetings.models import Meeting, TrackedItem
from ramverk.apps.plans.actions.load_workbook import load_workbook
from ramverk.apps.plans.actions.save_goal import save_goal
from ramverk.apps.plans.actions.save_requests import save_requests
from ramverk.apps.plans.actions.show_summary import show_summary
from ramverk.apps.plans.models import Goal, PlanSummary
from ramverk.apps.plans.papers import papers_of
from ramverk.apps.plans.round_trip import parts_of, plan_book, returned
from ramverk.apps.plans.rows import RequestLine
from ramverk.apps.plans.tests.conftest import TKR, part, proof, split, the_goal
from ramverk.apps.trail.models import TrailEntry
from ramverk.apps.trail.verdicts import Invalid, Refused, Stale
from ramverk.core.money import THIN_SPACE


@pytest.fixture
def bok(skriven, skribenten):
    """The workbook of BUN's plan, opened: `bok(sheet, cell, value)` changes a cell and gives the bytes."""
    opened = openpyxl.load_workbook(io.BytesIO(plan_book(skriven, skribenten)[1]))

    def changed(*cells):
        for sheet, cell, value in cells:
            opened[sheet][cell] = value
        buffer = io.BytesIO()
        opened.save(buffer)
        return buffer.getvalue()

    return changed


def versions(plan):
    return tuple(section.version for section in parts_of(plan))


def test_an_untouched_workbook_changes_nothing(skriven, bok):
    back = returned(skriven, bok(), "plan.xlsx")
    assert (back.proposed, back.faults, back.meanwhile) == ([], {}, [])


def test_texts_of_several_lines_come_back_as_they_were(skriven, skribenten, bok, fullmaktigemal):
    goal = Goal.objects.get(level="board")
    section = part(skriven, "mal")
    long = the_goal(fullmaktigemal, key=str(goal.key), text="Fler  blir behöriga.\r\nAlla i samma takt.")
    save_goal(skribenten, section, section.version, long)
    book = plan_book(skriven, skribenten)[1]
    assert returned(skriven, book, "plan.xlsx").proposed == []
    opened = openpyxl.load_workbook(io.BytesIO(book))
    assert opened["Mål"]["B2"].value == "Fler  blir behöriga.\nAlla i samma takt."


def test_headings_are_locked_and_the_foot_names_the_edition(skriven, bok):
    opened = openpyxl.load_workbook(io.BytesIO(bok()))
    page = opened["Fördelning"]
    assert page.protection.sheet
    assert (page["B1"].protection.locked, page["E2"].protection.locked, page["E5"].protection.locked) == (
        True, True, False,
    )  # fmt: skip
    assert [page[f"B{row}"].value.partition(" (")[0] for row in (2, 3, 4)] == ["Ram", "Fördelat", "Kvar att fördela"]
    assert "Utkast till ramdirektiv" in page.oddFooter.left.text
    assert page.freeze_panes == "C5"


def test_amounts_and_targets_come_back_and_the_rest_stays(skriven, skribenten, bok):
    back = returned(skriven, bok(("Fördelning", "E5", 939000), ("Mål", "M2", "86,5")), "plan.xlsx")
    assert [one.place for one in back.proposed] == ["Fördelning, rad 5", "Mål, rad 2"]
    load_workbook(skribenten, skriven, back, versions(skriven))
    assert part(skriven, "drift").split_rows.get().amounts["2019"] == 939_000 * TKR
    goal = Goal.objects.get(level="board")
    assert (goal.indicators.get().targets["2019"], goal.parent.text) == ("86,5", "Alla barn lyckas i skolan")
    assert TrailEntry.objects.filter(verb="plans.load_workbook").exists()


def test_faults_are_named_and_nothing_is_saved(skriven, skribenten, bok):
    content = bok(("Fördelning", "B5", "999 Okänt"), ("Mål", "M2", "mycket"))
    back = returned(skriven, content, "plan.xlsx")
    assert set(back.faults) == {"Fördelning, rad 5", "Mål, rad 2"}
    with pytest.raises(Invalid):
        load_workbook(skribenten, skriven, back, versions(skriven))


def test_a_file_is_told_who_saved_meanwhile_and_a_stale_look_is_refused(skriven, skribenten, bok):
    content = bok(("Fördelning", "E5", 939000))
    seen = versions(skriven)
    split(skribenten, skriven, ("440", 940_000))
    back = returned(skriven, content, "plan.xlsx")
    assert back.meanwhile == ["Frida Forsman"]
    with pytest.raises(Stale):
        load_workbook(skribenten, skriven, back, seen)


def test_another_plans_file_is_refused_with_the_way_out(skriven, bok):
    with pytest.raises(Invalid, match="en annan plan"):
        returned(skriven, bok(("Om", "B2", "4711")), "plan.xlsx")
    with pytest.raises(Invalid, match="andra ramar"):
        returned(skriven, bok(("Om", "B2", str(skriven.pk)), ("Om", "B3", "en gammal")), "plan.xlsx")


def test_the_pages_show_before_they_save(inloggad, forvaltningschefen, skriven, bok):
    browser = inloggad(forvaltningschefen)
    assert browser.get(reverse("plans:workbook", args=[skriven.pk])).status_code == 200
    where = reverse("plans:load_workbook", args=[skriven.pk])
    upload = SimpleUploadedFile("plan.xlsx", bok(("Fördelning", "E5", 939000)))
    page = browser.post(where, {"file": upload})
    assert "939" in page.content.decode()
    assert browser.post(where, {"accept": page.context["signed"]}).status_code == 302
    assert part(skriven, "drift").split_rows.get().amounts["2019"] == 939_000 * TKR
    assert browser.post(where, {"accept": page.context["signed"]}).status_code == 409


def test_a_workbook_of_a_plan_not_begun_holds_the_frame_as_finance_has_it(plan, skribenten):
    part(plan, "drift").split_rows.all().delete()
    page = openpyxl.load_workbook(io.BytesIO(plan_book(plan, skribenten)[1]))["Fördelning"]
    key, operation, *_unit_and_account, first = (cell.value for cell in page[5][:5])
    assert (key, operation.partition(" ")[0], first) == (None, "440", 940_000)


@pytest.fixture
def dialogen(aret):
    """R10a, before the plans are due, with a meeting."""
    due = aret("R11")
    activity = Activity.objects.create(
        round=due.round, order=0, row="R10a", kind="dialogue", title="Avstämningsdialog", start=date(2018, 3, 27)
    )
    Meeting.objects.create(activity=activity, title="Dialog", day=date(2018, 3, 27), starts_at=time(9))
    return activity


def test_a_board_shows_its_draft_on_one_page_and_it_stands(skriven, sekreteraren, skribenten, dialogen, som, facket):
    section = part(skriven, "utom-ram")
    lines = [RequestLine("Fler vuxna", {"2019": 5_000 * TKR}, consequence="Färre klarar skolan.")]
    save_requests(skribenten, section, section.version, lines)
    made = show_summary(sekreteraren, skriven, dialogen)
    content = made.document.content
    assert content["frame"]["2019"] == 940_000 * TKR
    assert content["asked"]["2019"] == 5_000 * TKR
    assert content["goals"][0]["indicators"][0]["targets"]["2021"] == "88"
    assert content["risks"] == "Klart och tydligt."
    assert content["figures"] == []  # no key figures are read in here
    assert [paper.label for paper in papers_of(dialogen, sekreteraren)] == ["Nämndernas planer i korthet (1)"]
    assert list(papers_of(dialogen, som(facket))) == []
    # At the activity all areas' papers stand together: the frames' comes first, for everyone who sees an edition.
    everyones = "Ekonomin per nämnd"
    assert [one.label for one in papers(dialogen, sekreteraren)] == [everyones, "Nämndernas planer i korthet (1)"]
    assert [one.label for one in papers(dialogen, som(facket))] == [everyones]


def test_the_dialogue_sees_how_a_draft_stands_against_its_frame(
    skriven, sekreteraren, skribenten, dialogen, inloggad, ekonomichefen
):
    split(skribenten, skriven, ("440", 942_000))
    made = show_summary(sekreteraren, skriven, dialogen)
    centre = inloggad(ekonomichefen)
    for name, pk in (("plans:summaries", dialogen.pk), ("plans:summary", made.pk)):
        page = centre.get(reverse(name, args=[pk])).content.decode().replace(THIN_SPACE, " ")
        assert "2 000 tkr över ramen 2019" in page
    split(skribenten, skriven, ("440", 940_000))
    page = centre.get(reverse("plans:summary", args=[made.pk])).content.decode()
    assert "över ramen" in page  # what was shown stands


def test_only_the_boards_leading_roles_show_it_and_only_at_a_dialogue(skriven, sekreteraren, dialogen, aret, finans):
    with pytest.raises(Refused):
        show_summary(finans, skriven, dialogen)
    with pytest.raises(Invalid, match="dialoger"):
        show_summary(sekreteraren, skriven, aret("R11"))
    assert not PlanSummary.objects.exists()


def test_after_handing_in_everyone_reads_it_and_questions_are_followed(
    skriven, sekreteraren, inloggad, ekonomichefen, facket, aret, kommunen
):
    row = Submission.objects.select_related("activity__round", "body").get(plan=skriven)
    row = mark_ready(sekreteraren, row, row.version)
    seen = content_of(row.activity).frozen(row).checksum
    row = adopt(sekreteraren, row, row.version, proof(), seen)
    made = hand_in(sekreteraren, row, row.version, seen)
    after = Activity.objects.create(
        round=row.activity.round, order=90, row="R12", kind="dialogue", title="Presentation", start=date(2018, 4, 19)
    )
    Meeting.objects.create(activity=after, title="Presentation", day=date(2018, 4, 19))
    page = inloggad(facket).get(reverse("plans:summaries", args=[after.pk])).content.decode()
    assert reverse("plans:summary_handed_in", args=[made.pk, after.pk]) in page
    centre = inloggad(ekonomichefen)
    page = centre.get(reverse("plans:summary_handed_in", args=[made.pk, after.pk])).content.decode()
    assert "Fler elever blir behöriga" in page
    data = {"body": kommunen["BUN"].pk, "text": "Räcker lärarna?", "due": "2018-05-02"}
    assert centre.post(reverse("plans:ask", args=[after.pk]), data).status_code == 302
    item = TrackedItem.objects.get()
    assert (item.body, item.due, item.activity) == (kommunen["BUN"], date(2018, 5, 2), after)
    assert inloggad(facket).post(reverse("plans:ask", args=[after.pk]), data).status_code == 403
