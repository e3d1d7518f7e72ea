"""What an import would do, row by row."""

import hashlib
import json
from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Model
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from ramverk.apps.trail.verdicts import Sentence
from ramverk.core.findings import Finding, Severity, worst_first


class Fate(StrEnum):
    """What happens to a row."""

    NEW = "new"
    CHANGED = "changed"
    ENDED = "ended"
    UNCHANGED = "unchanged"

    @property
    def label(self) -> Sentence:
        """The fate in a word."""
        return _FATES[self]


_FATES: dict[Fate, Sentence] = {
    Fate.NEW: _("ny"),
    Fate.CHANGED: _("ändras"),
    Fate.ENDED: _("avslutas"),
    Fate.UNCHANGED: _("oförändrad"),
}


@dataclass(slots=True)
class Step:
    """One row of the file: where it stands, what it speaks of, and the fields that differ."""

    sheet: str
    where: str
    label: str
    fate: Fate
    row: Model
    before: dict[str, Any] = field(default_factory=dict)
    after: dict[str, Any] = field(default_factory=dict)

    def as_kept(self) -> dict[str, Any]:
        """The step as the trail keeps it."""
        return {"sheet": self.sheet, "label": self.label, "before": self.before, "after": self.after}


@dataclass(slots=True)
class Plan:
    """Everything a file would do, and what stops it."""

    steps: list[Step] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    @property
    def has_errors(self) -> bool:
        """Whether the file must be mended first."""
        return any(finding.severity is Severity.ERROR for finding in self.findings)

    @property
    def sentences(self) -> list[tuple[str, str]]:
        """Severity and sentence of each finding in the reader's language, errors before warnings."""
        is_english = get_language() == "en"
        return [
            (finding.severity.value, (finding.message_en if is_english else "") or finding.message)
            for finding in worst_first(self.findings)
        ]

    @property
    def changes_anything(self) -> bool:
        """Whether accepting would change something."""
        return any(step.fate is not Fate.UNCHANGED for step in self.steps)

    def of(self, sheet: str, *fates: Fate) -> list[Step]:
        """The steps of one sheet with these fates."""
        return [step for step in self.steps if step.sheet == sheet and step.fate in fates]

    def counts(self) -> dict[str, dict[str, int]]:
        """How many rows of each sheet are new, changed, ended or unchanged."""
        counted = Counter((step.sheet, step.fate) for step in self.steps)
        sheets = dict.fromkeys(step.sheet for step in self.steps)
        return {sheet: {fate.value: counted[sheet, fate] for fate in Fate} for sheet in sheets}

    def digest(self) -> str:
        """A mark of what was shown: accepting is refused when the same file would now do something else."""
        kept = [[step.where, step.fate.value, step.as_kept()] for step in self.steps]
        return hashlib.sha256(json.dumps(kept, sort_keys=True, cls=DjangoJSONEncoder).encode()).hexdigest()
