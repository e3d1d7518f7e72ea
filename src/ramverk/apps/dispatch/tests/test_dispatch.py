"""A dispatch from draft to acknowledged: every verb's happy path, refusal, stale version and trail row."""

from datetime import date
from smtplib import SMTPServerDisconnected

import pytest
from django.core import mail
from django.core.management import call_command

from ramverk.apps.cycle.models import Activity, Submission
from ramverk.apps.cycle.tests.desk_cast import at, fresh, pdf
from ramverk.apps.dispatch import listeners
from ramverk.apps.dispatch.actions import deliver as deliver_module
from ramverk.apps.dispatch.actions.acknowledge import acknowledge
from ramverk.apps.dispatch.actions.approve import approve
from ramverk.apps.dispatch.actions.attach import attach
from ramverk.apps.dispatch.actions.compose import compose, edit
from ramverk.apps.dispatch.actions.deliver import deliver
from ramverk.apps.dispatch.actions.open_dispatch import open_dispatch
from ramverk.apps.dispatch.actions.remind import remind
from ramverk.apps.dispatch.actions.send import send
from ramverk.apps.dispatch.actions.supersede import supersede
from ramverk.apps.dispatch.contents import contents_of
from ramverk.apps.dispatch.models import Dispatch, OutboxMail, Receipt
from ramverk.apps.dispatch.queries import audiences_to_choose
from ramverk.apps.dispatch.tests.conftest import draft
from ramverk.apps.organisation.models import Audience, AudienceTerm, Mandate, StandIn
from ramverk.apps.trail.actions.freeze import is_intact
from ramverk.apps.trail.models import TrailEntry, Transition
from ramverk.apps.trail.verdicts import Invalid, Refused, Stale


def deed(verb):
    return TrailEntry.objects.filter(verb=verb).latest("number")


def test_it_is_written_from_the_row_and_belongs_to_its_sender(utkastet, kommunen):
    assert utkastet.sender == kommunen["EKO"]
    assert deed("dispatch.compose").after["opens"] == ["Inlämning av verksamhetsplaner (antagen av nämnden)"]
    assert deed("dispatch.attach").after["files"] == ["ramar.pdf"]


def test_a_board_does_not_write_finances_dispatch(aret, namndsekreteraren, som):
    with pytest.raises(Refused, match="skrivs av ekonomiavdelningen eller"):
        compose(som(namndsekreteraren), aret("R07"), draft(aret))


def test_one_dispatch_at_a_time(utkastet, aret, ekonomichefen, som):
    with pytest.raises(Invalid, match="har redan ett utskick"):
        compose(som(ekonomichefen), aret("R07"), draft(aret))


def test_a_dispatch_without_a_subject_is_not_written(aret, ekonomichefen, som):
    with pytest.raises(Invalid, match="Skriv ett ämne"):
        compose(som(ekonomichefen), aret("R07"), draft(aret, subject=" "))


def test_an_edit_against_an_old_version_changes_nothing(utkastet, aret, ekonomichefen, ekonomen, som):
    seen = utkastet.version
    edit(som(ekonomichefen), fresh(utkastet), seen, draft(aret, subject="Först"))
    with pytest.raises(Stale):
        edit(som(ekonomen), fresh(utkastet), seen, draft(aret, subject="Sedan"))
    assert fresh(utkastet).subject == "Först"


def test_two_attachments_do_not_share_a_name(utkastet, ekonomichefen, som):
    with pytest.raises(Invalid, match="redan en bilaga som heter ”ramar"):
        attach(som(ekonomichefen), utkastet, utkastet.version, [pdf("ramar.pdf", b"%PDF-1.7 annat")])


def test_an_official_sends_what_the_head_has_approved(beslutat, utkastet, ekonomichefen, ekonomen, som, aret):
    with pytest.raises(Refused, match="inte godkänt än"):
        send(som(ekonomen), utkastet, utkastet.version)
    with pytest.raises(Refused, match="godkänns av avsändarens chef"):
        approve(som(ekonomen), utkastet, utkastet.version)
    row = approve(som(ekonomichefen), utkastet, utkastet.version)
    row = edit(som(ekonomen), row, row.version, draft(aret, text="Ändrad"))
    assert row.state == "draft"
    row = approve(som(ekonomichefen), row, row.version)
    assert deed("dispatch.approve").actor_name == "Eva Ekström"
    assert send(som(ekonomen), row, row.version).state == "sent"


