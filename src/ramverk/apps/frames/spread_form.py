"""How uncertain the lab takes things to be; an empty field means the usual."""

from fractions import Fraction
from typing import Any

from django import forms

from ramverk.apps.frames.assumptions import decimal, percent
from ramverk.apps.frames.fan import SPREADS, Uncertain
from ramverk.apps.trail.verdicts import Refused


class SpreadForm(forms.Form):
    """One field per uncertain thing, beside the levers in the same address."""

    prefix = "spridning"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for what, words in SPREADS.items():
            self.fields[what.value] = forms.CharField(
                label=str(words.label), help_text=str(words.unit), required=False, initial=decimal(words.usual)
            )

    def clean(self) -> dict[str, Any]:
        """Every field as a fraction, never below nought; a sentence where it is no number."""
        values = super().clean() or {}
        for name, text in list(values.items()):
            if not text:
                values[name] = SPREADS[Uncertain(name)].usual
                continue
            try:
                values[name] = abs(percent(text))
            except Refused as refusal:
                self.add_error(name, str(refusal.sentence))
        return values

    @property
    def is_moved(self) -> bool:
        """Whether something else than the usual is said; a field that is empty or not sent says nothing."""
        return self.is_bound and any(self.data.get(self.add_prefix(name)) for name in self.changed_data)

    def spreads(self) -> dict[Uncertain, Fraction]:
        """What is said, and the usual where nothing is said or it cannot be read."""
        said = self.cleaned_data if self.is_valid() else {}
        return {what: said.get(what.value, words.usual) for what, words in SPREADS.items()}
