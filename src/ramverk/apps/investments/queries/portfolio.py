"""All boards' projects together: as handed in, as frozen, and what differs between the two."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet

from ramverk.apps.cycle.models import ActivityKind, HandIn, Round, Submission
from ramverk.apps.investments.models import InvestmentList
from ramverk.apps.investments.policy import KINDS, LISTS, WORD
from ramverk.apps.investments.sheets import sheet_years
from ramverk.apps.organisation.actor import Actor
from ramverk.core.investments.sheets import Sheet, sheet_from_json
from ramverk.core.money import Ore


@dataclass(slots=True)
class Delivered:
    """What the boards have handed in so far: public, and the same for everyone."""

    years: tuple[int, ...]
    sheets: list[Sheet] = field(default_factory=list)
    versions: dict[str, str] = field(default_factory=dict)
    """The checksum of the version each board handed in last."""
    missing: list[str] = field(default_factory=list)


def handed_in(in_round: Round) -> Delivered:
    """The latest version of each board, a revision's before the first; whatever has been returned since."""
    found = Delivered(sheet_years(in_round))
    rows = Submission.objects.filter(
        activity__round=in_round, activity__kind=ActivityKind.SUBMISSION, activity__title__icontains=WORD
    ).select_related("body")
    latest = {row.submission.body_id: row for row in _hand_ins(in_round) if projects_in(row) is not None}
    for submission in rows.order_by("body__name"):
        version = latest.get(submission.body_id)
        if version is None:
            found.missing.append(submission.body.name)
            continue
        found.versions[submission.body.name] = version.document.checksum
        found.sheets += [sheet_from_json(one) for one in projects_in(version) or ()]
    return found


def _hand_ins(in_round: Round) -> QuerySet[HandIn]:
    """Every version of the round's sheets, the last handed in last."""
    rows = HandIn.objects.filter(
        submission__activity__round=in_round, submission__activity__kind__in=KINDS,
        submission__activity__title__icontains=WORD,
    )  # fmt: skip
    return rows.select_related("document", "submission").order_by("submission__activity__order", "number")


def projects_in(version: HandIn) -> list[dict[str, Any]] | None:
    """The sheets of a version as it was frozen; None where it is no list of sheets."""
    content = version.document.content
    found: list[dict[str, Any]] | None = content.get("sheets", content).get("projects")
    return found


def handed_in_by(in_round: Round, body_id: int) -> list[Sheet]:
    """What one board handed in last."""
    rows = [row for row in _hand_ins(in_round).filter(submission__body=body_id) if projects_in(row) is not None]
    return [sheet_from_json(one) for one in projects_in(rows[-1]) or ()] if rows else []


def sheets_in(chosen: InvestmentList) -> list[Sheet]:
    """The projects of a frozen list."""
    return [sheet_from_json(one) for one in chosen.document.content["projects"]]


def lists_of(in_round: Round, actor: Actor) -> list[InvestmentList]:
    """The round's frozen lists, the newest first."""
    rows = InvestmentList.objects.filter(round=in_round).select_related("document", "activity", "prerequisites__round")
    return list(LISTS.filter(rows, actor))


@dataclass(frozen=True, slots=True)
class Moved:
    """A project that is not as it was: its net total then and now, None where it was not or is no longer there."""

    name: str
    board: str
    before: Ore | None
    after: Ore | None


def moved_since(before: Sequence[Sheet], after: Sequence[Sheet]) -> list[Moved]:
    """What came, went or changed in money, in activation or in its years."""
    then, now = ({sheet.key: sheet for sheet in sheets} for sheets in (before, after))
    found = []
    for key in {**then, **now}:
        old, new = then.get(key), now.get(key)
        if old is not None and new is not None and old.money == new.money:
            continue
        shown = new or old
        if shown is not None:
            found.append(Moved(shown.name, shown.board, old.net_total if old else None, new.net_total if new else None))
    return found
