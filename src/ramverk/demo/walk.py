"""Walks the demo's year with real deeds: every step is an action that a person of Exempelby could have taken."""

import sys
from collections.abc import Iterable
from datetime import date, datetime, time

from ramverk.apps.trail import clock
from ramverk.demo.story import Deed, story
from ramverk.demo.year import STOCKHOLM, Year


def walk_to(day: date, since: date | None = None) -> None:
    """Do everything that happened up to eight in the morning of `day`, and leave the clock there.

    `since` is where an earlier walk stopped: what happened before it is not done again.
    """
    end = datetime.combine(day, time(8), STOCKHOLM)
    begun = datetime.combine(since, time(8), STOCKHOLM) if since else None
    year = Year()
    deeds = [deed for deed in story() if deed.at <= end and (begun is None or deed.at > begun)]
    for deed in _shown(sorted(deeds, key=lambda deed: deed.at)):
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
