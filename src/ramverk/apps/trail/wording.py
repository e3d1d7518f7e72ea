"""A trail entry in words: the areas tell what their verbs and fields are called, a page shows them."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import formats, timezone
from django.utils.translation import gettext as _

from ramverk.apps.trail.models import TrailEntry
from ramverk.apps.trail.verdicts import Sentence

_VERBS: dict[str, Sentence] = {}
_FIELDS: dict[str, Sentence] = {}
_VALUES: dict[tuple[str, str], Mapping[str, Sentence]] = {}


def name_verbs(verbs: Mapping[str, Sentence]) -> None:
    """Say what verbs are called: `{"organisation.add_body": _("lade till organet")}`. Called when an area starts."""
    _VERBS.update(verbs)


def name_fields(fields: Mapping[str, Sentence]) -> None:
    """Say what fields of before and after are called."""
    _FIELDS.update(fields)


def name_values(subject_type: str, field: str, values: Mapping[str, Sentence]) -> None:
    """Say what the values of one field of one sort of thing are called: its states, for example."""
    _VALUES[(subject_type, field)] = values


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
        words = _VALUES.get((entry.subject_type, name), {})
        before, after = (_value(_called(side.get(name), words)) for side in (entry.before, entry.after))
        if before != after:
            yield Changed(str(_FIELDS.get(name, name)), before, after)


def _called(value: Any, words: Mapping[str, Sentence]) -> Any:
    return str(words[value]) if isinstance(value, str) and value in words else value


def _value(value: Any) -> str:
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return _("ja") if value else _("nej")
    if isinstance(value, dict):
        return ", ".join(f"{_FIELDS.get(name, name)} {_value(part)}" for name, part in value.items())
    if isinstance(value, list):
        return ", ".join(map(_value, value)) if len(value) <= LISTED else _("%s stycken") % len(value)
    return _text(str(value))


def _text(text: str) -> str:
    """Days and times as people write them, a checksum by its beginning; everything else as it stands."""
    if _CHECKSUM.fullmatch(text):
        return f"{text[:12]}…"
    try:
        if _DAY.fullmatch(text):
            return formats.date_format(date.fromisoformat(text), "j F Y")
        if _MOMENT.fullmatch(text):
            return formats.date_format(timezone.localtime(datetime.fromisoformat(text)), _("j F Y \\k\\l H.i"))
    except ValueError:  # looks like a day and is none: somebody's own words
        return text
    return text


_CHECKSUM = re.compile(r"[0-9a-f]{64}")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")

LISTED = 12
"""A longer list is counted instead of written out."""
