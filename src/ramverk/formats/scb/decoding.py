"""Answers to values: a cube as facts, a page of the catalogue, a code list."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from math import prod
from typing import TypeVar

import msgspec

from ramverk.formats.kolada.errors import not_json, other_shape
from ramverk.formats.scb.shapes import Category, CodeList, Config, Dataset, Tables

A = TypeVar("A", Dataset, Tables, Config, CodeList)


def read_answer(data: bytes, kind: type[A]) -> A:
    """The answer in its documented shape. Raises SourceFault."""
    try:
        return msgspec.json.decode(data, type=kind)
    except msgspec.ValidationError as error:
        raise other_shape(str(error)) from error
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise not_json(str(error)) from error


def is_cube(data: bytes) -> bool:
    """Whether a file is a saved cube in JSON-stat 2."""
    head = data[:4096].lstrip()
    return head.startswith(b"{") and b'"class"' in head and b'"dataset"' in head


@dataclass(frozen=True, slots=True)
class Fact:
    """One cell of a cube: the code in each dimension, and the value; None where there is none."""

    codes: Mapping[str, str]
    value: float | None


def codes_of(category: Category) -> list[str]:
    """A dimension's codes in the order of its cells."""
    if isinstance(category.index, list):
        return category.index
    return sorted(category.index, key=category.index.__getitem__)


def sides_of(dataset: Dataset) -> list[list[str]]:
    """The codes of each dimension in the order of `id`. Raises SourceFault where sizes and values do not fit."""
    sides = []
    for name, size in zip(dataset.id, dataset.size, strict=False):
        if name not in dataset.dimension:
            raise other_shape(f"dimension.{name}")
        codes = codes_of(dataset.dimension[name].category)
        if len(codes) != size:
            raise other_shape(f"size {size} != {len(codes)}: {name}")
        sides.append(codes)
    count = prod(dataset.size)
    if dataset.value is None:
        raise other_shape("value")
    if len(dataset.id) != len(dataset.size) or (isinstance(dataset.value, list) and len(dataset.value) != count):
        raise other_shape(f"value: {len(dataset.value)} != {count}")
    return sides


def facts(dataset: Dataset) -> Iterator[Fact]:
    """Every cell of a cube. Raises SourceFault where sizes and values do not fit together.

    Totals are cells of their own: from 2025 they are not the sum of their parts, so nothing is added up here.
    """
    sides = sides_of(dataset)
    for place, cell in enumerate(product(*sides)):
        value = dataset.value[place] if isinstance(dataset.value, list) else (dataset.value or {}).get(str(place))
        yield Fact(dict(zip(dataset.id, cell, strict=True)), value)


def labels_of(dataset: Dataset, dimension: str) -> dict[str, str]:
    """What the codes of a dimension are called."""
    category = dataset.dimension[dimension].category
    return {code: category.label.get(code, code) for code in codes_of(category)}


def gathered(code_list: CodeList) -> dict[str, str]:
    """The class of each code that a code list gathers."""
    return {part: one.code for one in code_list.values for part in (one.valueMap or [one.code])}


def selections(sizes: Mapping[str, Sequence[str]], most: int, split: str) -> list[dict[str, tuple[str, ...]]]:
    """A question in parts of at most `most` cells, divided along one dimension. Raises ValueError where that fails."""
    others = prod(len(codes) for name, codes in sizes.items() if name != split)
    room = most // max(others, 1)
    if room < 1:
        raise ValueError(f"one value of {split} is already more than {most} cells")
    codes = list(sizes[split])
    return [
        {name: tuple(values) for name, values in sizes.items() if name != split} | {split: tuple(codes[at : at + room])}
        for at in range(0, len(codes), room)
    ]
