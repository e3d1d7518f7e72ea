"""One Mål & Budget round: what is to happen, when, by whom, and what has happened."""

import uuid
from datetime import date
from typing import ClassVar

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ramverk.apps.organisation.models import Audience, Body, Person
from ramverk.apps.trail.models import FrozenDocument, Standing, StoredFile, Versioned


class RoundState(models.TextChoices):
    """Where a whole round stands."""

    PLANNED = "planned", _("planerad")
    RUNNING = "running", _("pågår")
    DECIDED = "decided", _("beslutad")
    CONFIRMED = "confirmed", _("fastställd")
    CLOSED = "closed", _("avslutad")


def remind_before() -> list[int]:
    """How many days before the last day reminders go out, unless the round says otherwise."""
    return [7, 1]


def remind_after() -> list[int]:
    """How many days after a missed last day reminders go out."""
    return [1, 7]


class Round(Versioned):
    """One year's process: started from a timetable document, with its budget year and plan years."""

    name = models.CharField(_("namn"), max_length=160)
    process_year = models.PositiveSmallIntegerField(_("processår"))
    budget_year = models.PositiveSmallIntegerField(_("budgetår"))
    plan_years = models.JSONField(_("planår"), default=list)
    is_election_year = models.BooleanField(_("valår"), default=False)
    state = models.CharField(_("läge"), max_length=12, choices=RoundState.choices, default=RoundState.PLANNED)
    source = models.ForeignKey(FrozenDocument, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    """The timetable document as it came, frozen."""
    reading = models.JSONField(default=dict)
    """The timetable as read, in the contract's shape: for printing back, and for asking again."""
    findings = models.JSONField(default=list)
    """What the checks say about the dates in force; written again whenever a date changes, so that lists only read."""
    remind_before = models.JSONField(_("påminn dagar före"), default=remind_before)
    remind_after = models.JSONField(_("påminn dagar efter"), default=remind_after)

    class Meta:
        ordering: ClassVar = ["-budget_year", "-pk"]

    def __str__(self) -> str:
        return self.name


class Phase(Versioned):
    """An interval of the round. Those of the document's own bar are marked; the time before and after is added."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="phases")
    order = models.PositiveSmallIntegerField(_("ordning"))
    name = models.CharField(_("namn"), max_length=80)
    start = models.DateField(_("från"))
    end = models.DateField(_("till"))
    is_from_document = models.BooleanField(_("ur dokumentet"), default=True)

    class Meta:
        ordering: ClassVar = ["round_id", "order"]

    def __str__(self) -> str:
        return self.name


class ActivityKind(models.TextChoices):
    """What sort of step an activity is: the kinds of the timetable contract."""

    DISPATCH = "dispatch", _("utskick")
    SUBMISSION = "submission", _("inlämning")
    PREPARATION = "preparation", _("beredning")
    DIALOGUE = "dialogue", _("dialog")
    INFORMATION = "information", _("information")
    DECISION = "decision", _("beslut")
    HANDOVER = "handover", _("överlämning")
    PARTY_WORK = "party_work", _("partiarbete")
    CONSULTATION = "consultation", _("samverkan")
    REVISION = "revision", _("revidering")
    ANALYSIS = "analysis", _("analys")
    PUBLICATION = "publication", _("publicering")
    DEADLINE = "deadline", _("sista dag")
    MEETING = "meeting", _("sammanträde")
    OTHER = "other", _("övrigt")


class ActivityState(models.TextChoices):
    """Where an activity stands. Overdue is not a state: it follows from the date and the clock."""

    PLANNED = "planned", _("planerad")
    OPEN = "open", _("öppen")
    IN_PROGRESS = "in_progress", _("pågår")
    DONE = "done", _("klar")
    CANCELLED = "cancelled", _("inställd")


class Precision(models.TextChoices):
    """How exactly the date is known; a month is a window until somebody fixes a day."""

    DAY = "day", _("dag")
    RANGE = "range", _("dagar")
    MONTH = "month", _("månad")
    MONTHS = "months", _("månader")
    WEEK = "week", _("vecka")
    NONE = "none", _("utan datum")


VAGUE = frozenset({Precision.MONTH, Precision.MONTHS})
"""Windows: no day of them is known."""


class When(models.Model):
    """A date as it stands: inclusive days, perhaps with times. Both null: the date is not known."""

    start = models.DateField(_("från"), null=True, blank=True)
    end = models.DateField(_("till"), null=True, blank=True)
    precision = models.CharField(_("noggrannhet"), max_length=8, choices=Precision.choices, default=Precision.DAY)
    starts_at = models.TimeField(_("börjar"), null=True, blank=True)
    ends_at = models.TimeField(_("slutar"), null=True, blank=True)

    class Meta:
        abstract = True

    @property
    def is_window(self) -> bool:
        """Whether only the month is known, so that no day of it may be shown."""
        return self.precision in VAGUE


class Lane(models.TextChoices):
    """Whose work a step mainly is: the lanes of the timeline."""

    POLITICS = "politics", _("politik")
    ADMINISTRATION = "administration", _("förvaltning")
    BOARDS = "boards", _("nämnder")
    FINANCE = "finance", _("ekonomi")
    UNIONS = "unions", _("fack")
    OTHER = "other", _("övriga")


class Activity(Versioned, When):
    """One row of the timetable as a working step. The date in force is copied here from the date history for lists."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="activities")
    order = models.PositiveIntegerField(_("ordning"))
    row = models.CharField(_("rad"), max_length=12, blank=True)
    """The document's row ("R10"); a row that was split adds a letter ("R10a"). Empty for what was added later."""
    kind = models.CharField(_("slag"), max_length=16, choices=ActivityKind.choices)
    title = models.CharField(_("rubrik"), max_length=300)
    text = models.TextField(_("beskrivning"), blank=True)
    state = models.CharField(_("läge"), max_length=12, choices=ActivityState.choices, default=ActivityState.PLANNED)
    phase = models.ForeignKey(Phase, null=True, blank=True, on_delete=models.SET_NULL, related_name="activities")
    owner = models.ForeignKey(Body, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    """The body that answers for the step being done."""
    responsible = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    place = models.CharField(_("plats"), max_length=160, blank=True)
    is_deadline = models.BooleanField(_("sista dag"), default=False)
    needs_adoption = models.BooleanField(_("ska antas av nämnden"), default=False)
    yields = models.TextField(_("ger"), blank=True)
    """What comes out of it, in words."""
    cells = models.JSONField(default=list)
    """The source row's cells as written, for printing the timetable back."""
    lane = models.CharField(_("spår"), max_length=16, choices=Lane.choices, default=Lane.OTHER)
    confidence = models.FloatField(default=1.0)
    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    """The calendar identity: never changes, however often the date does."""
    sequence = models.PositiveIntegerField(default=0, editable=False)
    """Rises with every change a calendar must hear of."""
    became = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="came_from")
    """What a merged or split row became part of."""

    class Meta:
        ordering: ClassVar = ["round_id", "order", "pk"]
        indexes: ClassVar = [models.Index(fields=["round", "state", "end"])]  # what is due, and what is late

    def __str__(self) -> str:
        return self.title

    @property
    def is_over(self) -> bool:
        """Whether nothing more is to be done."""
        return self.state in {ActivityState.DONE, ActivityState.CANCELLED}

    def is_late_on(self, day: date) -> bool:
        """Whether the last day has passed while something is still to be done."""
        return not self.is_over and self.end is not None and self.end < day


class ActivityDate(Standing, When):
    """One value in an activity's date history. The latest row that is no extra occasion is in force."""

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="dates")
    raw = models.CharField(_("som skrivet"), max_length=200, blank=True)
    is_extra = models.BooleanField(_("extra tillfälle"), default=False)
    """A tentative occasion beside the row's own date ("ev. info KS 15/1")."""
    set_at = models.DateTimeField(_("satt"))
    set_by_id = models.BigIntegerField(null=True)
    set_by = models.CharField(_("satt av"), max_length=200)
    reason = models.TextField(_("skäl"), blank=True)

    class Meta:
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return self.raw or f"{self.start}–{self.end}"


