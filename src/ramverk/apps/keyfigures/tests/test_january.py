"""The January dialogue: analysed, signed, answered, presented on the wall, and followed until it is closed."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from django.db.models import F
from django.urls import reverse

from ramverk.apps.cycle.desks import papers
from ramverk.apps.cycle.models import Activity
from ramverk.apps.keyfigures.actions.answer_analysis import answer_analysis
from ramverk.apps.keyfigures.actions.remove_finding import remove_finding
from ramverk.apps.keyfigures.actions.reopen_analysis import reopen_analysis
from ramverk.apps.keyfigures.actions.sign_analysis import sign_analysis
from ramverk.apps.keyfigures.actions.write_finding import Written, write_finding
from ramverk.apps.keyfigures.actions.write_presentation import Pages, write_presentation
from ramverk.apps.keyfigures.duties import duties_of
from ramverk.apps.keyfigures.models import Analysis, ComparisonGroup, Indicator, Presentation
from ramverk.apps.keyfigures.policy import ANALYSES, FINDINGS, PRESENTATIONS
from ramverk.apps.meetings.actions.plan_meeting import Occasion, plan_meeting
from ramverk.apps.meetings.actions.set_agenda import add_slot
from ramverk.apps.meetings.actions.track_item import Wanted, answer_item, close_item, track_item
from ramverk.apps.meetings.queries import items_for
from ramverk.apps.meetings.slides import slides
from ramverk.apps.trail import clock
from ramverk.apps.trail.actions.freeze import is_intact
from ramverk.apps.trail.models import TrailEntry
from ramverk.apps.trail.verdicts import Invalid, Refused, Stale
from ramverk.core.money import THIN_SPACE


def text_of(answer):
    assert answer.status_code == 200
    return answer.content.decode().replace(THIN_SPACE, " ")


@pytest.fixture
def aret(aret, kommunen):
    """The small year with the January dialogue and the two steps of spring."""
    in_round = aret("R06").round
    in_round.activities.update(order=F("order") * 10)
    for order, row, kind, day in (
        (1, "R02", "dialogue", 22),
        (35, "R12", "dialogue", 19),
        (36, "R13", "preparation", 2),
    ):
        month = {1: 1, 35: 4, 36: 5}[order]
        Activity.objects.create(
            round=in_round, order=order, row=row, kind=kind, title=f"Steg {row}", owner=kommunen["EKO"],
            start=date(2018, month, day), end=date(2018, month, day),
        )  # fmt: skip
    return aret


@pytest.fixture
def gruppen(som, analytikern):
    """The analysis group's member as actor."""
    return som(analytikern)


@pytest.fixture
def omgangen(aret):
    return aret("R02").round


@pytest.fixture
def analysen(siffror, gruppen, omgangen, kommunen):
    """A draft with one finding and one conclusion."""
    group = ComparisonGroup.objects.get(code="G990001")
    school = Indicator.objects.get(code="N15001")
    write_finding(gruppen, omgangen, Written("Skolan kostar", "Mer än hos andra.", school, group, kommunen["BUN"]))
    write_finding(gruppen, omgangen, Written("Pröva skolornas storlek", "Kostnaden per enhet.", is_conclusion=True))
    return Analysis.objects.get(round=omgangen)


@pytest.fixture
def undertecknad(analysen, gruppen):
    edition = sign_analysis(gruppen, analysen, analysen.version)
    analysen.refresh_from_db()
    return edition


PAGES = Pages("Fler elever", "4 300 elever", "Underskott", "God trivsel", ["N15027", "N15428"], is_ready=True)


def test_a_signed_edition_holds_its_figures_as_they_were(undertecknad):
    parts = undertecknad.document.content["parts"]
    assert parts[0]["figures"]["own"] == 5.0
    assert parts[0]["figures"]["group"] == "Liknande kommuner, övergripande, Exempelby, 2017"
    assert parts[1]["is_conclusion"]
    assert is_intact(undertecknad.document)
    assert TrailEntry.objects.filter(verb="keyfigures.sign_analysis").count() == 1


