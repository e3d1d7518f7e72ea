"""Whoever stands outside can ask, report what keeps them out, and read the answers that all may read."""

import io
import zipfile
from datetime import timedelta

import pytest
from django.core import mail
from django.core.cache import cache
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from tests.cast import member

from ramverk.apps.cycle.models import Activity, Participation
from ramverk.apps.cycle.tests.desk_cast import audience
from ramverk.apps.dispatch.actions.approve import approve
from ramverk.apps.dispatch.actions.send import send
from ramverk.apps.dispatch.actions.send_at_hour import send_due
from ramverk.apps.dispatch.models import Dispatch
from ramverk.apps.proposals.queries.rooms import opened_papers
from ramverk.apps.publishing.actions.answer_question import answer_question, set_aside
from ramverk.apps.publishing.actions.ask_publicly import ask_publicly
from ramverk.apps.publishing.actions.schedule import schedule
from ramverk.apps.publishing.actions.tell_at_opening import tell_at_opening, told_by
from ramverk.apps.publishing.actions.withdraw import withdraw
from ramverk.apps.publishing.actions.write_contact import write_contact
from ramverk.apps.publishing.models import PublicQuestion
from ramverk.apps.publishing.policy import QUESTIONS
from ramverk.apps.publishing.tests.conftest import OPPNAS
from ramverk.apps.trail import clock
from ramverk.apps.trail.models import TrailEntry
from ramverk.apps.trail.verdicts import Invalid, Refused, Stale

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _lugnt():
    """Nobody has sent anything lately."""
    cache.clear()


@pytest.fixture
def r20(omgangen, kommunen, publicering):
    """The step that informs media and the small parties; the publication is its document."""
    step = Activity.objects.create(
        round=omgangen, order=20, row="R20", kind="information", title="Information till media och de mindre partierna",
        owner=kommunen["EKO"], start=OPPNAS.date(), end=OPPNAS.date(),
    )  # fmt: skip
    whom = audience(
        "Media och de mindre partierna", {"body": kommunen["MED"]},
        {"body_kind": "party", "standing": "without_board_seat"},
    )  # fmt: skip
    Participation.objects.create(activity=step, mode="recipient", as_written=whom.label, audience=whom)
    member(kommunen, "Jonna Jern", ("representative", "MED"))
    member(kommunen, "Sigge Små", ("group_leader", "FE"), party="FE")
    member(kommunen, "Berit Borg", ("group_leader", "DP"), party="DP")
    publicering.activity = step
    publicering.save(update_fields=["activity"])
    return step


def send_in(kind="fraga", **words):
    return Client(enforce_csrf_checks=True).post(reverse("public:send", args=[kind]), words)


def log():
    return Client().get(reverse("public:questions")).content.decode()


def test_a_question_is_answered_and_read_by_all_without_who_asked(
    finans, som, oppositionsradet, omgangen, django_capture_on_commit_callbacks
):
    answer = send_in(text="Varför läggs min dotter Lisas skola ned?", reply_to="mamma@example.com")
    assert answer.status_code == 302
    thanked = Client().get(answer["Location"]).content.decode()
    assert thanked.index("Tack") < thanked.index("<section")  # above the questions, where the page opens
    assert not answer.cookies
    asked = PublicQuestion.objects.get()
    assert TrailEntry.objects.get(verb="publishing.ask_publicly").after == {}
    assert "Lisa" not in log()
    with pytest.raises(Refused, match="Bara ekonomiavdelningen"):
        answer_question(som(oppositionsradet), asked, asked.version, "Nej.", "?", publish=True)
    with pytest.raises(Invalid, match="kommunens egna ord"):
        answer_question(finans, asked, asked.version, "Ingen skola läggs ned.", publish=True)
    with django_capture_on_commit_callbacks(execute=True):
        answer_question(finans, asked, asked.version, "Ingen skola läggs ned.", "Läggs skolor ned?", publish=True)
    assert mail.outbox[0].to == ["mamma@example.com"]
    assert "Läggs skolor ned?" in log()
    assert "Ingen skola läggs ned." in log()
    assert "Lisa" not in log()
    assert "mamma" not in log()
    with pytest.raises(Refused, match="redan besvarad"):
        answer_question(finans, asked, asked.version + 1, "Annat.", "?", publish=True)


