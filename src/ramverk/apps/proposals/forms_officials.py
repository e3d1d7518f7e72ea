"""Forms of questions to the officials and of what is shown to the management team."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from ramverk.apps.frames.forms import Amount
from ramverk.apps.organisation.models import Body, BodyKind, on
from ramverk.apps.proposals.comments import ASSIGNMENT, FRAME, PROJECT, About, Fate, ProjectWish, Suggestion
from ramverk.apps.trail import clock

FATES = (
    ("", lazy("Som i utkastet")), (Fate.UNDO, lazy("Som i underlaget")), (Fate.CUT, lazy("Inte med alls")),
)  # fmt: skip
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

    body = forms.ModelChoiceField(label=lazy("Vem svarar?"), queryset=Body.objects.none(), empty_label=lazy("Välj"))
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
    """A comment on one frame, assignment or project, with what might be instead."""

    subject = forms.ChoiceField(label=lazy("Gäller"))
    verdict = forms.ChoiceField(label=lazy("Går det?"), choices=VERDICTS)
    text = _text(lazy("Konsekvens och kostnad"), 4)
    wording = forms.CharField(
        label=lazy("Uppdraget hellre så här"), required=False, max_length=500,
        help_text=lazy("Partierna kan ta in lydelsen i förslaget med ett tryck."),
    )  # fmt: skip
    fate = forms.ChoiceField(label=lazy("Projektet i förslaget"), choices=FATES, required=False)
    starts = forms.IntegerField(
        label=lazy("Projektet börjar hellre år"), required=False, min_value=2000, max_value=2100,
        widget=forms.NumberInput(attrs={"class": "short"}),
    )  # fmt: skip
    outlay = Amount(label=lazy("Projektet får hellre kosta, tkr"))

    def __init__(self, *args: Any, subjects: Mapping[str, About], years: Sequence[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        self.subjects, self.years = subjects, tuple(years)
        fields["subject"].choices = [(one, one) for one in subjects]
        for year in self.years:
            fields[f"y{year}"] = Amount(label=_("Ändra ramen %s, tkr") % year)
        fields[f"y{self.years[0]}"].help_text = _("Plus gör ramen större.")

    @property
    def first(self) -> list[forms.BoundField]:
        """What every comment says."""
        return [self[name] for name in ("subject", "verdict", "text")]

    @property
    def instead(self) -> list[tuple[str, list[forms.BoundField]]]:
        """What may be suggested instead, by what the comment is about; only for what the draft holds."""
        kinds = {one.kind for one in self.subjects.values()}
        offered = (
            (FRAME, _("Föreslå en annan ram"), [f"y{year}" for year in self.years]),
            (ASSIGNMENT, _("Föreslå andra ord för ett uppdrag"), ["wording"]),
            (PROJECT, _("Föreslå något annat för ett projekt"), ["fate", "starts", "outlay"]),
        )
        return [(title, [self[name] for name in names]) for kind, title, names in offered if kind in kinds]

    def clean(self) -> dict[str, Any]:
        """A project that is not to be there has no year and costs nothing."""
        values: dict[str, Any] = super().clean() or {}
        if values.get("fate") and (values.get("starts") or values.get("outlay") is not None):
            self.add_error("fate", _("Välj ”Som i utkastet” när projektet får ett annat år eller en annan utgift."))
        if values.get("outlay") is not None and values["outlay"] <= 0:
            self.add_error("outlay", _("Skriv mer än noll. Ska projektet inte bli av, välj ”Inte med alls”."))
        return values

    def about(self) -> About:
        """What was chosen to comment on."""
        return self.subjects[self.cleaned_data["subject"]]

    def suggestion(self) -> Suggestion:
        """What is suggested instead, if anything."""
        values = self.cleaned_data
        amounts = {str(year): int(values[f"y{year}"]) for year in self.years if values.get(f"y{year}")}
        outlay = values.get("outlay")
        wish = ProjectWish(values.get("starts"), None if outlay is None else int(outlay), values.get("fate", ""))
        return Suggestion(amounts, values["wording"].strip(), wish if wish != ProjectWish() else None)
