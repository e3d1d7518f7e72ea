"""What changed and why, cause by cause and board by board, with the texts that are meant for everybody."""

from collections.abc import Iterator
from dataclasses import dataclass

from ramverk.apps.frames.models import Edition
from ramverk.apps.frames.queries.bridging import passed_between
from ramverk.apps.frames.queries.figures import cause_name, figures
from ramverk.core.editions.bridge import moving_steps
from ramverk.core.editions.changes import PostKind


@dataclass(frozen=True, slots=True)
class Reason:
    """One change: whose frame, in which words, and what it does each year (net cost, öre)."""

    board: str
    text: str
    amounts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class CauseOfChange:
    """One cause with its sum by year and its changes, the largest first; without what cancels within a board."""

    code: str
    name: str
    amounts: tuple[int, ...]
    changes: tuple[Reason, ...]


def reasons(edition: Edition, earlier: Edition | None) -> tuple[CauseOfChange, ...]:
    """From an earlier edition, or from the opening budget where none is given."""
    return tuple(_causes(edition, earlier))


def _causes(edition: Edition, earlier: Edition | None) -> Iterator[CauseOfChange]:
    names = {board.key: board.name for board in figures(edition).boards}
    passed = passed_between(earlier, edition, "", yearly=False)
    for row in passed.rows:
        changes = [
            Reason(
                names.get(step.change.post.owner, step.change.post.owner), step.change.text,
                tuple(-int(step.in_year(year)) for year in passed.years),
            )
            for step in moving_steps(row, passed.years)
            if step.change.post.kind is PostKind.FRAME
        ]  # fmt: skip
        changes.sort(key=lambda one: (-abs(one.amounts[0]), one.board, one.text))
        amounts = tuple(sum(one.amounts[at] for one in changes) for at, _year in enumerate(passed.years))
        yield CauseOfChange(row.cause.value, cause_name(row.cause), amounts, tuple(changes))
