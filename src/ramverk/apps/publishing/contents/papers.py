"""Every frozen document of a round that is for the archive, with what a case system asks about it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import partial

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ramverk.apps.cycle.models import ActivityKind, DecisionRecord, HandIn, Round
from ramverk.apps.decisions.models import ReservationPaper, Sitting, SittingPaper
from ramverk.apps.dispatch.models import Dispatch
from ramverk.apps.frames.models import Directive
from ramverk.apps.investments.models import FinalReport, InvestmentList, Prerequisites
from ramverk.apps.meetings.models import Meeting
from ramverk.apps.organisation.models import Body
from ramverk.apps.proposals.models import HandOver
from ramverk.apps.publishing.contents.directive import directive_document
from ramverk.apps.publishing.contents.kinds import OPERATOR
from ramverk.apps.publishing.contents.motion import motion_document
from ramverk.apps.publishing.contents.plan import handed_in_plan
from ramverk.apps.publishing.contents.project import handed_in_sheets
from ramverk.apps.publishing.contents.records import dispatch_document, minutes_document, notes_document
from ramverk.apps.publishing.models import Publication
from ramverk.apps.trail.models import FrozenDocument
from ramverk.core.documents.model import Document
from ramverk.formats.handover.sidecar import CaseFiles

_DIALOGUES = (ActivityKind.DIALOGUE, ActivityKind.CONSULTATION)
"""Meetings whose minutes are kept. Notes of preparation and of what was shown to few are working papers."""


KIND_NAMES = {
    "tidplan": _("tidplan"),
    "protokollsutdrag": _("protokollsutdrag"),
    "reservation": _("skriftlig reservation"),
    "beslut": _("beslut"),
    "utskick": _("utskick"),
    "inlamning": _("inlämning"),
    "mal-och-budget": _("publicerat dokument"),
    "ramdirektiv": _("ramdirektiv"),
    "investeringsforutsattningar": _("förutsättningar för investeringar"),
    "investeringslista": _("investeringslista"),
    "slutredovisning": _("slutredovisning"),
    "motesprotokoll": _("mötesanteckningar"),
    "budgetforslag": _("budgetförslag"),
}


@dataclass(frozen=True, slots=True)
class Paper:
    """A frozen document, what sort it is, and where it belongs. `on` is None where the day it was frozen is its day."""

    document: FrozenDocument
    kind: str
    body: Body | None = None
    on: date | None = None
    edition: str = ""
    register_number: str = ""
    paragraph: str = ""
    version: int = 1
    make: Callable[[], Document] | None = field(default=None, compare=False)
    """How it is made a document to read, of what was frozen; None where its own files or words are all there is."""

    @property
    def kind_name(self) -> str:
        """What sort it is, in words."""
        return str(KIND_NAMES.get(self.kind, self.kind))

    @property
    def day(self) -> date:
        """The meeting's day, or the day it was frozen."""
        return self.on or timezone.localdate(self.document.frozen_at)


def papers_of(in_round: Round) -> list[Paper]:
    """In the order they were frozen, each document once: as what says most about it."""
    found: dict[int, Paper] = {}
    for source in _SOURCES:
        for paper in source(in_round):
            found.setdefault(paper.document.pk, paper)
    return sorted(found.values(), key=lambda paper: (paper.document.frozen_at, paper.document.pk))


def _timetable(in_round: Round) -> Iterator[Paper]:
    if in_round.source is not None:
        yield Paper(in_round.source, "tidplan")


def _sittings(in_round: Round) -> Iterator[Paper]:
    rows = Sitting.objects.filter(matter__round=in_round, minutes__isnull=False)
    for row in rows.select_related("matter", "body", "minutes"):
        if row.minutes is not None:
            yield Paper(
                row.minutes, "protokollsutdrag", row.body, row.day, register_number=row.matter.register_number,
                paragraph=row.paragraph, make=partial(minutes_document, row, OPERATOR),
            )  # fmt: skip


def _beside_the_minutes(in_round: Round) -> Iterator[Paper]:
    """Reservations in writing, and the notes that were laid in a matter: from then on they belong to it."""
    written = ReservationPaper.objects.filter(reservation__sitting__matter__round=in_round)
    for row in written.select_related("document", "reservation__sitting__matter", "reservation__sitting__body"):
        sitting = row.reservation.sitting
        yield Paper(
            row.document, "reservation", sitting.body, sitting.day, paragraph=sitting.paragraph,
            register_number=sitting.matter.register_number,
        )  # fmt: skip
    laid = SittingPaper.objects.filter(sitting__matter__round=in_round)
    for paper in laid.select_related("document", "body", "sitting__matter"):
        number = paper.sitting.matter.register_number
        yield Paper(paper.document, "motesprotokoll", paper.body, paper.day, register_number=number)