class ParticipationMode(models.TextChoices):
    """In what way somebody takes part."""

    PERFORMER = "performer", _("utför")
    INVITED = "invited", _("inbjuden")
    OPTIONAL = "optional", _("vid behov")
    RECIPIENT = "recipient", _("mottagare")


class Participation(models.Model):
    """One participant of an activity: as the document writes it, and the audience it means."""

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="participations")
    mode = models.CharField(_("deltar som"), max_length=12, choices=ParticipationMode.choices)
    as_written = models.CharField(_("som skrivet"), max_length=200)
    audience = models.ForeignKey(Audience, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering: ClassVar = ["activity_id", "mode", "order"]

    def __str__(self) -> str:
        return self.as_written


class Need(models.Model):
    """One activity comes before another. A gate keeps the later one from being opened or finished until then.

    What is no gate only keeps the order: it is shown, it is moved along with a chain, and it stops nobody.
    """

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="needs")
    needed = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="blocks")
    what = models.CharField(_("vad som behövs"), max_length=200, blank=True)
    is_gate = models.BooleanField(_("grind"), default=True)
    rule = models.CharField(max_length=40, blank=True)
    """The rule of thumb that proposed it; empty for what people added."""

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["activity", "needed"], name="need_once"),
            models.CheckConstraint(condition=~models.Q(activity=models.F("needed")), name="need_another"),
        ]

    def __str__(self) -> str:
        return self.what or str(self.needed)


