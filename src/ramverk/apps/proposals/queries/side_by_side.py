"""Proposals side by side: words first, then figures, against one and the same edition."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from django.utils.translation import gettext as _

from ramverk.apps.frames.models import Edition
from ramverk.apps.frames.queries.figures import Cell, Figures, figures, figures_of, line_name
from ramverk.apps.investments.frame_rows import counted_by
from ramverk.apps.organisation.models import Municipality
from ramverk.apps.proposals.queries.drafts import Opened, project_words
from ramverk.apps.proposals.queries.hand_overs import Proposal
from ramverk.apps.proposals.signs import is_income
from ramverk.apps.proposals.terms import rate_words
from ramverk.core.investments.sheets import Sheet
from ramverk.core.money import Ore, Unit, format_amount

_FEW = 6
"""So many differences are said in words; the table has them all."""


@dataclass(frozen=True, slots=True)
class Posts:
    """What an edition counts on in one year, in öre: frames by board and central lines by code as net cost, the other
    finance lines by code as income; and what the boards are called.
    """

    frames: Mapping[str, int]
    central: Mapping[str, int]
    income: Mapping[str, int]
    names: Mapping[str, str]

    @property
    def net_cost(self) -> int:
        """What the operations cost: every frame and everything set aside centrally."""
        return sum(self.frames.values()) + sum(self.central.values())


@dataclass(frozen=True, slots=True)
class Column:
    """One proposal as the comparison shows it. Öre; `words` are its largest differences."""

    name: str
    parties: str
    pk: int | None
    rate: str
    words: tuple[str, ...]
    posts: "Posts"
    result: int
    goals: tuple[str, ...]
    assignments: tuple[str, ...]
    invested: Mapping[int, int] = field(default_factory=dict)
    """Net investment by year; empty where the edition counts on no projects."""
    projects: tuple[str, ...] = ()
    """What is done with projects, in words."""
    by_project: Mapping[str, tuple[str, int]] = field(default_factory=dict)
    """Name and net over the plan's years, by project."""
    is_reference: bool = False
    """Whether it is what the others are compared with."""


@dataclass(frozen=True, slots=True)
class Row:
    """One post in every column: the reference's amount, then each proposal's difference to it and its amount."""

    label: str
    reference: int
    cells: tuple[tuple[int, int], ...]
    is_sum: bool = False


