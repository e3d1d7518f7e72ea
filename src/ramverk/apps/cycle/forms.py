"""What people fill in about the year. A form reads; the action judges."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ramverk.apps.cycle.models import Activity, ActivityKind, Lane, ParticipationMode, Phase, Round
from ramverk.apps.cycle.planned import PlannedDate
from ramverk.apps.cycle.queries.plan import precision_of
from ramverk.apps.organisation.models import Audience, Body, Person


def _day(label: Any, *, required: bool = True, help_text: Any = "") -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, required=required, help_text=help_text, widget=widget)


def _time(label: Any) -> forms.TimeField:
    return forms.TimeField(label=label, required=False, widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))


def _reason(*, required: bool = True, help_text: Any = "") -> forms.CharField:
    return forms.CharField(label=_("Skäl"), required=required, max_length=500, help_text=help_text)


class ImportForm(forms.Form):
    """A timetable as a file or as pasted text."""

    file = forms.FileField(
        label=_("Fil med tidplanen"),
        required=False,
        help_text=_("Word, Excel, CSV, PDF med text, webbsida, Markdown, text eller kalenderfil; högst 20 MB."),
    )
    text = forms.CharField(
        label=_("Eller klistra in tidplanen"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text=_("Kopiera tabellen ur dokumentet som den är."),
    )
    year = forms.IntegerField(
        label=_("År då första raden infaller"),
        required=False,
        min_value=1980,
        max_value=2100,
        help_text=_("Behövs bara om dokumentet inte själv säger vilket år det gäller."),
    )


class WhenForm(forms.Form):
    """A day or days, perhaps with times."""

    start = _day(_("Dag"))
    end = _day(_("Till och med"), required=False, help_text=_("Lämna tomt för en enda dag."))
    starts_at = _time(_("Börjar"))
    ends_at = _time(_("Slutar"))

    def when(self) -> PlannedDate:
        """The date that was filled in."""
        values = self.cleaned_data
        end = values["end"] or values["start"]
        return PlannedDate(
            "", values["start"], end, precision_of(values["start"], end), values["starts_at"], values["ends_at"]
        )


class ActivityForm(forms.Form):
    """What an activity is; its dates are another matter."""

    title = forms.CharField(label=_("Vad"), max_length=300)
    kind = forms.ChoiceField(label=_("Slag"), choices=ActivityKind.choices)
    lane = forms.ChoiceField(label=_("Spår i tidslinjen"), choices=Lane.choices, required=False)
    text = forms.CharField(label=_("Beskrivning"), required=False, widget=forms.Textarea(attrs={"rows": 4}))
    place = forms.CharField(label=_("Plats"), required=False, max_length=160)
    yields = forms.CharField(
        label=_("Ger"), required=False, max_length=500, help_text=_("Vad som finns när det är klart.")
    )
    is_deadline = forms.BooleanField(label=_("Datumet är en sista dag"), required=False)
    needs_adoption = forms.BooleanField(label=_("Ska antas av nämnden"), required=False)


class ParticipantsForm(forms.Form):
    """Who takes part, by mode."""

    performer = forms.ModelMultipleChoiceField(Audience.objects.none(), label=_("Utför"), required=False)
    invited = forms.ModelMultipleChoiceField(Audience.objects.none(), label=_("Inbjudna"), required=False)
    optional = forms.ModelMultipleChoiceField(Audience.objects.none(), label=_("Vid behov"), required=False)
    recipient = forms.ModelMultipleChoiceField(Audience.objects.none(), label=_("Mottagare"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for mode in ParticipationMode.values:
            field = self.fields[mode]
            field.queryset = Audience.objects.filter(is_confirmed=True)  # type: ignore[attr-defined]
            field.widget = forms.CheckboxSelectMultiple(choices=field.choices)  # type: ignore[attr-defined]

    def chosen(self) -> list[tuple[str, Audience]]:
        """(mode, audience) of everything that is ticked."""
        return [(mode, audience) for mode in ParticipationMode.values for audience in self.cleaned_data[mode]]


class NewActivityForm(ActivityForm, WhenForm, ParticipantsForm):
    """Everything about a new activity."""

    field_order = ("title", "kind", "start", "end", "starts_at", "ends_at", "performer", "invited", "recipient")
    lane = forms.ChoiceField(label=_("Spår i tidslinjen"), choices=Lane.choices, initial=Lane.FINANCE)


class EditActivityForm(ActivityForm, ParticipantsForm):
    """Everything about an activity except its dates."""


class AssignForm(forms.Form):
    """Who answers for it."""

    owner = forms.ModelChoiceField(Body.objects.all(), label=_("Organ som ansvarar"), required=False)
    responsible = forms.ModelChoiceField(
        Person.objects.filter(is_active=True), label=_("Ansvarig person"), required=False
    )


class SplitForm(forms.Form):
    """What is taken out as an activity of its own."""

    title = forms.CharField(label=_("Den nya aktiviteten"), max_length=300)
    kind = forms.ChoiceField(label=_("Slag"), choices=ActivityKind.choices)
    participants = forms.MultipleChoiceField(
        label=_("Följer med till den nya"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, activity: Activity, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(str(item.pk), item.as_written) for item in activity.participations.all()]
        self.fields["participants"].choices = choices  # type: ignore[attr-defined]


class MergeForm(forms.Form):
    """Which activity goes into this one."""

    merged = forms.ModelChoiceField(Activity.objects.none(), label=_("Slå ihop med"))
    reason = _reason(required=False)

    def __init__(self, *args: Any, activity: Activity, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = Activity.objects.filter(round=activity.round_id, became=None).exclude(pk=activity.pk)
        self.fields["merged"].queryset = others  # type: ignore[attr-defined]


class ReasonForm(forms.Form):
    """Just why."""

    reason = _reason(required=False)


class GivenReasonForm(forms.Form):
    """Why, and not without it."""

    reason = _reason()


class NeedForm(forms.Form):
    """What an activity waits for."""

    needed = forms.ModelChoiceField(Activity.objects.none(), label=_("Väntar på"))
    what = forms.CharField(label=_("Vad som behövs"), max_length=200, required=False)
    is_gate = forms.BooleanField(
        label=_("Grind: aktiviteten kan inte öppnas eller bli klar innan"), required=False, initial=True
    )

    def __init__(self, *args: Any, activity: Activity, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = Activity.objects.filter(round=activity.round_id, became=None).exclude(pk=activity.pk)
        self.fields["needed"].queryset = others  # type: ignore[attr-defined]


class PhaseForm(forms.Form):
    """A phase's name and days."""

    name = forms.CharField(label=_("Fas"), max_length=80)
    start = _day(_("Från"))
    end = _day(_("Till och med"))
    reason = _reason(required=False)

    @classmethod
    def of(cls, phase: Phase) -> "PhaseForm":
        """Filled in with what the phase has."""
        values = {"name": phase.name, "start": phase.start, "end": phase.end}
        return cls(initial=values, prefix=f"p{phase.pk}")


class RoundForm(forms.Form):
    """A round's name and its reminders."""

    name = forms.CharField(label=_("Namn"), max_length=160)
    before = forms.CharField(
        label=_("Påminn så många dagar före sista dagen"), help_text=_("Till exempel 7, 1"), required=False
    )
    after = forms.CharField(
        label=_("Påminn så många dagar efter en missad dag"), help_text=_("Till exempel 1, 7"), required=False
    )

    @classmethod
    def of(cls, in_round: Round) -> "RoundForm":
        """Filled in with what the round has."""
        before, after = (", ".join(map(str, days)) for days in (in_round.remind_before, in_round.remind_after))
        return cls(initial={"name": in_round.name, "before": before, "after": after})

    def clean_before(self) -> list[int]:
        """Whole numbers."""
        return self._numbers("before")

    def clean_after(self) -> list[int]:
        """Whole numbers."""
        return self._numbers("after")

    def _numbers(self, name: str) -> list[int]:
        parts = [part.strip() for part in self.cleaned_data[name].split(",") if part.strip()]
        if not all(part.isdigit() for part in parts):
            raise forms.ValidationError(_("Skriv hela tal med komma emellan, till exempel 7, 1."))
        return [int(part) for part in parts]
