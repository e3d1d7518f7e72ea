"""The pages, from the list to the receipts: the task is done with plain forms, and every door has its keeper."""

import re

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import NoReverseMatch, get_resolver, reverse

from ramverk.apps.cycle import urls_desks
from ramverk.apps.cycle.actions.hand_in import hand_in
from ramverk.apps.cycle.models import DecisionRecord, HandIn, Submission
from ramverk.apps.cycle.tests.desk_cast import PLAN, adopted, at, fresh
from ramverk.apps.dispatch import urls
from ramverk.apps.dispatch.models import Dispatch, OutboxMail, Receipt
from ramverk.apps.organisation.models import Audience
from ramverk.apps.trail.models import TrailEntry

ALL = """ekonomichefen ekonomen namndsekreteraren namndordforanden forvaltningschefen socialsekreteraren ks_ordforanden
oppositionsradet facket administratoren framlingen""".split()
GROUPS = {
    "everyone": ALL,
    "finance": ["ekonomichefen", "ekonomen"],
    "board": ["namndsekreteraren", "namndordforanden", "forvaltningschefen"],
    "social": ["socialsekreteraren"],
}
# door | about | who comes in (200); everyone else gets 403 or 404
DOORS = """
dispatch:index        |          | everyone
dispatch:outbox       |          | everyone
dispatch:mail         | mail     | everyone
dispatch:at_activity  | R11      | everyone
dispatch:compose      | R07      | finance
dispatch:page         | draft    | finance
dispatch:page         | sent     | everyone
dispatch:change       | draft    | finance
dispatch:confirm      | draft    | finance
dispatch:receipts     | sent     | finance board social
dispatch:draft_file   | draft f  | finance
dispatch:sent_file    | sent a   | everyone
desks:submissions     | R11      | everyone
desks:submission      | plan     | everyone
desks:confirm_hand_in | plan     | board
desks:draft_file      | plan f   | board
desks:submission_deed | plan d   | everyone
desks:hand_in         | version  | everyone
desks:hand_in_file    | version a | everyone
desks:decision        | R06      | everyone
desks:decision_file   | fattat a | everyone
desks:party           | R14      | everyone
desks:plain           | R24      | everyone
"""
ONLY_POST = """acknowledge supersede deed open_submissions remind_boards record_decision
decision_minutes party_done""".split()


@pytest.fixture
def alla(request):
    return {who: request.getfixturevalue(who) for who in ALL}


@pytest.fixture
def dorrar(alla, utskicket, aret, kommunen, som, beslutat):
    """Something behind every door."""
    plan = Submission.objects.select_related("activity", "body").get(body=kommunen["BUN"])
    row = adopted(som(alla["namndsekreteraren"]), plan, PLAN)
    version = hand_in(som(alla["namndsekreteraren"]), row, row.version, row.document.checksum)
    extra = Dispatch.objects.create(
        activity=aret("R07"), sender=kommunen["EKO"], subject="Utkast", supersedes=utskicket
    )
    file = utskicket.drafts.get()
    kept = extra.drafts.create(file=file.file, name=file.name, media_type=file.media_type)
    beslutat.document.attachments.create(file=file.file, name="protokoll.pdf", media_type="application/pdf")
    letter = OutboxMail.objects.create(at=utskicket.sent_at, sender="a", subject="b", text="c")
    return {
        "mail": [letter.pk],
        "draft": [extra.pk],
        "draft f": [extra.pk, kept.pk],
        "sent": [utskicket.pk],
        "sent a": [utskicket.pk, utskicket.document.attachments.get().pk],
        "plan": [plan.pk],
        "plan d": [plan.pk, "anta"],
        "plan f": [plan.pk, plan.files.get().pk],
        "version": [version.pk],
        "version a": [version.pk, version.document.attachments.get().pk],
        "fattat a": [beslutat.pk, beslutat.document.attachments.get().pk],
    } | {code: [aret(code).pk] for code in ("R06", "R07", "R11", "R14", "R24")}


def rows_of(table):
    return [[part.strip() for part in line.split("|")] for line in table.strip().splitlines()]


