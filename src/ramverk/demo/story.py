"""What happened in Exempelby from December 2017 to December 2018, as dated deeds."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from ramverk.demo import (
    story_after,
    story_assumptions,
    story_boards,
    story_dispatches,
    story_documents,
    story_exchange,
    story_frames,
    story_investments,
    story_keyfigures,
    story_matters,
    story_meetings,
    story_plans,
    story_proposals,
    story_publishing,
    story_start,
    story_statements,
)
from ramverk.demo.year import Year, moment

_PARTS = (
    story_start,
    story_matters,
    story_dispatches,
    story_keyfigures,
    story_meetings,
    story_boards,
    story_plans,
    story_frames,
    story_assumptions,
    story_investments,
    story_statements,
    story_exchange,
    story_proposals,
    story_publishing,
    story_documents,
    story_after,
)
"""What falls on the same minute is done in this order."""


@dataclass(frozen=True, slots=True)
class Deed:
    """Something that happened at a moment."""

    at: datetime
    do: Callable[[Year], object]


def story() -> Iterator[Deed]:
    """Every deed of the year; the walk sorts them."""
    for part in _PARTS:
        for day, at, do, *words in part.DEEDS:
            yield Deed(moment(day, at), _bound(do, words))


def _bound(do: Callable[..., object], words: list[Any]) -> Callable[[Year], object]:
    return partial(_with_year, do, words)


def _with_year(do: Callable[..., object], words: list[Any], year: Year) -> object:
    return do(year, *words)
