"""Which edition a plan is held against, and a board's frame in it as the ledger parts it. Net cost, öre."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import F

from ramverk.apps.cycle.models import Round, SubmissionState
from ramverk.apps.frames.ledger import Line, board_key, core_of, line_of
from ramverk.apps.frames.models import Edition, EditionKind, EditionState
from ramverk.apps.frames.remembering import remembered
from ramverk.apps.organisation.models import Body
from ramverk.apps.plans.models import ActivityPlan
from ramverk.core.editions.changes import PostKind
from ramverk.core.editions.editions import fold
from ramverk.core.money import Amounts, Ore

FRAMES = (EditionKind.PRELIMINARY, EditionKind.COUNCIL_DECISION, EditionKind.REVISION, EditionKind.CONFIRMED)
"""The editions that give boards a frame; a proposal that the executive board has decided on gives none."""


@dataclass(frozen=True, slots=True)
class Frame:
    """A frame per year, and its parts by operation code as the ledger has them; "" holds what has no operation."""

    years: tuple[int, ...]
    amounts: Mapping[int, Ore]
    parts: Mapping[str, Amounts]


def frame_of(edition: Edition, body: Body) -> Frame:
    """The board's frame in the edition. The edition's line is looked up once for an edition at hand."""
    line: Line = edition.__dict__.setdefault(_LINE, ()) or line_of(edition)
    edition.__dict__[_LINE] = line
    return _frame(line, board_key(body))


_LINE = "line_of_frames"


@remembered
def _frame(line: Line, key: str) -> Frame:
    edition = core_of(line)
    parts: dict[str, Amounts] = {}
    whole = {year: Ore(0) for year in edition.years}
    for post, amounts in fold(edition).items():
        if post.kind is PostKind.FRAME and post.owner == key:
            mine = parts.setdefault(post.part, {year: Ore(0) for year in edition.years})
            for year in edition.years:
                mine[year] -= amounts.get(year, Ore(0))
                whole[year] -= amounts.get(year, Ore(0))
    return Frame(edition.years, whole, parts)


def newest_frames(in_round: Round) -> Edition | None:
    """The edition that boards plan by now: the one decided last."""
    rows = Edition.objects.filter(round=in_round, state=EditionState.DECIDED, kind__in=FRAMES)
    return rows.order_by(F("decision__decided_on").desc(nulls_last=True), "-pk").first()


WRITTEN = (SubmissionState.NOT_STARTED, SubmissionState.DRAFT, SubmissionState.RETURNED)
"""While a submission is in one of these states its plan is being written."""


def edition_of(plan: ActivityPlan, newest: Edition | None = None) -> Edition | None:
    """Whose frame the plan is held against: the newest while it is written, then the one it was written for.

    `newest` are the round's newest frames where they are at hand already.
    """
    if plan.submission.state not in WRITTEN:
        return plan.edition
    newest = newest or newest_frames(plan.submission.activity.round)
    return plan.edition if newest is None or newest.pk == plan.edition_id else newest