def test_every_door_lets_in_those_it_should_and_nobody_else(dorrar, alla, inloggad, client):
    for door, about, who in rows_of(DOORS):
        address = reverse(door, args=dorrar[about] if about else [])
        welcome = {name for group in who.split() for name in GROUPS.get(group, [group])}
        if door not in {"dispatch:outbox", "dispatch:mail"}:
            answer = client.get(address)
            assert (answer.status_code, "/konto/" in answer.get("Location", "")) == (302, True), door
        for name, person in alla.items():
            status = inloggad(person).get(address, follow=True).status_code
            assert (status == 200) == (name in welcome), (door, about, name, status)
            assert status in {200, 403, 404}, (door, about, name)


def test_no_door_is_forgotten():
    named = {door.partition(":")[2] for door, _about, _who in rows_of(DOORS)} | set(ONLY_POST)
    for module in (urls, urls_desks):
        assert {pattern.name for pattern in module.urlpatterns} <= named


def test_deeds_are_done_by_post_alone(dorrar, ekonomichefen, inloggad):
    browser = inloggad(ekonomichefen)
    for name in ONLY_POST:
        for args in ([1], [1, 1], [1, "skicka"]):
            for room in ("dispatch", "desks"):
                try:
                    address = reverse(f"{room}:{name}", args=args)
                except NoReverseMatch:
                    continue
                assert browser.get(address).status_code == 405, address
    assert get_resolver()


def hidden(html, name):
    return re.search(rf'name="{name}" value="([^"]*)"', html)[1]


def test_finance_writes_reviews_and_sends_with_plain_forms(
    beslutat, aret, ekonomichefen, namndsekreteraren, inloggad, django_capture_on_commit_callbacks
):
    browser = inloggad(ekonomichefen)
    address = reverse("dispatch:compose", args=[aret("R07").pk])
    assert "Samtliga nämnder och förvaltningar" in browser.get(address).content.decode()
    form = {
        "subject": "Ramdirektiv",
        "text": "Här är ramarna.",
        "audiences": [Audience.objects.get(key="samtliga nämnder och förvaltningar").pk],
        "opens": [aret("R11").pk],
        "reply_by": "2018-04-11",
        "attached": [SimpleUploadedFile("ramar.pdf", b"%PDF-1.7 ramar")],
    }
    page = browser.post(address, form, follow=True)
    assert "Nils Nordin" in page.content.decode()
    row = Dispatch.objects.get()
    review = browser.get(reverse("dispatch:confirm", args=[row.pk])).content.decode()
    assert "Syns efter utskicket för: alla som är inloggade" in review
    with django_capture_on_commit_callbacks(execute=True):
        sent = browser.post(
            reverse("dispatch:deed", args=[row.pk, "skicka"]),
            {"version": hidden(review, "version"), "checksum": hidden(review, "checksum")},
            follow=True,
        )
    assert "Skickat till 1 person." in sent.content.decode()
    assert "allmän handling sedan dess" in sent.content.decode()
    assert len(mail.outbox) == 1
    reader = inloggad(namndsekreteraren)
    page = reader.get(reverse("dispatch:page", args=[row.pk])).content.decode()
    assert "kvittera" in page
    assert Receipt.objects.get().opened_at
    reader.post(reverse("dispatch:acknowledge", args=[row.pk]))
    assert Receipt.objects.get().acknowledged_at


def test_a_file_that_is_no_document_is_answered_beside_the_form(beslutat, aret, ekonomichefen, inloggad):
    answer = inloggad(ekonomichefen).post(
        reverse("dispatch:compose", args=[aret("R07").pk]),
        {
            "subject": "Ramar",
            "audiences": [Audience.objects.get(key="samtliga nämnder och förvaltningar").pk],
            "attached": [SimpleUploadedFile("ramar.pdf", b"MZ program")],
        },
    )
    assert answer.status_code == 422
    assert "inte tas emot" in answer.content.decode()
    assert not Dispatch.objects.exists()


def test_the_page_says_why_it_cannot_be_sent_yet(utkastet, ekonomichefen, inloggad):
    page = inloggad(ekonomichefen).get(reverse("dispatch:page", args=[utkastet.pk])).content.decode()
    assert "Beslutet är inte fattat än: Beslut om ramdirektiv (KS 6 februari)." in page
    assert "Granska och skicka" not in page


def test_the_outbox_is_there_in_the_demo_alone(utskicket, ekonomichefen, inloggad, settings):
    settings.DEMO = False
    assert inloggad(ekonomichefen).get(reverse("dispatch:outbox")).status_code == 404


