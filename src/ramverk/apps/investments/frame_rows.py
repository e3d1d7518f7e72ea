"""What an edition's chosen projects do to its ledger, and the yearly totals that its statements read."""

import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from django.utils.translation import gettext as _

from ramverk.apps.frames.investment_totals import InvestmentTotal
from ramverk.apps.frames.ledger import Member, board_key, line_of
from ramverk.apps.frames.models import Edition, PostKind
from ramverk.apps.frames.rows import Row
from ramverk.apps.investments.models import EditionInvestments
from ramverk.apps.investments.queries.portfolio import sheets_in
from ramverk.apps.organisation.models import Body
from ramverk.core.editions.causes import Cause
from ramverk.core.investments.portfolio import FINANCE, Bite, bites
from ramverk.core.investments.sheets import Sheet
from ramverk.core.money import Amounts, Ore

RULE = "inv"


def chosen_of(edition: Edition) -> EditionInvestments | None:
    """The list that the edition counts on: its own, else the nearest of its parents."""
    for member in reversed(line_of(edition)):
        found = EditionInvestments.objects.filter(edition=member.pk).select_related(
            "chosen__document", "chosen__prerequisites"
        )
        if row := found.first():
            return row
    return None


def counted(row: EditionInvestments) -> list[Sheet]:
    """The projects that come along, in the years they come."""
    outside = set(row.left_out)
    return [sheet.delayed(row.delayed.get(sheet.key, 0)) for sheet in sheets_in(row.chosen) if sheet.key not in outside]


Overlay = Callable[[Member, Sequence[Sheet], Sequence[Sheet]], Sequence[Sheet] | None]
_overlays: list[Overlay] = []


def register_overlay(source: Overlay) -> None:
    """Let an area above say what an edition counts on instead of what its parent does: None where it says nothing.

    It is asked for each edition of a line, from the one with the list on, with what stands before it and all listed.
    """
    if source not in _overlays:
        _overlays.append(source)


@dataclass(frozen=True, slots=True)
class Agreement:
    """Why an edition does something else with a project than its list: where that was agreed, and the reason."""

    words: str
    reason: str


AgreementsOf = Callable[[Edition], Mapping[str, Agreement]]
_agreements: list[AgreementsOf] = []


def register_agreements(source: AgreementsOf) -> None:
    """Let an area above say, by the project's key, what the rows of an edition's own choice name as their source."""
    if source not in _agreements:
        _agreements.append(source)


@dataclass(frozen=True, slots=True)
class Step:
    """What one edition of a line does with the projects: those that stood before it and after it."""

    edition_id: int
    before: tuple[Sheet, ...]
    after: tuple[Sheet, ...]


@dataclass(frozen=True, slots=True)
class Counted:
    """What an edition counts on: the list behind it, the projects that come along, and all that are on the list."""

    row: EditionInvestments
    sheets: tuple[Sheet, ...]
    listed: tuple[Sheet, ...]
    steps: tuple[Step, ...] = ()
    """The editions of the line that do otherwise than the list."""

    @property
    def interest_pct(self) -> Fraction:
        """The internal interest the list was worked out with."""
        return Fraction(self.row.chosen.prerequisites.internal_interest_pct)

    @property
    def otherwise(self) -> tuple[str, ...]:
        """The names of the projects that are not counted as the list is chosen."""
        first = {sheet.key: sheet for sheet in (self.steps[0].before if self.steps else self.sheets)}
        now = {sheet.key: sheet for sheet in self.sheets}
        return tuple(
            (now.get(key) or first[key]).name for key in {**first, **now} if first.get(key) != now.get(key)
        )  # fmt: skip


