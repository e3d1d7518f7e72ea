"""The form of a financial goal: a known measure, or one of chosen lines."""

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as lazy

from ramverk.apps.frames.models import GoalFormula, GoalOperator, GoalSpan
from ramverk.core.statements.goals import GOAL_LINES


def line_words(code: str) -> str:
    """What a line of an own measure is called."""
    line = GOAL_LINES[code]
    return line.english if get_language() == "en" else line.swedish


class GoalForm(forms.Form):
    """A financial goal."""

    name = forms.CharField(label=lazy("Namn"), max_length=160)
    formula = forms.ChoiceField(label=lazy("Mått"), choices=GoalFormula.choices, initial=GoalFormula.RESULT_SHARE)
    operator = forms.ChoiceField(label=lazy("Villkor"), choices=GoalOperator.choices, initial=GoalOperator.AT_LEAST)
    threshold = forms.CharField(
        label=lazy("Gräns"), help_text=lazy("I måttets egen enhet, till exempel 1,5 eller 24 000."), max_length=20
    )
    span = forms.ChoiceField(label=lazy("Gäller"), choices=GoalSpan.choices, initial=GoalSpan.EACH_YEAR)
    numerator = forms.MultipleChoiceField(
        label=lazy("Eget mått: täljare"),
        help_text=lazy("Bara för ett eget mått. Raderna läggs ihop."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    denominator = forms.MultipleChoiceField(
        label=lazy("Eget mått: nämnare"),
        help_text=lazy("Utan nämnare är måttet ett belopp i tusen kronor; av invånare blir det kronor per invånare."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(code, line_words(code)) for code in GOAL_LINES]
        fields: dict[str, Any] = self.fields
        for name in ("numerator", "denominator"):
            fields[name].choices = choices

    def known(self) -> list[forms.BoundField]:
        """The fields of every goal."""
        return [self[name] for name in ("name", "formula", "operator", "threshold", "span")]

    def own(self) -> list[forms.BoundField]:
        """The fields of an own measure."""
        return [self["numerator"], self["denominator"]]
