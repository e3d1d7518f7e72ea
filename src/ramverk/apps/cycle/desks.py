"""Desks: the screen where an activity's work is done. Areas register theirs at start-up; the cycle only asks.

A desk answers for the kinds it was registered for. When a later area registers a desk for a kind that has one already,
the later one takes over: that is how structured work replaces the plain desks.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from ramverk.apps.cycle.models import Activity, Round
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.trail.verdicts import Sentence


@dataclass(frozen=True, slots=True)
class DeskStatus:
    """How far the work at a desk has come.

    `summary` is a short sentence for lists ("7 av 9 nämnder har lämnat in"), `missing` names who is waited for,
    `blockers` says in words what hinders finishing, and `is_complete` whether the activity can be marked as done.
    """

    is_complete: bool
    summary: Sentence = ""
    missing: Sequence[str] = ()
    blockers: Sequence[Sentence] = ()


@dataclass(frozen=True, slots=True)
class Duty:
    """Something one actor should do at a desk: a verb with its object, and where to do it."""

    verb: Sentence
    activity_id: int
    url: str
    is_done: bool = False
    for_name: str = ""
    """Set when the duty is done as a stand-in for somebody."""
    due: date | None = None
    """Set when the duty has a day of its own: it may outlive the activity, and `verb` names all that is to be done."""


class Desk(Protocol):
    """What the cycle asks of a desk. Every question takes many activities at once, so that lists cost few queries."""

    def statuses(self, activities: Sequence[Activity]) -> Mapping[int, DeskStatus]:
        """The status of each activity, by its id."""

    def duties(self, activities: Sequence[Activity], actor: Actor) -> Iterable[Duty]:
        """What this actor has to do, or has done, at these activities."""

    def url(self, activity: Activity) -> str:
        """Where the work is done."""


@dataclass(frozen=True, slots=True)
class Paper:
    """Something an area above keeps for an activity, and where it is: an edition that the decision concerns."""

    label: str
    url: str
    state: Sentence = ""


PapersOf = Callable[[Activity, Actor], Iterable[Paper]]
_desks: dict[str, Desk] = {}
_papers: list[PapersOf] = []


DutiesBeside = Callable[[Round, Actor], Iterable[Duty]]
_beside: list[DutiesBeside] = []


def register_duties(duties_of: DutiesBeside) -> None:
    """Let an area name what an actor is to do beside the desks' own steps: answer a comment, report a project."""
    _beside.append(duties_of)


def duties_beside(in_round: Round, actor: Actor) -> list[Duty]:
    """What every area asks of the actor beside the desks' steps."""
    return [duty for of_area in _beside for duty in of_area(in_round, actor)]


def register_papers(papers_of: PapersOf) -> None:
    """Let an area answer what it keeps for an activity; it shows only what the actor may see."""
    _papers.append(papers_of)


def papers(activity: Activity, actor: Actor) -> list[Paper]:
    """What every area keeps for the activity."""
    return [paper for of_area in _papers for paper in of_area(activity, actor)]


def register(kinds: Iterable[str], desk: Desk) -> None:
    """Let `desk` answer for these kinds of activity from now on."""
    for kind in kinds:
        _desks[str(kind)] = desk


def desk_for(activity: Activity) -> Desk | None:
    """The desk where this activity's work is done, if an area has registered one."""
    return _desks.get(activity.kind)


def statuses(activities: Sequence[Activity]) -> dict[int, DeskStatus]:
    """The status of every activity that has a desk, asked once per desk."""
    found: dict[int, DeskStatus] = {}
    for desk in {id(desk): desk for desk in _desks.values()}.values():
        mine = [activity for activity in activities if _desks.get(activity.kind) is desk]
        if mine:
            found.update(desk.statuses(mine))
    return found


def duties(activities: Sequence[Activity], actor: Actor) -> list[Duty]:
    """Everything this actor has to do, or has done, at all desks."""
    found: list[Duty] = []
    for desk in {id(desk): desk for desk in _desks.values()}.values():
        mine = [activity for activity in activities if _desks.get(activity.kind) is desk]
        if mine:
            found.extend(desk.duties(mine, actor))
    return found
