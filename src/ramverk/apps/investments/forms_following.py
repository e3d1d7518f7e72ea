"""Forms of what happens to a project afterwards, and of reading ongoing ones in."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from ramverk.apps.frames.forms import Amount
from ramverk.apps.investments.models import ProjectPhase


def _day(label: Any) -> forms.DateField:
    return forms.DateField(label=label, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))


class GateForm(forms.Form):
    """The decision that brings a project to another phase."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    to_phase = forms.ChoiceField(label=lazy("Till skedet"))
    decided_on = _day(lazy("Beslutat den"))
    decision = forms.CharField(
        label=lazy("Beslut"), help_text=lazy("Vem och paragraf, till exempel Tekniska nämnden § 31."), max_length=200
    )
    note = forms.CharField(
        label=lazy("Anteckning"), required=False, widget=forms.Textarea(attrs={"rows": 2}), max_length=2000
    )

    def __init__(self, *args: Any, phases: tuple[str, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        labels = dict(ProjectPhase.choices)
        fields: dict[str, Any] = self.fields
        fields["to_phase"].choices = [(phase, labels[phase]) for phase in phases]


class _Outcome(Amount):
    """An amount that must be there: nil is written as 0."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.required = self.widget.is_required = True

    def clean(self, value: Any) -> Any:
        """Öre, with a sentence where nothing is written."""
        amount = super().clean(value)
        if amount is None:
            raise forms.ValidationError(_("Skriv utfallet i tusen kronor; 0 om projektet inte har kostat något."))
        return amount


class ReportForm(forms.Form):
    """A final report."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    outcome = _Outcome(label=lazy("Utfall brutto, tkr"))
    finished_on = _day(lazy("Klart den"))
    effects = forms.CharField(
        label=lazy("Effekter mot de väntade"), widget=forms.Textarea(attrs={"rows": 4}), max_length=8000
    )
    deviation = forms.CharField(
        label=lazy("Avvikelse i pengar och tid"),
        help_text=lazy("Behövs när utfallet skiljer mer än fem procent från beslutet."),
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
        max_length=8000,
    )


class OngoingForm(forms.Form):
    """The finance system's list of ongoing projects."""

    file = forms.FileField(
        label=lazy("Fil"),
        help_text=lazy(
            "Excel, OpenDocument eller CSV med rubrikerna nämnd, projekt och total (tkr); gärna upparbetat, prognos, "
            "anslag, används, överförs, aktiveras (2019-07) och ett år per kolumn."
        ),
    )
