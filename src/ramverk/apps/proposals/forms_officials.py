"""Forms of questions to the officials and of what is shown to the management team."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from ramverk.apps.frames.forms import Amount
from ramverk.apps.organisation.models import Body, BodyKind, on
from ramverk.apps.proposals.comments import About, Suggestion
from ramverk.apps.trail import clock

ANSWERING = (BodyKind.FINANCE_DEPARTMENT, BodyKind.ADMINISTRATION)
VERDICTS = (
    ("genomförbart", lazy("genomförbart")),
    ("genomförbart med villkor", lazy("genomförbart med villkor")),
    ("inte genomförbart", lazy("inte genomförbart")),
)


def _text(label: Any, rows: int = 5, help_text: Any = "") -> forms.CharField:
    return forms.CharField(label=label, help_text=help_text, widget=forms.Textarea(attrs={"rows": rows}))


def _day(label: Any) -> forms.DateField:
    return forms.DateField(label=label, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))


class AskForm(forms.Form):
    """What a room wants to know."""

    text = _text(
        lazy("Fråga"), help_text=lazy("De tjänstemän som arbetar med svaret ser frågan och vilket rum den kommer från.")
    )


class AssignForm(forms.Form):
    """Who answers, and when."""

    body = forms.ModelChoiceField(label=lazy("Vem svarar?"), queryset=Body.objects.none())
    due = _day(lazy("Svar senast"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        body: Any = self.fields["body"]
        body.queryset = Body.objects.filter(on(clock.today()), kind__in=ANSWERING).order_by("name")


class AnswerForm(forms.Form):
    """The answer."""

    text = _text(lazy("Svar"), 8)


class FactForm(forms.Form):
    """The facts for everyone."""

    asked = _text(lazy("Frågan, neutralt skriven"), 3, lazy("Inget här får visa vem som frågade eller varför."))
    answer = _text(lazy("Svaret för alla"), 6)


class LeadershipForm(forms.Form):
    """How long the management team sees the draft."""

    audience = forms.ModelChoiceField(label=lazy("Visas för"), queryset=Body.objects.none(), empty_label=None)
    day = _day(lazy("Slutar den"))
    time = forms.TimeField(label=lazy("Klockslag"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        audience: Any = self.fields["audience"]
        audience.queryset = Body.objects.filter(on(clock.today()), kind=BodyKind.MANAGEMENT_TEAM)


class CommentForm(forms.Form):
    """A comment on one frame or assignment."""

    subject = forms.ChoiceField(label=lazy("Gäller"))
    verdict = forms.ChoiceField(label=lazy("Går det?"), choices=VERDICTS)
    text = _text(lazy("Konsekvens och kostnad"), 4)
    wording = forms.CharField(
        label=lazy("Uppdraget hellre så här"), required=False, max_length=500,
        help_text=lazy("Bara för ett uppdrag. Partierna kan ta in lydelsen i förslaget."),
    )  # fmt: skip

    def __init__(self, *args: Any, subjects: Mapping[str, About], years: Sequence[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        self.subjects, self.years = subjects, tuple(years)
        fields["subject"].choices = [(one, one) for one in subjects]
        for year in self.years:
            fields[f"y{year}"] = Amount(label=_("Ändra ramen %s, tkr") % year)
        fields[f"y{self.years[0]}"].help_text = _("Bara för en ram: plus gör den större. Partierna kan ta in det.")

    def about(self) -> About:
        """What was chosen to comment on."""
        return self.subjects[self.cleaned_data["subject"]]

    def suggestion(self) -> Suggestion:
        """What is suggested instead, if anything."""
        values = self.cleaned_data
        amounts = {str(year): int(values[f"y{year}"]) for year in self.years if values.get(f"y{year}")}
        return Suggestion(amounts, values["wording"].strip())
