"""The workspace of a document on its way: its outline, who writes what, and the pictures that go with the words."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from ramverk.apps.organisation import holding
from ramverk.apps.organisation.models import Body
from ramverk.apps.trail.models import StoredFile, Versioned


class PartKind(models.TextChoices):
    """Where a part of a document comes from."""

    TEXT = "text", _("skrivs här")
    AUTOMATIC = "automatic", _("hämtas ur utgåvan")


class Workspace(Versioned):
    """The outline of one publication while it is written."""

    publication = models.OneToOneField("publishing.Publication", on_delete=models.CASCADE, related_name="workspace")
    since = models.ForeignKey(
        "publishing.Publication", null=True, blank=True, on_delete=models.PROTECT, related_name="+",
        verbose_name=_("jämförs med"),
    )  # fmt: skip
    """The earlier document whose differences are told in the last chapter; None for no such chapter."""

    class Meta:
        verbose_name = _("disposition")

    def __str__(self) -> str:
        return f"{self.publication}"


class Part(Versioned):
    """One chapter: words that somebody writes, or what is made of the edition with words before it."""

    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, related_name="parts")
    order = models.PositiveSmallIntegerField(_("ordning"), default=0)
    key = models.SlugField(_("nyckel"), max_length=40)
    heading = models.CharField(_("rubrik"), max_length=160)
    instruction = models.TextField(_("anvisning"), blank=True)
    kind = models.CharField(_("slag"), max_length=10, choices=PartKind.choices, default=PartKind.TEXT)
    writer = models.ForeignKey(Body, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    """The body whose people write it beside finance; None for finance alone."""
    text = models.TextField(_("text"), blank=True)
    is_left_out = models.BooleanField(_("utelämnas"), default=False)
    is_ready = models.BooleanField(_("klart"), default=False)
    saved_at = models.DateTimeField(_("sparat"), null=True, blank=True)
    saved_by = models.CharField(_("sparat av"), max_length=200, blank=True)

    class Meta:
        ordering: ClassVar = ["order", "pk"]
        verbose_name = _("del av ett dokument")
        constraints: ClassVar = [models.UniqueConstraint(fields=["workspace", "key"], name="document_part_once")]

    def __str__(self) -> str:
        return self.heading

    @property
    def is_to_be_written(self) -> bool:
        """Whether somebody is to mark it as ready: words there are or should be, and it comes along."""
        return not self.is_left_out and (not self.is_automatic or bool(self.text.strip()))

    @property
    def is_automatic(self) -> bool:
        """Whether its figures are made of the edition."""
        return self.kind == PartKind.AUTOMATIC


class PartLease(holding.Lease):
    """Who is writing in a part just now, and until when; renewed by working."""

    part = models.OneToOneField(Part, on_delete=models.CASCADE, related_name="lease")

    def __str__(self) -> str:
        return f"{self.part}: {self.person}"


class PartKept(holding.Kept):
    """What somebody had written in a part when another had saved or taken over."""

    part = models.ForeignKey(Part, on_delete=models.CASCADE, related_name="kept")

    class Meta:
        ordering: ClassVar = ["-at"]

    def __str__(self) -> str:
        return f"{self.part}: {self.person} {self.at:%Y-%m-%d %H:%M}"


class PartPicture(Versioned):
    """A picture after a part's words, with what it shows in words."""

    part = models.ForeignKey(Part, on_delete=models.CASCADE, related_name="pictures")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(_("filnamn"), max_length=200)
    media_type = models.CharField(max_length=40)
    description = models.TextField(_("alternativ text"), blank=True)
    caption = models.CharField(_("bildtext"), max_length=300, blank=True)

    class Meta:
        ordering: ClassVar = ["pk"]
        verbose_name = _("bild")

    def __str__(self) -> str:
        return self.name