class SubmissionState(models.TextChoices):
    """Where one board's delivery stands."""

    NOT_STARTED = "not_started", _("inte påbörjad")
    DRAFT = "draft", _("utkast")
    READY = "ready", _("klar i förvaltningen")
    ON_AGENDA = "on_agenda", _("på dagordningen")
    ADOPTED = "adopted", _("antagen av nämnden")
    SUBMITTED = "submitted", _("inlämnad")
    CHECKED = "checked", _("kontrollerad")
    ACCEPTED = "accepted", _("godtagen")
    RETURNED = "returned", _("återlämnad")


class MinutesState(models.TextChoices):
    """How far the minutes that prove a decision have come."""

    PENDING = "pending", _("inte justerat")
    ADJUSTED = "adjusted", _("justerat")


class Submission(Versioned):
    """What one board owes one activity, and how far it has come. Later areas give it structured content."""

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="submissions")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(_("läge"), max_length=12, choices=SubmissionState.choices, default="not_started")
    note = models.TextField(_("följebrev"), blank=True)
    adopted_on = models.DateField(_("antagen den"), null=True, blank=True)
    agenda_on = models.DateField(_("sammanträde"), null=True, blank=True)
    """The board's meeting whose agenda it is on."""
    paragraph = models.CharField(_("paragraf"), max_length=24, blank=True)
    minutes_state = models.CharField(_("protokoll"), max_length=10, choices=MinutesState.choices, blank=True)
    document = models.ForeignKey(FrozenDocument, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    """The one version the board adopted; what is submitted is this or nothing."""
    submitted_at = models.DateTimeField(_("inlämnad"), null=True, blank=True)
    return_comment = models.TextField(_("återlämnad med kommentar"), blank=True)
    reservations = models.JSONField(_("reservationer"), default=list)
    """Those made against the board's decision: name, party and text of each."""

    class Meta:
        ordering: ClassVar = ["activity_id", "body__name"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["activity", "body"], name="submission_once")]

    def __str__(self) -> str:
        return f"{self.body}: {self.activity}"


class SubmissionFile(models.Model):
    """A file in a submission's draft; adoption freezes what is there."""

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="files")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(_("filnamn"), max_length=200)
    media_type = models.CharField(max_length=120)
    added_at = models.DateTimeField()
    added_by = models.CharField(max_length=200)

    def __str__(self) -> str:
        return self.name


