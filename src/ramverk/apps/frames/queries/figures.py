"""The figures of an edition as pages show them: the result budget, and each board's way from opening frame to frame.

Frames are shown as net cost, so a plus means a larger frame; results and finance lines as they count, so a plus is
money in.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ramverk.apps.frames.findings import FRAMED
from ramverk.apps.frames.ledger import Line as LedgerLine
from ramverk.apps.frames.ledger import board_key, core_of, line_of
from ramverk.apps.frames.models import Edition
from ramverk.apps.frames.queries.earmarks import Earmarked, earmarked
from ramverk.apps.frames.remembering import remembered
from ramverk.apps.organisation.models import Body, Municipality
from ramverk.core.editions.bridge import by_owner, frame_bridge
from ramverk.core.editions.causes import Cause, words_of
from ramverk.core.editions.changes import PostKind
from ramverk.core.editions.editions import Edition as CoreEdition
from ramverk.core.editions.editions import fold
from ramverk.core.money import Ore
from ramverk.core.statements.result_budget import FINANCE_LINES, Group, ResultBudget, result_budget


@dataclass(frozen=True, slots=True)
class Cell:
    """One amount in öre as it is shown, and what its explanation is asked with."""

    year: int
    amount: int | None
    query: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a table."""

    label: str
    cells: tuple[Cell, ...]
    is_sum: bool = False
    is_result: bool = False
    is_frames: bool = False
    """All frames together: why they are what they are is the bridge's to tell."""
    code: str = ""
    """Which finance line it is; empty for sums and groups of them."""

    @property
    def group(self) -> Group | None:
        """Where the finance line stands in the result budget; one that is not known counts as central."""
        line = FINANCE_LINES.get(self.code)
        return (line.group if line else Group.CENTRAL) if self.code else None

    @property
    def is_central(self) -> bool:
        """Whether it is a line that is set aside centrally."""
        return self.group is Group.CENTRAL


@dataclass(slots=True)
class BoardLine:
    """A board's frame: where it began, why it moved, where it stands. Öre, net cost positive."""

    key: str
    name: str
    opening: Cell
    frame: tuple[Cell, ...]
    change: int
    per_inhabitant: int | None
    causes: list[Line] = field(default_factory=list)
    earmarked: list[Line] = field(default_factory=list)
    """Parts that lie inside the frame and may not be used for anything else."""


@dataclass(frozen=True, slots=True)
class Figures:
    """Everything the overview shows of one edition."""

    years: tuple[int, ...]
    boards: tuple[BoardLine, ...]
    total: BoardLine
    result: tuple[Line, ...]
    finance: tuple[Line, ...]
    budget: ResultBudget


def cause_words(cause: Cause) -> str:
    """What a cause is called inside a sentence."""
    words = words_of(cause)
    return words.english if get_language() == "en" else words.swedish


def cause_name(cause: Cause) -> str:
    """What a cause is called, with a capital."""
    name = cause_words(cause)
    return name[:1].upper() + name[1:]


def line_name(code: str) -> str:
    """What a finance line is called."""
    line = FINANCE_LINES.get(code)
    if line is None:
        return code
    return line.english if get_language() == "en" else line.swedish


def group_name(group: str) -> str:
    """What a group of finance lines is called in the result budget."""
    names = {
        Group.CENTRAL: _("Gemensamt i finansförvaltningen"),
        Group.TAX: _("Skatteintäkter"),
        Group.GRANTS: _("Generella statsbidrag och utjämning"),
        Group.FINANCIAL: _("Finansnetto"),
    }
    return names.get(Group(group), group)


def figures(edition: Edition) -> Figures:
    """An edition's tables. A handful of queries, whatever its size; sums are remembered while it stands."""
    return _shown(_sums(line_of(edition)))


def figures_of(edition: CoreEdition) -> Figures:
    """The tables of an edition that is stored nowhere in clear; nothing of it is remembered either."""
    return _shown(_added_up(edition))


def _shown(sums: "_Sums") -> Figures:
    years = sums.budget.years
    people = Municipality.objects.values_list("inhabitants", flat=True).first()
    boards = tuple(_boards(sums, people))
    finance = tuple(_finance(sums.lines, years))
    return Figures(years, boards, _total(boards, years, people), _result(sums.budget), finance, sums.budget)


@dataclass(frozen=True, slots=True)
class _Sums:
    """What a line of editions adds up to. Öre, as the ledger counts."""

    budget: ResultBudget
    frames: Mapping[str, Mapping[int, int]]
    causes: Mapping[str, tuple[tuple[Cause, Mapping[int, int]], ...]]
    lines: Mapping[str, Mapping[int, int]]
    earmarks: tuple[Earmarked, ...]


@remembered
def _sums(line: LedgerLine) -> _Sums:
    return _added_up(core_of(line))


