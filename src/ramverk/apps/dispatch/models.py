"""Dispatches (utskick): what was sent, to whom, exactly as it was, and who has seen it."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from ramverk.apps.cycle.models import Activity
from ramverk.apps.organisation.models import Audience, Body, Person
from ramverk.apps.trail.models import FrozenDocument, StoredFile, Versioned


class DispatchState(models.TextChoices):
    """Where a dispatch stands."""

    DRAFT = "draft", _("utkast")
    APPROVED = "approved", _("godkänt")
    SENT = "sent", _("skickat")
    SUPERSEDED = "superseded", _("ersatt")


class Dispatch(Versioned):
    """One dispatch of one activity. Recipients are resolved and the content frozen at the moment of sending."""

    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="dispatches")
    sender = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    subject = models.CharField(_("ämne"), max_length=300)
    text = models.TextField(_("text"), blank=True)
    legal_ground = models.CharField(_("rättslig grund"), max_length=200, blank=True)
    reply_by = models.DateField(_("svar senast"), null=True, blank=True)
    opens = models.ManyToManyField(Activity, blank=True, related_name="opened_by")
    """The submissions this dispatch asks for."""
    state = models.CharField(_("läge"), max_length=12, choices=DispatchState.choices, default=DispatchState.DRAFT)
    document = models.ForeignKey(FrozenDocument, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    sends_at = models.DateTimeField(_("skickas av sig självt"), null=True, blank=True)
    """The hour it goes by itself, if it is approved by then; None where somebody sends it."""
    sent_at = models.DateTimeField(_("skickat"), null=True, blank=True)
    supersedes = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="superseded_by"
    )
    edition = models.PositiveSmallIntegerField(_("utgåva"), default=1)
    difference = models.TextField(_("skillnad mot förra utgåvan"), blank=True)

    class Meta:
        ordering: ClassVar = ["activity_id", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["supersedes"], name="dispatch_superseded_once"),
        ]

    def __str__(self) -> str:
        return self.subject


class DispatchAudience(models.Model):
    """Somebody a dispatch is meant for, by role; who that is shows on the day."""

    dispatch = models.ForeignKey(Dispatch, on_delete=models.CASCADE, related_name="audiences")
    audience = models.ForeignKey(Audience, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["dispatch", "audience"], name="dispatch_audience_once")
        ]

    def __str__(self) -> str:
        return str(self.audience)


class DraftAttachment(models.Model):
    """A file in a draft; sending freezes what is there."""

    dispatch = models.ForeignKey(Dispatch, on_delete=models.CASCADE, related_name="drafts")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(_("filnamn"), max_length=200)
    media_type = models.CharField(max_length=120)
    addressed_to = models.ForeignKey(Body, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    """The body it is meant for, whose recipients get it in their mail; None where it is for all."""

    def __str__(self) -> str:
        return self.name


class Receipt(models.Model):
    """One recipient of a sent dispatch: in which role, and when delivered, opened, acknowledged."""

    dispatch = models.ForeignKey(Dispatch, on_delete=models.PROTECT, related_name="receipts")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="receipts")
    as_role = models.CharField(_("som"), max_length=200)
    body = models.ForeignKey(Body, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    delivered_at = models.DateTimeField(_("levererat"), null=True, blank=True)
    """When the mail was handed over; empty until then, so that a mail that was never sent is found and sent."""
    opened_at = models.DateTimeField(_("öppnat"), null=True, blank=True)
    acknowledged_at = models.DateTimeField(_("kvitterat"), null=True, blank=True)
    reminded_at = models.DateTimeField(_("påmint"), null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["person__name"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["dispatch", "person"], name="receipt_once")]

    def __str__(self) -> str:
        return f"{self.person}: {self.dispatch}"


class OutboxMail(models.Model):
    """A mail the demo did not send: kept so that everybody can see what would have gone out."""

    at = models.DateTimeField(_("tid"))
    sender = models.CharField(_("från"), max_length=200)
    recipients = models.JSONField(_("till"), default=list)
    subject = models.CharField(_("ämne"), max_length=300)
    text = models.TextField(_("text"))
    raw = models.TextField(default="")
    """The whole message as it would have been sent, attachments and calendar parts included."""

    class Meta:
        ordering: ClassVar = ["-at", "-pk"]

    def __str__(self) -> str:
        return self.subject
