"""From the decided edition to the dispatch that follows it: written, with the frames attached, to be read over.

The whole table goes to all; each board's own sheet and workbook are addressed to that board.
"""

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from ramverk.apps.cycle.models import Activity, ActivityKind, DecisionRecord
from ramverk.apps.dispatch.actions.attach import attach
from ramverk.apps.dispatch.actions.compose import Draft, compose
from ramverk.apps.dispatch.models import Dispatch
from ramverk.apps.dispatch.policy import EDITABLE
from ramverk.apps.dispatch.queries import first_values
from ramverk.apps.frames.board_sheets import board_files
from ramverk.apps.frames.directive import directive_file
from ramverk.apps.frames.models import Edition, EditionState
from ramverk.apps.frames.policy import may
from ramverk.apps.frames.workbook import workbook, workbook_name
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.trail.actions.record import record
from ramverk.apps.trail.uploads import keep_bytes
from ramverk.apps.trail.verdicts import Invalid, require


def dispatch_to_write(edition: Edition) -> Activity | None:
    """The timetable's next dispatch that waits for the edition's decision: not begun, or a draft without the frames."""
    if not edition.activity_id:
        return None
    drafts = Dispatch.objects.filter(state__in=EDITABLE).exclude(drafts__name=workbook_name(edition))
    waiting = Activity.objects.filter(
        Q(dispatches=None) | Q(pk__in=drafts.values("activity")),
        round=edition.round_id, kind=ActivityKind.DISPATCH, needs__needed=edition.activity_id,
    )  # fmt: skip
    return waiting.select_related("round", "owner").order_by("order").first()


@transaction.atomic
def dispatch_frames(actor: Actor, edition: Edition) -> Dispatch:
    """A draft dispatch of the decided edition: a new one, or the one that was begun without the frames.

    Nothing is sent; the sender reads it over first.
    """
    require(may(actor, "frames.dispatch_frames"))
    if edition.state != EditionState.DECIDED or edition.decision is None:
        raise Invalid(_("Ramarna skickas ut när de är beslutade. Knyt beslutet till utgåvan först."))
    activity = dispatch_to_write(edition)
    if activity is None:
        raise Invalid(_("Tidplanen har inget utskick kvar som väntar på beslutet."))
    begun = activity.dispatches.filter(state__in=EDITABLE).order_by("-pk").first()
    dispatch = begun or compose(actor, activity, _draft(edition.decision, activity))
    dispatch = _with_frames(actor, dispatch, edition)
    record(actor, "frames.dispatch_frames", edition, after={"file": workbook_name(edition)})
    return dispatch


def _draft(decision: DecisionRecord, activity: Activity) -> Draft:
    """What is written of the decision."""
    first = first_values(activity)
    words = {"body": decision.body, "day": decision.decided_on, "paragraph": decision.paragraph}
    text = _(
        "%(body)s beslutade %(day)s (%(paragraph)s). Bifogat: ramen per nämnd och år, och varje ändring från årets "
        "budget med orsak och källa. Varje nämnd får dessutom sitt eget blad."
    )
    return Draft(
        subject=first["subject"], text=text % words, legal_ground=first["legal_ground"], reply_by=first["reply_by"],
        audiences=first["audiences"], opens=first["opens"],
    )  # fmt: skip


def _with_frames(actor: Actor, dispatch: Dispatch, edition: Edition) -> Dispatch:
    """The frames in the draft; a file that is there under the same name gives way."""
    files = [keep_bytes(*workbook(edition))]
    if directive := directive_file(edition):
        files.insert(0, keep_bytes(*directive))
    owners = {}
    for own in board_files(edition):
        for file_name, data in own.files:
            files.append(keep_bytes(file_name, data))
            owners[files[-1].name] = own.body
    older = dispatch.drafts.filter(name__in=[file.name for file in files]).values_list("pk", flat=True)
    return attach(actor, dispatch, dispatch.version, files, list(older), addressed_to=owners)