def counted_by(edition: Edition) -> Counted | None:
    """The edition's projects, with what it and its parents do otherwise than the list; None where no list is chosen."""
    row = chosen_of(edition)
    if row is None:
        return None
    listed, sheets, line = tuple(sheets_in(row.chosen)), tuple(counted(row)), line_of(edition)
    begins = next(at for at, member in enumerate(line) if member.pk == row.edition_id)
    steps: list[Step] = []
    for member in line[begins:]:
        before = sheets
        for overlay in _overlays:
            other = overlay(member, sheets, listed)
            sheets = sheets if other is None else tuple(other)
        if sheets != before:
            steps.append(Step(member.pk, before, sheets))
    return Counted(row, sheets, listed, tuple(steps))


def pair_of(key: str) -> str:
    """What both sides of an internal rent know each other by, from the key of either."""
    return str(uuid.uuid5(uuid.NAMESPACE_OID, f"{RULE}:{key.removesuffix(':other')}"))


def words_of_bite(bite: Bite) -> str:
    """What a row of a project's cost is called."""
    words = {
        Cause.CAPITAL_COST: _("Internränta: %s") if bite.board == FINANCE else _("Kapitalkostnad: %s"),
        Cause.INTERNAL_RENT: _("Internhyra: %s"),
    }
    return words.get(bite.cause, _("Driftkonsekvens: %s")) % bite.project


def investment_rows(edition: Edition) -> dict[str, Row]:
    """Every row that the chosen list calls for: the edition's own choice, else its nearest parent's.

    What the parents hold already, and what they counted on and this edition does not, is settled by who asks. A project
    that was agreed to go out leaves its rows without amounts, so that what takes them back says where that was agreed.
    """
    found = counted_by(edition)
    if found is None:
        return {}
    agreed = {key: why for source in _agreements for key, why in source(edition).items()}
    known = {sheet.key: sheet for step in found.steps for sheet in step.before if sheet.key in agreed}
    bodies = {board_key(body): body.pk for body in Body.objects.all()}
    rows: dict[str, Row] = {}
    for bite in bites(known.values(), edition.years, found.interest_pct):
        rows |= _row(bite, {}, found.row, bodies, agreed)
    for bite in bites(found.sheets, edition.years, found.interest_pct):
        rows |= _row(bite, bite.amounts, found.row, bodies, agreed)
    return rows


def _row(
    bite: Bite, amounts: Amounts, row: EditionInvestments, bodies: dict[str, int], agreed: Mapping[str, Agreement]
) -> dict[str, Row]:
    why = agreed.get(bite.key.partition(":")[0])
    is_finance = bite.board == FINANCE
    if not is_finance and bite.board not in bodies:
        return {}
    key = f"{RULE}:{bite.key}"
    return {
        key: Row(
            post_kind=PostKind.FINANCE if is_finance else PostKind.FRAME,
            body_id=None if is_finance else bodies[bite.board],
            line=bite.board if is_finance else "",
            cause=bite.cause.value,
            amounts={str(year): int(amount) for year, amount in amounts.items() if amount},
            text=words_of_bite(bite),
            internal_text=why.reason if why else "",
            source={
                "kind": "rule",
                "words": f"{row.chosen.name}; {why.words}"[:300] if why else row.chosen.name,
                "reference": f"investment_list:{row.chosen_id}",
            },
            pair=_pair(bite),
            rule=key,
        )
    }


def _pair(bite: Bite) -> str:
    """Both sides of an internal rent know each other, so that the ledger can see that they cancel."""
    if bite.cause is not Cause.INTERNAL_RENT:
        return ""
    return pair_of(bite.key)


def totals_of(edition: Edition) -> dict[int, InvestmentTotal]:
    """What the edition counts on, year by year; nothing where no list is chosen."""
    found = counted_by(edition)
    if found is None:
        return {}
    sheets = found.sheets
    return {
        year: InvestmentTotal(
            tangible=sum((sheet.outlay.get(year, Ore(0)) for sheet in sheets), Ore(0)),
            contributions=sum((sheet.contributions.get(year, Ore(0)) for sheet in sheets), Ore(0)),
            source=found.row.chosen.name,
            reference=f"investment_list:{found.row.chosen_id}",
        )
        for year in edition.years
    }
