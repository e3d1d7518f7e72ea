"""What became of the editions that lay on a table and were not what the body decided."""

from collections.abc import Mapping, Sequence

from django.utils.timezone import localdate

from ramverk.apps.decisions.models import MatterKind, Sitting, TabledProposal
from ramverk.apps.frames.fates import Fate, Outcome
from ramverk.apps.frames.models import Change, Edition
from ramverk.apps.proposals.models import HandOver

Parents = Mapping[int, int | None]


def fates_of_tabled(editions: Sequence[Edition]) -> dict[int, Fate]:
    """By edition: how it went at the last sitting that decided on it, once the decided edition is tied."""
    tabled = _last_sittings(editions)
    decisions = {sitting.decision_id for sitting in tabled.values()}
    decided = {row.decision_id: row for row in Edition.objects.filter(decision__in=decisions)} if decisions else {}
    if not decided:
        return {}
    rounds = {row.round_id for row in decided.values()}
    parents = dict(Edition.objects.filter(round__in=rounds).values_list("pk", "parent"))
    found = {}
    for edition, sitting in tabled.items():
        instead = decided.get(sitting.decision_id)
        if instead is not None and instead.pk != edition:
            outcome = _outcome(edition, sitting, instead.pk, parents)
            found[edition] = Fate(outcome, instead, sitting.body.name, sitting.day, sitting.paragraph)
    return found


def fates_of_handed(editions: Sequence[Edition]) -> dict[int, Fate]:
    """By edition: the party's newer version of it, once that is open to everyone."""
    rows = HandOver.objects.filter(
        edition__in=[one.pk for one in editions], replaced_by__tabled_at__isnull=False
    ).select_related("replaced_by__edition")
    newer = {row.edition_id: row.replaced_by for row in rows}
    return {old: Fate(Outcome.REPLACED, row.edition, "", localdate(row.at)) for old, row in newer.items()}


def _last_sittings(editions: Sequence[Edition]) -> dict[int, Sitting]:
    rows = TabledProposal.objects.filter(
        edition__in=[one.pk for one in editions], is_withdrawn=False, sitting__decision__isnull=False
    ).select_related("sitting__body", "sitting__matter")
    return {row.edition_id: row.sitting for row in rows.order_by("sitting__day", "sitting_id") if row.edition_id}


def _outcome(edition: int, sitting: Sitting, decided: int, parents: Parents) -> Outcome:
    """Amended where the decided edition stands on it with changes of its own, or with a directive written anew."""
    between: list[int] = []
    here: int | None = decided
    while here is not None and here != edition:
        between.append(here)
        here = parents.get(here)
    if here is None:
        return Outcome.FELL
    is_changed = sitting.matter.kind == MatterKind.DIRECTIVE or Change.objects.filter(edition__in=between).exists()
    return Outcome.AMENDED if is_changed else Outcome.ADOPTED
