"""A project sheet as somebody left it: what forms and workbooks make, and actions judge."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class EffectEdit:
    """One board's effect as somebody wrote it; amounts in the ledger's sign."""

    body_id: int
    amounts: Mapping[int, int]
    because: str = ""
    is_rent: bool = False


@dataclass(frozen=True, slots=True)
class SheetEdit:
    """A sheet as somebody left it. `fields` are the model's own; `marks` name a paragraph by text field."""

    fields: Mapping[str, Any]
    texts: Mapping[str, str] = field(default_factory=dict)
    marks: Mapping[str, str] = field(default_factory=dict)
    outlay: Mapping[int, int] = field(default_factory=dict)
    contributions: Mapping[int, int] = field(default_factory=dict)
    components: Sequence[tuple[str, int, int]] = ()
    effects: Sequence[EffectEdit] = ()