def test_only_the_analysis_group_signs_and_not_without_a_conclusion(siffror, gruppen, finans, omgangen):
    write_finding(finans, omgangen, Written("Bara en siffra", "Inget mer."))
    analysis = Analysis.objects.get(round=omgangen)
    with pytest.raises(Refused, match="analysgruppens egna"):
        sign_analysis(finans, analysis, analysis.version)
    with pytest.raises(Invalid, match="ingen slutsats"):
        sign_analysis(gruppen, analysis, analysis.version)
    with pytest.raises(Invalid, match="både rubrik och text"):
        write_finding(finans, omgangen, Written("", ""))


def test_a_signed_analysis_is_changed_only_by_a_new_version(undertecknad, analysen, gruppen, omgangen):
    finding = analysen.findings.first()
    for deed in (
        lambda: write_finding(gruppen, omgangen, Written("Ny", "Ny"), finding, finding.version),
        lambda: remove_finding(gruppen, finding),
        lambda: sign_analysis(gruppen, analysen, analysen.version),
    ):
        with pytest.raises(Refused):
            deed()
    with pytest.raises(Invalid, match="varför"):
        reopen_analysis(gruppen, analysen, analysen.version, " ")
    reopen_analysis(gruppen, analysen, analysen.version, "Nya siffror")
    remove_finding(gruppen, finding)
    analysen.refresh_from_db()
    assert sign_analysis(gruppen, analysen, analysen.version).number == 2
    assert len(undertecknad.document.content["parts"]) == 2, "the first version stands"


def test_two_who_write_in_the_same_finding_lose_nothing(analysen, gruppen, omgangen):
    finding = analysen.findings.first()
    write_finding(gruppen, omgangen, Written("Ett", "Ett"), finding, 1)
    with pytest.raises(Stale):
        write_finding(gruppen, omgangen, Written("Två", "Två"), finding, 1)


def test_a_draft_is_the_analysts_and_what_is_signed_everyones(
    analysen, gruppen, som, ekonomichefen, facket, framlingen, oppositionsradet
):
    actors = {who: som(who) for who in (ekonomichefen, facket, framlingen, oppositionsradet)} | {"gruppen": gruppen}
    seeing = {who for who, actor in actors.items() if ANALYSES.check(actor, analysen)}
    assert seeing == {ekonomichefen, "gruppen"}
    sign_analysis(gruppen, analysen, analysen.version)
    assert all(ANALYSES.check(actor, analysen) for actor in actors.values())
    finding = analysen.findings.first()
    for actor in actors.values():
        assert FINDINGS.check(actor, finding)
        assert FINDINGS.filter(type(finding).objects.all(), actor).count() == 2


def test_a_board_answers_by_those_who_speak_for_it(
    undertecknad, som, namndordforanden, namndsekreteraren, kommunen, facket
):
    body = kommunen["BUN"]
    row = answer_analysis(som(namndordforanden), undertecknad, body, "Vi delar bilden.")
    with pytest.raises(Stale, match="Vi delar bilden"):
        answer_analysis(som(namndsekreteraren), undertecknad, body, "Nej.")
    answer_analysis(som(namndsekreteraren), undertecknad, body, "Vi delar bilden och återkommer.", row.version)
    with pytest.raises(Refused, match="presidium"):
        answer_analysis(som(facket), undertecknad, body, "Vi med")
    with pytest.raises(Invalid):
        answer_analysis(som(namndordforanden), undertecknad, body, " ")
    row.refresh_from_db()
    assert row.by == "Nils Nordin"


def test_a_presentation_is_the_boards_until_it_is_ready(siffror, omgangen, som, namndsekreteraren, facket, kommunen):
    secretary, union, body = som(namndsekreteraren), som(facket), kommunen["BUN"]
    draft = write_presentation(secretary, omgangen, body, Pages("Fler elever"))
    assert not PRESENTATIONS.check(union, draft)
    assert PRESENTATIONS.check(secretary, draft)
    with pytest.raises(Invalid, match="saknas text om: Verksamhet, Ekonomi, Kvalitet"):
        write_presentation(secretary, omgangen, body, Pages("Fler elever", is_ready=True), None, draft.version)
    with pytest.raises(Invalid, match="högst 700"):
        write_presentation(secretary, omgangen, body, Pages("x" * 701), None, draft.version)
    with pytest.raises(Stale):
        write_presentation(secretary, omgangen, body, PAGES, None, 0)
    with pytest.raises(Refused):
        write_presentation(union, omgangen, body, PAGES, None, draft.version)
    ready = write_presentation(secretary, omgangen, body, PAGES, None, draft.version)
    assert PRESENTATIONS.check(union, ready)
    assert TrailEntry.objects.filter(verb="keyfigures.write_presentation").count() == 2


