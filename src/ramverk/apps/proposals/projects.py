"""The investment projects a draft stands on, what it does with them, and what those deeds are called."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from ramverk.apps.frames.ledger import Member
from ramverk.apps.frames.models import Edition
from ramverk.apps.frames.received import PARTIES_OWN
from ramverk.apps.investments.frame_rows import RULE, counted_by, pair_of, words_of_bite
from ramverk.apps.proposals.models import HandOver
from ramverk.core.editions.causes import Cause
from ramverk.core.editions.changes import Change, Source, SourceKind
from ramverk.core.investments.choosing import (
    ImpossibleDeedError,
    Invested,
    ProjectDeed,
    ProjectVerb,
    changes_of_projects,
    choose_projects,
    invested,
    post_of,
)
from ramverk.core.investments.portfolio import Bite
from ramverk.core.investments.sheets import Effect, Part, Sheet, sheet_from_json
from ramverk.core.money import THIN_SPACE, Amounts, Ore, Unit, format_amount

FOLLOWS = "projects"
"""Where the rows that follow from a draft's projects come from, in their source."""
SPACE = uuid.UUID("9d0a6b1e-7a50-4b5e-9a52-3f6f1d3f9c11")
"""What the ids of derived changes are made in, so that the same draft always gives the same edition."""


@dataclass(frozen=True, slots=True)
class DraftProject:
    """One thing a draft does with one project. `sheet` is that of a project of the draft's own, or one it holds.

    `outlay` is what it may cost gross in all the years to come, öre; None leaves its size alone.
    """

    key: str
    verb: str
    by: int = 0
    name: str = ""
    board: str = ""
    sheet: dict[str, Any] | None = None
    outlay: int | None = None

    def deed(self) -> ProjectDeed:
        """The deed as the core knows it."""
        sheet = sheet_from_json(self.sheet) if self.sheet else None
        outlay = None if self.outlay is None else Ore(self.outlay)
        return ProjectDeed(self.key, ProjectVerb(self.verb), self.by, sheet, outlay)

    def as_json(self) -> dict[str, Any]:
        """As it is kept, sealed or handed over."""
        return asdict(self)


def project_of(row: Mapping[str, Any]) -> DraftProject:
    """The deed that was kept; what stands beside it is left out."""
    return DraftProject(**{one.name: row[one.name] for one in fields(DraftProject) if one.name in row})


@dataclass(frozen=True, slots=True)
class Basis:
    """The projects of the edition a draft stands on: those it counts on, and the whole list behind it."""

    sheets: tuple[Sheet, ...] = ()
    listed: tuple[Sheet, ...] = ()
    interest_pct: Fraction = Fraction(0)
    name: str = ""

    @property
    def known(self) -> dict[str, Sheet]:
        """Every project by its key, as the base counts on it where it does."""
        return {sheet.key: sheet for sheet in (*self.listed, *self.sheets)}


def basis_of(edition: Edition) -> Basis:
    """Nothing where the edition counts on no list."""
    found = counted_by(edition)
    if found is None:
        return Basis()
    return Basis(found.sheets, found.listed, found.interest_pct, found.row.chosen.name)


Impossible = tuple[str, ImpossibleDeedError]
"""A project's name, and why what a draft does with it cannot be done."""


def after_deeds(
    basis: Basis, projects: Sequence[DraftProject], first: int
) -> tuple[tuple[Sheet, ...], tuple[Impossible, ...]]:
    """What the draft counts on, and what it does that cannot be."""
    sheets, impossible = basis.sheets, []
    for project in projects:
        try:
            sheets = choose_projects(sheets, basis.listed, [project.deed()], first)
        except ImpossibleDeedError as error:
            impossible.append((project.name, error))
    return sheets, tuple(impossible)


def ledger_rows(basis: Basis, after: Sequence[Sheet], years: Sequence[int], uid: object) -> tuple[Change, ...]:
    """What the other choice of projects does to the ledger. Texts are Swedish whoever looks: the ledger is."""
    if tuple(after) == basis.sheets:
        return ()
    source = Source(SourceKind.RULE, basis.name, FOLLOWS)

    def key_of(what: str) -> str:
        return str(uuid.uuid5(SPACE, f"{uid}:{what}"))

    def row(bite: Bite) -> Change:
        pair = pair_of(bite.key) if bite.cause is Cause.INTERNAL_RENT else ""
        return Change(
            key_of(bite.key), post_of(bite), bite.cause, bite.amounts, words_of_bite(bite), source, pair=pair,
            rule=f"{RULE}:{bite.key}",
        )  # fmt: skip

    with override("sv"):
        loans = (key_of("loans"), _("Ränta på lån för ändrade investeringar"))
        return changes_of_projects(basis.sheets, after, years, basis.interest_pct, row, source, loans)


@dataclass(frozen=True, slots=True)
class InvestmentsOf:
    """What a draft invests against its base, öre by year. `borrowed` runs: what must be borrowed more or less by then.

    `loans` are the base's and the draft's, where the base has a balance budget.
    """

    years: tuple[int, ...]
    before: Invested
    after: Invested
    loans: Mapping[int, tuple[int, int]]

    @property
    def borrowed(self) -> dict[int, int]:
        """Running sum of the difference in net investment."""
        run, found = 0, {}
        for year in self.years:
            run += int(self.after.net[year]) - int(self.before.net[year])
            found[year] = run
        return found

    @property
    def total(self) -> tuple[int, int]:
        """Net over the plan's years, base and draft."""
        return sum(map(int, self.before.net.values())), sum(map(int, self.after.net.values()))

    @property
    def lines(self) -> list[tuple[int, int, int, int, int, int]]:
        """Year, net before and after, borrowed more by then, depreciation before and after."""
        return [
            (
                year, int(self.before.net[year]), int(self.after.net[year]), self.borrowed[year],
                int(self.before.depreciation[year]), int(self.after.depreciation[year]),
            )
            for year in self.years
        ]  # fmt: skip


