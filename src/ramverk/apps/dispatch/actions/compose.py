"""Write a dispatch, and change it while it is a draft."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from ramverk.apps.cycle.models import Activity
from ramverk.apps.dispatch.models import Dispatch, DispatchAudience, DispatchState
from ramverk.apps.dispatch.policy import EDITABLE, may_compose, may_edit
from ramverk.apps.dispatch.queries import openable, sending_body
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.organisation.models import Audience
from ramverk.apps.trail import clock
from ramverk.apps.trail.actions.change import change
from ramverk.apps.trail.actions.flip import flip
from ramverk.apps.trail.actions.record import record
from ramverk.apps.trail.verdicts import Invalid, require


@dataclass(frozen=True, slots=True)
class Draft:
    """What the sender writes."""

    subject: str
    text: str = ""
    legal_ground: str = ""
    reply_by: date | None = None
    difference: str = ""
    audiences: Sequence[Audience] = ()
    opens: Sequence[Activity] = ()

    def fields(self) -> dict[str, Any]:
        """The dispatch's own fields, or `Invalid` with what is missing."""
        if not self.subject.strip():
            raise Invalid(_("Skriv ett ämne; det blir rubriken i mejlet."))
        return {
            "subject": " ".join(self.subject.split())[:300],
            "text": self.text.strip(),
            "legal_ground": self.legal_ground.strip()[:200],
            "reply_by": self.reply_by,
            "difference": self.difference.strip(),
        }


@transaction.atomic
def compose(actor: Actor, activity: Activity, draft: Draft) -> Dispatch:
    """Start a dispatch. One edition at a time: a second one supersedes the first."""
    require(may_compose(actor, activity))
    Activity.objects.select_for_update(of=("self",)).get(pk=activity.pk)
    if activity.dispatches.filter(state__in=(*EDITABLE, DispatchState.SENT)).exists():
        raise Invalid(_("Aktiviteten har redan ett utskick. Arbeta vidare med det, eller gör en ny utgåva."))
    sender = sending_body(activity, clock.today())
    if sender is None:
        raise Invalid(_("Ingen avsändare: lägg till ekonomiavdelningen i organisationen eller ange vem som ansvarar."))
    fields = draft.fields()
    dispatch = Dispatch.objects.create(activity=activity, sender=sender, **fields)
    _set_lists(dispatch, draft)
    record(actor, "dispatch.compose", dispatch, after=_plain(fields, draft))
    return dispatch


@transaction.atomic
def edit(actor: Actor, dispatch: Dispatch, version: int, draft: Draft) -> Dispatch:
    """Change a draft. An approval falls with the change."""
    require(may_edit(actor, dispatch))
    fields = draft.fields()
    was_approved = dispatch.state == DispatchState.APPROVED
    before, after = change(dispatch, version, state=DispatchState.DRAFT, **fields)
    _set_lists(dispatch, draft)
    if was_approved:
        flip(actor, dispatch, DispatchState.APPROVED, DispatchState.DRAFT, _("Ändrat efter godkännandet."))
    record(actor, "dispatch.edit", dispatch, before=before, after=after | _plain({}, draft))
    return dispatch


def _set_lists(dispatch: Dispatch, draft: Draft) -> None:
    wanted = {audience.pk for audience in draft.audiences}
    dispatch.audiences.exclude(audience__in=wanted).delete()
    there = set(dispatch.audiences.values_list("audience_id", flat=True))
    for audience in draft.audiences:
        if audience.pk not in there:
            DispatchAudience.objects.create(dispatch=dispatch, audience=audience)
    allowed = set(openable(dispatch.activity).values_list("pk", flat=True))
    dispatch.opens.set([activity for activity in draft.opens if activity.pk in allowed])


def _plain(fields: dict[str, Any], draft: Draft) -> dict[str, Any]:
    return fields | {
        "to": [audience.label for audience in draft.audiences],
        "opens": [activity.title for activity in draft.opens],
    }
