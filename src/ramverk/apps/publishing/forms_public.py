"""Forms of what comes in from outside, and of what the public site says of the municipality."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ramverk.apps.publishing.models import Conformance, PublicContact


class AskForm(forms.Form):
    """A question, or what keeps somebody out. Nothing but the words is needed."""

    text = forms.CharField(label=_("Din fråga"), widget=forms.Textarea(attrs={"rows": 6}), max_length=4000)
    reply_to = forms.EmailField(
        label=_("E-post, om du vill ha svar"), required=False,
        help_text=_("Används bara för svaret. Det som skickas till kommunen blir en allmän handling."),
    )  # fmt: skip


class AccessForm(AskForm):
    """The same about accessibility: which page, and what went wrong or is wanted in another form."""

    page = forms.CharField(
        label=_("Vilken sida eller handling gäller det?"), required=False, max_length=300,
        help_text=_("Adressen eller namnet räcker."),
    )  # fmt: skip
    field_order = ("page", "text", "reply_to")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].label = _("Vad är det som inte fungerar, eller i vilken form vill du ha det?")


class AnswerForm(forms.Form):
    """An answer, and the question as everybody may read it."""

    shown_as = forms.CharField(
        label=_("Frågan som den visas för alla"), required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Kommunens egna ord, utan namn och annat som pekar ut den som frågade."),
    )  # fmt: skip
    answer = forms.CharField(label=_("Svar"), widget=forms.Textarea(attrs={"rows": 6}))
    publish = forms.BooleanField(label=_("Visa fråga och svar i frågeloggen för alla"), required=False)
    version = forms.IntegerField(widget=forms.HiddenInput)


class NoteForm(forms.Form):
    """A question that was asked aloud, with its answer: straight into the log."""

    shown_as = forms.CharField(label=_("Fråga"), widget=forms.Textarea(attrs={"rows": 3}), max_length=4000)
    answer = forms.CharField(label=_("Svar"), widget=forms.Textarea(attrs={"rows": 5}))


class AsideForm(forms.Form):
    """Why it is laid aside."""

    reason = forms.CharField(label=_("Skäl"), max_length=300)
    version = forms.IntegerField(widget=forms.HiddenInput)


class ContactForm(forms.Form):
    """Whom to turn to, and the accessibility statement's own words."""

    press_name = forms.CharField(label=_("Presskontakt"), max_length=160, required=False)
    press_phone = forms.CharField(label=_("Telefon till presskontakten"), max_length=40, required=False)
    press_mail = forms.EmailField(label=_("E-post till presskontakten"), required=False)
    access_name = forms.CharField(label=_("Kontakt om tillgänglighet"), max_length=160, required=False)
    access_phone = forms.CharField(label=_("Telefon om tillgänglighet"), max_length=40, required=False)
    access_mail = forms.EmailField(label=_("E-post om tillgänglighet"), required=False)
    conformance = forms.ChoiceField(label=_("Kommunens bedömning"), choices=Conformance.choices)
    shortcomings = forms.CharField(
        label=_("Kända brister"), required=False, widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("En brist per rad: vad som brister, för vem, och när det är åtgärdat."),
    )  # fmt: skip
    assessed_on = forms.DateField(
        label=_("Bedömningen gjord den"), required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )  # fmt: skip
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    @classmethod
    def of(cls, row: PublicContact) -> "ContactForm":
        """With what is written today."""
        names = [name for name in cls.base_fields if name != "version"]
        return cls(initial={name: getattr(row, name) for name in names} | {"version": row.version})
