"""The mails of a dispatch: one personal mail per recipient, with the link, the edition and the checksum."""

from collections.abc import Sequence
from email.utils import parseaddr, quote
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.urls import reverse
from django.utils import formats, translation
from django.utils.translation import gettext as _

from ramverk.apps.dispatch.addressing import own_files
from ramverk.apps.dispatch.contents import edition_words
from ramverk.apps.dispatch.models import Dispatch, Receipt
from ramverk.apps.trail import clock
from ramverk.apps.trail.models import Attachment


def address_of(dispatch: Dispatch) -> str:
    """The address of the dispatch's own page."""
    return settings.BASE_URL.rstrip("/") + reverse("dispatch:page", args=[dispatch.pk])


def mail_for(
    receipt: Receipt, connection: BaseEmailBackend | None = None, *, is_reminder: bool = False
) -> EmailMessage:
    """The mail to one recipient, in their language. Its id is always the same, so that a doubled mail is known."""
    dispatch = receipt.dispatch
    host = urlsplit(settings.BASE_URL).hostname or "localhost"
    kind = f"reminder-{receipt.reminded_at:%Y%m%d}" if is_reminder and receipt.reminded_at else "dispatch"
    with translation.override(receipt.person.language or settings.LANGUAGE_CODE):
        subject = _("Påminnelse: %s") % dispatch.subject if is_reminder else dispatch.subject
        own = own_files(receipt, clock.today())
        body = _text(receipt, own, is_reminder=is_reminder)
    mail = EmailMessage(
        subject=" ".join(subject.split()),
        body=body,
        from_email=_addressed(dispatch.sender.name, parseaddr(settings.DEFAULT_FROM_EMAIL)[1]),
        to=[_addressed(receipt.person.name, receipt.person.email or "")],
        headers={"Message-ID": f"<{kind}-{dispatch.pk}-{receipt.pk}@{host}>"},
        connection=connection,
    )
    for item in own:
        mail.attach(item.name, bytes(item.file.content), item.media_type)
    return mail


def _addressed(name: str, address: str) -> str:
    """ "Örjan Insjöh <orjan@…>"; Django encodes the letters when the mail is sent."""
    plain = " ".join(name.split())
    shown = f'"{quote(plain)}"' if set(plain) & set('()<>@,;:\\".[]') else plain
    return f"{shown} <{address}>"


def _text(receipt: Receipt, own: Sequence[Attachment], *, is_reminder: bool) -> str:
    dispatch = receipt.dispatch
    first = (
        _("%(sender)s påminner om ett utskick som du inte har kvitterat än.")
        if is_reminder
        else _("%(sender)s har skickat ett utskick till dig.")
    )
    lines = [first % {"sender": dispatch.sender.name}, "", f"{dispatch.subject} ({edition_words(dispatch)})"]
    if dispatch.edition > 1:
        lines.append(_("Det ersätter en tidigare utgåva. Skillnad: %s") % dispatch.difference)
    if dispatch.reply_by:
        lines.append(_("Svar senast %s.") % formats.date_format(dispatch.reply_by, "l j F Y"))
    if own:
        lines += ["", _("Bifogat till din nämnd:"), *(f"– {item.name}" for item in own)]
    lines += ["", _("Läs och kvittera här:"), address_of(dispatch), ""]
    lines.append(_("Du får det som %s.") % receipt.as_role)
    if dispatch.document:
        lines.append(_("Innehållets kontrollsumma (SHA-256): %s") % dispatch.document.checksum)
    return "\n".join(lines) + "\n"
