"""Bytes of an answer to values of the core."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, TypeVar

import msgspec
import numpy as np

from ramverk.core.keyfigures.blocks import GENDERS, Block, Mark, empty_block
from ramverk.formats.kolada import shapes
from ramverk.formats.kolada.errors import not_json, other_shape

A = TypeVar("A", bound=shapes.Answer)
_DECODERS: dict[type, msgspec.json.Decoder[Any]] = {
    kind: msgspec.json.Decoder(kind)
    for kind in (shapes.Values, shapes.UnitValues, shapes.Ous, shapes.Kpis, shapes.Areas, shapes.Groups)
}
_FIRST, _LAST = 1900, 2200
_PLACE = {gender: at for at, gender in enumerate(GENDERS)}


def read_answer(data: bytes, kind: type[A]) -> A:
    """The answer in its documented shape. Raises SourceFault."""
    try:
        answer: A = _DECODERS[kind].decode(data)
    except msgspec.ValidationError as error:
        raise other_shape(str(error)) from error
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise not_json(str(error)) from error
    return answer


def kind_of(data: bytes) -> type[shapes.Answer]:
    """Which sort of answer a file holds, by the fields of its first row. Raises SourceFault."""
    try:
        whole = msgspec.json.decode(data, type=dict[str, Any])
    except msgspec.MsgspecError as error:
        raise not_json(str(error)) from error
    rows = whole.get("values")
    if not isinstance(rows, list):
        raise other_shape("`values`")
    first = rows[0] if rows and isinstance(rows[0], dict) else {}
    if "kpi" in first:
        return shapes.UnitValues if "ou" in first else shapes.Values
    if "municipality" in first:
        return shapes.Ous
    if "members" in first:
        return shapes.Groups
    return shapes.Areas if "type" in first else shapes.Kpis


def blocks_of(rows: Sequence[shapes.Row]) -> dict[str, Block]:
    """What the rows say, per indicator. Raises SourceFault for a sex or a year that is none."""
    by_kpi: dict[str, list[shapes.Row]] = {}
    for row in rows:
        by_kpi.setdefault(row.kpi, []).append(row)
    return {kpi: _block(some) for kpi, some in by_kpi.items()}


def unit_blocks_of(rows: Sequence[shapes.UnitRow]) -> dict[str, Block]:
    """What units' rows say, per indicator; a unit stands where an area does. Raises SourceFault."""
    return blocks_of([shapes.Row(row.kpi, row.ou, row.period, row.values) for row in rows])


def _block(rows: list[shapes.Row]) -> Block:
    """One indicator's rows as arrays; of two that concern the same cell the later holds."""
    figures = [figure for row in rows for figure in row.values]
    block = empty_block((row.municipality for row in rows), (row.period for row in rows))
    if block.years and not (block.years[0] >= _FIRST and block.years[-1] <= _LAST):
        raise other_shape(f"period {block.years[0]}–{block.years[-1]}")
    try:
        gender = np.array([_PLACE[figure.gender] for figure in figures], np.intp)
    except KeyError as error:
        raise other_shape(f"gender {error}") from error
    area_place = {area: at for at, area in enumerate(block.areas)}
    year_place = {year: at for at, year in enumerate(block.years)}
    counts = [len(row.values) for row in rows]
    area = np.repeat(np.array([area_place[row.municipality] for row in rows], np.intp), counts)
    year = np.repeat(np.array([year_place[row.period] for row in rows], np.intp), counts)
    numbers = np.array([figure.value for figure in figures], np.float64)
    gone = np.array([figure.isdeleted for figure in figures], bool)
    marks = np.where(gone, Mark.WITHDRAWN, np.where(np.isnan(numbers), Mark.MISSING, Mark.VALUE)).astype(np.uint8)
    block.marks[area, year, gender] = marks
    block.values[area, year, gender] = np.where(marks == Mark.VALUE, numbers, np.nan)
    if not any(figure.status for figure in figures):
        return block
    words = {"": 0}
    codes = [words.setdefault((figure.status or "").strip(), len(words)) for figure in figures]
    if len(words) == 1:
        return block
    status = np.zeros(block.marks.shape, np.uint8)
    status[area, year, gender] = codes
    return replace(block, statuses=tuple(words), status=status)


@dataclass(frozen=True, slots=True)
class GroupTitle:
    """A group's title in its parts: what it is alike in, for which municipality, of which year."""

    theme: str
    of: str
    vintage: int | None


def split_title(title: str) -> GroupTitle:
    """From the right, for only there the titles are even: year, municipality, and what is left."""
    parts = [part.strip() for part in title.split(",")]
    vintage = int(parts.pop()) if len(parts) > 1 and re.fullmatch(r"(19|20)\d\d", parts[-1]) else None
    of = parts.pop() if len(parts) > 1 else ""
    theme = re.sub(r"^Liknande kommuner,?\s*", "", ", ".join(parts))
    return GroupTitle(theme or ", ".join(parts), of, vintage)


UNITS = (
    ("mnkr", re.compile(r"miljoner kronor|\bmnkr\b|\bmkr\b", re.IGNORECASE)),
    ("percent", re.compile(r"\(%\)|, %|\bandel \(%\)|procent", re.IGNORECASE)),
    ("kr_per_inhabitant", re.compile(r"\bkr/inv(ånare)?(?!\s*\d+\s*[-–+])", re.IGNORECASE)),
    ("kr_per", re.compile(r"\bkr/", re.IGNORECASE)),
    ("kr", re.compile(r"\bkr\b|kronor", re.IGNORECASE)),
    ("number", re.compile(r"\bantal\b", re.IGNORECASE)),
)


def unit_in(title: str) -> str:
    """What a title says the figure is counted in; empty where it does not say."""
    return next((code for code, words in UNITS if words.search(title)), "")


def is_discontinued(title: str) -> bool:
    """Whether the title says that the series has ended: "(-2023)"."""
    return bool(re.search(r"\(\s*[-–]\s*(19|20)\d\d\s*\)\s*$", title))


def day(text: str | None) -> date | None:
    """A day as the catalogue writes it, or none."""
    try:
        return date.fromisoformat((text or "").strip()[:10])
    except ValueError:
        return None
