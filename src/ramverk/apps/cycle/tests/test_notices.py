"""Reminders and the one mail a day."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.management import call_command

from ramverk.apps.cycle.actions.cancel_activity import cancel_activity
from ramverk.apps.cycle.actions.remind import remind
from ramverk.apps.cycle.actions.send_notices import send_notices
from ramverk.apps.cycle.models import Notice
from ramverk.apps.trail import clock


@pytest.fixture
def two_cancelled(rad, ekonomichefen, ks_ordforanden, som):
    for row in ("R15", "R17"):
        cancel_activity(som(ekonomichefen), rad(row), rad(row).version, "Ställs in")
    return ks_ordforanden


def test_everything_new_comes_in_one_mail(two_cancelled):
    assert send_notices() == 1
    (message,) = mail.outbox
    assert message.to == [two_cancelled.email]
    assert message.subject == "Ramverk: 2 nyheter om Mål & Budget"
    assert message.body.count("Inställd:") == 2
    assert "/meddelanden/" in message.body


def test_nobody_gets_a_second_mail_the_same_day(two_cancelled, rad, ekonomichefen, som):
    send_notices()
    cancel_activity(som(ekonomichefen), rad("R20"), rad("R20").version, "Ställs in")
    assert send_notices() == 0
    with clock.stopped_at(clock.now() + timedelta(days=1)):
        assert send_notices() == 1
    assert "1 nyhet om" in mail.outbox[-1].subject


def test_what_has_been_read_is_not_mailed(two_cancelled):
    Notice.objects.update(read_at=clock.now())
    assert send_notices() == 0


def test_it_reminds_before_and_after_the_last_day_as_the_round_says(omgangen, rad, ekonomichefen, ks_ordforanden):
    # the clock stands at 11 April: the dialogue of 19 April is eight days away, the submission is due today
    omgangen.remind_before, omgangen.remind_after = [8], [22]
    omgangen.save()
    remind()
    subjects = set(Notice.objects.values_list("subject", flat=True))
    assert not any("Inlämning av verksamhetsplaner" in subject for subject in subjects)
    assert any(subject.startswith("Försenad: Information till KS") for subject in subjects)


def test_it_reminds_only_once_however_often_it_is_run(omgangen, ekonomichefen):
    omgangen.remind_before, omgangen.remind_after = [], [22]
    omgangen.save()
    first = remind()
    assert first > 0
    assert remind() == 0


def test_it_does_not_remind_of_what_is_done(omgangen, rad, ekonomichefen, som):
    from ramverk.apps.cycle.models import Activity

    Activity.objects.filter(pk=rad("R09").pk).update(state="done")
    omgangen.remind_before, omgangen.remind_after = [], [22]
    omgangen.save()
    assert remind() == 0


def test_the_daily_command_reminds_and_sends(omgangen, ekonomichefen, capsys):
    omgangen.remind_before, omgangen.remind_after = [], [22]
    omgangen.save()
    call_command("send_due")
    assert "reminders" in capsys.readouterr().out
    assert mail.outbox
