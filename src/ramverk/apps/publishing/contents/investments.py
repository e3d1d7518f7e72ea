"""The investments that an edition counts on, as a chapter: by category in a drawing, project by project in a table."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from ramverk.apps.frames.models import Edition
from ramverk.apps.frames.queries.figures import Figures
from ramverk.apps.investments.frame_rows import counted_by
from ramverk.apps.investments.models import Category
from ramverk.apps.investments.showing import label_of
from ramverk.apps.publishing.contents.common import money, year_row, year_table
from ramverk.apps.publishing.contents.figures import drawn
from ramverk.core.documents.model import Block, Cell, Chart, Column, Paragraph, Row, Table
from ramverk.core.investments.sheets import Sheet
from ramverk.core.money import Ore, Unit, format_amount
from ramverk.formats.charts.declaration import Chart as Declared
from ramverk.formats.charts.declaration import Kind, Series


def investment_blocks(edition: Edition, of: Figures, source: str) -> Iterator[Block]:
    """Nothing where the edition counts on no list of its own or of a parent."""
    sheets = _sheets(edition)
    if not sheets:
        return
    total = sum(int(sheet.net(year)) for sheet in sheets for year in of.years)
    words = {
        "count": len(sheets), "total": format_amount(Ore(total), Unit.MNKR), "first": of.years[0], "last": of.years[-1],
    }  # fmt: skip
    yield Paragraph(
        _("Kommunen räknar med %(count)s projekt, netto %(total)s miljoner kronor %(first)s–%(last)s.") % words
    )
    yield _by_category(sheets, of.years, source)
    yield _projects(sheets, of, source)


def _sheets(edition: Edition) -> list[Sheet]:
    """What the edition counts on: without what it leaves out, and in the years it puts projects off to."""
    found = counted_by(edition)
    return list(found.sheets) if found else []


def _by_category(sheets: list[Sheet], years: tuple[int, ...], source: str) -> Chart:
    sums: dict[str, int] = {}
    for sheet in sheets:
        name = label_of(Category, sheet.category) or _("utan kategori")
        sums[name] = sums.get(name, 0) + sum(int(sheet.net(year)) for year in years)
    parts = sorted(((name, amount) for name, amount in sums.items() if amount > 0), key=lambda part: -part[1])
    span = {"first": years[0], "last": years[-1]}
    first = parts[0] if parts else ("", 0)
    description = _("Liggande staplar: mest går till %(name)s, %(amount)s tkr av %(total)s tkr.") % {
        "name": first[0].lower(), "amount": format_amount(Ore(first[1])),
        "total": format_amount(Ore(sum(amount for _name, amount in parts))),
    }  # fmt: skip
    declared = Declared(
        Kind.SHARES, description, ("",), tuple(Series(name.capitalize(), (amount,)) for name, amount in parts)
    )
    columns = (Column(_("Vad pengarna går till")), Column(_("Netto"), is_figures=True))
    rows = [
        Row((Cell(name.capitalize()), money(amount)))
        for name, amount in sorted(sums.items(), key=lambda part: -part[1])
    ]
    rows.append(Row((Cell(_("Summa")), money(sum(sums.values()))), is_sum=True))
    title = _("Vad investeringarna går till %(first)s–%(last)s, tkr") % span
    table = Table("investeringar-slag", title, columns, tuple(rows), source=source)
    return drawn("investeringar", title, declared, table, source)


def _projects(sheets: list[Sheet], of: Figures, source: str) -> Table:
    """Board by board with its sum, and under it its projects in the order it ranked them."""
    names = {board.key: board.name for board in of.boards}
    by_board: dict[str, list[Sheet]] = {}
    for sheet in sorted(sheets, key=lambda one: (names.get(one.board, one.board), one.rank, one.name)):
        by_board.setdefault(names.get(sheet.board, sheet.board), []).append(sheet)
    rows = []
    for name, own in by_board.items():
        rows.append(_sum(name, own, of))
        rows += [Row((Cell(sheet.name), *(money(int(sheet.net(y))) for y in of.years)), level=1) for sheet in own]
    rows.append(_sum(_("Summa"), sheets, of))
    caption = _("Projekten nämnd för nämnd, nettoutgift i tkr")
    return year_table("investeringar-projekt", caption, _("Nämnd och projekt"), of.years, rows, source)


def _sum(label: str, sheets: list[Sheet], of: Figures) -> Row:
    total = {str(year): sum(int(sheet.net(year)) for sheet in sheets) for year in of.years}
    return year_row(label, total, of.years, is_sum=True)
