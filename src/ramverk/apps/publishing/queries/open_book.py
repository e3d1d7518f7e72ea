"""What everybody may know now: editions that have been published, proposals that are out, decisions that are announced.

Nothing here asks who is reading. An edition is open when a publication of it has opened and stands; what hangs on it
(frames, changes, goals, investments) is open with it and never before.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from ramverk.apps.cycle.models import Round, RoundState
from ramverk.apps.cycle.queries.rounds import IS_CLOSED
from ramverk.apps.decisions.models import Clause, Sitting, SittingState
from ramverk.apps.frames.models import Edition, EditionKind, FinancialGoal
from ramverk.apps.frames.queries.goals import ShownGoal, held_against
from ramverk.apps.investments.frame_rows import counted_by
from ramverk.apps.plans.models import Goal, GoalLevel
from ramverk.apps.proposals.queries.hand_overs import Proposal, tabled_proposals
from ramverk.apps.publishing.models import Publication
from ramverk.apps.publishing.queries.publications import opened
from ramverk.apps.trail import clock
from ramverk.core.investments.sheets import Sheet

WITH_PROPOSALS = (
    EditionKind.MAJORITY_PROPOSAL,
    EditionKind.EXECUTIVE_PROPOSAL,
    EditionKind.COUNCIL_DECISION,
    EditionKind.REVISION,
    EditionKind.CONFIRMED,
)
"""When an edition of one of these kinds is published, the parties' tabled proposals open at the same second (R20)."""


@dataclass(frozen=True, slots=True)
class OpenEdition:
    """An edition that everybody may read, and the newest publication that opened it."""

    edition: Edition
    publication: Publication

    @property
    def opened_at(self) -> datetime:
        """The second it opened."""
        if self.publication.opens_at is None:
            raise ValueError("an opened publication has its second")
        return self.publication.opens_at


HEAVY = ("document__content", "round__reading", "round__findings")
"""What lists of editions never read: whole documents, and how the timetable was read."""


def open_editions() -> list[OpenEdition]:
    """Every open edition once, the newest opened first."""
    found: dict[int, OpenEdition] = {}
    for row in opened().defer(*HEAVY):
        found.setdefault(row.edition_id, OpenEdition(row.edition, row))
    return list(found.values())


def open_edition(slug: str = "", among: Sequence[OpenEdition] | None = None) -> OpenEdition | None:
    """The open edition of a publication's address; the newest where none is named, None where there is none.

    `among` are the open editions, where the caller has them.
    """
    rows = open_editions() if among is None else among
    if not slug:
        return rows[0] if rows else None
    return next((row for row in rows if row.publication.slug == slug), None)


def open_proposals(in_round: Round) -> list[Proposal]:
    """The parties' tabled proposals, from the second a proposal or decision of the round has been published.

    A party may table its proposal earlier; outside the house everybody gets to know all of them at once.
    """
    if not opened().filter(round=in_round, edition__kind__in=WITH_PROPOSALS).exists():
        return []
    now = clock.now()
    found = tabled_proposals(in_round)
    return [one for one in found if one.hand_over.tabled_at is not None and one.hand_over.tabled_at <= now]


def goals_of(edition: Edition) -> list[ShownGoal]:
    """The financial goals of an open edition's round, held against it."""
    return held_against(edition, list(FinancialGoal.objects.filter(round=edition.round_id)))


def council_goals(in_round: Round) -> list[Goal]:
    """The council's own goals with their measures, and the vision above them."""
    rows = Goal.objects.filter(round=in_round, level__in=(GoalLevel.VISION, GoalLevel.COUNCIL))
    return sorted(
        rows.prefetch_related("indicators").select_related("parent"),
        key=lambda goal: (goal.level != GoalLevel.VISION, goal.order, goal.pk),
    )


def investments_of(edition: Edition) -> Sequence[Sheet]:
    """The projects that an open edition counts on: those of its frozen list that are not left out,
    in the years they come.

    An edition without a list of its own counts on its nearest parent's.
    """
    found = counted_by(edition)
    return found.sheets if found else ()


def open_sittings() -> list[Sitting]:
    """Matters that a body has dealt with and whose adjusted minutes are announced, the latest first."""
    today = clock.today()
    over = (SittingState.DECIDED, SittingState.TABLED, SittingState.REMITTED)
    rows = Sitting.objects.filter(
        Q(adjusted_on__lte=today) & Q(announced_on__lte=today), state__in=over, minutes__isnull=False
    )
    return list(rows.select_related("matter", "body", "minutes", "activity").order_by("-day", "-pk"))


def clauses_of(sitting: Sitting) -> Iterable[Clause]:
    """The clauses of an open sitting, with the proposal that won each."""
    return sitting.clauses.select_related("won_by", "body").order_by("number")


def public_round() -> Round | None:
    """The round whose calendar everybody may read: the newest that has begun."""
    return Round.objects.exclude(state=RoundState.PLANNED).order_by(IS_CLOSED, "-process_year", "-pk").first()