def test_what_cannot_be_sent_comes_back_with_the_words_and_the_reason(kommunen):
    answer = send_in("tillganglighet", text="", page="/offentligt/", reply_to="inte en adress")
    assert answer.status_code == 422
    assert "/offentligt/" in answer.content.decode()
    assert not PublicQuestion.objects.exists()
    assert send_in(text="x" * 5000).status_code == 422
    assert send_in(text="köp", webbplats="https://spam.example").status_code == 302
    assert not PublicQuestion.objects.exists()


def test_many_in_a_short_while_are_asked_to_wait(kommunen):
    answers = [send_in(text=f"Fråga {number}") for number in range(7)]
    assert [answer.status_code for answer in answers][-2:] == [429, 429]
    assert PublicQuestion.objects.count() == 5
    assert "Vänta några minuter" in answers[-1].content.decode()


def test_what_is_about_accessibility_never_enters_the_log(finans, som, oppositionsradet, kommunen):
    made = ask_publicly("access", "Diagrammet går inte att läsa.")
    answer_question(finans, made, made.version, "Vi lagar det.", "Diagram", publish=True)
    assert "Diagram" not in log()
    other = ask_publicly("question", "Hej")
    assert not QUESTIONS.check(som(oppositionsradet), other)
    with pytest.raises(Invalid, match="Skriv varför"):
        set_aside(finans, other, other.version, " ")
    set_aside(finans, other, other.version, "Ingen fråga.")
    with pytest.raises(Refused, match="läggs åt sidan"):
        set_aside(finans, other, other.version, "Igen.")


def test_finance_answers_in_the_pages_and_others_are_refused(inloggad, ekonomichefen, oppositionsradet, omgangen):
    asked = ask_publicly("question", "När beslutas budgeten?")
    browser = inloggad(ekonomichefen)
    page = browser.get(reverse("publishing:asked")).content.decode()
    assert "När beslutas budgeten?" in page
    words = {"answer": "I juni.", "shown_as": "När beslutas den?", "publish": "on", "version": asked.version}
    browser.post(reverse("publishing:question", args=[asked.pk]), words)
    browser.post(reverse("publishing:asked"), {"shown_as": "Höjs skatten?", "answer": "Nej."})
    assert "När beslutas den?" in log()
    assert "Höjs skatten?" in log()
    for name in ("asked", "contact", "handing_over"):
        assert inloggad(oppositionsradet).get(reverse(f"publishing:{name}")).status_code == 403


def test_the_statement_says_what_the_municipality_has_judged(finans, inloggad, ekonomichefen, kommunen):
    def statement():
        return Client().get(reverse("public:access")).content.decode()

    assert "inte gjort sin bedömning än" in statement()
    words = {
        "access_mail": "tillganglig@exempelby.example", "conformance": "partly", "version": 0,
        "shortcomings": "Nämndernas bilagor kan sakna märkning.\nKartor saknas i text.", "assessed_on": "2018-05-02",
    }  # fmt: skip
    inloggad(ekonomichefen).post(reverse("publishing:contact"), words)
    shown = statement()
    for part in ("delvis förenlig", "Kartor saknas i text.", "tillganglig@exempelby.example", "2 maj 2018", "Digg"):
        assert part in shown
    with pytest.raises(Stale):
        write_contact(finans, 99, press_name="X")


def test_the_hour_is_told_on_the_day_of_the_timetable_and_nothing_of_what_opens(oppnas, r20):
    with clock.stopped_at(OPPNAS - timedelta(minutes=1)):
        front, beside = (Client().get(reverse(f"public:{name}")).content.decode() for name in ("front", "proposals"))
        assert "Kommunstyrelsens förslag öppnas här torsdag 7 juni" in front
        assert "De öppnas här torsdag 7 juni" in beside
        for text in (front, beside):
            assert "10.30" in text
            assert oppnas.title not in text
    with clock.stopped_at(OPPNAS):
        assert "öppnas här torsdag" not in Client().get(reverse("public:front")).content.decode()


def test_an_hour_on_another_day_than_the_timetable_s_is_not_told(oppnas, r20):
    Activity.objects.filter(pk=r20.pk).update(start=OPPNAS.date() + timedelta(days=1), end=None)
    with clock.stopped_at(OPPNAS - timedelta(minutes=1)):
        assert "Kommunstyrelsens förslag öppnas här" not in Client().get(reverse("public:front")).content.decode()


