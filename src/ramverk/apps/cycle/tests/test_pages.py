"""The pages of the year as each role meets them."""

from datetime import date, timedelta
from html import unescape

import pytest
from django.urls import reverse
from tests.cast import member, swedish

from ramverk.apps.cycle.actions.complete_activity import complete_activity
from ramverk.apps.cycle.actions.open_submissions import open_for_boards
from ramverk.apps.cycle.models import Notice, Round, TimetableImport
from ramverk.apps.cycle.queries.first_screen import first_screen
from ramverk.apps.cycle.queries.work import Task, Work
from ramverk.apps.cycle.queries.year import year
from ramverk.apps.cycle.tests.conftest import SEED
from ramverk.apps.trail import clock
from ramverk.apps.trail.actors import SYSTEM


@pytest.fixture
def ekonomen(inloggad, ekonomichefen):
    return inloggad(ekonomichefen)


def page(client, name, *args, **query):
    response = client.get(reverse(f"cycle:{name}", args=args), query)
    return response.status_code, response.content.decode()


def test_the_year_lists_every_activity_under_its_phase(omgangen, ekonomen):
    status, text = page(ekonomen, "year")
    assert status == 200
    assert text.count('<li class="entry"') == 25
    assert "Göra/samla in" in text
    assert "<s>22 maj</s>" in text
    assert 'id="i-dag"' in text


def test_a_month_is_soft_and_a_day_is_hard(omgangen, ekonomen):
    text = page(ekonomen, "year")[1]
    assert 'class="soft">maj' in text
    assert "torsdag 19 april" in text


def test_a_year_of_months_only_has_today_between_what_has_begun_and_what_comes(omgangen, ekonomen):
    omgangen.activities.exclude(row__in=["R01", "R02", "R03"]).delete()
    for row, month in (("R01", 3), ("R02", 4), ("R03", 5)):
        days = {"start": date(2018, month, 1), "end": date(2018, month, 28), "precision": "month"}
        omgangen.activities.filter(row=row).update(title=f"Rad {row}", **days)
    text = page(ekonomen, "year")[1]
    assert text.index("Rad R02</a>") < text.index('id="i-dag"') < text.index("Rad R03</a>")


def test_what_is_past_and_not_done_is_late_but_a_month_waits_for_a_person(omgangen, ekonomen):
    text = page(ekonomen, "year")[1]
    assert "väntar på bekräftelse" in text
    assert "försenad" in text


@pytest.mark.parametrize("view", ["lista", "tidslinje", "hjul"])
def test_timeline_and_wheel_draw_the_list_and_keep_it_as_text(omgangen, ekonomen, view):
    text = page(ekonomen, "year", vy=view)[1]
    assert text.count('<li class="entry"') == 25
    assert ('<svg class="chart"' in text) == (view != "lista")
    assert "style=" not in text


def test_the_filters_keep_what_they_say(omgangen, ekonomen):
    assert page(ekonomen, "year", slag="consultation")[1].count('<li class="entry"') == 1
    late = page(ekonomen, "year", visa="sena")[1].count('<li class="entry"')
    assert 0 < late < 25
    assert 0 < page(ekonomen, "year", visa="mina")[1].count('<li class="entry"') < 25


def test_htmx_gets_only_the_list(omgangen, ekonomen):
    response = ekonomen.get(reverse("cycle:year"), headers={"HX-Request": "true", "HX-Target": "aret"})
    assert response.content.decode().lstrip().startswith('<div id="aret">')


@pytest.mark.parametrize(
    ("who", "question"),
    [
        ("ekonomichefen", "Var i tidplanen är vi"),
        ("ks_ordforanden", "Vad ska du besluta eller överlämna"),
        ("namndsekreteraren", "Vad ska din nämnd lämna in"),
        ("oppositionsradet", "När får du förslaget"),
        ("facket", "När är samverkan"),
        ("administratoren", "Vad händer härnäst"),
    ],
)
def test_each_role_has_its_own_first_screen(omgangen, inloggad, request, who, question):
    text = inloggad(request.getfixturevalue(who)).get(reverse("home")).content.decode()
    assert question in text


