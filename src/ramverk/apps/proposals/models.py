"""Party rooms with sealed contents, and what leaves them: proposals that are handed over.

Of a sealed thing the database knows its kind, its state and its times, never a word or a figure of it.
"""

import uuid
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from ramverk.apps.cycle.models import Round
from ramverk.apps.frames.models import Edition
from ramverk.apps.organisation.models import Body
from ramverk.apps.trail.models import FrozenDocument, Standing, Versioned


class PartyRoom(Versioned):
    """A closed room: one party's own, or a joint one that parties have agreed on. Its key is stored wrapped."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    party = models.OneToOneField(Body, null=True, blank=True, on_delete=models.PROTECT, related_name="party_room")
    """The party whose own room it is; none for a joint room."""
    name = models.CharField(_("namn"), max_length=120)
    wrapped_key = models.BinaryField(editable=False)
    created_at = models.DateTimeField(_("skapat"))

    class Meta:
        ordering: ClassVar = ["name"]
        verbose_name = _("partirum")

    def __str__(self) -> str:
        return self.name

    @property
    def is_joint(self) -> bool:
        """Whether several parties share it."""
        return self.party_id is None


class RoomParty(Versioned):
    """A party's place in a room: asked, accepted, and perhaps left again."""

    room = models.ForeignKey(PartyRoom, on_delete=models.PROTECT, related_name="places")
    party = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    invited_at = models.DateTimeField(_("inbjudet"))
    accepted_at = models.DateTimeField(_("tackade ja"), null=True, blank=True)
    left_at = models.DateTimeField(_("lämnade"), null=True, blank=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["room", "party"], name="room_party_once")]

    def __str__(self) -> str:
        return f"{self.party}: {self.room}"


class ItemKind(models.TextChoices):
    """What is kept in a room."""

    NOTE = "note", _("anteckning")
    FILE = "file", _("fil")
    DRAFT = "draft", _("budgetförslag")


class DraftState(models.TextChoices):
    """Where a draft proposal stands."""

    PRIVATE = "private", _("i partiets rum")
    SHARED = "shared", _("delat i det gemensamma rummet")
    COMPLETE = "complete", _("klart")
    HANDED_OVER = "handed_over", _("överlämnat")
    WITHDRAWN = "withdrawn", _("tillbakadraget")


class SealedItem(Versioned):
    """A note, a file or a draft as its room's key sealed it; opened in `vault` and nowhere else."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    room = models.ForeignKey(PartyRoom, on_delete=models.PROTECT, related_name="items")
    kind = models.CharField(_("slag"), max_length=8, choices=ItemKind.choices)
    state = models.CharField(_("läge"), max_length=12, choices=DraftState.choices, blank=True)
    """Of a draft; empty for the rest."""
    sealed = models.BinaryField(editable=False)
    created_at = models.DateTimeField(_("skapat"))
    changed_at = models.DateTimeField(_("ändrat"))
    hand_over_at = models.DateTimeField(_("överlämnas"), null=True, blank=True)
    """The set hour, where a complete draft waits for it."""
    hand_over_by = models.BigIntegerField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["-changed_at", "-pk"]

    def __str__(self) -> str:
        return str(_("förseglat innehåll"))


class Look(Standing):
    """Somebody opened a room or something in it: who, what kind of thing and when; never what stood there."""

    room = models.ForeignKey(PartyRoom, on_delete=models.PROTECT, related_name="looks")
    item_uid = models.UUIDField(null=True)
    what = models.CharField(_("vad"), max_length=20)
    person_id = models.BigIntegerField()
    person_name = models.CharField(_("person"), max_length=200)
    at = models.DateTimeField(_("tid"))

    class Meta:
        ordering: ClassVar = ["-pk"]

    def __str__(self) -> str:
        return f"{self.person_name} {self.at:%Y-%m-%d %H:%M}"

    @property
    def words(self) -> str:
        """What was opened, in words."""
        return str(
            {
                **dict(ItemKind.choices),
                "export": _("allt, hämtat som fil"),
                "share": _("utkast, visat för ledningsgruppen"),
            }.get(self.what, _("rummet"))
        )


class Terms(Versioned):
    """What finance sets for all parties alike: the tax rate as it is, and which posts are open to politics."""

    round = models.OneToOneField(Round, on_delete=models.CASCADE, related_name="proposal_terms")
    tax_rate = models.PositiveIntegerField(_("skattesats, öre per 100 kr"), null=True, blank=True)
    median_income = models.BigIntegerField(_("medianinkomst, öre om året"), null=True, blank=True)
    open_lines = models.JSONField(_("öppna rader"), default=list)
    """Codes of the finance lines that parties may change; the rest are technical."""
    closed_boards = models.JSONField(_("stängda ramar"), default=list)
    """Keys of the boards whose frames parties leave alone, such as the auditors' (KL 11:8)."""
    closed_projects = models.JSONField(_("stängda projekt"), null=True, blank=True)
    """Keys of the investment projects that parties leave alone; null until finance has said, see `OpenTerms`."""

    class Meta:
        verbose_name = _("villkor för budgetförslag")

    def __str__(self) -> str:
        return f"{_('Villkor för budgetförslag')}, {self.round}"


