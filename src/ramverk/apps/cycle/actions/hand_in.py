"""Hand in: exactly what the board adopted, and nothing else (KL 6:38)."""

from django.db import transaction
from django.utils import formats
from django.utils.translation import gettext as _

from ramverk.apps.cycle.actions.take_step import lock, take_step
from ramverk.apps.cycle.models import HandIn, Submission
from ramverk.apps.cycle.models import SubmissionState as S
from ramverk.apps.cycle.submission_content import content_of
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.trail import clock
from ramverk.apps.trail.actions.flip import flip
from ramverk.apps.trail.actions.freeze import freeze
from ramverk.apps.trail.models import FrozenDocument
from ramverk.apps.trail.verdicts import Refused


@transaction.atomic
def hand_in(actor: Actor, submission: Submission, version: int, checksum: str) -> HandIn:
    """Hand in the version with this checksum. Late is accepted, and marked. Public from this moment."""
    row = lock(submission, version)
    document = _the_adopted(row, checksum) if row.state == S.ADOPTED else None
    if document is None:
        document = _frozen_without_adoption(actor, row, checksum)
    late = row.activity.end is not None and row.activity.end < clock.today()
    at = clock.now()
    row = take_step(
        actor, "cycle.hand_in", row,
        document=document, submitted_at=at, return_comment="", after={"checksum": document.checksum, "is_late": late},
    )  # fmt: skip
    flip(actor, document, "working_draft", "drawn_up", _("Inlämnad: allmän handling (TF 2 kap.)."))
    return HandIn.objects.create(
        submission=row, number=row.hand_ins.count() + 1, document=document, adopted_on=row.adopted_on,
        paragraph=row.paragraph, at=at, by=actor.name, is_late=late, reservations=row.reservations,
    )  # fmt: skip


def _the_adopted(row: Submission, checksum: str) -> FrozenDocument:
    document = row.document
    now = content_of(row.activity).frozen(row).checksum
    if document is None or document.checksum != checksum or now != checksum:
        day = formats.date_format(row.adopted_on, "j F Y") if row.adopted_on else ""
        raise Refused(
            _(
                "Det som skulle lämnas in är inte det som nämnden antog den %(day)s (§ %(paragraph)s). Bara den "
                "antagna versionen kan lämnas in (KL 6:38). Ta tillbaka till utkast och låt nämnden anta ändringen."
            )
            % {"day": day, "paragraph": row.paragraph}
        )
    return document


def _frozen_without_adoption(actor: Actor, row: Submission, checksum: str) -> FrozenDocument:
    """An administrative submission needs no board decision; it is frozen as it is handed in."""
    frozen = content_of(row.activity).frozen(row)
    if frozen.checksum != checksum:
        raise Refused(_("Innehållet har ändrats sedan du läste det. Läs in sidan igen innan du lämnar in."))
    return freeze(actor, "submission", frozen.title, frozen.content, frozen.files)
