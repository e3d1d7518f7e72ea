"""The start: the timetable is read and the round begins; after the election a new council takes its seats."""

from datetime import date
from pathlib import Path

from ramverk.apps.cycle.actions.import_timetable import import_timetable
from ramverk.apps.cycle.actions.start_round import start_round
from ramverk.demo.municipality import seat_new_council
from ramverk.demo.year import Year

TIMETABLE = Path(__file__).parent / "data" / "tidplan_2019-2021.txt"


def start(year: Year) -> None:
    """The finance director loads the document she has, takes the proposed answers and starts the round."""
    actor = year.finance
    taken = import_timetable(actor, TIMETABLE.read_bytes(), "Tidplan Mål & Budget 2019-2021.txt")
    start_round(actor, taken, taken.version)


def new_council(_year: Year) -> None:
    """15 October: the newly elected council begins its term."""
    seat_new_council(date(2018, 10, 15))


DEEDS = [
    ("2017-11-28", "09:00", start),
    ("2018-10-15", "00:01", new_council),
]