def _decided(in_round: Round) -> Iterator[Paper]:
    rows = DecisionRecord.objects.filter(activity__round=in_round).select_related("body", "document")
    for row in rows:
        yield Paper(row.document, "beslut", row.body, row.decided_on, paragraph=row.paragraph)


def _sent(in_round: Round) -> Iterator[Paper]:
    rows = Dispatch.objects.filter(activity__round=in_round).select_related("sender", "document")
    for row in rows:
        if row.document is not None:
            made = partial(dispatch_document, row, OPERATOR)
            yield Paper(row.document, "utskick", row.sender, version=row.edition, make=made)


def _handed_in(in_round: Round) -> Iterator[Paper]:
    rows = HandIn.objects.filter(submission__activity__round=in_round)
    for row in rows.select_related("submission__body", "submission__activity__round", "document"):
        yield Paper(
            row.document, "inlamning", row.submission.body, row.adopted_on, paragraph=row.paragraph,
            version=row.number, make=_of_hand_in(row),
        )  # fmt: skip


def _of_hand_in(row: HandIn) -> Callable[[], Document] | None:
    if row.document.content.get("kind") == "activity_plan":
        return partial(handed_in_plan, row)
    return partial(handed_in_sheets, row) if row.document.content.get("projects") else None


def _published(in_round: Round) -> Iterator[Paper]:
    for row in Publication.objects.filter(round=in_round).select_related("edition", "document"):
        if row.document is not None:
            yield Paper(row.document, "mal-och-budget", edition=row.edition.name)


def _directives(in_round: Round) -> Iterator[Paper]:
    for row in Directive.objects.filter(edition__round=in_round).select_related("edition", "document"):
        if row.document is not None:
            made = partial(directive_document, row.edition)
            yield Paper(row.document, "ramdirektiv", edition=row.edition.name, make=made)


def _investments(in_round: Round) -> Iterator[Paper]:
    for asked in Prerequisites.objects.filter(round=in_round).select_related("document"):
        if asked.document is not None:
            yield Paper(asked.document, "investeringsforutsattningar", version=asked.number)
    for shown in InvestmentList.objects.filter(round=in_round).select_related("document"):
        yield Paper(shown.document, "investeringslista")
    for report in FinalReport.objects.filter(project__round=in_round).select_related("project__body", "document"):
        yield Paper(report.document, "slutredovisning", report.project.body)


def _meetings(in_round: Round) -> Iterator[Paper]:
    rows = Meeting.objects.filter(activity__round=in_round, activity__kind__in=_DIALOGUES).select_related("minutes")
    for row in rows:
        if row.minutes is not None:
            yield Paper(row.minutes, "motesprotokoll", on=row.day, make=partial(notes_document, row, OPERATOR))


def _tabled(in_round: Round) -> Iterator[Paper]:
    rows = HandOver.objects.filter(edition__round=in_round, tabled_at__isnull=False)
    for row in rows.select_related("document", "edition"):
        made = partial(motion_document, row, OPERATOR)
        yield Paper(row.document, "budgetforslag", edition=row.edition.name, version=row.number, make=made)


_SOURCES: tuple[Callable[[Round], Iterator[Paper]], ...] = (
    _timetable, _sittings, _beside_the_minutes, _decided, _sent, _handed_in, _published, _directives, _investments,
    _meetings, _tabled,
)  # fmt: skip


def case_of(paper: Paper) -> CaseFiles:
    """What a case system is told about a document."""
    return CaseFiles(
        kind=paper.kind, title=paper.document.title, body=paper.body.short_name if paper.body else "",
        body_name=paper.body.name if paper.body else "", day=paper.day, version=paper.version, edition=paper.edition,
        checksum=paper.document.checksum, register_number=paper.register_number, paragraph=paper.paragraph,
        secrecy="vissa fält är sekretessmarkerade; orden finns inte i filerna" if _keeps_secrets(paper) else "",
    )  # fmt: skip


def _keeps_secrets(paper: Paper) -> bool:
    """Whether a project sheet in it has a token in the place of words (OSL 5:5)."""
    return any(
        isinstance(text, dict)
        for project in paper.document.content.get("projects") or ()
        if isinstance(project, dict)
        for text in (project.get("texts") or {}).values()
    )