def test_a_board_hands_in_with_plain_forms(planen, namndsekreteraren, inloggad):
    browser = inloggad(namndsekreteraren)
    page_of = reverse("desks:submission", args=[planen.pk])

    def do(deed, **values):
        version = Submission.objects.get(pk=planen.pk).version
        address = reverse("desks:submission_deed", args=[planen.pk, deed])
        return browser.post(address, {"version": version, **values}, follow=True).content.decode()

    assert "Utkastet är sparat." in do("spara", note="Plan", attached=[SimpleUploadedFile("plan.pdf", PLAN)])
    do("klar")
    page = browser.get(page_of).content.decode()
    do("anta", decided_on="2018-03-20", paragraph="§ 24", minutes_state="adjusted", checksum=hidden(page, "checksum"))
    review = browser.get(reverse("desks:confirm_hand_in", args=[planen.pk])).content.decode()
    assert "Syns efter inlämningen för: alla som är inloggade" in review
    assert "Inlämnat i tid" in do("lamna-in", checksum=hidden(review, "checksum"))
    assert HandIn.objects.get().document.attachments.get().name == "plan.pdf"


def test_a_decision_dated_in_the_future_is_refused_in_the_form_and_what_was_typed_is_kept(
    planen, namndsekreteraren, inloggad
):
    browser = inloggad(namndsekreteraren)
    page_of = reverse("desks:submission", args=[planen.pk])

    def do(deed, **values):
        version = Submission.objects.get(pk=planen.pk).version
        return browser.post(reverse("desks:submission_deed", args=[planen.pk, deed]), {"version": version, **values})

    do("spara", note="Plan", attached=[SimpleUploadedFile("plan.pdf", PLAN)])
    do("klar")
    typed = {
        "decided_on": "2030-01-15", "paragraph": "§ 24", "minutes_state": "adjusted",
        "checksum": hidden(browser.get(page_of).content.decode(), "checksum"),
        "r-TOTAL_FORMS": 3, "r-INITIAL_FORMS": 0, "r-0-name": "Rut Rask", "r-0-text": "Vi vill vänta.",
    }  # fmt: skip
    answer = do("anta", **typed)
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "Beslutet kan inte vara daterat 15 januari 2030" in text
    assert '<a href="#id_decided_on">' in text
    for kept in ('value="2030-01-15"', 'value="§ 24"', 'value="Rut Rask"', "Vi vill vänta.", 'class="fold" open'):
        assert kept in text
    assert Submission.objects.get(pk=planen.pk).state == "ready"
    assert "protokollets paragraf" in do("anta", **typed | {"decided_on": "2018-03-20", "paragraph": "x"}).text
    assert do("anta", **typed | {"decided_on": ""}).status_code == 422
    assert do("anta", **typed | {"decided_on": "2018-03-20"}).status_code == 302


def test_a_refused_step_leads_back_to_the_submission(planen, namndsekreteraren, ekonomichefen, inloggad):
    page_of = reverse("desks:submission", args=[planen.pk])
    address = reverse("desks:submission_deed", args=[planen.pk, "anta"])
    stale = inloggad(namndsekreteraren).post(address, {"version": 99, "decided_on": "2030-01-15", "paragraph": "1"})
    assert f'href="{page_of}">Tillbaka' in stale.text
    values = {"version": planen.version, "decided_on": "2030-01-15", "paragraph": "1", "minutes_state": "pending"}
    other = inloggad(ekonomichefen).post(address, values)
    assert "Nämndens beslut</h2>" not in other.text
    assert f'href="{page_of}">Tillbaka' in other.text


def test_the_centre_sees_a_sealed_page_until_the_board_has_handed_in(
    planen, ekonomichefen, namndsekreteraren, inloggad, som
):
    from ramverk.apps.cycle.actions.save_submission import save_submission

    save_submission(som(namndsekreteraren), planen, planen.version, note="Hemlig siffra")
    page = inloggad(ekonomichefen).get(reverse("desks:submission", args=[planen.pk])).content.decode()
    assert "Hemlig siffra" not in page
    assert "sparade utkastet" not in page
    assert "Öppnas när nämnden har lämnat in" in page
    assert "Hemlig siffra" not in str(list(TrailEntry.objects.values()))


