"""One row of an edition's ledger as a plain value: what a grid saves, a workbook carries and undo puts back."""

from dataclasses import asdict, dataclass, field
from typing import Any
from uuid import UUID

from ramverk.apps.frames.models import Change, PostKind


@dataclass(frozen=True, slots=True)
class Row:
    """A change without its place in a table. `amounts` are öre by year; texts are trimmed."""

    post_kind: str = PostKind.FRAME
    body_id: int | None = None
    operation_id: int | None = None
    line: str = ""
    cause: str = ""
    amounts: dict[str, int] = field(default_factory=dict)
    is_one_off: bool = False
    is_earmarked: bool = False
    text: str = ""
    internal_text: str = ""
    source: dict[str, Any] = field(default_factory=dict)
    pair: str = ""
    rule: str = ""
    linked_to: str = ""
    file_id: int | None = None
    file_name: str = ""

    def as_json(self) -> dict[str, Any]:
        """The row as JSON keeps it."""
        return asdict(self)

    def fields(self) -> dict[str, Any]:
        """The row as the model's fields."""
        return asdict(self) | {"pair": UUID(self.pair) if self.pair else None}


def row_of(change: Change) -> Row:
    """The row a stored change is."""
    return Row(
        post_kind=change.post_kind,
        body_id=change.body_id,
        operation_id=change.operation_id,
        line=change.line,
        cause=change.cause,
        amounts=dict(change.amounts),
        is_one_off=change.is_one_off,
        is_earmarked=change.is_earmarked,
        text=change.text,
        internal_text=change.internal_text,
        source=dict(change.source),
        pair=str(change.pair or ""),
        rule=change.rule,
        linked_to=change.linked_to,
        file_id=change.file_id,
        file_name=change.file_name,
    )
