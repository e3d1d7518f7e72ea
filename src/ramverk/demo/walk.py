"""Walks the demo's year with real deeds: every step is an action that a person of Exempelby could have taken."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from ramverk.apps.trail import clock

STOCKHOLM = ZoneInfo("Europe/Stockholm")


def walk_to(day: date) -> None:
    """Do everything that happened up to the morning of `day`, and leave the clock there."""
    clock.move_to(datetime.combine(day, time(8), STOCKHOLM))
