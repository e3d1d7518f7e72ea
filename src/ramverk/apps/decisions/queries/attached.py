"""What is attached to a sitting's minutes and laid in its matter: written reservations, and notes of preparation."""

from collections.abc import Sequence
from dataclasses import dataclass

from ramverk.apps.decisions.models import ReservationPaper, Sitting, SittingPaper
from ramverk.apps.decisions.policy import RESERVATION_PAPERS, SITTING_PAPERS
from ramverk.apps.meetings.models import Meeting, MeetingState
from ramverk.apps.meetings.policy import MEETINGS
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.organisation.models import BodyKind
from ramverk.apps.trail.actions.freeze import NamedFile


@dataclass(frozen=True, slots=True)
class Attached:
    """A written reservation as an attachment to the minutes, by its number there."""

    number: int
    paper: ReservationPaper
    file: NamedFile
    is_in_minutes: bool
    """Whether the minutes were frozen with it; else it came afterwards, before they were adjusted."""

    @property
    def name(self) -> str:
        """The file's name among the minutes' attachments."""
        return f"Bilaga {self.number} {self.file.name}"


def attached_to(sitting: Sitting) -> list[Attached]:
    """In the order they were handed in, which numbers them."""
    rows = ReservationPaper.objects.filter(reservation__sitting=sitting).select_related(
        "reservation__place__person", "reservation__place__party", "reservation__clause", "document"
    )
    frozen_at = sitting.minutes.frozen_at if sitting.minutes else None
    found = []
    for number, row in enumerate(rows.order_by("pk"), 1):
        kept = row.document.attachments.select_related("file").defer("file__content").get()
        named = NamedFile(kept.file, kept.name, kept.media_type)
        found.append(Attached(number, row, named, frozen_at is None or row.handed_in_at <= frozen_at))
    return found


def attached_seen(sitting: Sitting, actor: Actor) -> list[Attached]:
    """The same, of what the actor may see."""
    rows = ReservationPaper.objects.filter(reservation__sitting=sitting)
    seen = set(RESERVATION_PAPERS.filter(rows, actor).values_list("pk", flat=True))
    return [one for one in attached_to(sitting) if one.paper.pk in seen] if seen else []


def papers_seen(sitting: Sitting, actor: Actor) -> list[SittingPaper]:
    """Every paper of the matter that the actor may see: laid at this sitting or at another of the matter's."""
    rows = SittingPaper.objects.filter(sitting__matter=sitting.matter_id).select_related("document", "body")
    return list(SITTING_PAPERS.filter(rows, actor))


@dataclass(frozen=True, slots=True)
class Notes:
    """The notes of those who prepared the matter: what can be laid in it, and what is not ready yet."""

    ready: Sequence[Meeting]
    unfinished: Sequence[Meeting]


def notes_to_lay(sitting: Sitting, actor: Actor) -> Notes:
    """The drafting committee's meetings up to the sitting's day that the actor may see, the latest first; each once."""
    laid = SittingPaper.objects.filter(sitting__matter=sitting.matter_id).values("document")
    rows = MEETINGS.filter(
        Meeting.objects.filter(
            activity__round=sitting.matter.round_id, activity__owner__kind=BodyKind.DRAFTING_COMMITTEE,
            day__lte=sitting.day,
        ),
        actor,
    ).select_related("activity__owner", "minutes")  # fmt: skip
    rows = rows.exclude(state=MeetingState.CANCELLED).order_by("-day", "-pk")
    ready = rows.filter(minutes__isnull=False).exclude(minutes__in=laid)
    return Notes(list(ready), list(rows.filter(minutes=None)))