def test_it_is_refused_before_the_directive_is_decided(utkastet, ekonomichefen, som):
    with pytest.raises(Refused, match=r"Beslutet är inte fattat än: Beslut om ramdirektiv \(KS 6 februari\)\."):
        send(som(ekonomichefen), utkastet, utkastet.version)
    assert not Receipt.objects.exists()


def test_it_is_refused_when_it_reaches_nobody(beslutat, utkastet, ekonomichefen, som):
    utkastet.audiences.all().delete()
    with pytest.raises(Refused, match="Utskicket når ingen"):
        send(som(ekonomichefen), utkastet, utkastet.version)


def test_it_is_refused_when_the_reply_day_has_passed(beslutat, utkastet, ekonomichefen, som, aret):
    row = edit(som(ekonomichefen), utkastet, utkastet.version, draft(aret, reply_by=date(2018, 2, 1)))
    with pytest.raises(Refused, match="Svarsdatumet har redan varit"):
        send(som(ekonomichefen), row, row.version)


def test_it_is_refused_twice(utskicket, ekonomichefen, som):
    with pytest.raises(Refused, match="redan skickat"):
        send(som(ekonomichefen), utskicket, utskicket.version)
    assert Receipt.objects.count() == 3


def test_it_sends_what_was_previewed_or_nothing(beslutat, utkastet, ekonomichefen, som):
    with pytest.raises(Stale, match="inte längre det du granskade"):
        send(som(ekonomichefen), utkastet, utkastet.version, "0" * 64)
    seen = contents_of(utkastet).checksum
    assert send(som(ekonomichefen), utkastet, utkastet.version, seen).document.checksum == seen


def test_sending_freezes_opens_finishes_and_leaves_receipts(utskicket, aret, kommunen):
    assert is_intact(utskicket.document)
    assert (aret("R07").state, aret("R11").state) == ("done", "open")
    assert set(Submission.objects.values_list("body__short_name", flat=True)) == {"BUN", "SN", "KN"}
    reached = dict(Receipt.objects.values_list("person__name", "as_role"))
    assert reached == {
        "Berit Borg": "ordförande, Barn- och utbildningsnämnden",
        "Frida Forsman": "chef, Barn- och utbildningsförvaltningen",
        "Nils Nordin": "sekreterare, Barn- och utbildningsnämnden",
    }
    assert deed("dispatch.send").after == {
        "checksum": utskicket.document.checksum,
        "edition": 1,
        "recipients": 3,
        "opens": ["Inlämning av verksamhetsplaner (antagen av nämnden)"],
    }


def test_it_is_a_public_record_from_that_second(utskicket):
    flip = Transition.objects.get(subject_type="trail.frozendocument", subject_id=str(utskicket.document_id))
    assert (flip.from_state, flip.to_state) == ("working_draft", "dispatched")
    assert flip.at == utskicket.sent_at
    assert "allmän handling" in flip.reason


def test_the_recipients_are_those_of_the_day(beslutat, utkastet, ekonomichefen, namndordforanden, som):
    Mandate.objects.filter(person=namndordforanden).update(valid_to="2018-02-06")
    send(som(ekonomichefen), utkastet, utkastet.version)
    assert not Receipt.objects.filter(person=namndordforanden).exists()


def test_each_recipient_gets_one_personal_mail_with_link_edition_and_checksum(utskicket):
    assert sorted(one.to[0] for one in mail.outbox) == [
        "Berit Borg <berit.borg@exempelby.example>",
        "Frida Forsman <frida.forsman@exempelby.example>",
        "Nils Nordin <nils.nordin@exempelby.example>",
    ]
    text = mail.outbox[0].body
    assert f"/utskick/{utskicket.pk}/" in text
    assert utskicket.document.checksum in text
    assert "utgåva 1, 7 februari 2018" in text
    assert "Svar senast onsdag 11 april 2018." in text
    assert mail.outbox[0].from_email.startswith("Ekonomiavdelningen <")
    assert Receipt.objects.filter(delivered_at=None).count() == 0


def test_a_name_with_letters_and_commas_is_addressed_as_it_is_written():
    from ramverk.apps.dispatch.mails import _addressed

    assert _addressed("Örjan Insjö", "o@x.example") == "Örjan Insjö <o@x.example>"
    assert _addressed('Borg, "Bea"', "b@x.example") == '"Borg, \\"Bea\\"" <b@x.example>'