def _added_up(edition: CoreEdition) -> _Sums:
    folded, years = fold(edition), edition.years
    frames: dict[str, dict[int, int]] = {}
    lines: dict[str, dict[int, int]] = {}
    for post, amounts in folded.items():
        if post.kind in {PostKind.FRAME, PostKind.FINANCE}:
            into, key = (frames, post.owner) if post.kind is PostKind.FRAME else (lines, post.part)
            mine = into.setdefault(key, dict.fromkeys(years, 0))
            for year in years:
                mine[year] += int(amounts.get(year, Ore(0)))
    causes: dict[str, list[tuple[Cause, Mapping[int, int]]]] = {}
    for row in frame_bridge(edition).rows:
        for owner, steps in by_owner(row.steps).items():
            moved = {year: sum(int(step.in_year(year)) for step in steps) for year in years}
            causes.setdefault(owner, []).append((row.cause, moved))
    kept = {owner: tuple(rows) for owner, rows in causes.items()}
    return _Sums(result_budget(folded, years), frames, kept, lines, tuple(earmarked(edition)))


def _boards(sums: _Sums, people: int | None) -> Iterable[BoardLine]:
    years = sums.budget.years
    for key, name in _in_order(sums.frames):
        cells = tuple(Cell(year, -sums.frames[key][year], f"organ={key}&ar={year}") for year in years)
        rows = [
            Line(cause_name(cause), tuple(Cell(year, -moved[year]) for year in years))
            for cause, moved in sums.causes.get(key, ())
        ]
        first, change = cells[0].amount or 0, sum(row.cells[0].amount or 0 for row in rows)
        opening = Cell(years[0], first - change)
        parts = [
            Line(part.text, tuple(Cell(year, amount) for year, amount in zip(years, part.amounts, strict=True)))
            for part in sums.earmarks
            if part.board == key
        ]
        yield BoardLine(key, name, opening, cells, change, _each(first, people), rows, parts)


def framed_boards(edition: CoreEdition) -> list[tuple[str, str]]:
    """The boards that have a frame, by key and name, in the order pages show them."""
    return _in_order({change.post.owner for change in edition.all_changes() if change.post.kind is PostKind.FRAME})


def _in_order(frames: Iterable[str]) -> list[tuple[str, str]]:
    """The boards by key and name: the executive board first, then by name; what is unknown last."""
    known = {board_key(body): body for body in Body.objects.filter(kind__in=FRAMED)}
    ranks = {str(kind): rank for rank, kind in enumerate(FRAMED)}
    return sorted(
        ((key, known[key].name if key in known else key) for key in frames),
        key=lambda pair: (ranks.get(known[pair[0]].kind, 9) if pair[0] in known else 9, pair[1]),
    )


def _each(amount: int, people: int | None) -> int | None:
    return round(amount / people) if people else None


def _total(boards: tuple[BoardLine, ...], years: tuple[int, ...], people: int | None) -> BoardLine:
    opening = sum(board.opening.amount or 0 for board in boards)
    sums = {year: sum(board.frame[at].amount or 0 for board in boards) for at, year in enumerate(years)}
    cells = tuple(Cell(year, sums[year]) for year in years)
    first = sums[years[0]]
    return BoardLine("", _("Summa"), Cell(years[0], opening), cells, first - opening, _each(first, people))


def _result(budget: ResultBudget) -> tuple[Line, ...]:
    years = budget.years

    def line(
        label: str, of: dict[int, Ore], query: str = "", *, is_sum: bool = False, is_result: bool = False,
        is_frames: bool = False,
    ) -> Line:  # fmt: skip
        cells = tuple(Cell(year, int(of[year]), f"{query}&ar={year}" if query else "") for year in years)
        return Line(label, cells, is_sum, is_result, is_frames)

    return (
        line(_("Nämndernas ramar"), budget.frames, is_frames=True),
        line(group_name(Group.CENTRAL), budget.central, f"grupp={Group.CENTRAL}"),
        line(_("Verksamhetens nettokostnad"), {y: budget.net_operating_cost(y) for y in years}, is_sum=True),
        line(group_name(Group.TAX), budget.tax_revenue, f"grupp={Group.TAX}"),
        line(group_name(Group.GRANTS), budget.general_grants_and_equalisation, f"grupp={Group.GRANTS}"),
        line(_("Verksamhetens resultat"), {y: budget.operating_result(y) for y in years}, is_sum=True),
        line(group_name(Group.FINANCIAL), budget.financial, f"grupp={Group.FINANCIAL}"),
        line(_("Årets resultat"), {y: budget.result(y) for y in years}, is_sum=True, is_result=True),
    )


def _finance(lines: Mapping[str, Mapping[int, int]], years: tuple[int, ...]) -> Iterable[Line]:
    order = {code: at for at, code in enumerate(FINANCE_LINES)}
    for code in sorted(lines, key=lambda code: order.get(code, len(order))):
        cells = tuple(Cell(year, lines[code][year], f"rad={code}&ar={year}") for year in years)
        yield Line(line_name(code), cells, code=code)