def test_the_first_screen_begins_with_the_next_day_that_answers_the_role_s_question(omgangen, inloggad, facket):
    text = inloggad(facket).get(reverse("home")).content.decode()
    lead = text[text.index('class="lead"') :].split("</p>")[0]
    for part in ("samverkansgrupp", "måndag 4 juni", "om 54 dagar"):
        assert part in lead


def test_a_councillor_s_next_day_is_the_council_s_own_with_the_executive_board_s_on_the_way(
    omgangen, rad, inloggad, kommunen
):
    councillor = member(kommunen, "Klas Krona", ("member", "KF"))
    text = inloggad(councillor).get(reverse("home")).content.decode()
    own, before = (part.split("</p>")[0] for part in text[text.index('class="lead"') :].split("På vägen dit:"))
    assert rad("R21").title in unescape(own)
    assert "onsdag 20 juni" in own
    assert "tisdag 5 juni" in before


def test_a_finished_year_s_first_screen_says_how_it_ended(omgangen, inloggad, facket):
    omgangen.activities.update(state="done")
    with clock.stopped_at(swedish("2018-12-05 08:00")):
        text = inloggad(facket).get(reverse("home")).content.decode()
    assert "Allt i årets tidplan har varit" in text
    assert "Vad har beslutats om budgeten?" in text
    assert "torsdag 29 november" in text


def test_a_late_sheet_does_not_hide_the_plan_that_is_due_today(rad, inloggad, namndsekreteraren):
    for row in ("R08", "R11"):
        open_for_boards(SYSTEM, rad(row))
    text = inloggad(namndsekreteraren).get(reverse("home")).content.decode()
    now = text[text.index("Att göra nu") : text.index("Det som rör dig mest")]
    assert "Inlämning av investeringsbudgetförslag" in now
    assert "Inlämning av verksamhetsplaner" in now
    assert "Revidering" not in now


def test_of_what_is_due_within_two_weeks_five_are_shown_and_the_rest_are_counted(omgangen, shown_to_do):
    screen = shown_to_do(days=[1, 2, 3, 4, 5, 6, 40])
    assert [task.due.day for task in (screen.main, *screen.soon)] == [12, 13, 14, 15, 16]
    assert screen.left_out == 2
    assert len(shown_to_do(days=[0, 0, 0, 0, 0, 0, 1]).soon) == 5  # what is due today is never hidden


@pytest.fixture
def shown_to_do(omgangen, som, oppositionsradet):
    """The first screen of somebody with something to do at so many days from today."""

    def screen_of(days):
        actor, today = som(oppositionsradet), clock.today()
        tasks = [Task("Läs", "/", today + timedelta(days=many), False, "", "open", "") for many in days]
        return first_screen(actor, year(actor, omgangen, today), Work(tasks, (), (), (), ()))

    return screen_of


@pytest.mark.parametrize(
    ("over", "question"),
    [
        (("handover",), "När ska ditt förslag vara klart"),
        (("handover", "party_work"), "Vad ska fullmäktige besluta, och när?"),
        (("handover", "party_work", "decision"), "Vad händer härnäst"),
    ],
)
def test_a_party_s_question_follows_the_year(omgangen, inloggad, oppositionsradet, over, question):
    omgangen.activities.filter(kind__in=over).update(state="done")
    assert question in inloggad(oppositionsradet).get(reverse("home")).content.decode()


def test_the_work_list_names_the_gate_it_blocks(omgangen, ekonomen):
    status, text = page(ekonomen, "my_work")
    assert status == 200
    for heading in ("Att göra", "Som ersättare", "Kommande", "Väntar på andra", "Klart"):
        assert heading in text
    assert "blockerar" in text


def test_the_activity_page_shows_history_needs_and_why_it_cannot_be_done(omgangen, rad, ekonomen):
    status, text = page(ekonomen, "activity", rad("R19b").pk)
    assert status == 200
    assert "<s>29 maj</s>" in text
    assert "Samverkan är inte avslutad än" in text
    assert "Eva Ekström" in text


