"""What areas above know of a consultation: frozen papers that can be given, and what is going to be decided."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from ramverk.apps.meetings.models import Consultation
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.trail.models import FrozenDocument


@dataclass(frozen=True, slots=True)
class OnTheTable:
    """What a body will decide, to be compared with what the unions were given."""

    label: str
    url: str
    title: str
    checksum: str


OfferedFor = Callable[[Consultation, Actor], Iterable[FrozenDocument]]
DecidedAfter = Callable[[Consultation, Actor], Iterable[OnTheTable]]
ReadAt = Callable[[Sequence[FrozenDocument], Actor], Mapping[int, str]]
_offered: list[OfferedFor] = []
_decided: list[DecidedAfter] = []
_read_at: list[ReadAt] = []


def register_materials(offered_for: OfferedFor, decided_after: DecidedAfter, read_at: ReadAt) -> None:
    """Let an area offer its frozen papers, say what is decided after the talk, and where a paper is read.

    Only what the actor may see. `read_at` gives addresses by document.
    """
    _offered.append(offered_for)
    _decided.append(decided_after)
    _read_at.append(read_at)


def offered(consultation: Consultation, actor: Actor) -> list[FrozenDocument]:
    """The frozen papers that can be given, each once, without those that have been given already."""
    given = set(consultation.materials.values_list("document__checksum", flat=True))
    found = {paper.pk: paper for of_area in _offered for paper in of_area(consultation, actor)}
    return [paper for paper in found.values() if paper.checksum not in given]


def decided_after(consultation: Consultation, actor: Actor) -> list[OnTheTable]:
    """What lies on the tables of the decisions that wait for the talk."""
    return [one for of_area in _decided for one in of_area(consultation, actor)]


def read_at(papers: Sequence[FrozenDocument], actor: Actor) -> dict[int, str]:
    """The addresses where the actor reads the papers, by document; none for one that has no page of its own."""
    return {paper: url for of_area in _read_at for paper, url in of_area(papers, actor).items()}
