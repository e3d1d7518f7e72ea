"""A cube as series: one per combination of its other sides, each a block of areas, years and sexes."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np
from numpy.typing import NDArray

from ramverk.core.keyfigures.blocks import GENDERS, Block, Mark
from ramverk.formats.kolada.errors import other_shape
from ramverk.formats.scb.decoding import labels_of, sides_of
from ramverk.formats.scb.shapes import Dataset

_PERIOD = re.compile(r"((?:19|20|21)\d\d)(?:M(\d\d)|[KQ](\d))?")
_SEXES = {"kon", "kön", "sex"}
_LAST = {"month": 12, "quarter": 4}
NATION = "0000"


@dataclass(frozen=True, slots=True)
class Series:
    """What one combination of codes tells, over areas, years and sexes."""

    key: str
    """The codes, joined; the same at every fetch of the table."""
    title: str
    counted_in: str
    """What the source says that it is counted in."""
    block: Block
    unfinished: int | None
    """A year of which only the first months are told."""


def series_of(dataset: Dataset) -> Iterator[Series]:
    """Every series of a cube. Raises SourceFault where it does not fit together, or its periods are no years.

    A year's figure is its last told month or quarter. Nothing is added up: totals are cells of their own.
    """
    codes = dict(zip(dataset.id, sides_of(dataset), strict=True))
    region = next((name for name in dataset.id if name.casefold() == "region"), None)
    time = dataset.role.time[0] if dataset.role.time else "Tid"
    if time not in codes:
        raise other_shape(f"role.time: {time}")
    sex = next((name for name in dataset.id if name.casefold() in _SEXES and _sexes(codes[name])), None)
    rest = [name for name in dataset.id if name not in {region, time, sex}]
    years, unfinished = _years(codes[time])
    places = [(at, area) for at, code in enumerate(codes[region]) if (area := area_of(code))] if region else []
    cube = _cube(dataset, [*rest, *([region] if region else []), time, *([sex] if sex else [])])
    labels = {name: labels_of(dataset, name) for name in rest}
    areas = tuple(area for _at, area in places) if region else (NATION,)
    sexes = (_sexes(codes[sex]) if sex else None) or ("T",)
    for at in product(*(range(len(codes[name])) for name in rest)):
        cells = cube[at]
        cells = cells[[place for place, _area in places]] if region else cells[None]
        cells = cells[:, [place for place, _year in years]]
        chosen = [(name, codes[name][one]) for name, one in zip(rest, at, strict=True)]
        yield Series(
            "|".join(code for _name, code in chosen), _title(dataset, chosen, labels), _counted_in(dataset, chosen),
            _block(areas, tuple(year for _place, year in years), cells, sexes),
            unfinished,
        )  # fmt: skip


def area_of(code: str) -> str | None:
    """The area of a region's code: 00 the nation, two digits a county as its region, four a municipality."""
    if not re.fullmatch(r"\d\d(\d\d)?", code):
        return None
    return f"00{code}" if len(code) == 2 else code


def _cube(dataset: Dataset, order: Sequence[str]) -> NDArray[np.float64]:
    count = int(np.prod(dataset.size))
    if isinstance(dataset.value, dict):
        flat = np.full(count, np.nan)
        for place, value in dataset.value.items():
            if not place.isdigit() or int(place) >= count:
                raise other_shape(f"value: {place}")
            flat[int(place)] = np.nan if value is None else value
    else:
        flat = np.array([np.nan if one is None else one for one in dataset.value or ()], np.float64)
    return flat.reshape(dataset.size).transpose([dataset.id.index(name) for name in order])


def _sexes(codes: Sequence[str]) -> tuple[str, ...] | None:
    """The sex of each code; none where a code is something else."""
    named = {"1": "M", "2": "K", "1+2": "T", "totsa": "T", "tot": "T", "t": "T", "m": "M", "k": "K"}
    found = tuple(named.get(code.casefold(), "") for code in codes)
    return found if all(found) else None


def _years(periods: Sequence[str]) -> tuple[list[tuple[int, int]], int | None]:
    """The place of each year's last told period, and the year that is not over."""
    last: dict[int, tuple[int, int, bool]] = {}
    for place, text in enumerate(periods):
        found = _PERIOD.fullmatch(text)
        if found is None:
            raise other_shape(f"period ”{text}”")
        year, month, quarter = int(found[1]), found[2], found[3]
        part = int(month or quarter or 0)
        is_over = part == (_LAST["month"] if month else _LAST["quarter"] if quarter else 0)
        if year not in last or part > last[year][0]:
            last[year] = (part, place, is_over)
    unfinished = [year for year, (_part, _place, is_over) in last.items() if not is_over]
    years = [(place, year) for year, (_part, place, _is_over) in sorted(last.items())]
    return years, max(unfinished, default=None)


def _block(areas: tuple[str, ...], years: tuple[int, ...], cells: NDArray[np.float64], sexes: Sequence[str]) -> Block:
    """`cells` has the shape areas x years, with the sexes last where there are any."""
    shaped = cells if cells.ndim == 3 else cells[:, :, None]
    values = np.full((len(areas), len(years), len(GENDERS)), np.nan)
    marks = np.zeros(values.shape, np.uint8)
    for place, sex in enumerate(sexes):
        at = GENDERS.index(sex)
        values[:, :, at] = shaped[:, :, place]
        marks[:, :, at] = np.where(np.isnan(shaped[:, :, place]), Mark.MISSING, Mark.VALUE)
    order = np.argsort(np.array(areas))
    return Block(tuple(areas[one] for one in order), years, values[order], marks[order])


def _title(dataset: Dataset, chosen: Sequence[tuple[str, str]], labels: dict[str, dict[str, str]]) -> str:
    """What is counted first, then which of it."""
    metric = set(dataset.role.metric)
    ordered = sorted(chosen, key=lambda pair: pair[0] not in metric)
    words = ", ".join(labels[name][code] for name, code in ordered)
    return words or dataset.label


def _counted_in(dataset: Dataset, chosen: Sequence[tuple[str, str]]) -> str:
    for name, code in chosen:
        if name in dataset.role.metric and code in dataset.dimension[name].category.unit:
            return dataset.dimension[name].category.unit[code].base
    return ""
