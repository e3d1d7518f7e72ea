"""Start a new edition of a sent dispatch. The old one stays readable, and holds until the new one is sent."""

from django.db import transaction
from django.utils.translation import gettext as _

from ramverk.apps.dispatch.models import Dispatch, DispatchAudience, DraftAttachment
from ramverk.apps.dispatch.policy import may_follow_up
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.trail.actions.record import record
from ramverk.apps.trail.verdicts import Invalid, require


@transaction.atomic
def supersede(actor: Actor, dispatch: Dispatch) -> Dispatch:
    """The new draft begins as a copy: text, recipients, files, what it opens."""
    row = Dispatch.objects.select_for_update(of=("self",)).get(pk=dispatch.pk)
    require(may_follow_up(actor, row))
    if row.superseded_by.exists():
        raise Invalid(_("En ny utgåva är redan påbörjad. Arbeta vidare med den."))
    draft = Dispatch.objects.create(
        activity_id=row.activity_id, sender_id=row.sender_id, subject=row.subject, text=row.text,
        legal_ground=row.legal_ground, reply_by=row.reply_by, supersedes=row, edition=row.edition + 1,
    )  # fmt: skip
    draft.opens.set(row.opens.all())
    for audience_id in row.audiences.values_list("audience_id", flat=True):
        DispatchAudience.objects.create(dispatch=draft, audience_id=audience_id)
    for item in row.drafts.order_by("pk"):
        DraftAttachment.objects.create(
            dispatch=draft, file_id=item.file_id, name=item.name, media_type=item.media_type,
            addressed_to_id=item.addressed_to_id,
        )  # fmt: skip
    record(actor, "dispatch.supersede", draft, after={"supersedes": str(row), "edition": draft.edition})
    return draft
