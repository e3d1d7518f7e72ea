"""Gather people's unsent notices into one mail each, at most one a day."""

from collections import defaultdict

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ramverk.apps.cycle.models import Notice
from ramverk.apps.organisation.models import Person
from ramverk.apps.trail import clock


@transaction.atomic
def send_notices() -> int:
    """Send what is waiting; answers how many mails went out. People who had a mail today wait until tomorrow."""
    waiting = Notice.objects.select_for_update(of=("self",)).filter(
        mailed_at=None, read_at=None, person__is_active=True
    )
    by_person: dict[Person, list[Notice]] = defaultdict(list)
    for notice in waiting.exclude(person__email=None).select_related("person").order_by("created_at", "pk"):
        by_person[notice.person].append(notice)
    had_one = _mailed_today(list(by_person))
    due = {person: notices for person, notices in by_person.items() if person.pk not in had_one}
    if due:
        get_connection().send_messages([_mail(person, notices) for person, notices in due.items()])
        sent = [notice.pk for notices in due.values() for notice in notices]
        Notice.objects.filter(pk__in=sent).update(mailed_at=clock.now())
    return len(due)


def _mailed_today(people: list[Person]) -> set[int]:
    """Those whose latest mail went out on this day in Sweden."""
    rows = Notice.objects.filter(person__in=people, mailed_at__isnull=False).values_list("person_id", "mailed_at")
    return {pk for pk, at in rows if at is not None and timezone.localdate(at) == clock.today()}


def _mail(person: Person, notices: list[Notice]) -> EmailMessage:
    with translation.override(person.language):
        subject = ngettext("Ramverk: %d nyhet om Mål & Budget", "Ramverk: %d nyheter om Mål & Budget", len(notices))
        lines = [line for notice in notices for line in _lines(notice)]
        where = settings.BASE_URL + reverse("cycle:notices")
        text = "\n".join([_("Hej %s!") % person.name, "", *lines, "", _("Allt samlat: %s") % where])
        return EmailMessage(subject % len(notices), text, to=[person.email or ""])


def _lines(notice: Notice) -> list[str]:
    address = settings.BASE_URL + notice.url if notice.url else ""
    return [f"- {notice.subject}", *(f"  {line}" for line in (notice.text, address) if line)]