def test_completing_and_reopening_by_the_page(rad, ekonomen):
    activity = rad("R15")
    ekonomen.post(reverse("cycle:flip", args=[activity.pk, "klar"]), {"version": activity.version})
    assert rad("R15").state == "done"
    ekonomen.post(
        reverse("cycle:flip", args=[activity.pk, "ateroppna"]), {"version": rad("R15").version, "reason": "Igen"}
    )
    assert rad("R15").state == "open"


def test_a_stale_page_answers_409_and_says_what_to_do(rad, ekonomen):
    response = ekonomen.post(reverse("cycle:flip", args=[rad("R15").pk, "klar"]), {"version": 99})
    assert response.status_code == 409
    assert "läs in sidan igen" in response.content.decode()


def test_the_move_page_shows_consequences_before_anything_is_moved(omgangen, rad, ekonomen):
    activity = rad("R18")
    status, text = page(ekonomen, "move", omgangen.pk, a=activity.pk, dagar="7")
    assert status == 200
    assert "Detta händer" in text
    assert "skulle annars komma för tidigt" in text
    assert str(rad("R18").start) == "2018-06-04"


def test_the_five_may_rows_are_moved_by_the_page(omgangen, rad, ekonomen, facket):
    rows = [rad(row) for row in ("R16", "R17", "R18", "R19a", "R19b", "R20")]
    address = reverse("cycle:move", args=[omgangen.pk])
    values = {"a": [row.pk for row in rows], "dagar": "-7", "reason": "Tidigare prognos", "flytta": "1"}
    values |= {f"version-{row.pk}": row.version for row in rows}
    ekonomen.post(address, values)
    assert [str(rad(row.row).start) for row in rows][:4] == ["2018-05-23", "2018-05-24", "2018-05-28", "2018-05-29"]
    assert Notice.objects.filter(person=facket, activity__row="R18").exists()


def test_a_move_without_reason_is_answered_on_the_page(omgangen, rad, ekonomen):
    activity = rad("R18")
    values = {"a": activity.pk, "dagar": "7", "flytta": "1", f"version-{activity.pk}": activity.version}
    response = ekonomen.post(reverse("cycle:move", args=[omgangen.pk]), values)
    assert response.status_code == 422
    assert "Skriv varför datumet ändras" in response.content.decode()


def test_a_timetable_is_pasted_looked_at_and_started(seed_is_read, ekonomen):
    response = ekonomen.post(reverse("cycle:imports"), {"text": SEED.decode(), "year": ""})
    taken = TimetableImport.objects.get()
    assert response.url == reverse("cycle:import", args=[taken.pk])
    text = page(ekonomen, "import", taken.pk)[1]
    assert "23 rader förstådda, de blir 25 aktiviteter" in text
    assert text.count('name="q-moved_dates"') == 2
    assert "Nämndernas presidium" in text
    answers = {"version": taken.version, "q-moved_dates": "later", "q-split:R10": "no", "starta": "1"}
    ekonomen.post(reverse("cycle:import", args=[taken.pk]), answers)
    assert Round.objects.get().activities.count() == 24


def test_answers_survive_without_starting(tidplanen, ekonomen):
    ekonomen.post(
        reverse("cycle:import", args=[tidplanen.pk]), {"version": tidplanen.version, "q-moved_dates": "earlier"}
    )
    tidplanen.refresh_from_db()
    assert tidplanen.answers["moved_dates"] == "earlier"
    assert not Round.objects.exists()


def test_a_participant_can_be_said_to_mean_another_body(tidplanen, ekonomen, kommunen):
    from ramverk.apps.cycle.queries.imports import preview
    from ramverk.apps.trail import clock

    names = [who.as_written for who in preview(tidplanen, clock.today()).people]
    number = names.index("Analysgruppen")
    values = {
        "version": tidplanen.version,
        "starta": "1",
        f"name-{number}": "Analysgruppen",
        f"who-{number}": f"body:{kommunen['SN'].pk}",
    }
    ekonomen.post(reverse("cycle:import", args=[tidplanen.pk]), values)
    audience = Round.objects.get().activities.get(row="R02").participations.get(as_written="Analysgruppen").audience
    assert [term.body for term in audience.terms.all()] == [kommunen["SN"]]