def test_media_and_every_partys_room_get_it_at_the_same_second(finans, publicering, omgangen, r20):
    write_contact(finans, 0, press_name="Hedvig Brandvik", press_mail="press@exempelby.example")
    made = schedule(finans, publicering, publicering.version, OPPNAS, tells=True)
    assert made.notice.sends_at == OPPNAS
    file = reverse("public:file", args=[made.slug, "presspaket.zip"])
    with clock.stopped_at(OPPNAS - timedelta(seconds=1)):
        assert Client().get(file).status_code == 404
        assert made.title not in Client().get(reverse("public:press")).content.decode()
        assert opened_papers(omgangen) == []
    with clock.stopped_at(OPPNAS):
        shown = Client().get(reverse("public:press")).content.decode()
        assert "press@exempelby.example" in shown
        assert "presspaket.zip" in shown
        assert [paper.label for paper in opened_papers(omgangen)] == [made.title]
        package = zipfile.ZipFile(io.BytesIO(Client().get(file).content))
    names = package.namelist()
    words = package.read(f"{made.slug}/NYCKELBUDSKAP.txt").decode()
    assert "Det viktigaste först." in words
    assert "Hedvig Brandvik" in words
    assert made.edition.checksum in words
    kept = made.document.attachments.get(name=f"{made.slug}.pdf")
    assert package.read(f"{made.slug}/{made.slug}.pdf") == bytes(kept.file.content)
    assert f"{made.slug}/tabeller/ramar.csv" in names
    drawn = [name for name in names if "/diagram/" in name]
    assert {name.rpartition(".")[2] for name in drawn} == {"svg", "png", "txt"}


def test_media_and_small_parties_are_told_in_the_second_it_opens_with_receipts(
    finans, oppnas, r20, django_capture_on_commit_callbacks
):
    assert told_by(oppnas) == ["Media och de mindre partierna"]
    made = oppnas
    tell_at_opening(finans, made)
    assert (made.notice.state, made.notice.sends_at) == ("approved", OPPNAS)
    with clock.stopped_at(OPPNAS - timedelta(seconds=1)):
        assert send_due() == 0
        with pytest.raises(Refused, match=r"av sig självt 7 juni 2018 10\.30"):
            send(finans, made.notice, made.notice.version)
    with clock.stopped_at(OPPNAS), django_capture_on_commit_callbacks(execute=True):
        call_command("deliver_dispatches")
        call_command("deliver_dispatches")
    assert sorted(one.to[0].split("<")[0].strip() for one in mail.outbox) == ["Jonna Jern", "Sigge Små"]
    assert [receipt.delivered_at for receipt in made.notice.receipts.all()] == [OPPNAS, OPPNAS]
    sent = Dispatch.objects.get(pk=made.notice.pk)
    assert sent.sent_at == OPPNAS
    assert reverse("public:document", args=[made.slug]) in sent.text
    assert made.document.checksum in sent.text
    assert TrailEntry.objects.get(verb="dispatch.send").actor_name == "Ekonomiavdelningen"


def test_nobody_is_told_of_what_is_not_approved_or_taken_back(finans, som, kommunen, oppnas, r20):
    official = som(member(kommunen, "Edit Eng", ("official", "EKO")))
    made = oppnas
    tell_at_opening(official, made)
    assert made.notice.state == "draft"
    with clock.stopped_at(OPPNAS):
        assert send_due() == 0
    row = approve(finans, made.notice, made.notice.version)
    withdraw(finans, made, made.version, "Fel siffra i tabell 3.")
    with clock.stopped_at(OPPNAS):
        assert send_due() == 0
    assert Dispatch.objects.get(pk=row.pk).sends_at is None


def test_a_step_without_recipients_tells_nobody_and_says_why(finans, oppnas):
    assert told_by(oppnas) == []
    with pytest.raises(Invalid, match="namnger ingen mottagare"):
        tell_at_opening(finans, oppnas)


def test_no_document_hides_a_page_of_the_site(finans, fryst):
    from ramverk.apps.publishing.actions.prepare import prepare

    assert prepare(finans, fryst, "Press").slug == "press-2"
