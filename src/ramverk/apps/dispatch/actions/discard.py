"""Throw away a draft, so that the activity can begin again; its files and the trail of what it was stay."""

from django.db import transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from ramverk.apps.dispatch.models import Dispatch
from ramverk.apps.dispatch.policy import may_edit
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.trail.actions.change import change
from ramverk.apps.trail.actions.record import record
from ramverk.apps.trail.verdicts import Refused, require


@transaction.atomic
def discard(actor: Actor, dispatch: Dispatch, version: int) -> None:
    """Nothing has been sent, and nobody but the sender has seen it: the rows go, the trail says what they held."""
    require(may_edit(actor, dispatch))
    change(dispatch, version)
    before = {
        "subject": dispatch.subject, "text": dispatch.text, "edition": dispatch.edition,
        "files": list(dispatch.drafts.values_list("name", flat=True)),
    }  # fmt: skip
    record(actor, "dispatch.discard", dispatch, before=before)
    try:
        dispatch.delete()
    except ProtectedError:
        raise Refused(_("Utskicket hör till en kungörelse och kan inte kastas. Ändra det i stället.")) from None
