"""Forms of publications."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ramverk.apps.cycle.models import Activity
from ramverk.apps.frames.models import Edition
from ramverk.apps.frames.policy import EDITIONS
from ramverk.apps.organisation.actor import Actor


class WordsForm(forms.Form):
    """What the document is called and how it begins."""

    title = forms.CharField(label=_("Titel"), max_length=160)
    introduction = forms.CharField(
        label=_("Inledning"), required=False, widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("Kort och för alla: vad som är viktigast i budgeten. Tom rad ger nytt stycke."),
    )  # fmt: skip
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)


class PublicationForm(WordsForm):
    """A new publication: of which edition, and at which step it is shown."""

    edition = forms.ModelChoiceField(label=_("Utgåva"), queryset=Edition.objects.none())
    activity = forms.ModelChoiceField(
        label=_("Hör till"), queryset=Activity.objects.none(), required=False,
        help_text=_("Raden i tidplanen, till exempel information till media."),
    )  # fmt: skip
    field_order = ("edition", "activity", "title", "introduction")

    def __init__(self, *args: Any, actor: Actor, round_id: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["edition"].queryset = EDITIONS.filter(Edition.objects.filter(round=round_id), actor).order_by("-pk")
        fields["activity"].queryset = Activity.objects.filter(round=round_id).order_by("order")


class OpeningForm(forms.Form):
    """When it opens for everybody."""

    day = forms.DateField(label=_("Dag"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    time = forms.TimeField(
        label=_("Klockslag"), help_text=_("Till exempel 10.30."), input_formats=("%H:%M", "%H.%M", "%H:%M:%S", "%H"),
        widget=forms.TimeInput(format="%H:%M"),
    )  # fmt: skip
    tells = forms.BooleanField(label=_("Meddela mottagarna i samma sekund"), required=False)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, told: Sequence[str] = (), **kwargs: Any) -> None:
        """`told` names those whom the step says are to know; without any the question is not asked."""
        super().__init__(*args, **kwargs)
        if told:
            self.fields["tells"].help_text = _("Ett utskick med länk och kvitto går till: %s.") % ", ".join(told)
        else:
            del self.fields["tells"]

    def moment(self) -> datetime:
        """Day and time as an aware Swedish moment."""
        return timezone.make_aware(datetime.combine(self.cleaned_data["day"], self.cleaned_data["time"]))


class WithdrawForm(forms.Form):
    """Why it is taken back."""

    reason = forms.CharField(label=_("Skäl"), max_length=300)
    version = forms.IntegerField(widget=forms.HiddenInput)
