"""What is made of an edition for people outside: documents that open at a set second, and never change afterwards."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from ramverk.apps.cycle.models import Activity, Round
from ramverk.apps.dispatch.models import Dispatch
from ramverk.apps.frames.models import Edition
from ramverk.apps.trail.models import FrozenDocument, StoredFile, Versioned


class PublicationState(models.TextChoices):
    """Where a publication stands. Whether it is open is told by the clock: from `opens_at` on."""

    DRAFT = "draft", _("utkast")
    SCHEDULED = "scheduled", _("schemalagd")
    WITHDRAWN = "withdrawn", _("återkallad")


class Publication(Versioned):
    """One document about one edition, on its way to everybody. What opens is the frozen version, nothing later."""

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="publications")
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="publications")
    activity = models.ForeignKey(Activity, null=True, blank=True, on_delete=models.PROTECT, related_name="publications")
    title = models.CharField(_("titel"), max_length=160)
    slug = models.SlugField(_("adress"), max_length=80, unique=True)
    introduction = models.TextField(_("inledning"), blank=True)
    state = models.CharField(_("läge"), max_length=12, choices=PublicationState.choices, default=PublicationState.DRAFT)
    opens_at = models.DateTimeField(_("öppnas"), null=True, blank=True)
    document = models.ForeignKey(FrozenDocument, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    notice = models.OneToOneField(Dispatch, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    """What is sent to those the step names, in the second it opens; None where nobody is told."""
    replaces = models.OneToOneField("self", null=True, blank=True, on_delete=models.PROTECT, related_name="replaced_by")
    reason = models.CharField(_("skäl"), max_length=300, blank=True)
    """Why it was withdrawn."""
    created_at = models.DateTimeField(_("skapad"))
    created_by = models.CharField(_("skapad av"), max_length=200)

    class Meta:
        ordering: ClassVar = ["-opens_at", "-pk"]
        verbose_name = _("publicering")

    def __str__(self) -> str:
        return self.title


class PublicQuestionKind(models.TextChoices):
    """What somebody outside writes about."""

    QUESTION = "question", _("fråga om budgeten")
    ACCESS = "access", _("tillgänglighet")


class PublicQuestionState(models.TextChoices):
    """Where it stands. Only what is published is in the question log."""

    RECEIVED = "received", _("inkommen")
    ANSWERED = "answered", _("besvarad")
    PUBLISHED = "published", _("besvarad och publicerad")
    SET_ASIDE = "set_aside", _("lagd åt sidan")


class PublicQuestion(Versioned):
    """A question from media or a resident, or what somebody says about the site's accessibility; and its answer.

    The words that are published are the municipality's own wording of the question; who asked is never part of it.
    """

    round = models.ForeignKey(Round, null=True, blank=True, on_delete=models.PROTECT, related_name="public_questions")
    kind = models.CharField(_("slag"), max_length=10, choices=PublicQuestionKind.choices)
    text = models.TextField(_("fråga"))
    page = models.CharField(_("sida"), max_length=300, blank=True)
    """Where the trouble was, for what is about accessibility."""
    reply_to = models.EmailField(_("svar till"), blank=True)
    """Only if somebody wants an answer by mail; shown to finance alone."""
    state = models.CharField(
        _("läge"), max_length=10, choices=PublicQuestionState.choices, default=PublicQuestionState.RECEIVED
    )
    received_at = models.DateTimeField(_("inkom"))
    shown_as = models.TextField(_("frågan som den visas"), blank=True)
    answer = models.TextField(_("svar"), blank=True)
    answered_at = models.DateTimeField(_("besvarad"), null=True, blank=True)
    answered_by = models.CharField(_("besvarad av"), max_length=200, blank=True)

    class Meta:
        ordering: ClassVar = ["-received_at", "-pk"]
        verbose_name = _("fråga från allmänheten")
        indexes: ClassVar = [models.Index(fields=["state", "kind"])]  # the log, and what waits for an answer

    def __str__(self) -> str:
        return str(_("fråga från allmänheten"))


class Conformance(models.TextChoices):
    """How far the public site meets the demands on accessibility, in the authority's own judgement."""

    FULL = "full", _("helt förenlig med lagens krav")
    PARTLY = "partly", _("delvis förenlig med lagens krav")
    NOT = "not", _("inte förenlig med lagens krav")


class PublicContact(Versioned):
    """Whom to turn to outside: press and accessibility, and what the accessibility statement says. One row."""

    press_name = models.CharField(_("presskontakt"), max_length=160, blank=True)
    press_phone = models.CharField(_("telefon"), max_length=40, blank=True)
    press_mail = models.EmailField(_("e-post"), blank=True)
    access_name = models.CharField(_("kontakt om tillgänglighet"), max_length=160, blank=True)
    access_phone = models.CharField(_("telefon om tillgänglighet"), max_length=40, blank=True)
    access_mail = models.EmailField(_("e-post om tillgänglighet"), blank=True)
    conformance = models.CharField(
        _("bedömning"), max_length=8, choices=Conformance.choices, default=Conformance.PARTLY
    )
    shortcomings = models.TextField(_("kända brister"), blank=True)
    assessed_on = models.DateField(_("bedömningen gjord"), null=True, blank=True)

    class Meta:
        verbose_name = _("kontakt för allmänheten")

    def __str__(self) -> str:
        return str(_("kontakt för allmänheten"))


class PackageState(models.TextChoices):
    """How far an archive package has come."""

    MAKING = "making", _("görs")
    MADE = "made", _("klart")
    BROKEN = "broken", _("avbrutet")


class ArchivePackage(Versioned):
    """A whole round as one zip for the archive, made of what stood when it was made; it opens without Ramverk."""

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="archive_packages")
    state = models.CharField(_("läge"), max_length=8, choices=PackageState.choices, default=PackageState.MAKING)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    beat_at = models.DateTimeField(null=True)
    """When the work last told how far it is; one that has been silent for long has died."""
    file = models.ForeignKey(StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    last_number = models.PositiveBigIntegerField(default=0)
    last_hash = models.CharField(_("spårets sista kontrollsumma"), max_length=64, blank=True)
    begun_at = models.DateTimeField(_("påbörjat"))
    begun_by = models.CharField(_("av"), max_length=200)
    made_at = models.DateTimeField(_("klart"), null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["-pk"]
        verbose_name = _("arkivpaket")

    def __str__(self) -> str:
        return f"{_('Arkivpaket')} {self.round}"
