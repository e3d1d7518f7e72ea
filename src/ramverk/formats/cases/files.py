"""Folders of calculation cases: JSON and CSV in, exact numbers out, and relations written as the contract has them."""

import csv
import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

__all__ = ["Case", "CaseRelation", "UnreadableCase", "number", "read_case", "tolerance_of", "write_relations"]


class UnreadableCase(ValueError):  # noqa: N818 - the sentence is what counts
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


def number(value: Any) -> Fraction | None:
    """An exact number from JSON or a CSV cell; None for what is empty or no number."""
    if isinstance(value, Fraction):
        return value
    if isinstance(value, int) and not isinstance(value, bool):
        return Fraction(value)
    if isinstance(value, str):
        try:
            return Fraction(value.strip())
        except (ValueError, ZeroDivisionError):
            return None
    return None


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