class HandIn(Standing):
    """One version a board handed in: it stands, also when the submission is returned and handed in anew."""

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="hand_ins")
    number = models.PositiveSmallIntegerField(_("inlämning nr"))
    document = models.ForeignKey(FrozenDocument, on_delete=models.PROTECT, related_name="+")
    adopted_on = models.DateField(_("antagen den"), null=True, blank=True)
    paragraph = models.CharField(_("paragraf"), max_length=24, blank=True)
    at = models.DateTimeField(_("inlämnad"))
    by = models.CharField(_("inlämnad av"), max_length=200)
    is_late = models.BooleanField(_("sen"), default=False)
    reservations = models.JSONField(_("reservationer"), default=list)

    class Meta:
        ordering: ClassVar = ["submission_id", "number"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["submission", "number"], name="hand_in_once")]

    def __str__(self) -> str:
        return f"{self.submission} ({self.number})"


class PartyMark(models.Model):
    """One party has said that its own part of a sealed step is done. Nothing of what it did is kept here."""

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="party_marks")
    party = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(_("tid"))
    by = models.CharField(_("av"), max_length=200)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["activity", "party"], name="party_mark_once")]

    def __str__(self) -> str:
        return f"{self.party}: {self.activity}"


class DecisionRecord(Versioned):
    """What a body decided at an activity: date, paragraph, text and the frozen document that holds it."""

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="decisions")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    decided_on = models.DateField(_("beslutad den"))
    paragraph = models.CharField(_("paragraf"), max_length=24)
    text = models.TextField(_("beslut"))
    minutes_state = models.CharField(_("protokoll"), max_length=10, choices=MinutesState.choices, default="pending")
    document = models.ForeignKey(FrozenDocument, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar = ["decided_on", "pk"]

    def __str__(self) -> str:
        return f"{self.body} {self.decided_on} §\u00a0{self.paragraph}"


class Notice(models.Model):
    """Something one person should hear: a moved date, a reminder. Shown in the product, gathered into mails."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="notices")
    activity = models.ForeignKey(Activity, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    code = models.CharField(max_length=40)
    subject = models.CharField(_("ämne"), max_length=300)
    text = models.TextField(_("text"), blank=True)
    path = models.CharField(max_length=200, blank=True)
    """Where what it tells of is, within the site; empty: at the activity, if there is one."""
    created_at = models.DateTimeField(_("skapad"))
    mailed_at = models.DateTimeField(null=True, blank=True)
    read_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["-created_at", "-pk"]
        indexes: ClassVar = [models.Index(fields=["person", "read_at"])]  # my unread ones

    def __str__(self) -> str:
        return self.subject

    @property
    def url(self) -> str:
        """Where to read more; empty where there is nowhere."""
        if self.path or self.activity_id is None:
            return self.path
        return reverse("cycle:activity", args=[self.activity_id])


class ImportState(models.TextChoices):
    """Where an uploaded timetable stands."""

    DRAFT = "draft", _("utkast")
    STARTED = "started", _("startad")
    DISCARDED = "discarded", _("kastad")


class TimetableImport(Versioned):
    """A timetable document on its way in: the file as it came, what was read, what people answered."""

    source = models.ForeignKey(FrozenDocument, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField(_("första radens år"), null=True, blank=True)
    reading = models.JSONField(default=dict)
    answers = models.JSONField(default=dict)
    """By question ("moved_dates", "split:R10"); participants' audiences under "audiences"."""
    state = models.CharField(_("läge"), max_length=12, choices=ImportState.choices, default=ImportState.DRAFT)
    round = models.ForeignKey(Round, null=True, blank=True, on_delete=models.PROTECT, related_name="imports")
    created_at = models.DateTimeField(_("skapad"))
    created_by = models.CharField(_("av"), max_length=200)

    class Meta:
        ordering: ClassVar = ["-pk"]

    def __str__(self) -> str:
        return self.source.title