@pytest.fixture
def konferensen(undertecknad, finans, aret, kommunen, omgangen, som, namndsekreteraren):
    """22 January with a slot per board and one for the analysis group; one board is ready."""
    chart = Indicator.objects.get(code="N15001")
    write_presentation(som(namndsekreteraren), omgangen, kommunen["BUN"], PAGES, chart)
    occasion = Occasion(date(2018, 1, 22), time(9), time(16))
    meeting = plan_meeting(finans, aret("R02"), occasion, minutes_per_board=20)
    add_slot(finans, meeting, "Analysgruppen", 30, body=kommunen["AG"])
    return meeting


def test_the_wall_shows_the_boards_four_pages_and_then_the_analysis(konferensen, inloggad, ekonomichefen):
    browser = inloggad(ekonomichefen)
    url = reverse("meetings:present", args=[konferensen.pk])
    agenda = text_of(browser.get(url))
    assert "Barn- och utbildningsnämnden" in agenda
    first = text_of(browser.get(url + "?punkt=1"))
    assert "Framtidsfrågor" in first
    assert "Fler elever" in first
    assert "09.00" in first
    assert "09.20" in first
    assert "punkt=1&amp;blad=2" in first
    second = text_of(browser.get(url + "?punkt=1&blad=2"))
    assert "Elever i åk 9" in second
    assert "gruppens mitt" in second
    assert "<svg" in text_of(browser.get(url + "?punkt=1&blad=3"))
    last = text_of(browser.get(url + "?punkt=1&blad=99"))
    assert "Kvalitet" in last
    assert "punkt=2" in last
    nobody = text_of(browser.get(url + "?punkt=2"))
    assert "Kulturnämnden" in nobody
    assert "punkt=1&amp;blad=4" in nobody, "back to the last page of the slot before"
    analysis = text_of(browser.get(url + "?punkt=4"))
    assert "Skolan kostar" in analysis
    assert "Pröva skolornas storlek" in text_of(browser.get(url + "?punkt=4&blad=2"))


def test_the_wall_follows_the_clock_and_ends_the_day_with_what_was_asked(
    konferensen, finans, inloggad, ekonomichefen, kommunen
):
    add_slot(finans, konferensen, "Sammanfattning", 30)
    browser = inloggad(ekonomichefen)
    url = reverse("meetings:present", args=[konferensen.pk])
    assert "Nu enligt tiderna" not in text_of(browser.get(url)), "another day"
    with clock.stopped_at(datetime(2018, 1, 22, 9, 12, tzinfo=ZoneInfo("Europe/Stockholm"))):
        assert "8 minuter kvar" in text_of(browser.get(url + "?punkt=1"))
        late = text_of(browser.get(url + "?punkt=3"))
        assert "Nu enligt tiderna:" in late
        assert "Barn- och utbildningsnämnden" in late
        assert 'aria-current="step"' in text_of(browser.get(url))
    track_item(finans, konferensen, Wanted("question", "Vad kostar 40 elever?", body=kommunen["BUN"]))
    last = text_of(browser.get(url + "?punkt=5"))
    assert "Dagens frågor och uppdrag" in last
    assert "Vad kostar 40 elever?" in last


def test_an_analysis_that_is_open_again_stays_on_the_wall_as_it_was_signed(konferensen, analysen, gruppen, finans):
    reopen_analysis(gruppen, analysen, analysen.version, "Nya siffror")
    remove_finding(gruppen, analysen.findings.first())
    item = konferensen.agenda.select_related("body", "meeting__activity").last()
    assert [slide.heading for slide in slides(item, finans)] == ["Skolan kostar", "Analysgruppens slutsatser"]


def test_what_a_board_said_of_an_earlier_version_is_not_lost(
    undertecknad, analysen, gruppen, som, namndordforanden, kommunen, facket, inloggad
):
    answer_analysis(som(namndordforanden), undertecknad, kommunen["BUN"], "Vi delar bilden.")
    reopen_analysis(gruppen, analysen, analysen.version, "Nya siffror")
    analysen.refresh_from_db()
    sign_analysis(gruppen, analysen, analysen.version)
    page = text_of(inloggad(facket).get(reverse("keyfigures:analysis_edition", args=[2])))
    assert "Vi delar bilden." in page
    assert "Svar på version 1" in page
    silent = page.split("Har inte svarat:")[1]
    assert "Barn- och utbildningsnämnden" not in silent


