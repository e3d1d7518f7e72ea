"""What there is to send at an activity: the area above that makes it says so, and the sender need not look for it."""

from collections.abc import Callable
from dataclasses import dataclass

from ramverk.apps.cycle.models import Activity
from ramverk.apps.organisation.actor import Actor


@dataclass(frozen=True, slots=True)
class Material:
    """Something that an activity's dispatch is to carry."""

    sentence: str
    """What it is, or why it cannot be sent yet."""
    page: str
    """Where it is read."""
    verb: str = ""
    """What the button says that puts it in the dispatch; empty where it cannot be done yet."""
    url: str = ""
    """Where that button posts: it begins the draft, or attaches the files to the one there is."""


MaterialOf = Callable[[Activity, Actor], Material | None]
_sources: list[MaterialOf] = []


def register_material(source: MaterialOf) -> None:
    """Let an area above say what an activity's dispatch is to carry; None where it has nothing to add."""
    _sources.append(source)


def materials_of(activity: Activity, actor: Actor) -> list[Material]:
    """What the actor may put in the activity's dispatch, or waits for."""
    return [found for source in _sources if (found := source(activity, actor)) is not None]
