"""Last year's goals from a file: for all boards where plans are opened, for one board in its plan."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from ramverk.apps.cycle.actions.open_submissions import open_for_boards
from ramverk.apps.plans.models import ActivityPlan, EarlierGoals
from ramverk.apps.plans.tests.conftest import part
from ramverk.apps.trail.actors import SYSTEM
from ramverk.apps.trail.models import TrailEntry

HEADS = (
    "Nämnd;Mål;Fullmäktiges mål;Indikator;Enhet;Ska;Utgångsvärde;Målvärde 2018;Målvärde 2019;Utfall 2016;Utfall 2017"
)
ROWS = """BUN;Fler blir behöriga;Alla barn lyckas i skolan;Behöriga i nian;%;öka;81;85;86;82,5;84,5
Socialnämnden;Stöd i tid;;Väntetid;dagar;minska;20;15;;;12"""


def sent(browser, where, rows=ROWS, **data):
    file = SimpleUploadedFile("mål.csv", f"{HEADS}\n{rows}\n".encode())
    return browser.post(where, {"file": file} | data)


@pytest.fixture
def ekonomen(inloggad, ekonomichefen):
    return inloggad(ekonomichefen)


@pytest.fixture
def bladdrar(inloggad, forvaltningschefen):
    return inloggad(forvaltningschefen)


def test_plans_that_are_opened_later_begin_with_them(ekonomen, mallen, beslutade, fullmaktigemal, aret, kommunen):
    where = reverse("plans:earlier_goals")
    assert sent(ekonomen, where).status_code == 302
    assert "2 mål är inlästa, för 2 nämnder." in ekonomen.get(where).content.decode()
    assert not ActivityPlan.objects.exists()
    open_for_boards(SYSTEM, aret("R11"))
    goal = part(ActivityPlan.objects.get(submission__body=kommunen["BUN"]), "mal").goals.get()
    one = goal.indicators.get()
    assert (goal.text, goal.parent) == ("Fler blir behöriga", fullmaktigemal)
    assert (one.baseline, one.baseline_year, one.targets) == ("84,5", 2017, {"2019": "86"})
    assert one.outcomes == {"2016": "82,5", "2017": "84,5"}


def test_a_plan_without_goals_gets_them_and_one_with_goals_is_the_boards_own(
    ekonomen, bladdrar, skriven, kommunen, mallen
):
    sent(ekonomen, reverse("plans:earlier_goals"))
    plans = {plan.submission.body.short_name: plan for plan in ActivityPlan.objects.select_related("submission__body")}
    assert [goal.text for goal in part(plans["SN"], "mal").goals.all()] == ["Stöd i tid"]
    assert [goal.text for goal in part(skriven, "mal").goals.all()] == ["Fler elever blir behöriga"]
    where = reverse("plans:plan_goals", args=[skriven.pk])
    page = bladdrar.get(where).content.decode()
    assert "Fler blir behöriga" in page
    assert "Stöd i tid" not in page
    assert bladdrar.post(where, {"inlasta": "1"}).status_code == 302
    assert [goal.text for goal in part(skriven, "mal").goals.all()] == [
        "Fler elever blir behöriga", "Fler blir behöriga",
    ]  # fmt: skip
    assert bladdrar.post(where, {"inlasta": "1"}, follow=True).content.decode().count("1 fanns redan") == 1
    assert TrailEntry.objects.filter(verb="plans.take_up_goals").count() == 1


def test_a_board_reads_its_own_file_and_the_rows_of_others_are_passed_over(bladdrar, plan):
    where = reverse("plans:plan_goals", args=[plan.pk])
    rows = f"{ROWS}\n;Tryggare;;Trygga elever;%;öka;;;;;91"
    assert sent(bladdrar, where, rows).status_code == 302  # the empty board is the one above, so it is another's
    assert [goal.text for goal in part(plan, "mal").goals.all()] == ["Fler blir behöriga"]
    assert part(plan, "mal").versions.count() == 1
    refused = sent(bladdrar, where, ROWS.splitlines()[1])
    assert refused.status_code == 422
    assert "Filen har inga mål för Barn- och utbildningsnämnden." in refused.content.decode()


def test_all_or_nothing_with_what_is_wrong_by_row(ekonomen, mallen, kommunen, omgangen):
    rows = ROWS + "\nKyrkonämnden;Mål;;Mått;%;öka;;;;;\nBUN;Mål;;Mått;%;upp;;x;;;"
    answer = sent(ekonomen, reverse("plans:earlier_goals"), rows)
    page = answer.content.decode()
    assert answer.status_code == 422
    for said in ("2 rader behöver rättas", "rad 4", "Kyrkonämnden", "rad 5", "öka, minska eller spann"):
        assert said in page
    assert not EarlierGoals.objects.exists()


def test_what_has_not_happened_has_no_outcome(ekonomen, mallen, kommunen):
    file = SimpleUploadedFile("mål.csv", "Nämnd;Mål;Indikator;Utfall 2019\nBUN;Mål;Mått;3\n".encode())
    answer = ekonomen.post(reverse("plans:earlier_goals"), {"file": file})
    assert answer.status_code == 422
    assert "2019 har inte varit än" in answer.content.decode()


def test_only_finance_reads_in_for_all_and_only_writers_in_a_plan(bladdrar, ekonomen, plan):
    assert sent(bladdrar, reverse("plans:earlier_goals")).status_code == 403
    assert sent(ekonomen, reverse("plans:plan_goals", args=[plan.pk])).status_code == 404
    assert bladdrar.get(reverse("plans:goals_template")).status_code == 200