def flows_moved(basis: Basis, after: Sequence[Sheet], years: Sequence[int]) -> dict[str, Amounts]:
    """What the draft adds to the flows of the balance budget; what is invested more is borrowed."""
    if tuple(after) == basis.sheets:
        return {}
    was, now = (invested(sheets, years, basis.interest_pct) for sheets in (basis.sheets, after))
    return {
        "tangible_investment": _less(now.gross, was.gross),
        "contributions": _less(now.contributions, was.contributions),
        "depreciation": _less(now.depreciation, was.depreciation),
        "new_loans": _less(now.net, was.net),
    }


def _less(amounts: Amounts, others: Amounts) -> Amounts:
    return {year: amounts[year] - others[year] for year in amounts}


def flows_beside(edition: Edition) -> dict[str, Amounts]:
    """What the parties' proposals that an edition is or stands directly on borrow, and what their projects cost in
    depreciation, beside the plan below them. The outlays themselves are among the edition's own totals.
    """
    root = edition if edition.kind in PARTIES_OWN else edition.parent
    if root is None or root.kind not in PARTIES_OWN:
        return {}
    while root.parent is not None and root.kind in PARTIES_OWN:
        root = root.parent
    found = counted_by(edition)
    if found is None or found.row.edition_id == edition.pk:  # finance has chosen anew, and plans the loans itself
        return {}
    moved = flows_moved(basis_of(root), found.sheets, edition.years)
    return {code: moved[code] for code in ("new_loans", "depreciation") if code in moved}


def overlay(member: Member, above: Sequence[Sheet], listed: Sequence[Sheet]) -> Sequence[Sheet] | None:
    """What a handed-over proposal counts on: its parent's projects with its own deeds, as they were frozen."""
    if member.kind not in PARTIES_OWN:
        return None
    made = HandOver.objects.filter(edition=member.pk).select_related("document").first()
    rows = made.document.content.get("projects", ()) if made else ()
    return after_deeds(Basis(tuple(above), tuple(listed)), [project_of(row) for row in rows], member.years[0])[0]


def own_sheet(
    key: str,
    name: str,
    board: str,
    carrier: str,
    outlay: Amounts,
    life: int,
    activated: tuple[int, int],
    effect: Amounts,
) -> Sheet:
    """A project of the draft's own: one component, an effect on the board that orders it."""
    whole = sum(outlay.values(), Ore(0))
    return Sheet(
        key=key, name=name, board=board, carrier=carrier, funding="tax", category="quality", total=whole,
        outlay=dict(outlay), parts=(Part(name, whole, life),), activated=activated,
        effects=(Effect(board, dict(effect)),) if any(effect.values()) else (),
    )  # fmt: skip


def starts(sheet: Sheet) -> int | None:
    """The first year with an outlay."""
    return min((year for year, amount in sheet.outlay.items() if amount), default=None)


_NO_BREAK = "\u202f"


def unbroken_tkr(amount: int) -> str:
    """Whole thousands that a line never breaks inside."""
    return format_amount(Ore(amount), Unit.TKR).replace(THIN_SPACE, _NO_BREAK)


def outlay_of(sheet: Sheet) -> int:
    """Its gross outlay in all the years to come, öre."""
    return sum(map(int, sheet.outlay.values()))


def sheet_before(project: DraftProject | None, known: Sheet | None) -> Sheet | None:
    """The project before it is moved and resized: the draft's own sheet of it, else as the base has it."""
    return sheet_from_json(project.sheet) if project is not None and project.sheet else known


def deed_words(project: DraftProject, after: Mapping[str, Sheet], known: Mapping[str, Sheet]) -> str:
    """What is done, in words that follow the project's name. `known` are the projects as the base has them."""
    before = sheet_before(project, known.get(project.key))
    said = [_chosen_words(project, after.get(project.key))] if project.by or project.verb != ProjectVerb.RESIZE else []
    if project.outlay is not None and project.verb != ProjectVerb.ADD:
        is_less = before is not None and project.outlay < outlay_of(before)
        words = _("minskas till %s tkr") if is_less else _("utökas till %s tkr")
        said.append(words % unbroken_tkr(project.outlay))
    return _(" och ").join(said)


def _chosen_words(project: DraftProject, sheet: Sheet | None) -> str:
    year = starts(sheet) if sheet else None
    if project.verb == ProjectVerb.CUT:
        return _("utgår")
    if project.verb == ProjectVerb.ADD and sheet is not None:
        tkr = unbroken_tkr(sheet.net_total)
        return _("läggs till, %(tkr)s tkr från %(year)s") % {"tkr": tkr, "year": year}
    if project.verb == ProjectVerb.TAKE_IN:
        return _("tas med från %s") % year if year else _("tas med")
    if project.by:
        moved = _("skjuts upp till %s") if project.by > 0 else _("tidigareläggs till %s")
        return moved % year if year else _("flyttas i tiden")
    return _("behålls som det var i förslaget")
