"""What people fill in about meetings."""

from collections.abc import Collection
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ramverk.apps.cycle.models import Activity
from ramverk.apps.meetings.models import ConsultationState, ItemKind, ItemState, Meeting, Position
from ramverk.apps.organisation.models import Body, BodyKind, Person


def _day(label: Any, *, required: bool = True) -> forms.DateField:
    return forms.DateField(
        label=label, required=required, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )


def _time(label: Any) -> forms.TimeField:
    return forms.TimeField(label=label, required=False, widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))


class OccasionForm(forms.Form):
    """When and where."""

    title = forms.CharField(label=_("Rubrik"), max_length=300, required=False)
    day = _day(_("Dag"))
    starts_at = _time(_("Börjar"))
    ends_at = _time(_("Slutar"))
    place = forms.CharField(label=_("Plats"), max_length=160, required=False)


class PlanForm(OccasionForm):
    """A new meeting, perhaps with one slot per board."""

    minutes_per_board = forms.IntegerField(
        label=_("Minuter per nämnd"),
        required=False,
        min_value=1,
        max_value=240,
        help_text=_("Lämna tomt om dagordningen inte ska delas per nämnd."),
    )


class MoveForm(OccasionForm):
    """A new time for a meeting that people may already have been called to."""

    reason = forms.CharField(label=_("Skäl"), max_length=500, required=False)


class SlotForm(forms.Form):
    """One slot of the agenda."""

    title = forms.CharField(label=_("Punkt"), max_length=300)
    minutes_long = forms.IntegerField(label=_("Minuter"), min_value=1, max_value=600, initial=15)
    presented = forms.CharField(
        label=_("Att visa"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Visas på storbild. En rad blir en punkt."),
    )


class NotesForm(forms.Form):
    """What was said in a slot."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    notes = forms.CharField(label=_("Anteckningar"), required=False, widget=forms.Textarea(attrs={"rows": 6}))


class TrackForm(forms.Form):
    """A question or an assignment with somebody who answers."""

    kind = forms.ChoiceField(label=_("Slag"), choices=ItemKind.choices)
    text = forms.CharField(label=_("Vad gäller det?"), widget=forms.Textarea(attrs={"rows": 3}))
    body = forms.ModelChoiceField(label=_("Organ som svarar"), queryset=Body.objects.none(), required=False)
    owner = forms.ModelChoiceField(label=_("Person som svarar"), queryset=Person.objects.none(), required=False)
    due = _day(_("Senast"), required=False)
    due_activity = forms.ModelChoiceField(label=_("Redovisas vid"), queryset=Activity.objects.none(), required=False)

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        answering = (BodyKind.BOARD, BodyKind.EXECUTIVE_BOARD, BodyKind.FINANCE_DEPARTMENT, BodyKind.ADMINISTRATION)
        self.fields["body"].queryset = Body.objects.filter(kind__in=answering)  # type: ignore[attr-defined]
        people = Person.objects.filter(attendances__meeting=meeting).order_by("name")
        self.fields["owner"].queryset = people  # type: ignore[attr-defined]
        later = Activity.objects.filter(round=meeting.activity.round_id, order__gt=meeting.activity.order)
        self.fields["due_activity"].queryset = later  # type: ignore[attr-defined]


class AnswerForm(forms.Form):
    """An answer, or how it goes."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    state = forms.ChoiceField(
        label=_("Läge"), choices=[c for c in ItemState.choices if c[0] in {"accepted", "in_progress", "answered"}]
    )
    answer = forms.CharField(label=_("Svar"), required=False, widget=forms.Textarea(attrs={"rows": 6}))


class MaterialForm(forms.Form):
    """What the unions are given."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    title = forms.CharField(label=_("Rubrik"), max_length=300)
    text = forms.CharField(label=_("Text"), required=False, widget=forms.Textarea(attrs={"rows": 5}))
    file = forms.FileField(label=_("Fil"), required=False)


class RiskForm(forms.Form):
    """What the proposal may mean for the staff."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    risk_assessment = forms.CharField(
        label=_("Risk- och konsekvensbedömning"), widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Vilka risker för personal och verksamhet, hur allvarliga, och vad som görs åt dem."),
    )  # fmt: skip


class StatementForm(forms.Form):
    """What one union says. `own` are the unions to choose among, where not every one may be spoken for."""

    union = forms.ModelChoiceField(label=_("Organisation"), queryset=Body.objects.filter(kind=BodyKind.UNION))
    position = forms.ChoiceField(label=_("Ställningstagande"), choices=Position.choices)
    text = forms.CharField(label=_("Yttrande"), required=False, widget=forms.Textarea(attrs={"rows": 3}))
    wants_central = forms.BooleanField(label=_("Begär central förhandling"), required=False)

    def __init__(self, *args: Any, own: Collection[int] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        union = self.fields["union"]
        if own is not None and isinstance(union, forms.ModelChoiceField):
            union.queryset = Body.objects.filter(kind=BodyKind.UNION, pk__in=own)
            union.empty_label = None if len(own) == 1 else union.empty_label
            union.error_messages["invalid_choice"] = _(
                "Du skriver för den organisation som du företräder. Välj den; det du har skrivit står kvar."
            )


class OutcomeForm(forms.Form):
    """How a consultation ended."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    outcome = forms.ChoiceField(
        label=_("Resultat"),
        choices=[c for c in ConsultationState.choices if c[0] in {"agreed", "disagreed", "central"}],
    )
    action = forms.CharField(label=_("Åtgärd"), required=False, widget=forms.Textarea(attrs={"rows": 3}))
