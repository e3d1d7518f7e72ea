"""What the council has decided on the budget, told from the second it is decided until the decided budget is out.

The council meets in public (KL 5:42): what it decides is known to all at once, before the minutes are adjusted. What is
told is the decision itself, clause by clause; its edition and documents open with their publication, never here.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q

from ramverk.apps.decisions.models import ClauseKind, MatterKind, Postponement, Sitting, SittingState
from ramverk.apps.decisions.queries.appeal import limits_of
from ramverk.apps.decisions.queries.board import Board, ClauseLine, board_of
from ramverk.apps.decisions.queries.findings import is_final
from ramverk.apps.decisions.queries.outcome import Outcome, decided_rate, outcomes, rate_of_main
from ramverk.apps.decisions.queries.standing import Standing, standing_of_sitting
from ramverk.apps.organisation.models import BodyKind
from ramverk.apps.proposals.terms import rate_words, terms_of
from ramverk.apps.publishing.models import Publication, PublicationState
from ramverk.apps.publishing.queries.publications import opened
from ramverk.apps.trail import clock
from ramverk.core.money import Ore, Unit, format_amount
from ramverk.core.timetable.clock import calculate_minutes

_ABOUT = (MatterKind.BUDGET, MatterKind.CONFIRMING)
_OVER = (SittingState.DECIDED, SittingState.TABLED, SittingState.REMITTED)


@dataclass(frozen=True, slots=True)
class Changed:
    """A clause that was decided otherwise than proposed. Empty words: it was dropped, or nothing was proposed."""

    subject: str
    decided: str
    proposed: str
    won_by: str
    """Whose proposal won; empty where the clause followed from others (a result from its frames)."""
    moved: str
    """How much more or less the first year, for a frame or a pot: "+1 200 tkr 2019"."""


@dataclass(frozen=True, slots=True)
class Told:
    """A sitting of the council that is over, as everybody may read it."""

    sitting: Sitting
    standing: Standing
    rate: str
    rate_proposed: str
    rate_now: str
    motivation: str
    """Why it was tabled or referred back."""
    changed: tuple[Changed, ...]
    lines: tuple[str, ...]
    minutes_by: date | None
    """The last day the law allows for the minutes to be adjusted and announced, while they are not."""
    publication: Publication | None
    """The newest open document of what was decided."""
    opens_at: datetime | None
    """When a document of it opens, where that is set and has not come."""

    @property
    def is_decided(self) -> bool:
        """Decided; otherwise tabled or referred back."""
        return self.sitting.state == SittingState.DECIDED

    @property
    def voted(self) -> tuple[Changed, ...]:
        """Where another proposal than the main one won."""
        return tuple(one for one in self.changed if one.won_by)

    @property
    def followed(self) -> tuple[Changed, ...]:
        """What had to be otherwise because of that."""
        return tuple(one for one in self.changed if not one.won_by)

    @property
    def is_confirming(self) -> bool:
        """Whether it is the decision that confirms the budget."""
        return self.sitting.matter.kind == MatterKind.CONFIRMING

    @property
    def is_direction(self) -> bool:
        """Whether the council that is elected this year has the last word on budget and tax rate (KL 11:10)."""
        return self.is_decided and not is_final(self.sitting)

    @property
    def year(self) -> int:
        """The budget year."""
        return self.sitting.matter.round.budget_year


def council_sittings() -> list[Sitting]:
    """The council's sittings on the budget that are over, the latest first."""
    rows = Sitting.objects.filter(
        body__kind=BodyKind.COUNCIL, matter__kind__in=_ABOUT, state__in=_OVER, day__lte=clock.today()
    )
    return list(rows.select_related("matter__round", "body", "minutes").order_by("-day", "-pk"))


def news() -> Told | None:
    """The latest sitting, while no document of what it decided is open and no later year has opened anything.

    Then the front page leads with it: a proposal is no longer the last word.
    """
    rows = council_sittings()
    if not rows:
        return None
    latest = rows[0]
    later = Q(round__process_year__gt=latest.matter.round.process_year)
    own = Q(edition__decision=latest.decision_id) if latest.decision_id else Q(pk__in=())
    return None if opened().filter(own | later).exists() else told(latest)


def told(sitting: Sitting) -> Told:
    """What was decided, what of it was not as proposed, and where the minutes and the document stand."""
    board = board_of(sitting)
    found = outcomes(board) if sitting.state == SittingState.DECIDED else []
    rate, proposed = decided_rate(found), rate_of_main(board)
    return Told(
        sitting=sitting, standing=standing_of_sitting(sitting),
        rate=rate_words(rate), rate_proposed=rate_words(proposed),
        rate_now=rate_words(terms_of(sitting.matter.round).tax_rate), motivation=_motivation(sitting),
        changed=tuple(_changed(board, found)),
        lines=tuple(one.value.text for one in found if one.value is not None),
        minutes_by=_minutes_by(sitting), publication=_open(sitting), opens_at=_opens_at(sitting),
    )  # fmt: skip


def _changed(board: Board, found: list[Outcome]) -> Iterator[Changed]:
    for one in found:
        line = board.line_of(one.clause)
        decided, proposed = one.value.text if one.value else "", line.main.text if line.main else ""
        if decided != proposed:
            yield Changed(one.clause.subject, decided, proposed, _whose(board, line), _moved(one, line))


def _whose(board: Board, line: ClauseLine) -> str:
    won = line.clause.won_by
    return won.name if won is not None and won != board.main else ""


_FRAMES = (ClauseKind.FRAME, ClauseKind.POOL)


def _moved(one: Outcome, line: ClauseLine) -> str:
    if one.clause.kind not in _FRAMES or one.value is None or line.main is None:
        return ""
    year = min(one.value.figures, default="")
    if not year or year not in line.main.figures:
        return ""
    more = Ore(int(one.value.figures[year]) - int(line.main.figures[year]))
    return f"{format_amount(more, Unit.TKR, sign=True)} tkr {year}"


def _motivation(sitting: Sitting) -> str:
    put_off = Postponement.objects.filter(sitting=sitting).first()
    return put_off.motivation if put_off is not None else ""


def _minutes_by(sitting: Sitting) -> date | None:
    if sitting.announced_on is not None:
        return None
    limits = limits_of(sitting)
    return calculate_minutes(sitting.day, limits).adjustment_announced_latest if limits else None


def _open(sitting: Sitting) -> Publication | None:
    return opened().filter(edition__decision=sitting.decision_id).first() if sitting.decision_id else None


def _opens_at(sitting: Sitting) -> datetime | None:
    """When a frozen document of the decision opens. The hour is told; what is in the document is not."""
    if sitting.decision_id is None:
        return None
    rows = Publication.objects.filter(
        state=PublicationState.SCHEDULED, opens_at__gt=clock.now(), edition__decision=sitting.decision_id
    )
    return rows.order_by("opens_at").values_list("opens_at", flat=True).first()