def test_a_stale_form_is_answered_with_a_sentence_and_409(planen, namndsekreteraren, inloggad):
    address = reverse("desks:submission_deed", args=[planen.pk, "spara"])
    answer = inloggad(namndsekreteraren).post(address, {"version": 99, "note": "x"})
    assert answer.status_code == 409
    assert "Läs in sidan igen" in answer.content.decode()


def test_a_decision_is_reviewed_and_then_recorded(aret, kommunen, ekonomichefen, inloggad):
    browser = inloggad(ekonomichefen)
    form = {
        "body": kommunen["KS"].pk,
        "decided_on": "2018-02-06",
        "paragraph": "§ 12",
        "text": "att fastställa ramdirektivet\r\n\r\natt överlämna",
        "minutes_state": "pending",
        "attached": [SimpleUploadedFile("protokoll.pdf", PLAN)],
    }
    address = reverse("desks:decision", args=[aret("R06").pk])
    review = browser.post(address, form).content.decode()
    assert "Protokollet är inte justerat än" in review
    names = ("version", "checksum", "kept", "body", "decided_on", "paragraph", "minutes_state")
    values = {name: hidden(review, name) for name in names}
    values["text"] = re.search(r'<textarea name="text"[^>]*>\n(.*?)</textarea>', review, re.DOTALL)[1]
    done = browser.post(reverse("desks:record_decision", args=[aret("R06").pk]), values, follow=True)
    assert "Beslutet är registrerat och fryst." in done.content.decode()
    assert DecisionRecord.objects.get().document.attachments.get().name == "protokoll.pdf"


def test_a_refused_decision_keeps_what_was_written(aret, kommunen, ekonomichefen, inloggad):
    form = {
        "body": kommunen["KS"].pk,
        "decided_on": "2018-04-30",
        "paragraph": "§ 12",
        "text": "att",
        "minutes_state": "pending",
    }
    answer = inloggad(ekonomichefen).post(reverse("desks:decision", args=[aret("R06").pk]), form)
    assert answer.status_code == 422
    assert "den dagen har inte kommit" in answer.content.decode()
    assert 'value="§ 12"' in answer.content.decode()


def test_a_sealed_page_says_whose_it_is_and_nothing_else(aret, kommunen, ks_ordforanden, ekonomichefen, inloggad):
    address = reverse("desks:party", args=[aret("R14").pk])
    own = inloggad(ks_ordforanden)
    own.post(reverse("desks:party_done", args=[aret("R14").pk, kommunen["DP"].pk]))
    assert "Partiet har bekräftat" in own.get(address).content.decode()
    page = inloggad(ekonomichefen).get(address).content.decode()
    assert "har bekräftat" not in page
    assert "Dalapartiet" not in page


def test_a_late_board_is_marked_in_the_matrix(planen, ekonomichefen, inloggad):
    with at("2018-04-13 09:00"):
        page = inloggad(ekonomichefen).get(reverse("desks:submissions", args=[planen.activity_id])).content.decode()
    assert "Ingen av de 3 nämnderna har lämnat in än." in page
    assert 'data-status="late"' in page
    assert fresh(planen).state == "not_started"


def test_a_draft_can_be_thrown_away_with_a_trail_and_the_activity_begins_again(utkastet, aret, inloggad, ekonomichefen):
    browser = inloggad(ekonomichefen)
    assert "Kasta utkastet" in browser.get(reverse("dispatch:page", args=[utkastet.pk])).content.decode()
    throw = reverse("dispatch:deed", args=[utkastet.pk, "kasta"])
    assert browser.post(throw, {"version": utkastet.version + 1}).status_code == 409
    answer = browser.post(throw, {"version": utkastet.version}, follow=True)
    assert "Utkastet är kastat" in answer.content.decode()
    assert not Dispatch.objects.exists()
    entry = TrailEntry.objects.get(verb="dispatch.discard")
    assert entry.before["files"] == ["ramar.pdf"]
    assert browser.get(reverse("dispatch:at_activity", args=[aret("R07").pk])).status_code == 302


def test_what_is_sent_is_never_thrown_away(utskicket, inloggad, ekonomichefen):
    sent = Dispatch.objects.get(state="sent")
    assert "Kasta" not in inloggad(ekonomichefen).get(reverse("dispatch:page", args=[sent.pk])).content.decode()
    answer = inloggad(ekonomichefen).post(reverse("dispatch:deed", args=[sent.pk, "kasta"]), {"version": sent.version})
    assert answer.status_code == 403
