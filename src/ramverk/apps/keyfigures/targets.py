"""Targets that areas above have set on indicators: they register at start-up, and signals are worked out here."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from ramverk.apps.keyfigures.models import Indicator
from ramverk.apps.keyfigures.queries.measures import outcomes_of
from ramverk.apps.organisation.actor import Actor
from ramverk.core.keyfigures.signals import never_near


@dataclass(frozen=True, slots=True)
class Target:
    """What a goal aims at with an indicator: by year, where it is written, and an address to it."""

    indicator: Indicator
    by_year: dict[int, float]
    goal: str
    url: str


TargetsOf = Callable[[Actor], Iterable[Target]]
_registered: list[TargetsOf] = []


def register_targets(targets_of: TargetsOf) -> None:
    """Let an area answer which targets there are, of those the actor may see."""
    _registered.append(targets_of)


def targets(actor: Actor) -> list[Target]:
    """Every target that the actor may see."""
    return [one for of_area in _registered for one in of_area(actor)]


def measured_codes(actor: Actor) -> set[str]:
    """The ids of the indicators that some goal is measured by."""
    return {one.indicator.code for one in targets(actor)}


@dataclass(frozen=True, slots=True)
class TargetSignal:
    """A target that deserves a look: without targets, without outcome, or never near (in these years)."""

    target: Target
    kind: str
    years: Sequence[int] = ()


def target_signals(actor: Actor) -> list[TargetSignal]:
    """What is to be said of the targets; nothing where no area has registered any."""
    given = targets(actor)
    values = outcomes_of([one.indicator for one in given])
    found = []
    for one in given:
        series = values.get(one.indicator.pk, {})
        if not one.by_year:
            found.append(TargetSignal(one, "no_target"))
        elif not any(value is not None for value in series.values()):
            found.append(TargetSignal(one, "no_outcome"))
        elif years := never_near(one.by_year, series):
            found.append(TargetSignal(one, "never_near", years))
    return found
