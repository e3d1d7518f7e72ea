"""The demo's year at hand: its round, its rows, and its people as they are on a day."""

from collections.abc import Sequence
from datetime import date, datetime, time
from functools import cached_property
from zoneinfo import ZoneInfo

from ramverk.apps.cycle.models import Activity, Round
from ramverk.apps.organisation.actor import Actor, actor_of
from ramverk.apps.organisation.models import Body, Mandate, on
from ramverk.apps.trail import clock
from ramverk.apps.trail.actions.freeze import NamedFile, store
from ramverk.demo.municipality import FINANCE

STOCKHOLM = ZoneInfo("Europe/Stockholm")


def moment(day: str, at: str = "09:00") -> datetime:
    """An aware Swedish time from "2018-02-06" and "10:00"."""
    return datetime.combine(date.fromisoformat(day), time.fromisoformat(at), STOCKHOLM)


class Year:
    """What the deeds of the walk need: rows by their number, people by their role."""

    def __init__(self) -> None:
        self._actors: dict[tuple[date, str, str, int], Actor] = {}

    @cached_property
    def round(self) -> Round:
        """The one round of the demo."""
        return Round.objects.get()

    def row(self, name: str) -> Activity:
        """The activity of a row as it stands now ("R06", "R10a")."""
        return Activity.objects.select_related("round", "owner").get(round=self.round, row=name)

    def body(self, name: str) -> Body:
        """A body by its name."""
        return Body.objects.get(name=name)

    def acting(self, body: str, role: str, place: int = 0) -> Actor:
        """Whoever holds a role in a body today, as the actor they are; asked once a day, for mandates last for days."""
        today = clock.today()
        key = today, body, role, place
        if key not in self._actors:
            mandates = Mandate.objects.filter(on(today), body__name=body, role=role).select_related("person")
            self._actors[key] = actor_of(mandates.order_by("order", "pk")[place].person, today)
        return self._actors[key]

    @property
    def finance(self) -> Actor:
        """The finance director."""
        return self.acting(FINANCE, "head")


def paper(name: str, paragraphs: Sequence[str]) -> NamedFile:
    """A small text file, stored: the demo's stand-in for the papers people attach."""
    text = "\n\n".join(("Exempelby kommun (påhittad)", *paragraphs)) + "\n"
    return NamedFile(store(text.encode()), name, "text/plain")