def test_an_empty_upload_is_answered_with_a_sentence(ekonomen):
    response = ekonomen.post(reverse("cycle:imports"), {"text": " "})
    assert response.status_code == 422
    assert "Välj en fil med tidplanen, eller klistra in texten" in response.content.decode()


def test_a_cookery_book_is_refused_with_a_sentence(ekonomen):
    response = ekonomen.post(reverse("cycle:imports"), {"text": "Vispa ägg och socker. Grädda i ugn."})
    assert response.status_code == 422
    assert not TimetableImport.objects.exists()


def test_a_new_activity_is_added_by_the_page(omgangen, ekonomen):
    values = {"title": "Extra KS", "kind": "decision", "start": "2018-05-08", "lane": "politics"}
    ekonomen.post(reverse("cycle:add_activity", args=[omgangen.pk]), values)
    assert omgangen.activities.get(title="Extra KS").phase.name == "Beredning"


def test_editing_splitting_and_merging_by_the_page(omgangen, rad, ekonomen):
    row = rad("R12")
    ekonomen.post(
        reverse("cycle:edit_activity", args=[row.pk]),
        {"version": row.version, "title": "Ny rubrik", "kind": "dialogue", "lane": "politics"},
    )
    assert rad("R12").title == "Ny rubrik"
    ekonomen.post(
        reverse("cycle:split_activity", args=[row.pk]),
        {"version": rad("R12").version, "title": "Andra halvan", "kind": "dialogue"},
    )
    first, second = rad("R12a"), rad("R12b")
    ekonomen.post(reverse("cycle:merge_activities", args=[first.pk]), {"version": first.version, "merged": second.pk})
    assert rad("R12b").became == first


@pytest.mark.parametrize("to", ["txt", "csv", "xlsx", "docx", "ics"])
def test_the_timetable_is_printed_back(omgangen, ekonomen, to):
    response = ekonomen.get(reverse("cycle:print_plan", args=[omgangen.pk, to]))
    assert response.status_code == 200
    assert len(response.content) > 1000


def test_the_printed_plan_has_the_date_in_force_and_the_old_one(omgangen, rad, ekonomen):
    text = ekonomen.get(reverse("cycle:print_plan", args=[omgangen.pk, "txt"])).content.decode()
    assert "6 februari (ev. info KS 15/1)" in text
    assert "4 juni, kl 11-12" in text


def test_settings_change_reminders_and_phases(omgangen, ekonomen):
    ekonomen.post(
        reverse("cycle:settings", args=[omgangen.pk]),
        {"version": omgangen.version, "name": "MB 2019", "before": "10, 3", "after": ""},
    )
    omgangen.refresh_from_db()
    assert (omgangen.name, omgangen.remind_before, omgangen.remind_after) == ("MB 2019", [10, 3], [])
    phase = omgangen.phases.get(name="Beredning")
    values = {"name": "Beredning", "start": "2018-04-12", "end": "2018-06-04", "reason": "Mer tid"}
    ekonomen.post(
        reverse("cycle:phase", args=[phase.pk]),
        {"version": phase.version} | {f"p{phase.pk}-{k}": v for k, v in values.items()},
    )
    phase.refresh_from_db()
    assert str(phase.end) == "2018-06-04"


def test_notices_are_read_by_their_own_person_only(rad, ekonomichefen, ks_ordforanden, facket, inloggad, som):
    from ramverk.apps.cycle.actions.cancel_activity import cancel_activity

    cancel_activity(som(ekonomichefen), rad("R15"), 1, "Ställs in")
    notice = Notice.objects.get(person=ks_ordforanden)
    inloggad(facket).post(reverse("cycle:read_notices"), {"meddelande": notice.pk})
    notice.refresh_from_db()
    assert notice.read_at is None
    inloggad(ks_ordforanden).post(reverse("cycle:read_notices"), {"meddelande": notice.pk})
    notice.refresh_from_db()
    assert notice.read_at is not None