class HandOver(Versioned):
    """A proposal that has left its room: a frozen edition, its texts and clauses in one document, with a checksum."""

    room = models.ForeignKey(PartyRoom, on_delete=models.PROTECT, related_name="hand_overs")
    draft_uid = models.UUIDField()
    number = models.PositiveSmallIntegerField(_("version"), default=1)
    edition = models.OneToOneField(Edition, on_delete=models.PROTECT, related_name="hand_over")
    document = models.ForeignKey(FrozenDocument, on_delete=models.PROTECT, related_name="+")
    replaces = models.OneToOneField("self", null=True, blank=True, on_delete=models.PROTECT, related_name="replaced_by")
    at = models.DateTimeField(_("överlämnat"))
    by = models.CharField(_("av"), max_length=200)
    tabled_at = models.DateTimeField(_("framlagt för alla"), null=True, blank=True)
    withdrawn_at = models.DateTimeField(_("tillbakadraget"), null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["at", "pk"]
        verbose_name = _("överlämnat förslag")
        constraints: ClassVar = [models.UniqueConstraint(fields=["draft_uid", "number"], name="hand_over_version_once")]

    def __str__(self) -> str:
        return str(self.edition)


class Receipt(models.Model):
    """A party's receipt for a handed-over proposal: when it lay in the room, and who of the party opened it first."""

    hand_over = models.ForeignKey(HandOver, on_delete=models.CASCADE, related_name="receipts")
    party = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    delivered_at = models.DateTimeField(_("i rummet"))
    opened_at = models.DateTimeField(_("öppnat"), null=True, blank=True)
    opened_by = models.CharField(_("öppnat av"), max_length=200, blank=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["hand_over", "party"], name="proposal_receipt_once")]

    def __str__(self) -> str:
        return f"{self.hand_over}: {self.party}"


class QuestionState(models.TextChoices):
    """Where a question to the officials stands."""

    ASKED = "asked", _("ställd")
    ASSIGNED = "assigned", _("hos den som svarar")
    ANSWERED = "answered", _("besvarad, inte godkänd än")
    APPROVED = "approved", _("svaret lämnat")
    WITHDRAWN = "withdrawn", _("återtagen")


class PublishedFact(Standing):
    """What officials have answered, made known to all: a neutral question and its answer, without who asked."""

    question = models.TextField(_("fråga"))
    answer = models.TextField(_("svar"))
    at = models.DateTimeField(_("publicerat"))

    class Meta:
        ordering: ClassVar = ["-pk"]

    def __str__(self) -> str:
        return self.question[:80]


class Question(Versioned):
    """What the members of a room ask the officials: delegated, answered, approved, given to the party alone.

    It has left the room by being asked; the answer is the municipality's from the moment it is given.
    """

    room = models.ForeignKey(PartyRoom, on_delete=models.PROTECT, related_name="questions")
    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="proposal_questions")
    text = models.TextField(_("fråga"))
    state = models.CharField(_("läge"), max_length=10, choices=QuestionState.choices, default=QuestionState.ASKED)
    asked_at = models.DateTimeField(_("ställd"))
    asked_by = models.CharField(_("av"), max_length=200)
    body = models.ForeignKey(Body, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    """Who answers: an administration or the finance department."""
    due = models.DateField(_("svar senast"), null=True, blank=True)
    answer = models.TextField(_("svar"), blank=True)
    answered_by_id = models.BigIntegerField(null=True, blank=True)
    answered_by = models.CharField(_("besvarad av"), max_length=200, blank=True)
    approved_at = models.DateTimeField(_("godkänd"), null=True, blank=True)
    approved_by = models.CharField(_("godkänd av"), max_length=200, blank=True)
    fact = models.OneToOneField(PublishedFact, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar = ["asked_at", "pk"]
        verbose_name = _("fråga till tjänstemän")

    def __str__(self) -> str:
        return str(_("fråga till tjänstemän"))


class Share(Versioned):
    """A draft shown to the management team for a while: a copy under a key of its own, gone when the share ends."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    room = models.ForeignKey(PartyRoom, on_delete=models.PROTECT, related_name="shares")
    draft_uid = models.UUIDField()
    audience = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    wrapped_key = models.BinaryField(editable=False)
    sealed = models.BinaryField(editable=False)
    opened_at = models.DateTimeField(_("delat"))
    ends_at = models.DateTimeField(_("slutar"))
    ended_at = models.DateTimeField(_("avslutat"), null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["-pk"]

    def __str__(self) -> str:
        return str(_("delning med ledningsgruppen"))


class ShareComment(Standing):
    """What somebody in the management team says of one frame or assignment; sealed with the share's key."""

    share = models.ForeignKey(Share, on_delete=models.PROTECT, related_name="comments")
    sealed = models.BinaryField(editable=False)
    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    at = models.DateTimeField(_("tid"))

    class Meta:
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return str(_("förseglat innehåll"))