def test_a_subject_with_a_line_break_does_not_become_a_header(beslutat, utkastet, aret, ekonomichefen, som):
    row = edit(som(ekonomichefen), utkastet, utkastet.version, draft(aret, subject="Ramar\r\nBcc: alla@example.org"))
    assert row.subject == "Ramar Bcc: alla@example.org"


def test_nothing_is_mailed_when_the_sending_is_rolled_back(
    beslutat, utkastet, ekonomichefen, som, monkeypatch, django_capture_on_commit_callbacks
):
    def falls(actor, dispatch):
        raise RuntimeError("strömmen gick")

    monkeypatch.setattr(listeners, "_listeners", [falls])
    with django_capture_on_commit_callbacks(execute=True), pytest.raises(RuntimeError):
        send(som(ekonomichefen), utkastet, utkastet.version)
    assert not mail.outbox
    assert fresh(utkastet).state == "draft"


def test_a_crash_between_freezing_and_mailing_loses_nothing(beslutat, utkastet, ekonomichefen, som):
    send(som(ekonomichefen), utkastet, utkastet.version)  # committed, and then the machine stopped: no mail went
    assert not mail.outbox
    assert Receipt.objects.filter(delivered_at=None).count() == 3
    call_command("deliver_dispatches")
    assert len(mail.outbox) == 3
    assert deliver() == (0, 0)
    assert len(mail.outbox) == 3


def test_when_the_mail_server_falls_silent_the_rest_wait(beslutat, utkastet, ekonomichefen, som, monkeypatch):
    send(som(ekonomichefen), utkastet, utkastet.version)
    original, calls = deliver_module.mail_for, []

    def second_fails(receipt, connection=None, **options):
        calls.append(receipt)
        if len(calls) == 2:
            raise SMTPServerDisconnected("borta")
        return original(receipt, connection, **options)

    monkeypatch.setattr(deliver_module, "mail_for", second_fails)
    assert deliver() == (1, 2)
    monkeypatch.undo()
    assert deliver() == (2, 0)
    assert len({one.to[0] for one in mail.outbox}) == 3


def test_a_recipient_without_address_is_reached_in_the_product_only(
    beslutat, utkastet, ekonomichefen, namndordforanden, som, django_capture_on_commit_callbacks
):
    namndordforanden.email = None
    namndordforanden.save()
    with django_capture_on_commit_callbacks(execute=True):
        send(som(ekonomichefen), utkastet, utkastet.version)
    assert len(mail.outbox) == 2
    assert deliver() == (0, 0)


def test_the_demo_keeps_the_mails(settings, beslutat, utkastet, ekonomichefen, som, django_capture_on_commit_callbacks):
    settings.EMAIL_BACKEND = "ramverk.apps.dispatch.outbox.OutboxBackend"
    with django_capture_on_commit_callbacks(execute=True):
        send(som(ekonomichefen), utkastet, utkastet.version)
    assert OutboxMail.objects.count() == 3
    assert OutboxMail.objects.filter(raw__contains="Message-ID").count() == 3


def test_opening_and_acknowledging_leave_one_row_each(utskicket, namndsekreteraren, som):
    actor = som(namndsekreteraren)
    for _time in range(2):
        (receipt,) = open_dispatch(actor, utskicket)
    acknowledge(actor, receipt)
    receipt = acknowledge(actor, receipt)
    assert receipt.opened_at
    assert receipt.acknowledged_at
    assert TrailEntry.objects.filter(verb__in=["dispatch.open_dispatch", "dispatch.acknowledge"]).count() == 2


def test_nobody_acknowledges_for_somebody_else(utskicket, namndsekreteraren, namndordforanden, som):
    (receipt,) = open_dispatch(som(namndsekreteraren), utskicket)
    with pytest.raises(Refused, match="Bara mottagaren själv"):
        acknowledge(som(namndordforanden), receipt)


def test_a_stand_in_acknowledges_for_the_one_away(utskicket, namndsekreteraren, framlingen, som):
    StandIn.objects.create(person=framlingen, stands_in_for=namndsekreteraren, valid_from="2018-01-01")
    (receipt,) = open_dispatch(som(framlingen), utskicket)
    acknowledge(som(framlingen), receipt)
    assert receipt.person == namndsekreteraren
    assert deed("dispatch.acknowledge").in_name_of == "Nils Nordin"


