"""Dialogues, information meetings and union consultation: what was on the table, what was said, what was promised."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from ramverk.apps.cycle.models import Activity
from ramverk.apps.organisation.models import Body, Person
from ramverk.apps.trail.models import FrozenDocument, Standing, StoredFile, Versioned


class MeetingState(models.TextChoices):
    """Where a meeting stands."""

    PLANNED = "planned", _("planerat")
    CALLED = "called", _("kallat")
    HELD = "held", _("hållet")
    CLOSED = "closed", _("avslutat")
    CANCELLED = "cancelled", _("inställt")


class Meeting(Versioned):
    """One occasion of an activity. An activity of several days or several boards may have several."""

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="meetings")
    title = models.CharField(_("rubrik"), max_length=300)
    day = models.DateField(_("dag"))
    starts_at = models.TimeField(_("börjar"), null=True, blank=True)
    ends_at = models.TimeField(_("slutar"), null=True, blank=True)
    place = models.CharField(_("plats"), max_length=160, blank=True)
    state = models.CharField(_("läge"), max_length=12, choices=MeetingState.choices, default=MeetingState.PLANNED)
    sequence = models.PositiveIntegerField(default=0, editable=False)
    """The number of the last invitation sent; rises with each."""
    minutes = models.ForeignKey(FrozenDocument, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar = ["day", "starts_at", "pk"]

    def __str__(self) -> str:
        return self.title


class AgendaItem(Versioned):
    """One slot of the agenda, perhaps for one board, with its live notes."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="agenda")
    order = models.PositiveSmallIntegerField(_("ordning"))
    starts_at = models.TimeField(_("tid"), null=True, blank=True)
    minutes_long = models.PositiveSmallIntegerField(_("minuter"), default=15)
    title = models.CharField(_("punkt"), max_length=300)
    body = models.ForeignKey(Body, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    presented = models.TextField(_("att visa"), blank=True)
    """What the presenter view shows for this slot."""
    notes = models.TextField(_("anteckningar"), blank=True)

    class Meta:
        ordering: ClassVar = ["meeting_id", "order"]

    def __str__(self) -> str:
        return self.title


class MeetingDocument(models.Model):
    """A document laid on the table: a file, given to everybody called."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="documents")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(_("filnamn"), max_length=200)
    media_type = models.CharField(max_length=120)
    added_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name


class Attendance(models.Model):
    """Somebody called to a meeting, and whether they came."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="attendances")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="attendances")
    as_role = models.CharField(_("som"), max_length=200)
    is_optional = models.BooleanField(_("vid behov"), default=False)
    was_present = models.BooleanField(_("närvarande"), null=True, blank=True)
    invited_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["person__name"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["meeting", "person"], name="attendance_once")]

    def __str__(self) -> str:
        return f"{self.person}: {self.meeting}"


class ItemKind(models.TextChoices):
    """What came out of a talk."""

    QUESTION = "question", _("fråga")
    ASSIGNMENT = "assignment", _("uppdrag")


class ItemState(models.TextChoices):
    """Where a question or an assignment stands."""

    GIVEN = "given", _("lämnad")
    ACCEPTED = "accepted", _("mottagen")
    IN_PROGRESS = "in_progress", _("pågår")
    ANSWERED = "answered", _("besvarad")
    CLOSED = "closed", _("avslutad")


class TrackedItem(Versioned):
    """A question or an assignment from a meeting, with an owner and a date, followed until it is closed."""

    meeting = models.ForeignKey(Meeting, null=True, blank=True, on_delete=models.PROTECT, related_name="items")
    agenda_item = models.ForeignKey(AgendaItem, null=True, blank=True, on_delete=models.SET_NULL, related_name="items")
    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="tracked_items")
    due_activity = models.ForeignKey(Activity, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    """The step at which it is to be reported, for example the drafting days."""
    kind = models.CharField(_("slag"), max_length=12, choices=ItemKind.choices)
    text = models.TextField(_("text"))
    body = models.ForeignKey(Body, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    owner = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    due = models.DateField(_("senast"), null=True, blank=True)
    state = models.CharField(_("läge"), max_length=12, choices=ItemState.choices, default=ItemState.GIVEN)
    answer = models.TextField(_("svar"), blank=True)

    class Meta:
        ordering: ClassVar = ["due", "pk"]

    def __str__(self) -> str:
        return self.text[:80]


class ConsultationKind(models.TextChoices):
    """What sort of talk with the unions it is."""

    INFORMATION = "information", _("information")
    DIALOGUE = "dialogue", _("dialog")
    NEGOTIATION = "negotiation", _("förhandling")


class ConsultationState(models.TextChoices):
    """Where a consultation stands; it reopens when the material it was held on is superseded."""

    CALLED = "called", _("kallad")
    MATERIAL_GIVEN = "material_given", _("underlag lämnat")
    HELD = "held", _("hållen")
    AGREED = "agreed", _("enighet")
    DISAGREED = "disagreed", _("oenighet")
    CENTRAL = "central", _("hänskjuten till central nivå")
    CLOSED = "closed", _("avslutad")
    REOPENED = "reopened", _("återöppnad")


class Consultation(Versioned):
    """The union side of a meeting: which exact material it was held on, what each party said, how it ended."""

    meeting = models.OneToOneField(Meeting, on_delete=models.CASCADE, related_name="consultation")
    kind = models.CharField(_("slag"), max_length=12, choices=ConsultationKind.choices)
    state = models.CharField(_("läge"), max_length=16, choices=ConsultationState.choices, default="called")
    risk_assessment = models.TextField(_("risk- och konsekvensbedömning"), blank=True)
    action = models.TextField(_("åtgärd"), blank=True)

    def __str__(self) -> str:
        return str(self.meeting)


class ConsultationMaterial(Standing):
    """A frozen document given to the unions at a moment; a later version of it reopens the consultation."""

    consultation = models.ForeignKey(Consultation, on_delete=models.CASCADE, related_name="materials")
    document = models.ForeignKey(FrozenDocument, on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField(_("lämnat"))
    replaces = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="replaced_by")

    def __str__(self) -> str:
        return str(self.document)


class Position(models.TextChoices):
    """What a union says in the end."""

    AGREE = "agree", _("enig")
    DISAGREE = "disagree", _("oenig")
    STATEMENT = "statement", _("yttrande utan ställningstagande")


class Statement(Versioned):
    """One union's position and words in a consultation."""

    consultation = models.ForeignKey(Consultation, on_delete=models.CASCADE, related_name="statements")
    union = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    position = models.CharField(_("ställningstagande"), max_length=12, choices=Position.choices, blank=True)
    text = models.TextField(_("yttrande"), blank=True)
    wants_central = models.BooleanField(_("begär central förhandling"), default=False)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["consultation", "union"], name="statement_once")]

    def __str__(self) -> str:
        return f"{self.union}: {self.get_position_display()}"


class CalendarFeed(models.Model):
    """A secret calendar address of one person or one body; revoked by setting the time."""

    token_hash = models.CharField(max_length=64, unique=True)
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.CASCADE, related_name="feeds")
    body = models.ForeignKey(Body, null=True, blank=True, on_delete=models.CASCADE, related_name="feeds")
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    revoked_at = models.DateTimeField(null=True, blank=True)
    last_read_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(person__isnull=False, body__isnull=True)
                | models.Q(person__isnull=True, body__isnull=False),
                name="feed_of_a_person_or_a_body",
            )
        ]

    def __str__(self) -> str:
        return f"Kalender för {self.person or self.body}"
