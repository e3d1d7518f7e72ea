"""A trail entry in words: the areas tell what their verbs and fields are called, a page shows them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from ramverk.apps.trail.models import TrailEntry
from ramverk.apps.trail.verdicts import Sentence

_VERBS: dict[str, Sentence] = {}
_FIELDS: dict[str, Sentence] = {}


def name_verbs(verbs: Mapping[str, Sentence]) -> None:
    """Say what verbs are called: `{"organisation.add_body": _("lade till organet")}`. Called when an area starts."""
    _VERBS.update(verbs)


def name_fields(fields: Mapping[str, Sentence]) -> None:
    """Say what fields of before and after are called."""
    _FIELDS.update(fields)


@dataclass(frozen=True, slots=True)
class Changed:
    """One field before and after, as shown."""

    what: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Shown:
    """An entry as `trail/history.html` shows it; anything it does not word itself comes from the entry."""

    entry: TrailEntry
    deed: str
    changes: tuple[Changed, ...]

    def __getattr__(self, name: str) -> Any:
        return getattr(self.entry, name)


def in_words(entries: Iterable[TrailEntry]) -> list[Shown]:
    """The entries, worded."""
    return [Shown(entry, str(_VERBS.get(entry.verb, entry.verb)), tuple(_changes(entry))) for entry in entries]


def _changes(entry: TrailEntry) -> Iterable[Changed]:
    for name in dict.fromkeys([*entry.before, *entry.after]):
        before, after = _value(entry.before.get(name)), _value(entry.after.get(name))
        if before != after:
            yield Changed(str(_FIELDS.get(name, name)), before, after)


def _value(value: Any) -> str:
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return _("ja") if value else _("nej")
    if isinstance(value, dict):
        return ", ".join(f"{_FIELDS.get(name, name)} {_value(part)}" for name, part in value.items())
    if isinstance(value, list):
        return ", ".join(map(_value, value)) if len(value) <= LISTED else _("%s stycken") % len(value)
    return str(value)


LISTED = 12
"""A longer list is counted instead of written out."""
