"""Earmarked parts of the frames: inside a frame, and not to be used for anything else."""

from dataclasses import dataclass

from ramverk.core.editions.changes import PostKind
from ramverk.core.editions.editions import Edition


@dataclass(frozen=True, slots=True)
class Earmarked:
    """One earmarked part, öre a year with plus for what lies in the frame."""

    board: str
    text: str
    source: str
    amounts: tuple[int, ...]


def earmarked(edition: Edition, board: str = "") -> list[Earmarked]:
    """The earmarked changes along the line of parents, of one board or of all; what cancels is left out.

    The same text twice for a board is one part: a later edition adds to it, or takes it away.
    """
    sums: dict[tuple[str, str], tuple[str, dict[int, int]]] = {}
    for change in edition.all_changes():
        if not change.is_earmarked or change.post.kind is not PostKind.FRAME or (board and change.post.owner != board):
            continue
        _source, years = sums.setdefault((change.post.owner, change.text), (change.source.words, {}))
        for year, amount in change.amounts.items():
            years[year] = years.get(year, 0) - int(amount)
    return [
        Earmarked(owner, text, source, tuple(years.get(year, 0) for year in edition.years))
        for (owner, text), (source, years) in sums.items()
        if any(years.values())
    ]
