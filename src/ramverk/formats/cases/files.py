"""Folders of calculation cases: JSON and CSV in, exact numbers out, and relations written as the contract has them."""

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from ramverk.core.statements.tables import UnknownCell

__all__ = [
    "Case",
    "CaseRelation",
    "UnreadableCase",
    "each_on_its_own",
    "iso_date",
    "need",
    "number",
    "read_case",
    "rows_of",
    "tolerance_of",
    "write_relations",
]


class UnreadableCase(ValueError):
    """A file that is no case; the sentences say which, what is wrong and how to mend it."""

    def __init__(self, name: str, what_sv: str, what_en: str) -> None:
        self.sentence_sv = f"{name}: {what_sv}"
        self.sentence_en = f"{name}: {what_en}"
        super().__init__(self.sentence_sv)


@dataclass(frozen=True, slots=True)
class Case:
    """One file: its name, and its content with every number exact; a CSV is the list of its rows under "rows"."""

    name: str
    content: Mapping[str, Any]
    is_table: bool = False


@dataclass(frozen=True, slots=True)
class CaseRelation:
    """One answer: where it stands in the case (`path`), what was computed, what the case says, and whether it holds.

    `expected` is None where the case states no answer; then nothing contradicts it.
    """

    case: str
    path: str
    computed: Fraction | int | str | bool | None
    expected: Fraction | int | str | bool | None
    unit: str
    tolerance: Fraction
    why_sv: str = ""

    @property
    def holds(self) -> bool:
        """Whether the computed answer is the stated one, within the tolerance."""
        if self.expected is None:
            return not self.why_sv
        both_numbers = all(
            isinstance(one, Fraction | int) and not isinstance(one, bool) for one in (self.computed, self.expected)
        )
        if both_numbers:
            return abs(Fraction(self.computed or 0) - Fraction(self.expected)) <= self.tolerance
        return self.computed == self.expected


_WRITTEN = str.maketrans({",": ".", "\u2212": "-", " ": "", "\u00a0": "", "\u202f": ""})
"""A number as a Swedish table prints it, with a decimal comma and spaces between thousands."""


def number(value: Any) -> Fraction | None:
    """An exact number from JSON or a CSV cell; None for an empty cell.

    Raises ValueError for anything else: what stands where a number belongs is never read as nothing.
    """
    if value is None or (isinstance(value, str) and not value.strip()):
        return None
    if isinstance(value, Fraction | int) and not isinstance(value, bool):
        return Fraction(value)
    if isinstance(value, str):
        try:
            return Fraction(value.strip().translate(_WRITTEN))
        except (ValueError, ZeroDivisionError):
            pass
    raise ValueError(f"{value!r} är inget tal")


def need(content: Mapping[str, Any], key: str) -> Fraction:
    """The number under a key. Raises KeyError where there is none, ValueError where it is no number."""
    found = number(content.get(key))
    if found is None:
        raise KeyError(key)
    return found


def rows_of(content: Mapping[str, Any], key: str) -> Sequence[Any]:
    """The list under a key; a key that is left out or null is an empty list."""
    found = content.get(key)
    if found is None:
        return ()
    if not isinstance(found, list):
        raise TypeError(key)
    return found


def iso_date(value: Any) -> date:
    """A day written as 2018-06-20. Raises ValueError with what stands there instead."""
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise ValueError(f"{value!r} är inget datum, skriv det som 2018-06-20") from None


def read_case(name: str, data: bytes) -> Case:
    """The content of one file by its ending, .json or .csv. Raises `UnreadableCase`."""
    stem, _, ending = name.rpartition(".")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise UnreadableCase(
            name, "texten är inte UTF-8. Spara om filen som UTF-8.", "not UTF-8; save it anew."
        ) from None
    if ending == "csv":
        rows = list(csv.DictReader(io.StringIO(text)))
        return Case(stem, {"rows": rows}, is_table=True)
    try:
        content = json.loads(text, parse_float=Fraction)
    except ValueError as error:
        raise UnreadableCase(name, f"filen är inte giltig JSON ({error}).", f"not valid JSON ({error}).") from None
    if not isinstance(content, dict):
        raise UnreadableCase(name, "filen ska innehålla ett JSON-objekt.", "the file must hold a JSON object.")
    return Case(str(content.get("case", stem)), content)


def each_on_its_own(case: Case, path: str, work_out: Callable[[], Iterable[CaseRelation]]) -> Iterator[CaseRelation]:
    """The relations of one part of a case; what is missing or impossible in it is one that does not hold, with why.

    The parts beside it are worked out all the same.
    """
    why = ""
    try:
        yield from work_out()
    except UnknownCell as error:
        why = f"Cellen {error} finns inte i tabellen."
    except KeyError as error:
        why = f"Uppgiften {error} saknas."
    except (TypeError, AttributeError, IndexError):
        why = "Uppgifterna har en annan form än familjen brukar ha."
    except (ValueError, ArithmeticError) as error:
        why = f"Uppgifterna går inte att räkna med: {error}."
    if why:
        yield CaseRelation(case.name, path, None, None, "", Fraction(0), why)


def tolerance_of(content: Mapping[str, Any], key: str = "", default: Fraction = Fraction(0)) -> Fraction:
    """The tolerance a case states: one number, or one per key."""
    stated = content.get("tolerance", content.get("tolerance_kr"))
    if isinstance(stated, Mapping):
        stated = stated.get(key)
    found = number(stated)
    return default if found is None else found


def write_relations(family: str, relations: Sequence[CaseRelation]) -> dict[str, Any]:
    """The contract's shape: numbers as JSON numbers, everything else as it is."""
    return {"family": family, "relations": [_row(relation) for relation in relations]}


def _row(relation: CaseRelation) -> dict[str, Any]:
    row = {
        "case": relation.case,
        "path": relation.path,
        "computed": _plain(relation.computed),
        "expected": _plain(relation.expected),
        "unit": relation.unit,
        "tolerance": _plain(relation.tolerance),
        "holds": relation.holds,
    }
    return row | ({"why": relation.why_sv} if relation.why_sv else {})


def _plain(value: Any) -> Any:
    """A fraction as the nearest JSON number, whole where it is whole."""
    if isinstance(value, Fraction):
        return int(value) if value.denominator == 1 else round(float(value), 9)
    return value