def test_until_the_dialogue_the_group_is_asked_to_sign_and_a_board_for_its_pages(
    analysen, gruppen, omgangen, som, namndsekreteraren, facket, kommunen
):
    secretary = som(namndsekreteraren)

    def asked(actor):
        return [str(duty.verb) for duty in duties_of(omgangen, actor)]

    with clock.stopped_at(datetime(2018, 1, 10, 9, tzinfo=ZoneInfo("Europe/Stockholm"))):
        assert asked(gruppen) == ["Skriv och underteckna analysen"]
        assert asked(secretary) == ["Gör presentationen klar för Barn- och utbildningsnämnden"]
        assert asked(som(facket)) == []
        sign_analysis(gruppen, analysen, analysen.version)
        write_presentation(secretary, omgangen, kommunen["BUN"], PAGES, None)
        assert asked(gruppen) == asked(secretary) == []
    Presentation.objects.update(is_ready=False)
    with clock.stopped_at(datetime(2018, 1, 23, 9, tzinfo=ZoneInfo("Europe/Stockholm"))):
        assert asked(secretary) == [], "the day is over"


def test_in_april_the_wall_shows_what_was_asked_in_january_and_answered(
    konferensen, finans, aret, kommunen, inloggad, ekonomichefen
):
    item = track_item(finans, konferensen, Wanted("question", "Vad kostar 40 elever?", body=kommunen["BUN"]))
    answer_item(finans, item, item.version, "4,2 mnkr per år")
    april = plan_meeting(finans, aret("R12"), Occasion(date(2018, 4, 19), time(9), time(16)), minutes_per_board=20)
    url = reverse("meetings:present", args=[april.pk])
    browser = inloggad(ekonomichefen)
    assert "Elever i åk 9" in text_of(browser.get(url + "?punkt=1")), "the facts of January"
    asked = text_of(browser.get(url + "?punkt=1&blad=2"))
    assert "Frågat tidigare" in asked
    assert "4,2 mnkr per år" in asked
    assert "Frågat tidigare" not in text_of(browser.get(url + "?punkt=2"))


def test_a_presentation_that_is_not_ready_is_never_on_the_wall(konferensen, finans):
    Presentation.objects.update(is_ready=False)
    item = konferensen.agenda.select_related("body", "meeting__activity").first()
    assert [slide.template for slide in slides(item, finans)] == ["meetings/_slide.html"]


def test_what_is_noted_and_asked_beside_the_wall_stays_there(konferensen, inloggad, ekonomichefen, kommunen):
    browser = inloggad(ekonomichefen)
    item = konferensen.agenda.first()
    deed = lambda verb: reverse("meetings:deed", args=[konferensen.pk, verb])  # noqa: E731
    answer = browser.post(deed("anteckna"), {
        "item": item.pk, "version": item.version, "notes": "Lång diskussion", "punkt": "1", "blad": "3"})  # fmt: skip
    assert answer.url.endswith("/visa/?punkt=1&blad=3")
    wanted = {
        "kind": "question",
        "text": "Vad kostar 40 elever?",
        "body": kommunen["BUN"].pk,
        "punkt": "1",
        "item": item.pk,
    }
    assert browser.post(deed("fraga"), wanted).status_code == 302
    assert item.items.get().text == "Vad kostar 40 elever?"
    item.refresh_from_db()
    assert item.notes == "Lång diskussion"


def test_an_open_question_follows_to_the_decision_and_the_drafting_days_until_it_is_closed(
    konferensen, finans, aret, kommunen
):
    item = track_item(finans, konferensen, Wanted("question", "Vad kostar 40 elever?", body=kommunen["BUN"]))
    for row in ("R06", "R12", "R13"):
        assert item in items_for(aret(row), finans), row
    assert any("1 öppen fråga" in paper.label for paper in papers(aret("R06"), finans))
    assert item not in items_for(aret("R07"), finans), "a dispatch discusses nothing"
    answer_item(finans, item, item.version, "4,2 mnkr")
    assert not any("öppen fråga" in paper.label for paper in papers(aret("R06"), finans))
    close_item(finans, item, item.version)
    for row in ("R06", "R12", "R13"):
        assert item not in items_for(aret(row), finans), row