@dataclass(frozen=True, slots=True)
class Sides:
    """The whole comparison."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    invested: tuple[Row, ...] = ()
    """Net investment each year, and over the years for every project that is not alike in all."""

    @property
    def compared(self) -> tuple[Column, ...]:
        """The columns of the tables: every proposal but the one they are compared with."""
        return tuple(column for column in self.columns if not column.is_reference)


def invested_against(edition: Edition, base: Edition) -> list[tuple[int, int, int]]:
    """Net investment by year of a base and of what stands on it; empty where neither counts on projects."""
    years = tuple(map(int, edition.years))
    was, now = (_net(counted.sheets, years) if (counted := counted_by(one)) else {} for one in (base, edition))
    return [(year, was.get(year, 0), now.get(year, 0)) for year in years] if was or now else []


def _net(sheets: Sequence[Sheet], years: Sequence[int]) -> dict[int, int]:
    return {year: sum(int(sheet.net(year)) for sheet in sheets) for year in years}


def _by_project(sheets: Sequence[Sheet], years: Sequence[int]) -> dict[str, tuple[str, int]]:
    return {sheet.key: (sheet.name, sum(int(sheet.net(year)) for year in years)) for sheet in sheets}


def _invested_rows(reference: Sequence[Sheet], columns: Sequence[Column], years: Sequence[int]) -> tuple[Row, ...]:
    """Sums first, then each project that some proposal has otherwise: cut, moved, taken in or added."""
    if not reference and not any(column.invested for column in columns):
        return ()
    was, before = _net(reference, years), _by_project(reference, years)
    rows = [
        Row(
            _("Nettoinvestering %s") % year, was[year],
            tuple((column.invested.get(year, 0) - was[year], column.invested.get(year, 0)) for column in columns),
            is_sum=True,
        )
        for year in years
    ]  # fmt: skip
    names = {key: one[0] for column in columns for key, one in column.by_project.items()}
    names |= {key: one[0] for key, one in before.items()}
    for key in sorted(names, key=names.__getitem__):
        first = before.get(key, ("", 0))[1]
        amounts = [column.by_project.get(key, ("", 0))[1] for column in columns]
        if any(amount != first for amount in amounts):
            rows.append(Row(names[key], first, tuple((amount - first, amount) for amount in amounts)))
    return tuple(rows)


def side_by_side(
    proposals: Sequence[Proposal], own: Opened | None, reference: Edition, year: int, *, each: bool = False
) -> Sides:
    """`own` is a draft opened by its member; `each` shows kronor per inhabitant instead of thousands."""
    people = (Municipality.objects.values_list("inhabitants", flat=True).first() or 0) if each else 0
    base = figures(reference)
    before = _posts(base, year)
    columns = [_column(one, figures(one.hand_over.edition), before, year) for one in proposals]
    columns = [
        replace(column, is_reference=one.hand_over.edition == reference)
        for column, one in zip(columns, proposals, strict=True)
    ]
    if own is not None:
        columns.append(_own(own, figures_of(own.core), before, year))
    compared = [column for column in columns if not column.is_reference]
    kept = _result_rows(
        before, int(base.budget.result(year)), [one.posts for one in compared], [one.result for one in compared]
    )
    found = counted_by(reference)
    money = _invested_rows(found.sheets if found else (), compared, tuple(map(int, reference.years)))
    if people:
        return Sides(
            tuple(columns), tuple(_each(row, people) for row in kept), tuple(_each(row, people) for row in money)
        )
    return Sides(tuple(columns), tuple(kept), money)


def rows_against(before: Figures, after: Figures, year: int, *, every_frame: bool = False) -> list[Row]:
    """One edition's posts and result beside another's in a year, as the comparison has them; with `every_frame` those
    boards too whose frame is the same.
    """
    return _result_rows(
        _posts(before, year), int(before.budget.result(year)), [_posts(after, year)], [int(after.budget.result(year))],
        every_frame=every_frame,
    )  # fmt: skip


def _result_rows(
    before: Posts, result: int, posts: Sequence[Posts], results: Sequence[int], *, every_frame: bool = False
) -> list[Row]:
    """Every post that differs in some column, so that the differences add up to the result's: what the operations cost
    with its sum, then what pays for it, then the result, which is the latter less the former.
    """
    names = {key: name for one in (before, *posts) for key, name in one.names.items()}
    frames = _differing(
        before.frames, [one.frames for one in posts], lambda key: names[key], has_same=every_frame
    )  # fmt: skip
    cost = [
        *frames,
        *_differing(before.central, [one.central for one in posts], line_name),
    ]
    if cost:
        cost.append(_sum(_("Verksamhetens nettokostnad"), before.net_cost, [one.net_cost for one in posts]))
    paid = _differing(before.income, [one.income for one in posts], line_name)
    return [*cost, *paid, _sum(_("Årets resultat"), result, results)]


def _differing(
    before: Mapping[str, int],
    columns: Sequence[Mapping[str, int]],
    name: Callable[[str], str],
    *,
    has_same: bool = False,
) -> Iterator[Row]:
    for key in dict.fromkeys(key for one in (before, *columns) for key in one):
        first, amounts = before.get(key, 0), [one.get(key, 0) for one in columns]
        if has_same or any(amount != first for amount in amounts):
            yield Row(name(key), first, tuple((amount - first, amount) for amount in amounts))


def _sum(label: str, first: int, amounts: Sequence[int]) -> Row:
    return Row(label, first, tuple((amount - first, amount) for amount in amounts), is_sum=True)


def _each(row: Row, people: int) -> Row:
    cells = tuple((round(difference / people), round(amount / people)) for difference, amount in row.cells)
    return Row(row.label, round(row.reference / people), cells, row.is_sum)


def _posts(of: Figures, year: int) -> Posts:
    lines = {line.code: (_at(line.cells, year), line.is_central) for line in of.finance}
    return Posts(
        {board.key: _at(board.frame, year) for board in of.boards},
        {code: -amount for code, (amount, is_central) in lines.items() if is_central},
        {code: amount for code, (amount, is_central) in lines.items() if not is_central},
        {board.key: board.name for board in of.boards},
    )


def _at(cells: Sequence[Cell], year: int) -> int:
    return next((cell.amount or 0 for cell in cells if cell.year == year), 0)


def _column(one: Proposal, of: Figures, before: Posts, year: int) -> Column:
    posts, years, found = _posts(of, year), of.years, counted_by(one.hand_over.edition)
    sheets = found.sheets if found else ()
    return Column(
        str(one.hand_over), ", ".join(one.parties), one.hand_over.pk, rate_words(one.tax_rate.get(year)),
        _words(posts, before), posts, int(of.budget.result(year)),
        tuple(goal["text"] for goal in one.goals), tuple(_assigned(row) for row in one.assignments),
        _net(sheets, years) if sheets else {},
        tuple(f"{row['name']} {row['words']}" for row in one.content.get("projects", ())), _by_project(sheets, years),
    )  # fmt: skip


def _own(own: Opened, of: Figures, before: Posts, year: int) -> Column:
    posts = _posts(of, year)
    return Column(
        own.draft.title, _("vårt utkast"), None, rate_words(own.rates.get(year)), _words(posts, before), posts,
        int(of.budget.result(year)), tuple(goal["text"] for goal in own.draft.goals),
        tuple(_assigned(row) for row in own.draft.assignments),
        _net(own.sheets, own.core.years) if own.sheets else {},
        tuple(f"{project.name} {words}" for project, words in project_words(own)),
        _by_project(own.sheets, own.core.years),
    )  # fmt: skip


def _assigned(row: Mapping[str, str]) -> str:
    return f"{row.get('board_name') or _('Alla nämnder')}: {row['text']}"


def _words(posts: Posts, before: Posts) -> tuple[str, ...]:
    pots = [code for code in posts.central if not is_income("", code)]
    was, becomes = {**before.frames, **before.central}, {**posts.frames, **{code: posts.central[code] for code in pots}}
    names = {**posts.names, **{code: line_name(code) for code in pots}}
    moved = {key: amount - was.get(key, 0) for key, amount in becomes.items() if amount != was.get(key, 0)}
    largest = sorted(moved, key=lambda key: -abs(moved[key]))[:_FEW]
    return tuple(
        (_("%(amount)s mnkr till %(board)s") if moved[key] > 0 else _("%(amount)s mnkr för %(board)s"))
        % {"amount": format_amount(Ore(moved[key]), Unit.MNKR, sign=True), "board": names[key]}
        for key in largest
    )
