"""What is made of an edition for people outside: documents that open at a set second, and never change afterwards."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from ramverk.apps.cycle.models import Activity, Round
from ramverk.apps.frames.models import Edition
from ramverk.apps.trail.models import FrozenDocument, Versioned


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
