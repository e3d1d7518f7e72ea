"""Forms of the plain desks. They read and shape what was typed; what it means is for the actions to judge."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from ramverk.apps.cycle.models import MinutesState
from ramverk.apps.organisation.models import Body


class SeveralFiles(forms.ClearableFileInput):
    """A file input that takes several."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Any number of files, none included."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=SeveralFiles(attrs={"multiple": True}), required=False, **kwargs)

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile[bytes]]:  # noqa: ARG002 - Django's signature
        """The files as a list."""
        given = data if isinstance(data, list | tuple) else [data]
        return [one for one in given if isinstance(one, UploadedFile)]


def _day(label: Any, help_text: Any = "", **kwargs: Any) -> forms.DateField:
    return forms.DateField(
        label=label, help_text=help_text, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **kwargs
    )


class DraftForm(forms.Form):
    """Cover note and files of a submission."""

    note = forms.CharField(
        label=_("Följebrev"),
        help_text=_("Några meningar till den som läser: vad är nytt, vad är viktigt."),
        widget=forms.Textarea(attrs={"rows": 5}),
        required=False,
    )
    attached = FilesField(
        label=_("Lägg till filer"), help_text=_("PDF, Word, Excel, OpenDocument, bild eller text; högst 20 MB per fil.")
    )


class AgendaForm(forms.Form):
    """Which meeting takes it up."""

    agenda_on = _day(_("Nämndens sammanträde"))


class ProofForm(forms.Form):
    """What proves that the board adopted it."""

    decided_on = _day(_("Antagen den"), _("Dagen för nämndens sammanträde."))
    paragraph = forms.CharField(
        label=_("Paragraf"),
        help_text=_("Till exempel § 24."),
        max_length=24,
        widget=forms.TextInput({"class": "short"}),
    )
    minutes_state = forms.ChoiceField(label=_("Protokollet är"), choices=MinutesState.choices)
    checksum = forms.CharField(widget=forms.HiddenInput)


class ReservationForm(forms.Form):
    """One reservation against the board's decision; an empty one is left out."""

    name = forms.CharField(label=_("Namn"), max_length=160, required=False)
    party = forms.CharField(label=_("Parti"), max_length=80, required=False)
    text = forms.CharField(label=_("Reservation"), widget=forms.Textarea(attrs={"rows": 2}), required=False)


RESERVATIONS: Any = forms.formset_factory(ReservationForm, extra=3, max_num=20, absolute_max=20)


class ReasonForm(forms.Form):
    """A reason, or a comment, that stays in the history."""

    reason = forms.CharField(label=_("Skäl"), widget=forms.Textarea(attrs={"rows": 3}))


class NoteForm(forms.Form):
    """What came of a plain step."""

    note = forms.CharField(
        label=_("Vad blev resultatet?"),
        help_text=_("En eller ett par meningar; de står kvar i historiken."),
        widget=forms.Textarea(attrs={"rows": 4}),
        required=False,
    )


class DecisionForm(forms.Form):
    """A decision as it stands in the minutes."""

    body = forms.ModelChoiceField(label=_("Beslutat av"), queryset=Body.objects.none(), empty_label=None)
    decided_on = _day(_("Beslutad den"))
    paragraph = forms.CharField(
        label=_("Paragraf"),
        help_text=_("Till exempel § 24."),
        max_length=24,
        widget=forms.TextInput({"class": "short"}),
    )
    text = forms.CharField(
        label=_("Beslut"),
        help_text=_("Lydelsen som den står i protokollet, en att-sats per stycke."),
        widget=forms.Textarea(attrs={"rows": 8, "class": "document"}),
    )
    minutes_state = forms.ChoiceField(label=_("Protokollet är"), choices=MinutesState.choices)
    reason = forms.CharField(
        label=_("Skäl, om något steg före beslutet saknas"), widget=forms.Textarea(attrs={"rows": 2}), required=False
    )
    attached = FilesField(label=_("Bilagor"), help_text=_("Protokollsutdrag och beslutade handlingar."))
