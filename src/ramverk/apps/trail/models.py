"""What a deed leaves behind. Nothing here changes once written, except the row that remembers the chain's end."""

from typing import Any, ClassVar, NoReturn

from django.db import models
from django.utils.translation import gettext_lazy as _


class Unchangeable(Exception):
    """Somebody tried to change or delete a row that stands for ever."""


class Standing(models.Model):
    """A row that is written once: saving it again or deleting it is refused."""

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write the row the first time; refuse every later time."""
        if not self._state.adding:
            raise Unchangeable(f"{self._meta.label} {self.pk} is written once and stands.")
        super().save(*args, **kwargs)

    def delete(self, *_args: Any, **_kwargs: Any) -> NoReturn:
        """Refuse."""
        raise Unchangeable(f"{self._meta.label} {self.pk} is written once and stands.")


class Versioned(models.Model):
    """A row that people edit: `version` rises at each change, and a change names the version it was made against."""

    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        abstract = True


class TrailHead(models.Model):
    """The end of the chain: the one row a writer locks, so that every entry knows the entry before it."""

    last_number = models.PositiveBigIntegerField(default=0)
    last_hash = models.CharField(max_length=64, default="0" * 64)

    def __str__(self) -> str:
        return f"{self.last_number} {self.last_hash[:12]}"


class TrailEntry(Standing):
    """One deed: who did what to what, in which role, when and why, chained to the deed before it by its hash.

    Names are stored as they were on the day; an id that later points elsewhere cannot change what was written.
    """

    number = models.PositiveBigIntegerField(unique=True)
    at = models.DateTimeField(_("tid"))
    actor_id = models.BigIntegerField(null=True)
    actor_name = models.CharField(_("person"), max_length=200)
    actor_role = models.CharField(_("roll"), max_length=200, blank=True)
    in_name_of = models.CharField(_("som ersättare för"), max_length=200, blank=True)
    verb = models.CharField(_("handling"), max_length=80)
    subject_type = models.CharField(max_length=80)
    subject_id = models.CharField(max_length=40)
    subject_label = models.CharField(_("gäller"), max_length=300)
    before = models.JSONField(_("före"), default=dict)
    after = models.JSONField(_("efter"), default=dict)
    reason = models.TextField(_("skäl"), blank=True)
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        ordering: ClassVar = ["number"]
        indexes: ClassVar = [models.Index(fields=["subject_type", "subject_id", "number"])]  # an object's own history
        verbose_name = _("spårpost")

    def __str__(self) -> str:
        return f"{self.number} {self.verb} {self.subject_label}"


class Transition(Standing):
    """One flip of a state: from, to, actor, time, reason."""

    at = models.DateTimeField(_("tid"))
    actor_id = models.BigIntegerField(null=True)
    actor_name = models.CharField(_("person"), max_length=200)
    subject_type = models.CharField(max_length=80)
    subject_id = models.CharField(max_length=40)
    from_state = models.CharField(_("från"), max_length=40)
    to_state = models.CharField(_("till"), max_length=40)
    reason = models.TextField(_("skäl"), blank=True)

    class Meta:
        ordering: ClassVar = ["pk"]
        indexes: ClassVar = [models.Index(fields=["subject_type", "subject_id"])]  # an object's own flips

    def __str__(self) -> str:
        return f"{self.subject_type} {self.subject_id}: {self.from_state} → {self.to_state}"


class StoredFile(Standing):
    """The bytes of a file as they came, known by their checksum; the same bytes are stored once."""

    sha256 = models.CharField(max_length=64, unique=True)
    size = models.PositiveIntegerField()
    content = models.BinaryField()

    def __str__(self) -> str:
        return f"{self.sha256[:12]} ({self.size} B)"


class FrozenDocument(Standing):
    """What was adopted, submitted or dispatched, exactly as it was: content, attachments and checksum.

    `content` is the structured text shown to readers; `checksum` covers title, content and the attachments' checksums.
    """

    title = models.CharField(_("rubrik"), max_length=300)
    kind = models.CharField(max_length=40)
    content = models.JSONField(default=dict)
    checksum = models.CharField(_("kontrollsumma"), max_length=64, db_index=True)
    frozen_at = models.DateTimeField(_("fryst"))
    frozen_by_id = models.BigIntegerField(null=True)
    frozen_by = models.CharField(_("fryst av"), max_length=200)

    class Meta:
        verbose_name = _("fryst dokument")

    def __str__(self) -> str:
        return f"{self.title} ({self.checksum[:12]})"


class Attachment(Standing):
    """A named file that belongs to a frozen document."""

    document = models.ForeignKey(FrozenDocument, on_delete=models.PROTECT, related_name="attachments")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(_("filnamn"), max_length=200)
    media_type = models.CharField(max_length=120)

    class Meta:
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return self.name


class MovedClock(models.Model):
    """The demo's clock: what the time was said to be, and when that was said. No row means the machine's own time."""

    says = models.DateTimeField()
    said_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.says:%Y-%m-%d %H:%M}"
