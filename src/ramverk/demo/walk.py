"""Walks the demo's year with real deeds: every step is an action that a person of Exempelby could have taken."""

import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time

from ramverk.apps.trail import clock
from ramverk.demo.year import STOCKHOLM, Year


@dataclass(frozen=True, slots=True)
class Deed:
    """Something that happened at a moment."""

    at: datetime
    do: Callable[[Year], object]


def walk_to(day: date) -> None:
    """Do everything that happened up to eight in the morning of `day`, and leave the clock there."""
    from ramverk.demo.story import story

    end = datetime.combine(day, time(8), STOCKHOLM)
    year = Year()
    for deed in _shown(sorted((deed for deed in story() if deed.at <= end), key=lambda deed: deed.at)):
        with clock.stopped_at(deed.at):
            deed.do(year)
    clock.move_to(end)


def _shown(deeds: list[Deed]) -> Iterable[Deed]:
    """The deeds, with a progress bar where somebody watches."""
    if not sys.stderr.isatty():
        return deeds
    from rich.console import Console
    from rich.progress import track

    return track(deeds, description="Exempelbys år", console=Console(stderr=True), transient=True)
