"""From the decided edition to the dispatch that follows it: written, with the frames attached, to be read over.

The whole table goes to all; each board's own sheet and workbook are addressed to that board.
"""

from django.db import transaction
from django.utils.translation import gettext as _

from ramverk.apps.cycle.models import Activity, ActivityKind
from ramverk.apps.dispatch.actions.attach import attach
from ramverk.apps.dispatch.actions.compose import Draft, compose
from ramverk.apps.dispatch.models import Dispatch
from ramverk.apps.dispatch.queries import first_values
from ramverk.apps.frames.board_sheets import board_files
from ramverk.apps.frames.directive import directive_file
from ramverk.apps.frames.models import Edition, EditionState
from ramverk.apps.frames.policy import may
from ramverk.apps.frames.workbook import workbook
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.trail.actions.record import record
from ramverk.apps.trail.uploads import keep_bytes
from ramverk.apps.trail.verdicts import Invalid, require


def dispatch_to_write(edition: Edition) -> Activity | None:
    """The timetable's next dispatch that waits for the edition's decision and has not been begun."""
    waiting = Activity.objects.filter(
        round=edition.round_id, kind=ActivityKind.DISPATCH, needs__needed=edition.activity_id, dispatches=None
    )
    return waiting.select_related("round", "owner").order_by("order").first() if edition.activity_id else None


@transaction.atomic
def dispatch_frames(actor: Actor, edition: Edition) -> Dispatch:
    """A draft dispatch of the decided edition. Nothing is sent; the sender reads it over first."""
    require(may(actor, "frames.dispatch_frames"))
    if edition.state != EditionState.DECIDED or edition.decision is None:
        raise Invalid(_("Ramarna skickas ut när de är beslutade. Knyt beslutet till utgåvan först."))
    activity = dispatch_to_write(edition)
    if activity is None:
        raise Invalid(_("Tidplanen har inget utskick kvar som väntar på beslutet."))
    first = first_values(activity)
    words = {"body": edition.decision.body, "day": edition.decision.decided_on, "paragraph": edition.decision.paragraph}
    text = _(
        "%(body)s beslutade %(day)s (%(paragraph)s). Bifogat: ramen per nämnd och år, och varje ändring från årets "
        "budget med orsak och källa. Varje nämnd får dessutom sitt eget blad."
    )
    draft = Draft(
        subject=first["subject"], text=text % words, legal_ground=first["legal_ground"], reply_by=first["reply_by"],
        audiences=first["audiences"], opens=first["opens"],
    )  # fmt: skip
    dispatch = compose(actor, activity, draft)
    name, content = workbook(edition)
    files = [keep_bytes(name, content)]
    if directive := directive_file(edition):
        files.insert(0, keep_bytes(*directive))
    owners = {}
    for own in board_files(edition):
        for file_name, data in own.files:
            files.append(keep_bytes(file_name, data))
            owners[files[-1].name] = own.body
    dispatch = attach(actor, dispatch, dispatch.version, files, addressed_to=owners)
    record(actor, "frames.dispatch_frames", edition, after={"file": name})
    return dispatch
