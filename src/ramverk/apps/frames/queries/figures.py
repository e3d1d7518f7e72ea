"""The figures of an edition as pages show them: the result budget, and each board's way from opening frame to frame.

Frames are shown as net cost, so a plus means a larger frame; results and finance lines as they count, so a plus is
money in.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ramverk.apps.frames.findings import FRAMED
from ramverk.apps.frames.ledger import board_key
from ramverk.apps.organisation.models import Body, Municipality
from ramverk.core.editions.bridge import Bridge, BridgeRow, by_owner, frame_bridge
from ramverk.core.editions.causes import Cause, words_of
from ramverk.core.editions.changes import PostKind
from ramverk.core.editions.editions import Edition as CoreEdition
from ramverk.core.editions.editions import Folded, fold
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


@dataclass(frozen=True, slots=True)
class Figures:
    """Everything the overview shows of one edition."""

    years: tuple[int, ...]
    boards: tuple[BoardLine, ...]
    total: BoardLine
    result: tuple[Line, ...]
    finance: tuple[Line, ...]
    budget: ResultBudget


def cause_name(cause: Cause) -> str:
    """What a cause is called, with a capital."""
    words = words_of(cause)
    name = words.english if get_language() == "en" else words.swedish
    return name[:1].upper() + name[1:]


def line_name(code: str) -> str:
    """What a finance line is called."""
    line = FINANCE_LINES.get(code)
    if line is None:
        return code
    return line.english if get_language() == "en" else line.swedish


def figures(edition: CoreEdition) -> Figures:
    """Fold an edition into its tables. Two queries, whatever its size."""
    folded, years = fold(edition), edition.years
    budget = result_budget(folded, years)
    passed = frame_bridge(edition)
    people = Municipality.objects.values_list("inhabitants", flat=True).first()
    boards = tuple(_boards(folded, passed, years, people))
    return Figures(
        years, boards, _total(boards, years, people), _result(budget), tuple(_finance(folded, years)), budget
    )


def _boards(folded: Folded, passed: Bridge, years: tuple[int, ...], people: int | None) -> Iterable[BoardLine]:
    opening: dict[str, int] = {}
    frames: dict[str, dict[int, int]] = {}
    for post, amounts in folded.items():
        if post.kind is PostKind.FRAME:
            mine = frames.setdefault(post.owner, dict.fromkeys(years, 0))
            for year in years:
                mine[year] -= int(amounts.get(year, Ore(0)))
    causes: dict[str, list[Line]] = {}
    moved: dict[str, int] = {}
    for row in passed.rows:
        for owner, steps in by_owner(row.steps).items():
            cells = tuple(Cell(year, -sum(int(step.in_year(year)) for step in steps)) for year in years)
            causes.setdefault(owner, []).append(Line(cause_name(row.cause), cells))
            moved[owner] = moved.get(owner, 0) + (cells[0].amount or 0)
    for owner in frames:
        opening[owner] = frames[owner][years[0]] - moved.get(owner, 0)
    for key, name in _in_order(frames):
        cells = tuple(Cell(year, frames[key][year], f"organ={key}&ar={year}") for year in years)
        first = frames[key][years[0]]
        yield BoardLine(
            key, name, Cell(years[0], opening[key]), cells, first - opening[key], _each(first, people),
            causes.get(key, []),
        )  # fmt: skip


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

    def line(label: str, of: dict[int, Ore], query: str = "", **more: bool) -> Line:
        cells = tuple(Cell(year, int(of[year]), f"{query}&ar={year}" if query else "") for year in years)
        return Line(label, cells, **more)

    return (
        line(_("Nämndernas ramar"), budget.frames),
        line(_("Gemensamt i finansförvaltningen"), budget.central, f"grupp={Group.CENTRAL}"),
        line(_("Verksamhetens nettokostnad"), {y: budget.net_operating_cost(y) for y in years}, is_sum=True),
        line(_("Skatteintäkter"), budget.tax_revenue, f"grupp={Group.TAX}"),
        line(_("Generella statsbidrag och utjämning"), budget.general_grants_and_equalisation, f"grupp={Group.GRANTS}"),
        line(_("Verksamhetens resultat"), {y: budget.operating_result(y) for y in years}, is_sum=True),
        line(_("Finansnetto"), budget.financial, f"grupp={Group.FINANCIAL}"),
        line(_("Årets resultat"), {y: budget.result(y) for y in years}, is_sum=True, is_result=True),
    )


def _finance(folded: Folded, years: tuple[int, ...]) -> Iterable[Line]:
    held = {post.part: amounts for post, amounts in folded.items() if post.kind is PostKind.FINANCE}
    order = {code: at for at, code in enumerate(FINANCE_LINES)}
    for code in sorted(held, key=lambda code: order.get(code, len(order))):
        cells = tuple(Cell(year, int(held[code].get(year, Ore(0))), f"rad={code}&ar={year}") for year in years)
        yield Line(line_name(code), cells)


@dataclass(frozen=True, slots=True)
class StepLine:
    """One change on a bridge, as shown."""

    text: str
    who: str
    source: str
    amounts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class BridgeLine:
    """One cause on a bridge, as shown."""

    label: str
    amounts: tuple[int, ...]
    one_off: tuple[int, ...]
    steps: tuple[StepLine, ...]


@dataclass(frozen=True, slots=True)
class ShownBridge:
    """A bridge with its amounts as shown, and whether it closes."""

    years: tuple[int, ...]
    start: tuple[int, ...]
    rows: tuple[BridgeLine, ...]
    end: tuple[int, ...]
    closes: bool

    def left_over(self, at: int) -> int:
        """What the rows do not explain of a year; zero."""
        return self.end[at] - self.start[at] - sum(row.amounts[at] for row in self.rows)


def show_bridge(passed: Bridge, *, sign: int) -> ShownBridge:
    """`sign` is −1 where net cost is shown positive."""
    years = passed.years
    return ShownBridge(
        years,
        tuple(sign * int(passed.start.get(year, Ore(0))) for year in years),
        tuple(_bridge_line(row, years, sign) for row in passed.rows),
        tuple(sign * int(passed.end.get(year, Ore(0))) for year in years),
        passed.closes(),
    )


def _bridge_line(row: BridgeRow, years: tuple[int, ...], sign: int) -> BridgeLine:
    steps = tuple(
        StepLine(
            step.change.text,
            step.change.post.owner or line_name(step.change.post.part),
            step.change.source.words,
            tuple(sign * int(step.in_year(year)) for year in years),
        )
        for step in row.steps
    )
    return BridgeLine(
        cause_name(row.cause),
        tuple(sign * int(row.amounts.get(year, Ore(0))) for year in years),
        tuple(sign * int(row.one_off.get(year, Ore(0))) for year in years),
        steps,
    )
