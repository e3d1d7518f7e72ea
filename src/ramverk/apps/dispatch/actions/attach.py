"""Attach files to a draft, and take them away."""

from collections.abc import Iterable, Mapping, Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from ramverk.apps.dispatch.models import Dispatch, DispatchState, DraftAttachment
from ramverk.apps.dispatch.policy import may_edit
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.organisation.models import Body
from ramverk.apps.trail.actions.change import change
from ramverk.apps.trail.actions.flip import flip
from ramverk.apps.trail.actions.freeze import NamedFile
from ramverk.apps.trail.actions.record import record
from ramverk.apps.trail.verdicts import Invalid, require


@transaction.atomic
def attach(
    actor: Actor,
    dispatch: Dispatch,
    version: int,
    add: Sequence[NamedFile] = (),
    remove: Iterable[int] = (),
    *,
    addressed_to: Mapping[str, Body] | None = None,
) -> Dispatch:
    """A file of the same name must first be taken away: two attachments never share a name.

    `addressed_to` names the body that a file is meant for, by the file's name; the others are for all.
    """
    owners = addressed_to or {}
    require(may_edit(actor, dispatch))
    was_approved = dispatch.state == DispatchState.APPROVED
    change(dispatch, version, state=DispatchState.DRAFT)
    gone = dispatch.drafts.filter(pk__in=list(remove))
    removed = list(gone.values_list("name", flat=True))
    gone.delete()
    there = set(dispatch.drafts.values_list("name", flat=True))
    for named in add:
        if named.name in there:
            raise Invalid(_("Det finns redan en bilaga som heter ”%s”. Ta bort den först eller byt namn.") % named.name)
        DraftAttachment.objects.create(
            dispatch=dispatch, file=named.file, name=named.name, media_type=named.media_type,
            addressed_to=owners.get(named.name),
        )  # fmt: skip
        there.add(named.name)
    if was_approved:
        flip(actor, dispatch, DispatchState.APPROVED, DispatchState.DRAFT, _("Bilagor ändrade efter godkännandet."))
    record(actor, "dispatch.attach", dispatch, before={"files": removed}, after={"files": [one.name for one in add]})
    return dispatch