def test_the_steps_that_use_the_analysis_lead_to_it(konferensen, finans, aret):
    for row in ("R02", "R06", "R12", "R13"):
        labels = [paper.label for paper in papers(aret(row), finans)]
        assert any(label.startswith("Analys inför") for label in labels), row
        assert "Nämndernas presentationer" in labels
    assert papers(aret("R07"), finans) == []


def test_the_analysis_is_written_signed_and_answered_by_its_pages(
    siffror, aret, inloggad, analytikern, namndordforanden, kommunen, facket
):
    browser = inloggad(analytikern)
    page = text_of(browser.get(reverse("keyfigures:analysis")))
    assert "inte skriven än" in page
    assert "undertecknade, före januaridialogen" in text_of(inloggad(facket).get(reverse("keyfigures:analysis")))
    new = reverse("keyfigures:new_finding")
    assert browser.post(new, {"heading": "", "text": ""}).status_code == 422
    indicator = text_of(browser.get(reverse("keyfigures:indicator", args=["N15001"])))
    assert f"{new}?nyckeltal=N15001" in indicator
    begun = browser.get(f"{new}?nyckeltal=N15001").context["form"]
    assert (begun["indicator"].value(), begun["group"].value()) == (
        Indicator.objects.get(code="N15001").pk, ComparisonGroup.objects.get(code="G990001").pk,
    )  # fmt: skip
    group = ComparisonGroup.objects.get(code="G990001").pk
    school = Indicator.objects.get(code="N15001").pk
    browser.post(new, {"heading": "Skolan", "text": "Kostar mer.", "indicator": school, "group": group})
    browser.post(new, {"heading": "Pröva", "text": "Storleken.", "is_conclusion": "on"})
    page = text_of(browser.get(reverse("keyfigures:analysis")))
    assert "<svg" in page
    analysis = Analysis.objects.get()
    finding = analysis.findings.first()
    change = reverse("keyfigures:finding", args=[finding.pk])
    assert "Kostar mer." in text_of(browser.get(change))
    stale = browser.post(change, {"heading": "Skolan", "text": "Annat", "version": 99})
    assert stale.status_code == 422
    assert "Annat" in stale.content.decode(), "what was typed is kept"
    signed = browser.post(reverse("keyfigures:sign"), {"version": analysis.version}, follow=True)
    assert "Version 1" in text_of(signed)
    chair = inloggad(namndordforanden)
    answer = reverse("keyfigures:answer", args=[1])
    page = text_of(
        chair.post(answer, {"body": kommunen["BUN"].pk, "text": "Vi delar bilden.", "version": 0}, follow=True)
    )
    assert "Vi delar bilden." in page
    reopened = browser.post(reverse("keyfigures:reopen"), {"version": 2, "reason": "Nya siffror"}, follow=True)
    assert "utkast" in text_of(reopened)
    assert "Vi delar bilden." in text_of(chair.get(reverse("keyfigures:analysis"), follow=True))
    browser.post(reverse("keyfigures:remove_finding", args=[finding.pk]))
    assert analysis.findings.count() == 1


def test_a_presentation_is_written_by_its_page(siffror, aret, inloggad, namndsekreteraren, facket, kommunen):
    browser, pk = inloggad(namndsekreteraren), kommunen["BUN"].pk
    write = reverse("keyfigures:write_presentation", args=[pk])
    chart = Indicator.objects.get(code="N15001").pk
    fields = {
        "version": 0,
        "future": "Fler elever",
        "activity": "a",
        "economy": "e",
        "quality": "k",
        "first": chart,
        "chart": chart,
    }
    assert "Fler elever" in text_of(browser.post(write, fields, follow=True))
    assert "pågår" in text_of(browser.get(reverse("keyfigures:presentations")))
    assert inloggad(facket).get(reverse("keyfigures:presentation", args=[pk])).status_code == 404
    assert inloggad(facket).get(write).status_code == 403
    stale = browser.post(write, fields | {"future": "Något annat"})
    assert stale.status_code == 422
    assert "Något annat" in stale.content.decode()
    page = text_of(browser.post(write, fields | {"version": 2, "is_ready": "on"}, follow=True))
    assert "<svg" in page
    assert "Nettokostnadsavvikelse grundskola" in text_of(
        inloggad(facket).get(reverse("keyfigures:presentation", args=[pk]))
    )
