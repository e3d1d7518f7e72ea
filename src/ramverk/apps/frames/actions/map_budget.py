"""Say which column of a file is which, or what its codes stand for; both are remembered for next year's file."""

from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from ramverk.apps.frames.budget_files import KINDS
from ramverk.apps.frames.models import BudgetImport, ImportMapping, ImportState
from ramverk.apps.frames.policy import may
from ramverk.apps.frames.reading_files import start_reading
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.trail import clock
from ramverk.apps.trail.actions.change import change
from ramverk.apps.trail.actions.record import record
from ramverk.apps.trail.verdicts import Invalid, require
from ramverk.formats.budget_sheets import Layout, heading_words, layout_to_json


def map_budget(
    actor: Actor,
    one: BudgetImport,
    version: int,
    *,
    layout: Layout | None = None,
    coding: Mapping[str, Mapping[str, str]] | None = None,
) -> BudgetImport:
    """A new layout has the file read anew; codes only change what its words stand for. Words are in small letters."""
    require(may(actor, "frames.map_budget"))
    if one.state == ImportState.ACCEPTED:
        raise Invalid(_("Filen är redan inläst. Rätta budgeten med ändringar i ett utkast."))
    if layout is not None:
        _lay_out(actor, one, version, layout)
        start_reading(one)
        one.refresh_from_db()
    if coding is not None:
        _code(actor, one, version, coding)
    return one


@transaction.atomic
def _lay_out(actor: Actor, one: BudgetImport, version: int, layout: Layout) -> None:
    headings = one.survey.get("headings", [])
    before, after = change(
        one, version, layout=layout_to_json(layout), state=ImportState.READING,
        lines=None, faults=[], fault_count=0, done=0, total=0, beat_at=clock.now(),
    )  # fmt: skip
    words = {heading_words(headings[at]): role for role, at in layout.columns.items() if at < len(headings)}
    _remember(actor, {"heading": words})
    if "layout" in after:
        record(actor, "frames.map_budget", one, before={"layout": before["layout"]}, after={"layout": after["layout"]})


@transaction.atomic
def _code(actor: Actor, one: BudgetImport, version: int, coding: Mapping[str, Mapping[str, str]]) -> None:
    kept = {kind: {**one.coding.get(kind, {}), **coding.get(kind, {})} for kind in KINDS}
    before, after = change(one, version, coding={kind: words for kind, words in kept.items() if words})
    _remember(actor, coding)
    if after:
        record(actor, "frames.map_budget", one, before=before, after=after)


def _remember(actor: Actor, words: Mapping[str, Mapping[str, str]]) -> None:
    """What a word is taken for now holds for the next file too."""
    for kind, pairs in words.items():
        stored = {row.word: row for row in ImportMapping.objects.filter(kind=kind, word__in=pairs)}
        for word, target in pairs.items():
            if not (word or kind == "board") or not target or len(word) > _LONGEST:
                continue
            row = stored.get(word)
            if row is None:
                ImportMapping.objects.create(
                    kind=kind, word=word, target=target, used_at=clock.now(), used_by=actor.name
                )
            elif row.target != target:
                change(row, row.version, target=target, used_at=clock.now(), used_by=actor.name)


_LONGEST = 200
