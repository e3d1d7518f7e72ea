"""An edition as open data: frames, every change with its cause, and the result budget, in kronor."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from decimal import Decimal

from ramverk.apps.frames.ledger import core_edition
from ramverk.apps.frames.models import Edition
from ramverk.apps.frames.queries.figures import cause_name, figures
from ramverk.apps.trail.actions.freeze import NamedFile, store
from ramverk.core.editions.bridge import frame_bridge
from ramverk.core.editions.changes import PostKind
from ramverk.formats.datapackage.tables import (
    DataTable,
    Field,
    write_csv,
    write_excel_csv,
    write_package,
    write_parquet,
)

LICENCE = "CC0-1.0"
_AMOUNT = Field("belopp_kr", "number", "Belopp i kronor")
_YEAR = Field("ar", "integer", "År")
_BOARD = Field("namnd", "string", "Nämnd")


def data_tables(edition: Edition) -> tuple[DataTable, ...]:
    """The tables. Frames are net cost, so a plus is a cost; results as they count."""
    of = figures(edition)
    names = {board.key: board.name for board in of.boards}
    frames = [
        (board.key, board.name, cell.year, kronor(cell.amount or 0)) for board in of.boards for cell in board.frame
    ]
    changes = [
        (
            step.change.post.owner, names.get(step.change.post.owner, step.change.post.owner), row.cause.value,
            cause_name(row.cause), step.change.text, year, kronor(-int(step.in_year(year))),
        )
        for row in frame_bridge(core_edition(edition)).rows
        for step in row.steps
        if step.change.post.kind is PostKind.FRAME
        for year in of.years
    ]  # fmt: skip
    result = [(line.label, cell.year, kronor(cell.amount or 0)) for line in of.result for cell in line.cells]
    code = Field("namnd_kod", "string", "Nämndens kortnamn")
    return (
        DataTable("ramar", "Nämndernas ramar (nettokostnad)", (code, _BOARD, _YEAR, _AMOUNT), frames),
        DataTable(
            "andringar", "Alla ändringar av ramarna (plus ökar nettokostnaden)",
            (
                code, _BOARD, Field("orsak_kod", "string", "Orsakens kod"), Field("orsak", "string", "Orsak"),
                Field("text", "string", "Vad som ändras"), _YEAR, _AMOUNT,
            ),
            changes,
        ),
        DataTable(
            "resultat", "Resultatbudget (plus är intäkt)", (Field("rad", "string", "Rad"), _YEAR, _AMOUNT), result
        ),
    )  # fmt: skip


def kronor(ore: int) -> Decimal:
    """Öre as kronor with two decimals, exactly."""
    return (Decimal(ore) / 100).quantize(Decimal("0.01"))


def stored_data(edition: Edition, slug: str, title: str, created: str) -> Iterator[NamedFile]:
    """Every table in both conventions and as Parquet, and the package that describes them."""
    tables = data_tables(edition)
    for table in tables:
        yield NamedFile(store(write_csv(table)), f"{table.name}.csv", "text/csv; charset=utf-8")
        yield NamedFile(store(write_excel_csv(table)), f"{table.name}-excel.csv", "text/csv; charset=utf-8")
        yield NamedFile(store(write_parquet(table)), f"{table.name}.parquet", "application/vnd.apache.parquet")
    package = write_package(slug, title, LICENCE, tables, created)
    yield NamedFile(store(package), "datapackage.json", "application/json")


def package_of(tables: Sequence[DataTable], name: str, title: str, frozen_at: datetime | None) -> bytes:
    """The description of an edition's tables as they lie in a package of their own: the plain files only."""
    created = frozen_at.isoformat(timespec="seconds") if frozen_at else ""
    return write_package(name, title, LICENCE, tables, created, only_plain=True)