def test_those_who_have_not_acknowledged_are_reminded_once_a_day(
    utskicket, ekonomichefen, namndsekreteraren, som, django_capture_on_commit_callbacks
):
    (receipt,) = open_dispatch(som(namndsekreteraren), utskicket)
    acknowledge(som(namndsekreteraren), receipt)
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        assert remind(som(ekonomichefen), utskicket) == 2
    assert sorted(one.subject for one in mail.outbox) == ["Påminnelse: Ramdirektiv och preliminära ramar 2019"] * 2
    with pytest.raises(Invalid, match="redan påminda i dag"):
        remind(som(ekonomichefen), utskicket)
    with at("2018-02-08 08:00"):
        assert remind(som(ekonomichefen), utskicket) == 2
    assert deed("dispatch.remind").after["people"] == ["Berit Borg", "Frida Forsman"]
    with pytest.raises(Refused, match="ekonomiavdelningen eller den som utskicket kommer från"):
        remind(som(namndsekreteraren), utskicket)


def test_a_new_edition_replaces_the_old_when_it_is_sent_and_both_stay_readable(
    utskicket, ekonomichefen, aret, som, django_capture_on_commit_callbacks
):
    actor = som(ekonomichefen)
    new = supersede(actor, utskicket)
    with pytest.raises(Invalid, match="redan påbörjad"):
        supersede(actor, utskicket)
    assert fresh(utskicket).state == "sent"
    with pytest.raises(Refused, match="Skriv vad som skiljer utgåvan"):
        send(actor, new, new.version)
    new = edit(actor, new, new.version, draft(aret, difference="Ramen för BUN är höjd."))
    old_file = new.drafts.get().pk
    new = attach(actor, new, new.version, [pdf("ramar 2.pdf", b"%PDF-1.7 rattade")], [old_file])
    with django_capture_on_commit_callbacks(execute=True):
        send(actor, new, new.version)
    new, old = fresh(new), fresh(utskicket)
    assert (old.state, new.state, new.edition) == ("superseded", "sent", 2)
    assert is_intact(old.document)
    assert new.document.content["changes"] == ["Ny bilaga: ramar 2.pdf", "Borttagen bilaga: ramar.pdf"]
    assert "Skillnad: Ramen för BUN är höjd." in mail.outbox[-1].body
    assert new.receipts.filter(opened_at=None).count() == 3
    with pytest.raises(Refused, match="ersatt av en nyare utgåva"):
        remind(actor, old)


def test_areas_above_hear_of_a_dispatch_inside_the_deed(beslutat, utkastet, ekonomichefen, som, monkeypatch):
    heard = []
    monkeypatch.setattr(listeners, "_listeners", [])
    listeners.when_sent(lambda actor, dispatch: heard.append((actor.name, dispatch.pk)))
    send(som(ekonomichefen), utkastet, utkastet.version)
    assert heard == [("Eva Ekström", utkastet.pk)]


def test_from_a_cancelled_activity_nothing_is_sent(aret, ekonomichefen, som, februari):
    Activity.objects.filter(row="R07").update(state="cancelled")
    with pytest.raises(Refused, match="inställd"):
        compose(som(ekonomichefen), aret("R07"), draft(aret))
    assert not Dispatch.objects.exists()


def test_recipients_that_mean_the_same_are_offered_once_under_the_fullest_name(aret, ekonomichefen, som, beslutat):
    for label in ("Kf", "Kommunfullmäktige i sin helhet"):
        audience, _made = Audience.objects.get_or_create(key=label.casefold(), defaults={"label": label})
        audience.terms.all().delete()
        AudienceTerm.objects.create(audience=audience, body_kind="council")
    offered = [audience.label for audience in audiences_to_choose(aret("R07"))]
    assert "Kommunfullmäktige i sin helhet" in offered
    assert "Kf" not in offered
    assert {"samtliga nämnder och förvaltningar"} <= {label.casefold() for label in offered}
    written = compose(som(ekonomichefen), aret("R07"), draft(aret, audiences=[Audience.objects.get(key="kf")]))
    assert "Kf" in [audience.label for audience in audiences_to_choose(written.activity)]
