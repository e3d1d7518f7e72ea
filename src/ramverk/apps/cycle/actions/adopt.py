"""Record that the board has adopted the submission: from here on exactly this version stands, under its checksum."""

from dataclasses import dataclass, replace
from datetime import date

from django.db import transaction
from django.utils import formats
from django.utils.translation import gettext as _

from ramverk.apps.cycle.actions.take_step import lock, take_step
from ramverk.apps.cycle.models import MinutesState, Submission
from ramverk.apps.cycle.submission_content import content_of
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.trail import clock
from ramverk.apps.trail.actions.freeze import freeze
from ramverk.apps.trail.verdicts import Invalid, Stale


@dataclass(frozen=True, slots=True)
class Reservation:
    """A member's reservation against the board's decision: who, of which party, and in what words."""

    name: str
    party: str = ""
    text: str = ""

    def checked(self) -> dict[str, str]:
        """The reservation as it is kept, or `Invalid`: without a name it is nobody's."""
        if not self.name.strip():
            raise Invalid(_("Skriv vem som reserverar sig; namnet står i protokollet."))
        return {"name": self.name.strip()[:160], "party": self.party.strip()[:80], "text": self.text.strip()}


@dataclass(frozen=True, slots=True)
class Proof:
    """What proves a decision: the meeting's date, the paragraph, how far the minutes have come, the reservations."""

    decided_on: date
    paragraph: str
    minutes_state: str = MinutesState.PENDING
    reservations: tuple[Reservation, ...] = ()

    def checked(self) -> "Proof":
        """The proof with a bare paragraph ("24"), or `Invalid` with what is wrong."""
        paragraph = self.paragraph.replace("§", " ").strip()
        if not paragraph or not any(char.isdigit() for char in paragraph):
            raise Invalid(_("Ange protokollets paragraf, till exempel § 24."))
        if self.decided_on > clock.today():
            raise Invalid(
                _("Beslutet kan inte vara daterat %s: den dagen har inte kommit. Ange sammanträdets dag.")
                % formats.date_format(self.decided_on, "j F Y")
            )
        if self.minutes_state not in MinutesState.values:
            raise Invalid(_("Ange om protokollet är justerat."))
        return replace(self, paragraph=paragraph)


@transaction.atomic
def adopt(actor: Actor, submission: Submission, version: int, proof: Proof, checksum: str) -> Submission:
    """Freeze the content that the person saw (`checksum`) and record the proof."""
    row = lock(submission, version)
    proof = proof.checked()
    frozen = content_of(row.activity).frozen(row)
    if frozen.checksum != checksum:
        raise Stale(_("Innehållet har ändrats sedan du läste det. Läs in sidan igen och jämför med det nämnden antog."))
    reservations = [one.checked() for one in proof.reservations]
    document = freeze(actor, "submission", frozen.title, frozen.content, frozen.files)
    return take_step(
        actor, "cycle.adopt", row,
        document=document, adopted_on=proof.decided_on, paragraph=proof.paragraph, minutes_state=proof.minutes_state,
        reservations=reservations, after={"checksum": document.checksum, **_named(reservations)},
    )  # fmt: skip


def _named(reservations: list[dict[str, str]]) -> dict[str, list[str]]:
    return {"reservations": [one["name"] for one in reservations]} if reservations else {}
