"""Forms of a document's workspace."""

from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ramverk.apps.organisation.models import Body, BodyKind, on
from ramverk.apps.publishing.models import Publication
from ramverk.apps.publishing.models_workspace import Part
from ramverk.apps.trail import clock

WRITING_BODIES = (BodyKind.BOARD, BodyKind.EXECUTIVE_BOARD)


class PartForm(forms.Form):
    """The words of a part."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    text = forms.CharField(
        label=_("Text"), required=False, strip=False, widget=forms.Textarea(attrs={"rows": 14, "class": "document"})
    )

    def __init__(self, *args: Any, part: Part, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].label = _("Text före tabeller och diagram") if part.is_automatic else _("Text")
        self.fields["text"].widget.attrs["data-pasted"] = reverse("plans:pasted")


class ArrangeForm(forms.Form):
    """What a part is called, what its writers are told, who they are."""

    heading = forms.CharField(label=_("Rubrik"), max_length=160)
    instruction = forms.CharField(label=_("Anvisning"), required=False, widget=forms.Textarea(attrs={"rows": 2}))
    writer = forms.ModelChoiceField(
        label=_("Skrivs av"), queryset=Body.objects.none(), required=False, empty_label=_("ekonomiavdelningen"),
        help_text=_("Nämndens folk ser då den här delen, inte resten av dokumentet."),
    )  # fmt: skip
    is_left_out = forms.BooleanField(label=_("Delen utelämnas"), required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["writer"].queryset = Body.objects.filter(on(clock.today()), kind__in=WRITING_BODIES).order_by("name")


class CompareForm(forms.Form):
    """Which earlier document the last chapter tells the differences from."""

    since = forms.ModelChoiceField(
        label=_("Berätta vad som har ändrats sedan"), queryset=Publication.objects.none(), required=False,
        empty_label=_("inget kapitel om ändringar"),
    )  # fmt: skip
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, earlier: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["since"].queryset = earlier


class PictureForm(forms.Form):
    """A picture with what it shows in words."""

    file = forms.FileField(
        label=_("Bild"), help_text=_("PNG eller JPEG, högst 12 MB. Den görs lagom stor för utskrift.")
    )
    description = forms.CharField(
        label=_("Alternativ text"), required=False, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Vad bilden visar, för den som inte ser den. Måste finnas innan dokumentet publiceras."),
    )  # fmt: skip
    caption = forms.CharField(label=_("Bildtext"), max_length=300, required=False)
