"""Change some fields of an editable row against the version the person saw."""

from typing import Any, TypeVar

from django.db.models import F
from django.utils.translation import gettext as _

from ramverk.apps.trail.models import Versioned
from ramverk.apps.trail.verdicts import Stale

V = TypeVar("V", bound=Versioned)


def change(row: V, version: int, **fields: Any) -> tuple[dict[str, Any], dict[str, Any]]:
    """Set just these fields if the row still stands at `version`; return what they were and what they became.

    The comparison and the write are one statement, so of two writers one wins and the other gets `Stale`, with nothing
    saved. Call inside the action's transaction.
    """
    before = {name: getattr(row, name) for name in fields}
    changed = {name: value for name, value in fields.items() if before[name] != value}
    rows = type(row)._default_manager.filter(pk=row.pk, version=version)
    if not rows.update(version=F("version") + 1, **fields):
        raise Stale(
            _("Någon annan ändrade detta medan du skrev. Inget har sparats; läs in sidan igen och gör om ändringen.")
        )
    for name, value in fields.items():
        setattr(row, name, value)
    row.version = version + 1
    return {name: before[name] for name in changed}, changed
