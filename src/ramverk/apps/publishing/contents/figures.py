"""Tables and drawings of an edition's money, as documents show them: tkr, each figure rounded by itself."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from ramverk.apps.frames.models import Edition
from ramverk.apps.frames.queries.bridging import ShownBridge, passed_between, show_bridge
from ramverk.apps.frames.queries.figures import BoardLine, Figures, Line
from ramverk.apps.frames.queries.statements import Row as Stated
from ramverk.apps.organisation.appearance import brand
from ramverk.apps.publishing.contents.common import unbroken
from ramverk.core.documents.model import Cell, Chart, Column, Row, Table
from ramverk.core.money import Ore, Unit, allocate, format_amount, format_count
from ramverk.formats.charts.declaration import Chart as Declared
from ramverk.formats.charts.declaration import Kind, Role, Series
from ramverk.formats.charts.svg import for_print, for_web


def money(amount: int | None, *, sign: bool = False) -> Cell:
    """An amount in tkr, with its öre beside it; nothing for what is missing."""
    return Cell(
        format_amount(Ore(amount), sign=sign) if amount is not None else "", None if amount is None else int(amount)
    )


def year_columns(first: str, years: Sequence[int], *before: str) -> tuple[Column, ...]:
    """A column of words, some of figures, one of each year."""
    return (Column(first), *(Column(head, is_figures=True) for head in (*before, *map(str, years))))


def frames_table(of: Figures, source: str) -> Table:
    """Every board's frame: as it was, and as it becomes each year."""
    rows = [
        Row(
            (Cell(board.name), money(board.opening.amount), *(money(cell.amount) for cell in board.frame)),
            is_sum=board is of.total,
        )
        for board in (*of.boards, of.total)
    ]
    return Table(
        "ramar", _("Nämndernas ramar, tkr (nettokostnad)"),
        year_columns(_("Nämnd"), of.years, _("Ingående ram")), tuple(rows), source=source,
    )  # fmt: skip


def board_table(board: BoardLine, years: Sequence[int], source: str) -> Table:
    """One board's way from its opening frame to its frame, by cause; what moves nothing in any year is left out."""
    rows = [
        Row((Cell(_("Ingående ram")), *(money(board.opening.amount) for _year in years))),
        *(
            Row((Cell(line.label), *(money(cell.amount, sign=True) for cell in line.cells)), level=1)
            for line in board.causes
            if any(cell.amount for cell in line.cells)
        ),
        Row((Cell(_("Ram")), *(money(cell.amount) for cell in board.frame)), is_sum=True),
    ]
    caption = _("%(board)s: från ingående ram till ram, tkr") % {"board": board.name}
    return Table(f"ram-{board.key.lower()}", caption, year_columns(_("Orsak"), years), tuple(rows), source=source)


def statement_table(key: str, caption: str, rows: Sequence[Stated], source: str) -> Table:
    """A statement as the ledger states it; lines without any amount are left out, "varav" lines are set in."""
    shown = [row for row in rows if row.kind == "sum" or not row.is_empty]
    years = [cell.year for cell in shown[0].cells] if shown else []
    made = tuple(
        Row(
            (Cell(row.label), *(money(cell.amount) for cell in row.cells)),
            is_sum=row.kind == "sum", level=1 if row.kind == "memo" else 0,
        )
        for row in shown
    )  # fmt: skip
    return Table(key, caption, year_columns(_("Rad"), years), made, source=source)


def finance_table(lines: Sequence[Line], years: Sequence[int], source: str) -> Table:
    """The lines of the finance administration: taxes, grants, common costs, interest."""
    rows = tuple(Row((Cell(line.label), *(money(cell.amount) for cell in line.cells))) for line in lines)
    return Table("finans", _("Finansförvaltningen, tkr"), year_columns(_("Rad"), years), rows, source=source)


def whole_bridge(edition: Edition, earlier: Edition | None = None) -> ShownBridge:
    """What happened to all frames together."""
    return show_bridge(passed_between(earlier, edition, "", yearly=False), sign=-1)


