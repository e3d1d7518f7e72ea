"""Freeze a publication with all its files, and set the second it opens for everybody."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ramverk.apps.frames.models import EditionState
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.publishing.actions.tell_at_opening import tell_at_opening
from ramverk.apps.publishing.contents.data import stored_data
from ramverk.apps.publishing.contents.files import stored_files
from ramverk.apps.publishing.contents.press import stored_press
from ramverk.apps.publishing.contents.written import written_document
from ramverk.apps.publishing.models import Publication, PublicationState
from ramverk.apps.publishing.policy import may
from ramverk.apps.publishing.queries.questions import public_contact
from ramverk.apps.trail import clock
from ramverk.apps.trail.actions.change import change
from ramverk.apps.trail.actions.flip import flip
from ramverk.apps.trail.actions.freeze import freeze
from ramverk.apps.trail.actions.record import record
from ramverk.apps.trail.verdicts import Invalid, Refused, require
from ramverk.core.documents.checks import check_document
from ramverk.core.documents.content import to_json

OPEN_STATES = (EditionState.FROZEN, EditionState.DECIDED)


@transaction.atomic
def schedule(
    actor: Actor, publication: Publication, version: int, opens_at: datetime, *, tells: bool = False
) -> Publication:
    """`opens_at` is aware; now or earlier opens at once. What would keep a reader out must be mended first.

    `tells` sends word to those whom the document's step names, in the second it opens.
    """
    locked = (
        Publication.objects.select_for_update(of=("self",)).select_related("edition", "activity").get(pk=publication.pk)
    )
    require(may(actor, "publishing.schedule", locked))
    if locked.state != PublicationState.DRAFT:
        raise Refused(_("Publiceringen är redan fryst. Ta fram en ny om något ska ändras."))
    if locked.edition.state not in OPEN_STATES:
        raise Invalid(
            _("Utgåvan ”%(edition)s” är inte fryst. Frys den först: det som publiceras får inte ändras efteråt.")
            % {"edition": locked.edition.name}
        )
    opening = max(opens_at, clock.now())
    document = written_document(locked, timezone.localdate(opening).isoformat())
    hinders = [finding for finding in check_document(document) if finding.blocks]
    if hinders:
        raise Invalid(_("Dokumentet kan inte publiceras än. %s") % hinders[0].message)
    files = (
        *stored_files(document, locked.slug),
        *stored_data(locked.edition, locked.slug, locked.title, clock.now().isoformat(timespec="seconds")),
    )
    files = (*files, stored_press(document, locked.slug, files, public_contact()))
    frozen = freeze(actor, "publication", locked.title, to_json(document), files)
    change(locked, version, state=PublicationState.SCHEDULED, opens_at=opening, document=frozen)
    flip(actor, locked, PublicationState.DRAFT, PublicationState.SCHEDULED)
    if tells:
        tell_at_opening(actor, locked)
    record(
        actor,
        "publishing.schedule",
        locked,
        after={"opens_at": opening.isoformat(), "checksum": frozen.checksum},
    )
    return locked