DOORS = [
    ("year", (), 200, 200),
    ("my_work", (), 200, 200),
    ("notices", (), 200, 200),
    ("imports", (), 200, 403),
    ("import", ("import",), 200, 404),
    ("settings", ("round",), 200, 200),
    ("close_round", ("round",), 200, 403),
    ("reopen_round", ("round",), 200, 403),
    ("deeds", ("round",), 200, 403),
    ("print_plan", ("round", "txt"), 200, 200),
    ("move", ("round",), 302, 403),
    ("add_activity", ("round",), 200, 403),
    ("activity", ("activity",), 200, 200),
    ("edit_activity", ("activity",), 200, 403),
    ("split_activity", ("activity",), 200, 403),
    ("merge_activities", ("activity",), 200, 403),
    ("reassign_activity", ("activity",), 200, 403),
    ("add_need", ("activity",), 200, 403),
]


@pytest.mark.parametrize(
    "who",
    [
        "ekonomichefen",
        "ks_ordforanden",
        "namndsekreteraren",
        "namndordforanden",
        "oppositionsradet",
        "facket",
        "administratoren",
        "framlingen",
    ],
)
def test_every_door_answers_each_role_as_declared(omgangen, tidplanen, rad, inloggad, request, who):
    known = {"round": omgangen.pk, "import": tidplanen.pk, "activity": rad("R12").pk}
    browser = inloggad(request.getfixturevalue(who))
    for name, args, owner, others in DOORS:
        address = reverse(f"cycle:{name}", args=[known.get(arg, arg) for arg in args])
        expected = owner if who == "ekonomichefen" else others
        assert browser.get(address).status_code == expected, name


def test_every_door_sends_a_stranger_to_sign_in(omgangen, tidplanen, rad, client):
    known = {"round": omgangen.pk, "import": tidplanen.pk, "activity": rad("R12").pk}
    for name, args, _owner, _others in DOORS:
        response = client.get(reverse(f"cycle:{name}", args=[known.get(arg, arg) for arg in args]))
        assert response.status_code == 302, name
        assert "/konto/" in response.url


POSTED = {"discard_import", "fix_day", "flip", "phase", "read_notices", "remove_need"}


def test_no_door_is_missing_from_the_list():
    from ramverk.apps.cycle.urls import urlpatterns

    assert {pattern.name for pattern in urlpatterns} == {name for name, *_rest in DOORS} | POSTED


def test_a_done_row_is_marked_as_done(rad, omgangen, ekonomichefen, ekonomen, som):
    complete_activity(som(ekonomichefen), rad("R15"), 1)
    assert 'data-status="done"' in page(ekonomen, "year")[1]


@pytest.mark.parametrize("door", ["home", "cycle:year"])
def test_a_new_installations_administrator_is_led_to_the_finance_department_and_its_head(
    kommunen, administratoren, inloggad, door
):
    browser, department = inloggad(administratoren), kommunen["EKO"]
    text = browser.get(reverse(door)).text
    give = reverse("organisation:give_mandate", args=[department.pk])
    assert f'href="{give}"' in text
    assert "loggar in och läser in tidplanen" in text
    assert reverse("cycle:imports") not in text, "a door that is closed to the administrator"
    department.delete()
    text = browser.get(reverse(door)).text
    add = reverse("organisation:add_body") + "?slag=finance_department"
    assert f'href="{add}"' in text
    assert give not in text
    assert 'value="finance_department" selected' in browser.get(add).text


def test_once_the_finance_department_has_a_head_the_timetable_is_theirs(administratoren, ekonomichefen, inloggad):
    assert "Ekonomiavdelningen läser in tidplanen" in page(inloggad(administratoren), "year")[1]
    assert 'href="' + reverse("cycle:imports") in page(inloggad(ekonomichefen), "year")[1]


def test_who_is_no_administrator_is_not_asked_to_build_the_organisation(kommunen, namndsekreteraren, inloggad):
    assert reverse("organisation:add_body") not in page(inloggad(namndsekreteraren), "year")[1]