def bridge_chart(bridge: ShownBridge, source: str, first: str, last: str) -> Chart:
    """The first year of a bridge as a waterfall, with every year in the table beside it."""
    steps = [(row.label, row.amounts[0]) for row in bridge.rows if row.amounts[0]]
    year = bridge.years[0]
    rows = [
        Row((Cell(first), *map(money, bridge.start))),
        *(
            Row((Cell(row.label), *(money(amount, sign=True) for amount in row.amounts)), level=1)
            for row in bridge.rows
            if any(row.amounts)
        ),
        Row((Cell(last), *map(money, bridge.end)), is_sum=True),
    ]
    words = {"year": year, "start": format_amount(Ore(bridge.start[0])), "end": format_amount(Ore(bridge.end[0]))}
    largest = max(steps, key=lambda step: abs(step[1]), default=None)
    description = _("Stapeldiagram för %(year)s: ramarna går från %(start)s till %(end)s tkr.") % words
    if largest is not None:
        description += " " + _("Det som betyder mest är %(cause)s, %(amount)s tkr.") % {
            "cause": largest[0].lower(), "amount": format_amount(Ore(largest[1]), sign=True),
        }  # fmt: skip
    table = Table(
        "bro", _("Varför ramarna ändras, tkr"), year_columns(_("Orsak"), bridge.years), tuple(rows), source=source
    )
    title = _("Varför ramarna ändras %(year)s, tkr") % words
    declared = Declared(
        Kind.BRIDGE, description, (str(year),),
        (
            Series(first, (bridge.start[0],), Role.LEVEL),
            *(Series(label, (amount,)) for label, amount in steps),
            Series(last, (bridge.end[0],), Role.LEVEL),
        ),
        plus_is_good=False,
    )  # fmt: skip
    return drawn("bro", title, declared, table, source)


def drawn(key: str, title: str, declared: Declared, table: Table, source: str) -> Chart:
    """The chart with its drawings for paper and for a screen; `declared` has its words for those who do not see it."""
    paper, screen = for_print(declared, brand().accent).decode(), for_web(declared, key)
    return Chart(key, title, unbroken(declared.title), paper, table, source, screen)


def hundred(of: Figures) -> list[tuple[str, int, int]]:
    """Of every hundred kronor that the boards are given: the board, how many hundredths of a krona, and the öre.

    The parts sum to exactly a hundred kronor; what is left over in rounding goes to the largest remainders.
    """
    frames = [(board.name, board.frame[0].amount or 0) for board in of.boards if (board.frame[0].amount or 0) > 0]
    if not frames:
        return []
    parts = allocate(Ore(10_000), [amount for _name, amount in frames])
    found = [(name, int(part), amount) for (name, amount), part in zip(frames, parts, strict=True)]
    return sorted(found, key=lambda row: -row[1])


def hundred_chart(of: Figures, source: str) -> Chart | None:
    """Where a hundred kronor go."""
    parts = hundred(of)
    if not parts:
        return None
    year = of.years[0]
    rows = (
        *tuple(Row((Cell(name), Cell(_kronor(part)), money(amount))) for name, part, amount in parts),
        Row((Cell(_("Summa")), Cell(_kronor(10000)), money(sum(amount for *_rest, amount in parts))), is_sum=True),
    )
    table = Table(
        "hundra", _("Vart hundra kronor går %(year)s") % {"year": year},
        (Column(_("Nämnd")), Column(_("Kronor av hundra"), is_figures=True), Column(_("Ram, tkr"), is_figures=True)),
        rows, source=source,
    )  # fmt: skip
    first = parts[0]
    rest = ", ".join(f"{name} {_kronor(part)}" for name, part, _amount in parts[1:4])
    description = _("Av hundra kronor till nämnderna går %(kronor)s till %(board)s.") % {
        "kronor": _kronor(first[1]), "board": first[0],
    }  # fmt: skip
    if rest:
        description += " " + _("Därefter kommer %(rest)s.") % {"rest": rest}
    series = tuple(Series(name, (part,)) for name, part, _amount in parts)
    declared = Declared(Kind.SHARES, description, (str(year),), series, unit=Unit.KR, is_exact=True)
    return drawn("hundra", _("Vart hundra kronor går %(year)s") % {"year": year}, declared, table, source)


def _kronor(hundredths: int) -> str:
    return format_count(hundredths // 100, Unit.TKR) + f",{hundredths % 100:02d}"
